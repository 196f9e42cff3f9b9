import { describe, expect, test } from '@jest/globals'
import type { BuiltImage } from '../../src/build/bake.ts'
import { TrialError } from '../../src/errors.ts'
import { berthsOf, isOurs, type Pushing, withState } from '../../src/publish/berths.ts'
import { persist, type Try } from '../../src/publish/persist.ts'
import type { Tag } from '../../src/tags/set.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const sha = 'a'.repeat(40)
const stays = (name: string): Tag => ({ name, reason: 'r', kind: 'immutable' })
const moves: Tag = { name: 'main', reason: 'r', kind: 'floating', ordering: { kind: 'other' } }
const built: BuiltImage = {
  target: 'api',
  services: ['api'],
  candidate: 'c',
  digest: 'd',
  reference: 'c@d',
  store: 'containerd',
  bytes: 1,
}

function planOf(tags: readonly Tag[], repositories = ['ghcr.io/a/b']): Pushing {
  const images = [{ target: 'api', repositories, tags }]
  const order = 'forward'
  return { kind: 'push', reason: 'r', images, budgetMs: 60_000, sha, stagingTag: 'trial-1', order }
}

describe('an image is pushed first under', () => {
  test.each<[string, readonly Tag[], string]>([
    ['the tag of its commit', [stays(`sha-${sha}`), moves], `sha-${sha}`],
    ['that of its commit, though a version comes first', [stays('1.2.3'), stays(sha)], sha],
    ['another tag that stays', [moves, stays('1.2.3')], '1.2.3'],
    ['one of the run where none stays', [moves], 'trial-1'],
    ['one of the run where it has none', [], 'trial-1'],
  ])('%s', (_, tags, staging) => {
    expect(berthsOf(planOf(tags), [built])).toMatchObject([{ staging }])
  })
})

test('an image has a berth at each of its repositories, and none where it is not planned', () => {
  const berths = berthsOf(planOf([moves], ['ghcr.io/a/b', 'quay.io/a/b']), [
    built,
    { ...built, target: 'web' },
  ])
  expect(berths.map(({ repository }) => repository)).toEqual(['ghcr.io/a/b', 'quay.io/a/b'])
})

test('the first failure alone has the state of all references', () => {
  const failure = { stage: 'publish', class: 'registry', code: 'ST-REGISTRY', what: 'no' } as const
  const done = [
    { reference: 'r:1', store: 'containerd', bytes: 1, state: 'stayed', reason: 'why', tries: [] },
  ] as const
  const [first, second] = withState([failure, failure], done)
  expect(first?.evidence?.[0]).toBe('stayed: r:1 (why)')
  expect(second?.evidence).toBeUndefined()
  expect(done.filter(isOurs)).toEqual([])
})

describe('what is tried at a registry', () => {
  const busy: Try<string> = { kind: 'failed', reason: '503 busy', passing: true }
  const tryAll = async (answers: readonly Try<string>[], untilMs = 600_000) => {
    const { world } = new ScriptedWorld()
    let number = 0
    const told: string[] = []
    const reference = 'ghcr.io/a/b:main'
    const options = { what: `tag ${reference}`, reference, untilMs }
    const attempt = async (): Promise<Try<string>> => answers[number++] ?? busy
    const onFailed = (reason: string): number => told.push(reason)
    const ended = await persist({ ...options, onFailed }, world, attempt).catch((error) => error)
    return { ended, number, told, waitedMs: world.clock.now() }
  }

  test('is tried until it succeeds, with each failed try told', async () => {
    const { ended, told, waitedMs } = await tryAll([busy, busy, { kind: 'done', value: 'x' }])
    expect(ended).toBe('x')
    expect(told).toEqual(['503 busy', '503 busy'])
    expect(waitedMs).toBe(3000)
  })

  test.each<[string, Try<string>, number, string, number]>([
    ['five times while it is busy', busy, 600_000, '503 busy (5 tries)', 5],
    [
      'once when refused',
      { ...busy, reason: '403 no', passing: false },
      1e6,
      '(not tried again)',
      1,
    ],
    ['once when asked to wait too long', { ...busy, askedMs: 3_600_000 }, 1e6, 'to wait 3600s', 1],
    ['until its time is up', busy, 2500, '503 busy (its time is up)', 2],
  ])('is tried %s', async (_, answer, untilMs, why, tries) => {
    const { ended, number } = await tryAll(Array(9).fill(answer), untilMs)
    expect(ended).toBeInstanceOf(TrialError)
    const [failure] = ended instanceof TrialError ? ended.failures : []
    expect(failure?.why).toContain(why)
    expect(failure?.evidence).toHaveLength(tries)
    expect(number).toBe(tries)
  })
})
