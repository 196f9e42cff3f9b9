import { describe, expect, test } from '@jest/globals'
import type { Reference } from '../../src/compose/places.ts'
import { judgeRelease, parseRelease } from '../../src/compose/release.ts'

function reference(path: string, remote: boolean): Reference {
  const where = { file: 'compose.yaml', line: 2, column: 5 }
  return { path, remote, where, reachedBy: 'include', folder: '.' }
}

const nothing: readonly Reference[] = []
const remote = [reference('oci://registry.example/base', true), reference('db.yaml', false)]

describe('a release of Compose', () => {
  test.each([
    ['2.36.0', nothing, []],
    ['2.40.3-3\n', remote, []],
    ['v2.38.2', nothing, []],
    ['2.40.2-desktop.1', remote, []],
    ['5.0.0', remote, []],
    ['dev', remote, []],
    ['2.35.1', nothing, ['Compose 2.35.1 is too old']],
    ['1.29.2', remote, ['Compose 1.29.2 is too old']],
    [
      '2.40.1',
      remote,
      [
        'include oci://registry.example/base is fetched from elsewhere, which Compose 2.40.1 must not do',
      ],
    ],
  ])('%j is judged by what the files ask of it', (version, references, whats) => {
    const problems = judgeRelease(parseRelease(version), references)
    expect(problems.map(({ what }) => what)).toEqual(whats)
  })

  test('that must not fetch is told why, and where it is asked to', () => {
    const [problem] = judgeRelease(parseRelease('2.36.0'), remote)
    expect(problem?.why).toContain('CVE-2025-62725')
    expect(problem?.where).toEqual({ file: 'compose.yaml', line: 2, column: 5 })
  })
})
