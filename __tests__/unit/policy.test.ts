import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { GitFacts } from '../../src/event/commit.ts'
import { type Facts, readEvent } from '../../src/event/event.ts'
import { decide, type Policy, type Wishes } from '../../src/event/policy.ts'

const MADE = 'a'.repeat(40)
const MERGE = 'b'.repeat(40)
const BASE = 'c'.repeat(40)
const HOME = { id: 7, full_name: 'octo/shop', default_branch: 'main' }
const FORK = { id: 8, full_name: 'stranger/shop' }

const WISHES: Wishes = {
  push: 'auto',
  promote: 'auto',
  mode: 'trial',
  checks: 'all',
  cacheFromGiven: false,
  allowUnsafePrCheckout: false,
}

function git(overrides: Partial<GitFacts> = {}): GitFacts {
  return {
    sha: MADE,
    tags: [],
    dirty: 0,
    shallow: false,
    detached: false,
    commitDate: '2026-09-01T12:00:00Z',
    parents: [],
    root: '/shop',
    ...overrides,
  }
}

interface Scene {
  readonly ref?: string
  readonly sha?: string
  readonly actor?: string
  readonly git?: GitFacts
  readonly payload?: object
}

function on(event: string, scene: Scene = {}): Facts {
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_SHA: scene.sha ?? MADE,
    GITHUB_REF: scene.ref ?? 'refs/heads/main',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_ACTOR: scene.actor ?? 'ada',
  }
  return readEvent(env, { repository: HOME, ...scene.payload }, scene.git ?? git()).facts
}

function laptop(checkout: GitFacts | undefined): Facts {
  return readEvent({}, undefined, checkout).facts
}

const pull = (repo: unknown) => ({
  pull_request: { number: 12, head: { sha: MADE, ref: 'feature', repo }, base: { ref: 'next' } },
})
const run = (event: string, head_repository: unknown, head_branch = 'main') => ({
  workflow_run: { event, head_sha: MADE, head_branch, head_repository },
})
const mergeScene = { sha: MERGE, ref: 'refs/pull/12/merge' }
const merge = git({ sha: MERGE, parents: [BASE, MADE] })
const queueRef = 'refs/heads/gh-readonly-queue/main/pr-12'

const SAME_REPOSITORY = on('pull_request', { ...mergeScene, git: merge, payload: pull(HOME) })
const FROM_FORK = on('pull_request', { ...mergeScene, git: merge, payload: pull(FORK) })
const DEPENDABOT = on('pull_request', {
  ...mergeScene,
  actor: 'dependabot[bot]',
  payload: pull(HOME),
})
const TARGET = on('pull_request_target', { sha: BASE, payload: pull(HOME) })
const TARGET_FORK = on('pull_request_target', { sha: BASE, payload: pull(FORK) })
const TARGET_FORK_BASE = on('pull_request_target', {
  sha: BASE,
  git: git({ sha: BASE }),
  payload: pull(FORK),
})
const RUN_FORK = on('workflow_run', { sha: BASE, payload: run('pull_request', FORK) })
const RUN_PUSH = on('workflow_run', { sha: MADE, payload: run('push', HOME) })
const MAIN = on('push')
const BRANCH = on('push', { ref: 'refs/heads/try' })
const TAG = on('push', { ref: 'refs/tags/v1.2.3' })
const RELEASE = on('release', { ref: 'refs/tags/v1.2.3', payload: { action: 'published' } })
const QUEUE = on('merge_group', {
  ref: queueRef,
  payload: { merge_group: { base_ref: 'refs/heads/main' } },
})
const SCHEDULE = on('schedule')
const BY_HAND = on('workflow_dispatch')
const BY_HAND_ELSEWHERE = on('workflow_dispatch', { ref: 'refs/heads/try' })
const BY_HAND_ON_TAG = on('workflow_dispatch', { ref: 'refs/tags/v1.2.3' })
const COMMENT = on('issue_comment')
const CLEAN = laptop(git({ branch: 'main' }))
const DIRTY = laptop(git({ branch: 'main', dirty: 3 }))

const short = ({ push, cache, promote, refused }: Policy) => ({
  refused: refused !== undefined,
  push: push.kind,
  reads: cache.read.scopes,
  writes: cache.write.allowed ? cache.write.scope : undefined,
  promote: promote.kind,
})

describe('one workflow, every event', () => {
  const pr = 'refs/pull/12/merge'
  const [main, next, tried] = ['refs/heads/main', 'refs/heads/next', 'refs/heads/try']
  test.each([
    [
      'a pull request reads base and default, writes its own',
      SAME_REPOSITORY,
      'skip',
      [pr, next, main],
      pr,
      'no',
    ],
    ['a pull request from a fork reads only', FROM_FORK, 'skip', [next, main], undefined, 'no'],
    ['a pull request of Dependabot is not pushed', DEPENDABOT, 'skip', [pr, next, main], pr, 'no'],
    ['pull_request_target on own code reads only', TARGET, 'skip', [next, main], undefined, 'no'],
    [
      'pull_request_target on the base for a fork reads only',
      TARGET_FORK_BASE,
      'skip',
      [next, main],
      undefined,
      'no',
    ],
    ['workflow_run after a push acts as the branch', RUN_PUSH, 'push', [main], main, 'no'],
    ['a push to the default branch pushes', MAIN, 'push', [main], main, 'no'],
    ['a push to a branch pushes', BRANCH, 'push', [tried, main], tried, 'no'],
    ['a pushed tag promotes, without cache', TAG, 'push', [], undefined, 'try'],
    ['a release promotes, without cache', RELEASE, 'push', [], undefined, 'try'],
    ['a merge queue reads and does not write', QUEUE, 'push', [main], undefined, 'no'],
    ['a schedule writes the default branch', SCHEDULE, 'push', [main], main, 'no'],
    ['a start by hand writes the default branch', BY_HAND, 'push', [main], main, 'no'],
    [
      'a start by hand elsewhere reads only',
      BY_HAND_ELSEWHERE,
      'push',
      [tried, main],
      undefined,
      'no',
    ],
    ['a start by hand on a tag is a release', BY_HAND_ON_TAG, 'push', [], undefined, 'try'],
    [
      'an event anyone can cause neither pushes nor writes',
      COMMENT,
      'skip',
      [main],
      undefined,
      'no',
    ],
    ['a laptop keeps everything local', CLEAN, 'skip', ['local'], 'local', 'no'],
    ['a dirty laptop may try all the same', DIRTY, 'skip', ['local'], 'local', 'no'],
  ] as const)('%s', (_name, facts, push, reads, writes, promote) => {
    const expected = { refused: false, push, reads, writes, promote }
    expect(short(decide(facts, WISHES))).toEqual(expected)
  })
})

describe('push: true', () => {
  test.each([
    ['pushes pr-N of a pull request', SAME_REPOSITORY, 'push', 'push: true pushes pr-12'],
    [
      'pushes nothing of a fork, and stays green',
      FROM_FORK,
      'skip',
      'the pull request comes from stranger/shop, so GitHub gives it a read-only token and nothing is pushed, although push is true',
    ],
    [
      'pushes nothing of Dependabot, and stays green',
      DEPENDABOT,
      'skip',
      'the pull request was updated by dependabot[bot], so GitHub gives it a read-only token and nothing is pushed, although push is true',
    ],
    ['pushes pr-N of pull_request_target on own code', TARGET, 'push', 'push: true pushes pr-12'],
    [
      "never calls the base's code pr-N",
      TARGET_FORK_BASE,
      'skip',
      'the pull request is not what is tried: the tree that is tried is ccccccc, the commit of the base branch next',
    ],
    ['pushes from a clean laptop', CLEAN, 'push', '--push asks for it'],
    ['pushes after a comment', COMMENT, 'push', 'push: true asks for it on issue_comment'],
    ['pushes a branch as ever', BRANCH, 'push', 'push on branch try'],
  ] as const)('%s', (_name, facts, kind, reason) => {
    const policy = decide(facts, { ...WISHES, push: 'true' })
    expect([policy.push, policy.refused]).toEqual([{ kind, reason }, undefined])
  })

  test('is refused on a dirty laptop before anything is built', () => {
    const policy = decide(DIRTY, { ...WISHES, push: 'true' })
    expect(policy.refused).toEqual({
      code: 'ST-COMMIT',
      what: 'push is asked for, but 3 files are changed in the working tree',
      why: 'the images would carry the name of commit aaaaaaa and hold something else',
      fix: 'commit or stash the changes, or run without --push',
    })
    expect([policy.push.kind, policy.cache.read.allowed, policy.promote.kind]).toEqual([
      'skip',
      false,
      'no',
    ])
  })

  test('is refused where no commit names the images', () => {
    const policy = decide(laptop(undefined), { ...WISHES, push: 'true' })
    expect(policy.refused?.what).toBe(
      'push is asked for, but there is no commit to name the images after',
    )
  })

  test('is not refused for generated files on a runner', () => {
    const facts = on('push', { git: git({ dirty: 3 }) })
    expect(decide(facts, { ...WISHES, push: 'true' }).refused).toBeUndefined()
  })
})

describe('fork code beside secrets', () => {
  const dirtyBase = { sha: BASE, git: git({ sha: BASE, dirty: 1 }), payload: pull(FORK) }
  const forkMerge = git({ sha: MERGE, parents: [BASE, MADE] })
  const deleted = on('workflow_run', { sha: BASE, payload: run('pull_request', null) })
  test.each([
    ['on pull_request_target', TARGET_FORK],
    ['on workflow_run', RUN_FORK],
    ['of a deleted fork', deleted],
    ['merged into the base', on('pull_request_target', { ...dirtyBase, git: forkMerge })],
    ['copied over the base', on('pull_request_target', dirtyBase)],
    [
      'that nothing proves absent',
      on('pull_request_target', { ...dirtyBase, git: git({ sha: '' }) }),
    ],
    ['that the payload hides', on('workflow_run', { sha: BASE })],
  ])('is refused %s, whatever is wished', (_name, facts) => {
    for (const push of ['auto', 'true', 'false'] as const) {
      for (const mode of ['trial', 'plan', 'build', 'promote'] as const) {
        const policy = decide(facts, { ...WISHES, push, mode })
        expect(policy.refused?.fix).toContain('allow-unsafe-pr-checkout: true')
        expect(short(policy)).toMatchObject({ push: 'skip', reads: [], promote: 'no' })
        expect(policy.cache.write.allowed).toBe(false)
      }
    }
  })

  test('the refusal says whose code, and why it is not taken for the base', () => {
    expect(decide(TARGET_FORK, WISHES).refused).toEqual({
      code: 'ST-FORK',
      what: 'pull_request_target would build and run code of stranger/shop with the secrets of this repository',
      why: "nothing proves that the checkout is this repository's own commit: the tree that is tried is aaaaaaa, that very commit",
      fix: 'run the trial on pull_request, or set allow-unsafe-pr-checkout: true once its risk is accepted',
    })
  })

  test.each([
    ['is tried with the opt-in, and not pushed', 'auto', 'skip'],
    ['is pushed only with the opt-in and push: true', 'true', 'push'],
  ] as const)('%s', (_name, push, kind) => {
    for (const facts of [TARGET_FORK, RUN_FORK]) {
      const policy = decide(facts, { ...WISHES, push, allowUnsafePrCheckout: true })
      expect([policy.refused, policy.push.kind]).toEqual([undefined, kind])
      expect(policy.cache.write.allowed).toBe(false)
    }
  })

  test('a fork called main never acts as the default branch', () => {
    const policy = decide(RUN_FORK, { ...WISHES, allowUnsafePrCheckout: true })
    expect([RUN_FORK.branch, RUN_FORK.isDefaultBranch, policy.push.kind]).toEqual([
      undefined,
      false,
      'skip',
    ])
  })
})

describe('ACTIONS_CACHE_MODE', () => {
  test.each([
    ['none', false, false],
    ['read', true, false],
    ['write', true, true],
    ['write-only', false, true],
    [' Read ', true, false],
    ['', true, true],
    ['of-tomorrow', true, true],
    [undefined, true, true],
  ])('%p on a push: may read %p, may write %p', (cacheMode, reads, writes) => {
    const { cache } = decide(MAIN, { ...WISHES, ...(cacheMode !== undefined && { cacheMode }) })
    expect([cache.read.allowed, cache.write.allowed]).toEqual([reads, writes])
    expect(cache.read.scopes.length > 0).toBe(reads)
  })

  test('says who forbids', () => {
    const { cache } = decide(MAIN, { ...WISHES, cacheMode: 'none' })
    expect([cache.read.reason, cache.write.reason]).toEqual([
      'ACTIONS_CACHE_MODE is none, which forbids reading the cache',
      'ACTIONS_CACHE_MODE is none, which forbids writing the cache',
    ])
  })

  test('never gives what the event does not', () => {
    const { cache } = decide(FROM_FORK, { ...WISHES, cacheMode: 'write' })
    expect(cache.write).toEqual({
      allowed: false,
      reason: 'code from a fork reads the cache and never writes it',
    })
  })
})

describe('wishes', () => {
  test('cache-from brings the cache into a release', () => {
    const { read } = decide(TAG, { ...WISHES, cacheFromGiven: true }).cache
    expect([read.allowed, read.scopes]).toEqual([true, ['refs/heads/main']])
  })

  test.each([
    ['push: false pushes nothing', { push: 'false' }, MAIN, 'skip', 'no'],
    ['mode: build publishes nothing', { mode: 'build' }, MAIN, 'skip', 'no'],
    ['mode: plan shows what a trial would do', { mode: 'plan' }, TAG, 'push', 'try'],
    ['mode: promote promotes anywhere', { mode: 'promote' }, MAIN, 'push', 'try'],
    ['promote: always promotes anywhere', { promote: 'always' }, MAIN, 'push', 'try'],
    ['promote: always promotes nothing of a fork', { promote: 'always' }, FROM_FORK, 'skip', 'no'],
    ['promote: never tries a tag in full', { promote: 'never' }, TAG, 'push', 'no'],
  ] as const)('%s', (_name, wish, facts, push, promote) => {
    const policy = decide(facts, { ...WISHES, ...wish })
    expect([policy.push.kind, policy.promote.kind]).toEqual([push, promote])
  })

  test.each(['deleted', 'unpublished'])('a release that was %s publishes nothing', (action) => {
    const gone = on('release', { ref: 'refs/tags/v1.2.3', payload: { action } })
    expect(short(decide(gone, WISHES))).toMatchObject({ push: 'skip', promote: 'no' })
  })

  test('an event without a ref pushes only when told to', () => {
    const nowhere = on('push', { ref: ' ' })
    expect(decide(nowhere, WISHES).push.kind).toBe('skip')
    expect(decide(nowhere, { ...WISHES, push: 'true' }).push.kind).toBe('push')
  })
})

test('every decision on every event has its reason in one sentence', () => {
  const facts = fc.constantFrom(
    ...[SAME_REPOSITORY, FROM_FORK, DEPENDABOT, TARGET, TARGET_FORK, TARGET_FORK_BASE, RUN_FORK],
    ...[RUN_PUSH, MAIN, BRANCH, TAG, RELEASE, QUEUE, SCHEDULE, BY_HAND, BY_HAND_ON_TAG, COMMENT],
    ...[BY_HAND_ELSEWHERE, CLEAN, DIRTY, laptop(undefined)],
  )
  const wishes = fc.record({
    push: fc.constantFrom('auto', 'true', 'false'),
    promote: fc.constantFrom('auto', 'always', 'never'),
    mode: fc.constantFrom('trial', 'plan', 'build', 'promote'),
    checks: fc.constantFrom('all', 'a share'),
    cacheMode: fc.constantFrom('', 'none', 'read', 'write', 'write-only'),
    cacheFromGiven: fc.boolean(),
    allowUnsafePrCheckout: fc.boolean(),
  })
  fc.assert(
    fc.property(facts, wishes, (about, wish) => {
      const { push, cache, promote } = decide(about, wish)
      for (const { reason } of [push, cache.read, cache.write, promote]) {
        expect(reason).toMatch(/^[^\n]{5,}[^.\n]$/)
        expect(reason).not.toContain('undefined')
      }
      expect(promote.kind === 'no' || push.kind === 'push').toBe(true)
      expect(wish.push === 'false' && push.kind === 'push').toBe(false)
    }),
  )
})
