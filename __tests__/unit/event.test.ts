import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { GitFacts } from '../../src/event/commit.ts'
import { readEvent } from '../../src/event/event.ts'
import type { Environment } from '../../src/event/subject.ts'

const MADE = 'a'.repeat(40)
const MERGE = 'b'.repeat(40)
const BASE = 'c'.repeat(40)
const THIRD = 'd'.repeat(40)

const HOME = { id: 7, full_name: 'octo/shop', default_branch: 'main' }
const FORK = { id: 8, full_name: 'stranger/shop' }

function env(event: string, overrides: Environment = {}): Environment {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_SHA: MADE,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_SERVER_URL: 'https://github.com',
    ...overrides,
  }
}

function git(overrides: Partial<GitFacts> = {}): GitFacts {
  return {
    sha: MADE,
    tags: [],
    dirty: 0,
    shallow: false,
    detached: false,
    commitDate: '2026-09-01T12:00:00Z',
    parents: [BASE],
    root: '/shop',
    ...overrides,
  }
}

function pullRequest(repo: unknown = HOME) {
  return {
    action: 'synchronize',
    repository: HOME,
    pull_request: {
      number: 12,
      head: { sha: MADE, ref: 'feature', repo },
      base: { ref: 'main' },
    },
  }
}

function workflowRun(cause: string, overrides: object = {}) {
  return {
    repository: HOME,
    workflow_run: {
      event: cause,
      head_sha: MADE,
      head_branch: 'main',
      head_repository: HOME,
      ...overrides,
    },
  }
}

const merge = git({ sha: MERGE, parents: [BASE, MADE], detached: true })
const pullEnv = { GITHUB_SHA: MERGE, GITHUB_REF: 'refs/pull/12/merge' }
const baseEnv = { GITHUB_SHA: BASE }

describe('the commit that names the images', () => {
  test.each([
    ['a push is about the pushed commit', env('push'), {}, MADE, 'the commit pushed to main'],
    [
      'a pushed tag is about the commit it points at',
      env('push', { GITHUB_REF: 'refs/tags/v1' }),
      {},
      MADE,
      'the commit that tag v1 points at',
    ],
    [
      'a pull request is about its head, not the merge commit',
      env('pull_request', pullEnv),
      pullRequest(),
      MADE,
      'the head of pull request #12, not the merge commit bbbbbbb that GitHub names in GITHUB_SHA',
    ],
    [
      'a review is about the head of its pull request',
      env('pull_request_review', pullEnv),
      pullRequest(),
      MADE,
      'the head of pull request #12, not the merge commit bbbbbbb that GitHub names in GITHUB_SHA',
    ],
    [
      'pull_request_target is about the head, not the base',
      env('pull_request_target', baseEnv),
      pullRequest(),
      MADE,
      'the head of pull request #12, not the base commit ccccccc that GitHub names in GITHUB_SHA',
    ],
    [
      'workflow_run is about the commit of the run behind it',
      env('workflow_run', baseEnv),
      workflowRun('push'),
      MADE,
      'the commit of the run that started this one (workflow_run.head_sha)',
    ],
    [
      'workflow_run after pull_request_target is about the head commit, not the base in head_sha',
      env('workflow_run', baseEnv),
      workflowRun('pull_request_target', { head_sha: THIRD, head_commit: { id: MADE } }),
      MADE,
      'the commit of the run that started this one (workflow_run.head_sha)',
    ],
    [
      'merge_group is about the commit of the queue and says so',
      env('merge_group', { GITHUB_REF: 'refs/heads/gh-readonly-queue/main/pr-12-abc' }),
      { merge_group: { base_ref: 'refs/heads/main' } },
      MADE,
      "the merge queue's commit, which becomes the commit of main when the queue merges it",
    ],
    [
      'a release is about the commit of its tag',
      env('release', { GITHUB_REF: 'refs/tags/v1.2.3' }),
      { release: { tag_name: 'v1.2.3' } },
      MADE,
      "the commit that the release's tag v1.2.3 points at",
    ],
    [
      'a schedule is about the newest commit',
      env('schedule'),
      {},
      MADE,
      'the newest commit of main when the schedule ran',
    ],
    [
      'a start by hand is about the chosen ref',
      env('workflow_dispatch', { GITHUB_REF: 'refs/heads/try' }),
      {},
      MADE,
      'the commit of try when the workflow was started by hand',
    ],
    [
      'any other event is about GITHUB_SHA',
      env('deployment'),
      {},
      MADE,
      'the commit GitHub names for deployment (GITHUB_SHA)',
    ],
  ])('%s', (_name, environment, payload, sha, reason) => {
    const { facts, problems } = readEvent(environment, payload, undefined)
    expect({ sha: facts.sha, reason: facts.shaReason, problems }).toEqual({
      sha,
      reason,
      problems: [],
    })
  })

  test('the second parent stands in for a head that the payload does not name', () => {
    const { facts } = readEvent(env('pull_request', pullEnv), {}, merge)
    expect(facts.sha).toBe(MADE)
  })

  test('a privileged event on its default checkout is about the base commit', () => {
    const onBase = git({ sha: BASE })
    const { facts } = readEvent(env('pull_request_target', baseEnv), pullRequest(FORK), onBase)
    expect([facts.sha, facts.tree.kind, facts.shaReason]).toEqual([
      BASE,
      'base',
      'the commit of the base branch main, because that is what is checked out, not the head of pull request #12',
    ])
  })

  test.each([
    ['40 hex digits', MADE, MADE],
    ['64 hex digits of a sha256 repository', 'e'.repeat(64), 'e'.repeat(64)],
    ['capitals, written small', 'A'.repeat(40), MADE],
  ])('GITHUB_SHA may be %s', (_name, given, sha) => {
    const { facts, problems } = readEvent(env('push', { GITHUB_SHA: given }), {}, undefined)
    expect([facts.sha, problems]).toEqual([sha, []])
  })

  test.each([
    ['too short', 'abc1234', 'GITHUB_SHA is "abc1234", which names no commit'],
    ['a branch', 'main', 'GITHUB_SHA is "main", which names no commit'],
    ['all zeros', '0'.repeat(40), `GITHUB_SHA is "${'0'.repeat(40)}", which names no commit`],
    ['missing', undefined, 'no commit is known: GITHUB_SHA is not set and nothing is checked out'],
  ])('GITHUB_SHA that is %s is a problem', (_name, given, what) => {
    const { facts, problems } = readEvent(env('push', { GITHUB_SHA: given }), {}, undefined)
    expect(facts.sha).toBeUndefined()
    expect(problems.map((problem) => problem.what)).toEqual([what])
  })

  test('git names the commit when GITHUB_SHA does not, and the reason says so', () => {
    const { facts, problems } = readEvent(env('push', { GITHUB_SHA: '' }), {}, git())
    expect([facts.sha, problems]).toEqual([MADE, []])
    expect(facts.shaReason).toContain('because GITHUB_SHA names none')
  })
})

describe('the tree that is tried', () => {
  test.each([
    [
      'the very commit',
      env('push'),
      {},
      git(),
      'commit',
      'the tree that is tried is aaaaaaa, that very commit',
    ],
    [
      "GitHub's merge of the head into the base",
      env('pull_request', pullEnv),
      pullRequest(),
      merge,
      'merge',
      'the tree that is tried is bbbbbbb, the merge of aaaaaaa into main',
    ],
    [
      'the head, checked out by name',
      env('pull_request', pullEnv),
      pullRequest(),
      git(),
      'commit',
      'the tree that is tried is aaaaaaa, that very commit',
    ],
    [
      'a commit that no one announced',
      env('push'),
      {},
      git({ sha: THIRD }),
      'other',
      'the tree that is tried is ddddddd, not aaaaaaa: a step or the checkout chose another one',
    ],
    [
      'a merge commit of a push, which is no merge of a pull request',
      env('push'),
      {},
      merge,
      'other',
      'the tree that is tried is bbbbbbb, not aaaaaaa: a step or the checkout chose another one',
    ],
    [
      'a changed one',
      env('push'),
      {},
      git({ dirty: 1 }),
      'commit',
      'the tree that is tried is aaaaaaa, that very commit, with 1 changed file',
    ],
    [
      'not known without git',
      env('push'),
      {},
      undefined,
      'unknown',
      'no git commit is checked out, so which tree is tried is not known',
    ],
    [
      'the merge of a fork, checked out by a privileged event',
      env('pull_request_target', baseEnv),
      pullRequest(FORK),
      merge,
      'merge',
      'the tree that is tried is bbbbbbb, the merge of aaaaaaa into main',
    ],
  ])('is %s', (_name, environment, payload, checkout, kind, reason) => {
    expect(readEvent(environment, payload, checkout).facts.tree).toEqual({ kind, reason })
  })
})

describe('ref, branch, tag and pull request', () => {
  const queue = 'refs/heads/gh-readonly-queue/main/pr-12-abc'
  test.each([
    ['a branch', env('push'), {}, { ref: 'refs/heads/main', branch: 'main' }],
    [
      'a name with odd characters stays as it is',
      env('push', { GITHUB_REF: 'refs/heads/feat/ü;$(id) "x"' }),
      {},
      { ref: 'refs/heads/feat/ü;$(id) "x"', branch: 'feat/ü;$(id) "x"' },
    ],
    [
      'a tag with slashes',
      env('push', { GITHUB_REF: 'refs/tags/api/v1' }),
      { base_ref: 'refs/heads/main' },
      { ref: 'refs/tags/api/v1', tag: 'api/v1', baseBranch: 'main' },
    ],
    [
      'a pull request has no branch of its own',
      env('pull_request', pullEnv),
      pullRequest(),
      { ref: 'refs/pull/12/merge', pullRequest: 12, baseBranch: 'main', headBranch: 'feature' },
    ],
    [
      'pull_request_target is never on the base branch',
      env('pull_request_target', baseEnv),
      pullRequest(),
      { ref: 'refs/pull/12/merge', pullRequest: 12, baseBranch: 'main', headBranch: 'feature' },
    ],
    [
      'the merge ref names a pull request that the payload does not',
      env('pull_request', { ...pullEnv, GITHUB_BASE_REF: 'main', GITHUB_HEAD_REF: 'feature' }),
      undefined,
      { ref: 'refs/pull/12/merge', pullRequest: 12, baseBranch: 'main', headBranch: 'feature' },
    ],
    [
      'the branch of a merge queue names no image',
      env('merge_group', { GITHUB_REF: queue }),
      { merge_group: { base_ref: 'refs/heads/main' } },
      { ref: queue, baseBranch: 'main' },
    ],
    [
      'a release has its tag though GITHUB_REF is missing',
      env('release', { GITHUB_REF: undefined }),
      { release: { tag_name: 'v1' } },
      { ref: 'refs/tags/v1', tag: 'v1' },
    ],
    ['a missing ref is absent', env('push', { GITHUB_REF: '' }), {}, {}],
    [
      'workflow_run has the branch of the run behind it',
      env('workflow_run', baseEnv),
      workflowRun('push', { head_branch: 'release' }),
      { ref: 'refs/heads/release', branch: 'release', headBranch: 'release' },
    ],
    [
      'workflow_run after a pull request has its number and no branch',
      env('workflow_run', baseEnv),
      workflowRun('pull_request', { pull_requests: [{ number: 12, base: { ref: 'main' } }] }),
      { ref: 'refs/pull/12/merge', pullRequest: 12, baseBranch: 'main', headBranch: 'main' },
    ],
    [
      "workflow_run after a fork's pull request is not on a branch though it is called main",
      env('workflow_run', baseEnv),
      workflowRun('pull_request', { head_repository: FORK }),
      { headBranch: 'main' },
    ],
  ])('%s', (_name, environment, payload, expected) => {
    const { ref, branch, tag, pullRequest, baseBranch, headBranch } = readEvent(
      environment,
      payload,
      undefined,
    ).facts
    const found = { ref, branch, tag, pullRequest, baseBranch, headBranch }
    expect(JSON.parse(JSON.stringify(found))).toEqual(expected)
  })

  test('workflow_run tells a tag from a branch by the tags at HEAD', () => {
    const payload = workflowRun('push', { head_branch: 'v1.2.3' })
    const { facts } = readEvent(env('workflow_run', baseEnv), payload, git({ tags: ['v1.2.3'] }))
    expect([facts.tag, facts.branch]).toEqual(['v1.2.3', undefined])
  })
})

describe('no payload and no environment', () => {
  test('throws, nor reaches a prototype', () => {
    const name = fc.constantFrom(
      'push',
      'pull_request',
      'pull_request_target',
      'workflow_run',
      'merge_group',
      'release',
      '__proto__',
    )
    const key = fc.constantFrom(
      ...['pull_request', 'workflow_run', 'repository', 'head', 'repo', 'number', 'sha', 'event'],
      ...['__proto__', 'constructor', 'release', 'merge_group', 'base_ref', 'pull_requests'],
    )
    const { payload } = fc.letrec((tie) => ({
      payload: fc.oneof({ maxDepth: 4 }, fc.anything(), fc.dictionary(key, tie('payload'))),
    }))
    const variables = fc.dictionary(
      fc.constantFrom(...Object.keys(env('push'))),
      fc.oneof(fc.string(), fc.constant('refs/pull/1/merge'), fc.constant(MADE)),
    )
    fc.assert(
      fc.property(name, payload, variables, fc.boolean(), (event, data, overrides, checkout) => {
        const environment = { ...env(event), ...overrides, GITHUB_ACTIONS: 'true' }
        const { facts } = readEvent(environment, data, checkout ? git() : undefined)
        expect(facts.sha === undefined || /^[0-9a-f]{40}$/.test(facts.sha)).toBe(true)
        expect(Object.getPrototypeOf(facts)).toBe(Object.prototype)
        expect({}).toEqual(Object.create(Object.prototype))
      }),
    )
  })
})
