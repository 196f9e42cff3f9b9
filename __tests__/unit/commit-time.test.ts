// What tells a build the time of its commit, and what does not have to know.
import { describe, expect, test } from '@jest/globals'
import { commitTime, withCommitTime } from '../../src/build/commit-time.ts'
import type { BuildFile } from '../../src/compose/builds.ts'
import { buildOf } from '../support/images.ts'

const commitDate = '2024-05-06T07:08:09Z'

describe('the time of an image', () => {
  test('is that of its commit', () => {
    expect(commitTime({}, { commitDate })).toBe(1714979289)
  })

  test('is what the step says', () => {
    expect(commitTime({ SOURCE_DATE_EPOCH: '12' }, { commitDate })).toBe(12)
  })

  test.each(['', 'now', '-1', '1e3'])('is not "%s"', (set) => {
    expect(commitTime({ SOURCE_DATE_EPOCH: set }, { commitDate })).toBe(1714979289)
  })

  test('is the beginning of all times where there is no commit', () => {
    expect(commitTime({}, {})).toBe(0)
  })
})

describe('the argument of a build', () => {
  const build = buildOf({ context: '/srv/api' })
  const file = (text: string): ReadonlyMap<string, BuildFile> =>
    new Map([['/srv/api/Dockerfile', { kind: 'text', text }]])
  const given = (text: string, from = build): string | null | undefined =>
    withCommitTime(from, file(text), 7).args.get('SOURCE_DATE_EPOCH')

  test.each([
    'FROM a\nARG SOURCE_DATE_EPOCH\n',
    'ARG SOURCE_DATE_EPOCH=0\nFROM a\n',
    'FROM a\narg ONE=1 SOURCE_DATE_EPOCH\n',
  ])('is there where the Dockerfile asks for it: %j', (text) => {
    expect(given(text)).toBe('7')
  })

  test.each([
    'FROM a\nWORKDIR /app\n',
    'FROM a\n# ARG SOURCE_DATE_EPOCH\n',
    'FROM a\nARG SOURCE_DATE_EPOCH_OF_OTHERS\n',
    'FROM a\nRUN <<END\nARG SOURCE_DATE_EPOCH\nEND\n',
  ])('is not there where it does not: %j', (text) => {
    expect(given(text)).toBeUndefined()
  })

  test('of the user stays', () => {
    const own = { ...build, args: new Map([['SOURCE_DATE_EPOCH', '3']]) }
    expect(given('FROM a\nARG SOURCE_DATE_EPOCH\n', own)).toBe('3')
  })

  test('reads what stands in the Compose file', () => {
    const inline = { ...build, dockerfileInline: 'FROM a\nARG SOURCE_DATE_EPOCH\n' }
    expect(given('FROM a\n', inline)).toBe('7')
  })
})
