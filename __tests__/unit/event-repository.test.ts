import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { GitFacts } from '../../src/event/commit.ts'
import { readEvent } from '../../src/event/event.ts'
import { parseRemote, parseServer } from '../../src/event/repository.ts'
import type { Environment } from '../../src/event/subject.ts'

const MADE = 'a'.repeat(40)
const HOME = { id: 7, full_name: 'octo/shop', default_branch: 'main' }

function env(event: string, overrides: Environment = {}): Environment {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_SHA: MADE,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'octo/shop',
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
    parents: [],
    root: '/shop',
    ...overrides,
  }
}

describe('a fork', () => {
  const from = (repo: unknown, repository: unknown = HOME) => ({
    repository,
    pull_request: { number: 12, head: { sha: MADE, ref: 'feature', repo } },
  })
  const run = (event: unknown, head_repository: unknown) => ({
    repository: HOME,
    workflow_run: { event, head_sha: MADE, head_repository },
  })
  test.each([
    ['is a head in another repository', 'pull_request', from({ id: 8, full_name: 'x/shop' }), true],
    ['is a head whose repository was deleted', 'pull_request', from(null), true],
    ['is a head that nothing is known about', 'pull_request', {}, true],
    ['is told by its id, whatever its name', 'pull_request', from({ ...HOME, id: 8 }), true],
    ['is not a renamed repository', 'pull_request', from({ id: 7, full_name: 'old/name' }), false],
    ['is told by name without ids', 'pull_request', from({ full_name: 'x/shop' }, {}), true],
    ['is not another spelling', 'pull_request', from({ full_name: 'Octo/SHOP' }, {}), false],
    ['reaches pull_request_target', 'pull_request_target', from({ id: 8 }), true],
    ['reaches workflow_run', 'workflow_run', run('pull_request', { id: 8 }), true],
    ['reaches workflow_run when it was deleted', 'workflow_run', run('pull_request', null), true],
    ['is assumed of a run that says nothing', 'workflow_run', {}, true],
    ['is not a push behind a workflow_run', 'workflow_run', run('push', HOME), false],
    ['is not a run that only lacks its repository', 'workflow_run', run('push', undefined), false],
    ['is not a push', 'push', {}, false],
  ])('%s', (_name, event, payload, fork) => {
    expect(readEvent(env(event), payload, undefined).facts.fork).toBe(fork)
  })
})

describe('the default branch', () => {
  test.each([
    ['is the branch of that name', 'push', 'refs/heads/main', true],
    ['is not another branch', 'push', 'refs/heads/try', false],
    ['is not a tag of its name', 'push', 'refs/tags/main', false],
    ['is where a schedule counts as running', 'schedule', undefined, true],
    ['is where issues count as running', 'issues', undefined, true],
    ['is where discussion counts as running', 'discussion', undefined, true],
    ['is where create counts as running', 'create', 'refs/heads/try', true],
    ['is not a pull request into it', 'pull_request', 'refs/pull/12/merge', false],
    ['is not where pull_request_target runs', 'pull_request_target', 'refs/heads/main', false],
  ])('%s', (_name, event, ref, expected) => {
    const { facts } = readEvent(env(event, { GITHUB_REF: ref }), { repository: HOME }, undefined)
    expect([facts.isDefaultBranch, facts.defaultBranch]).toEqual([expected, 'main'])
  })
})

describe('the repository', () => {
  test('has what the payload says about it', () => {
    const repository = {
      ...HOME,
      description: 'sells',
      private: true,
      license: { spdx_id: 'MIT' },
    }
    const server = { GITHUB_SERVER_URL: 'https://git.example.com/' }
    expect(readEvent(env('push', server), { repository }, undefined).facts.repository).toEqual({
      owner: 'octo',
      name: 'shop',
      fullName: 'octo/shop',
      url: 'https://git.example.com/octo/shop',
      description: 'sells',
      licence: 'MIT',
      private: true,
    })
  })

  test('has nothing that the payload says in the wrong type', () => {
    const repository = { description: 3, private: 'yes', license: { spdx_id: 'NOASSERTION' } }
    const { facts } = readEvent(env('push'), { repository }, undefined)
    expect(Object.keys(facts.repository ?? {})).toEqual(['owner', 'name', 'fullName', 'url'])
  })

  test.each(['shop', 'a/b/c', '/shop', 'octo/'])('%s is no owner/name', (given) => {
    const { facts, problems } = readEvent(env('push', { GITHUB_REPOSITORY: given }), {}, undefined)
    expect(facts.repository).toBeUndefined()
    expect(problems.map((problem) => problem.what)).toEqual([
      `GITHUB_REPOSITORY is "${given}", which is not of the form owner/name`,
    ])
  })

  test.each([
    ['https://github.com', 'github.com', 'https://github.com'],
    ['https://octo.ghe.com', 'ghe.com', 'https://octo.ghe.com'],
    ['https://GitHub.com/', 'github.com', 'https://github.com'],
    ['http://github.localhost:3000', 'github.com', 'http://github.localhost:3000'],
    ['https://git.example.com/hub/', 'ghes', 'https://git.example.com/hub'],
    ['https://notghe.com', 'ghes', 'https://notghe.com'],
    ['https://github.com.evil.example', 'ghes', 'https://github.com.evil.example'],
  ])('%s is a server of kind %s', (given, kind, url) => {
    expect(parseServer(given)).toMatchObject({ kind, url })
  })

  test.each(['github.com', 'ssh://git@github.com', 'javascript:alert(1)', 'https://'])(
    '%s is no server, and the problem says so',
    (given) => {
      const { problems } = readEvent(env('push', { GITHUB_SERVER_URL: given }), {}, undefined)
      expect(problems.map((problem) => problem.what)).toEqual([
        `GITHUB_SERVER_URL is "${given}", which is no http or https address`,
      ])
    },
  )
})

describe('a git remote', () => {
  test.each([
    ['https://github.com/octo/shop.git', 'github.com', 'octo', 'shop'],
    ['https://github.com/octo/shop', 'github.com', 'octo', 'shop'],
    ['https://github.com/octo/shop/', 'github.com', 'octo', 'shop'],
    ['https://user:secret@github.com/octo/shop.git', 'github.com', 'octo', 'shop'],
    ['git@github.com:octo/shop.git', 'github.com', 'octo', 'shop'],
    ['github.com:octo/shop', 'github.com', 'octo', 'shop'],
    ['ssh://git@github.com:22/octo/shop.git', 'github.com', 'octo', 'shop'],
    ['ssh://git@ssh.github.com:443/octo/shop.git', 'github.com', 'octo', 'shop'],
    ['git://git.example.com/octo/shop', 'git.example.com', 'octo', 'shop'],
    ['https://git.example.com:8443/octo/shop', 'git.example.com:8443', 'octo', 'shop'],
    ['git@gitlab.example.com:group/sub/shop.git', 'gitlab.example.com', 'group/sub', 'shop'],
    ['git@github.com:octo/shop.github.io.git', 'github.com', 'octo', 'shop.github.io'],
  ])('%s names its repository', (url, host, owner, name) => {
    expect(parseRemote(url)).toEqual({ host, owner, name })
  })

  test.each([
    '',
    '../shop',
    '/srv/git/shop.git',
    'file:///srv/git/shop.git',
    'C:\\git\\shop',
    'x:y',
  ])('%p names none', (url) => {
    expect(parseRemote(url)).toBeUndefined()
  })

  test('of any text gives a whole repository or none', () => {
    const part = fc.constantFrom('git@', 'https://', 'ssh://', ':', '/', '.git', 'github.com', 'a')
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (url) => {
        const remote = parseRemote(url)
        expect(remote === undefined || Object.values(remote).every((value) => value !== '')).toBe(
          true,
        )
      }),
    )
  })
})

describe('a laptop', () => {
  test('has everything from git and nothing from the environment', () => {
    const checkout = git({
      branch: 'try',
      defaultBranch: 'main',
      dirty: 2,
      shallow: true,
      remoteUrl: 'https://user:secret@github.com/octo/shop.git',
    })
    const stray = { GITHUB_SHA: 'b'.repeat(40), GITHUB_REF: 'refs/heads/other' }
    expect(readEvent(stray, { repository: HOME }, checkout)).toEqual({
      problems: [],
      facts: {
        event: 'local',
        sha: MADE,
        shaReason: 'the commit that is checked out (HEAD)',
        tree: {
          kind: 'commit',
          reason: 'the tree that is tried is aaaaaaa, that very commit, with 2 changed files',
        },
        checkedOut: MADE,
        ref: 'refs/heads/try',
        branch: 'try',
        defaultBranch: 'main',
        isDefaultBranch: false,
        fork: false,
        server: { url: 'https://github.com', host: 'github.com', kind: 'github.com' },
        repository: {
          owner: 'octo',
          name: 'shop',
          fullName: 'octo/shop',
          url: 'https://github.com/octo/shop',
        },
        commitDate: '2026-09-01T12:00:00Z',
        dirty: 2,
        shallow: true,
        detached: false,
      },
    })
  })

  test.each([
    ['one tag at a detached HEAD is meant', { detached: true, tags: ['v1'] }, 'v1'],
    [
      'of two tags at a detached HEAD none is meant',
      { detached: true, tags: ['v1', 'x'] },
      undefined,
    ],
    ['on a branch the branch is meant', { branch: 'main', tags: ['v1'] }, undefined],
  ])('%s', (_name, overrides, tag) => {
    expect(readEvent({}, undefined, git(overrides)).facts.tag).toBe(tag)
  })

  test.each([
    ['no repository', undefined],
    ['a repository without a commit', git({ sha: '' })],
  ])('with %s has no commit, and that alone is no problem', (_name, checkout) => {
    const { facts, problems } = readEvent({}, undefined, checkout)
    expect([facts.sha, facts.shaReason, problems]).toEqual([
      undefined,
      'there is no git commit here, so no image can be named after one',
      [],
    ])
  })

  test('an alias of the ssh configuration is no server', () => {
    const { facts } = readEvent({}, undefined, git({ remoteUrl: 'git@work:octo/shop.git' }))
    expect(facts.repository?.url).toBe('https://github.com/octo/shop')
  })
})

describe('the run', () => {
  test('is named as GitHub names it', () => {
    const variables = { GITHUB_RUN_ID: '42', GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'ship' }
    const { facts } = readEvent(env('push', { ...variables, GITHUB_ACTOR: 'ada' }), {}, undefined)
    expect(facts).toMatchObject({ runId: '42', runAttempt: 2, job: 'ship', actor: 'ada' })
  })

  test('without a name of the event is a problem', () => {
    const { problems } = readEvent(env('push', { GITHUB_EVENT_NAME: '' }), {}, undefined)
    expect(problems.map((problem) => problem.what)).toEqual([
      'GITHUB_EVENT_NAME is not set, so what this run may do is not known',
    ])
  })

  test.each([
    ['inherited', Object.create({ repository: HOME })],
    ['under __proto__', JSON.parse('{"__proto__":{"repository":{"default_branch":"main"}}}')],
    ['behind a getter', Object.defineProperty({}, 'repository', { get: () => HOME })],
  ])('believes nothing that is %s', (_name, payload: unknown) => {
    expect(readEvent(env('push'), payload, undefined).facts.defaultBranch).toBeUndefined()
  })
})
