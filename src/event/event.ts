// What happened: a GitHub event, or a person at a laptop, told as plain facts.

import type { Problem } from '../errors.ts'
import { type Commit, chooseCommit, type GitFacts, parseSha } from './commit.ts'
import { present, textAt } from './payload.ts'
import {
  type Repository,
  readRepository,
  readServer,
  repositoryOfRemote,
  type Server,
} from './repository.ts'
import { type Environment, readSubject, type Subject } from './subject.ts'

export interface Facts extends Subject, Commit {
  /** HEAD of the working tree. */
  readonly checkedOut?: string
  /** What HEAD holds, by git's own hash; not what was changed since. */
  readonly treeSha?: string
  /** The tag of git that is asked for, whatever is checked out. */
  readonly release?: string
  readonly defaultBranch?: string
  /** As tag rules understand it: also true for events that always run there. */
  readonly isDefaultBranch: boolean
  readonly server: Server
  readonly repository?: Repository
  /** Of the commit that is checked out, ISO 8601. */
  readonly commitDate?: string
  /** Number of changed paths in the working tree. */
  readonly dirty: number
  readonly changed?: readonly string[]
  readonly shallow: boolean
  readonly detached: boolean
  readonly runId?: string
  readonly runAttempt?: number
  readonly job?: string
  readonly actor?: string
}

export interface Reading {
  readonly facts: Facts
  readonly problems: readonly Problem[]
}

// docker/metadata-action counts these as runs on the default branch, and its users' rules rely on it.
const DEFAULT_BRANCH_EVENTS: readonly string[] = ['create', 'discussion', 'issues', 'schedule']

export function readEvent(env: Environment, payload: unknown, git: GitFacts | undefined): Reading {
  const reading = env['GITHUB_ACTIONS'] === 'true' ? readGitHub(env, payload, git) : readLaptop(git)
  return git?.release === undefined ? reading : aboutRelease(reading, git.release)
}

function aboutRelease(
  { facts, problems }: Reading,
  { tag, at }: NonNullable<GitFacts['release']>,
): Reading {
  if (at === undefined) {
    const missing: Problem = {
      code: 'ST-COMMIT',
      what: `the tag ${tag} is not in this clone`,
      fix: 'check out with fetch-depth: 0, or run git fetch --tags; git tag --list shows those that are here',
    }
    return { facts, problems: [...problems, missing] }
  }
  const { sha, tree, commitDate } = at
  const { branch: _, ...others } = facts
  const about = { sha, treeSha: tree, commitDate, tag, ref: `refs/tags/${tag}`, release: tag }
  return {
    facts: {
      ...others,
      ...about,
      isDefaultBranch: false,
      shaReason: `the commit of the tag ${tag}, which was asked for`,
      tree: { kind: 'other', reason: 'of what is checked out the Compose files alone are read' },
    },
    problems,
  }
}

function readLaptop(git: GitFacts | undefined): Reading {
  const { branch, defaultBranch } = git ?? {}
  // On a branch the user means the branch; of several tags on one commit none is meant more.
  const tag = git?.detached && git.tags.length === 1 ? git.tags[0] : undefined
  const ref = branch ? `refs/heads/${branch}` : tag && `refs/tags/${tag}`
  const facts: Facts = {
    event: 'local',
    ...chooseCommit({ event: 'local' }, git),
    ...(ref && { ref }),
    ...(branch && { branch }),
    ...(tag && { tag }),
    ...(defaultBranch && { defaultBranch }),
    isDefaultBranch: Boolean(branch) && branch === defaultBranch,
    fork: false,
    ...repositoryOfRemote(git?.remoteUrl),
    ...workingTree(git),
  }
  return { facts, problems: [] }
}

function workingTree(git: GitFacts | undefined) {
  const checkedOut = parseSha(git?.sha)
  return {
    ...(checkedOut !== undefined && { checkedOut }),
    ...(git?.tree && { treeSha: git.tree }),
    ...(git?.commitDate && { commitDate: git.commitDate }),
    dirty: git?.dirty ?? 0,
    ...(git?.changed && { changed: git.changed }),
    shallow: git?.shallow ?? false,
    detached: git?.detached ?? false,
  }
}

function readGitHub(env: Environment, payload: unknown, git: GitFacts | undefined): Reading {
  const event = present(env['GITHUB_EVENT_NAME'])?.trim()
  const { server, problem: serverProblem } = readServer(env['GITHUB_SERVER_URL'])
  const { repository, problem: repositoryProblem } = readRepository(
    env['GITHUB_REPOSITORY'],
    payload,
    server,
  )
  const subject = readSubject(event ?? 'unknown', { env, payload, git })
  const commit = chooseCommit(subject, git)
  const defaultBranch = textAt(payload, 'repository', 'default_branch') ?? git?.defaultBranch
  const onDefault = subject.branch !== undefined && subject.branch === defaultBranch
  const facts: Facts = {
    ...subject,
    ...commit,
    ...(defaultBranch && { defaultBranch }),
    isDefaultBranch: onDefault || DEFAULT_BRANCH_EVENTS.includes(subject.event),
    server,
    ...(repository && { repository }),
    ...workingTree(git),
    ...readRun(env),
  }
  const found = [eventProblem(event), shaProblem(env, commit), serverProblem, repositoryProblem]
  return { facts, problems: found.filter((problem) => problem !== undefined) }
}

function eventProblem(event: string | undefined): Problem | undefined {
  if (event !== undefined) return undefined
  return {
    code: 'ST-EVENT',
    what: 'GITHUB_EVENT_NAME is not set, so what this run may do is not known',
    fix: 'set GITHUB_EVENT_NAME, or unset GITHUB_ACTIONS when this is not GitHub Actions',
  }
}

function shaProblem(env: Environment, commit: Commit): Problem | undefined {
  const given = present(env['GITHUB_SHA'])
  const fix = 'set GITHUB_SHA to the 40 (or, with sha256, 64) hex digits of the commit'
  if (given !== undefined && parseSha(given) === undefined) {
    const what = `GITHUB_SHA is ${JSON.stringify(given)}, which names no commit`
    return { code: 'ST-EVENT', what, fix }
  }
  if (commit.sha !== undefined) return undefined
  const what = 'no commit is known: GITHUB_SHA is not set and nothing is checked out'
  return { code: 'ST-EVENT', what, fix }
}

function readRun(env: Environment) {
  const runId = present(env['GITHUB_RUN_ID'])
  const attempt = /^[1-9]\d{0,8}$/.exec(env['GITHUB_RUN_ATTEMPT'] ?? '')?.[0]
  const job = present(env['GITHUB_JOB'])
  const actor = present(env['GITHUB_ACTOR'])
  return {
    ...(runId && { runId }),
    ...(attempt && { runAttempt: Number(attempt) }),
    ...(job && { job }),
    ...(actor && { actor }),
  }
}
