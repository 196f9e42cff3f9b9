import { type Changes, namesOf } from './changes.ts'
// Which commit a run is about, which tree it really tries, and why: both in words for the plan.

/** What git says about the working tree, read by whoever may run git. */
export interface GitFacts extends Changes {
  readonly sha: string
  /** Of the commit, without the changes in the working tree. */
  readonly tree?: string
  readonly branch?: string
  /** The tag that the run is to be about instead of HEAD; without `at` where git has none of that name. */
  readonly release?: {
    readonly tag: string
    readonly at?: { readonly sha: string; readonly tree: string; readonly commitDate: string }
  }
  /** Tags that point at HEAD. */
  readonly tags: readonly string[]
  /** Every tag of the repository; absent where the clone is shallow and has only some. */
  readonly allTags?: readonly string[]
  readonly shallow: boolean
  readonly detached: boolean
  /** ISO 8601. */
  readonly commitDate: string
  readonly remoteUrl?: string
  readonly defaultBranch?: string
  readonly parents: readonly string[]
  readonly root: string
}

export interface Tree {
  /** base: a privileged event left the base repository's own commit checked out. */
  readonly kind: 'commit' | 'merge' | 'base' | 'other' | 'unknown'
  readonly reason: string
}

export interface Commit {
  readonly sha?: string
  readonly shaReason: string
  readonly tree: Tree
}

/** What the event says about commits, before anyone looked at the checkout. */
export interface Occasion {
  readonly event: string
  /** The event behind a workflow_run. */
  readonly cause?: string
  /** GITHUB_SHA: for a pull request the merge commit, for a privileged event the base's. */
  readonly eventSha?: string
  readonly headSha?: string
  readonly pullRequest?: number
  readonly branch?: string
  readonly tag?: string
  readonly baseBranch?: string
}

/** 40 hex digits, or 64 in a sha256 repository; all zeros is git's word for "no commit". */
export function parseSha(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const sha = value.trim().toLowerCase()
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) && !/^0+$/.test(sha) ? sha : undefined
}

export function isPullRequest(event: string | undefined): boolean {
  return event?.startsWith('pull_request') ?? false
}

/** Events that hold the base repository's secrets, whoever's code they are about. */
export function isPrivileged(event: string): boolean {
  return event === 'pull_request_target' || event === 'workflow_run'
}

export function chooseCommit(about: Occasion, git: GitFacts | undefined): Commit {
  const checkedOut = parseSha(git?.sha)
  const { sha, reason } = userCommit(about, git, checkedOut)
  const tree = describeTree(about, git, checkedOut, sha)
  return { ...(sha !== undefined && { sha }), shaReason: reason, tree }
}

interface Choice {
  readonly sha: string | undefined
  readonly reason: string
}

function userCommit(about: Occasion, git: GitFacts | undefined, checkedOut?: string): Choice {
  const { event, eventSha } = about
  if (event === 'local') {
    const reason = checkedOut
      ? 'the commit that is checked out (HEAD)'
      : 'there is no git commit here, so no image can be named after one'
    return { sha: checkedOut, reason }
  }
  if (isBaseTree(about, checkedOut)) {
    const reason = `the commit of ${baseOf(about)}, because that is what is checked out, not ${headOf(about)}`
    return { sha: eventSha, reason }
  }
  const head = about.headSha ?? headOfMerge(about, git, checkedOut)
  if (head !== undefined) return { sha: head, reason: headReason(about, head) }
  if (eventSha !== undefined) return { sha: eventSha, reason: eventReason(about) }
  return {
    sha: checkedOut,
    reason: checkedOut
      ? 'the commit that is checked out (HEAD), because GITHUB_SHA names none'
      : 'neither GITHUB_SHA nor git names a commit',
  }
}

// GitHub's merge commit has the base as its first parent and the head as its second.
function headOfMerge(about: Occasion, git: GitFacts | undefined, checkedOut?: string) {
  if (!isPullRequest(about.event) || isPrivileged(about.event)) return undefined
  const isMerge = checkedOut !== undefined && checkedOut === about.eventSha
  return isMerge && git?.parents.length === 2 ? parseSha(git.parents[1]) : undefined
}

// Both privileged events run with the base repository's commit in GITHUB_SHA.
export function isBaseTree(about: Occasion, checkedOut?: string): boolean {
  if (!isPrivileged(about.event) || checkedOut === undefined) return false
  return checkedOut === about.eventSha && checkedOut !== about.headSha
}

function headReason(about: Occasion, head: string): string {
  if (about.event === 'workflow_run') {
    return 'the commit of the run that started this one (workflow_run.head_sha)'
  }
  const other = about.eventSha
  if (other === undefined || other === head) return headOf(about)
  const made = about.event === 'pull_request_target' ? 'base commit' : 'merge commit'
  return `${headOf(about)}, not the ${made} ${short(other)} that GitHub names in GITHUB_SHA`
}

function headOf(about: Occasion): string {
  if (about.event === 'workflow_run') return 'the commit of the run that started this one'
  return `the head of ${about.pullRequest ? `pull request #${about.pullRequest}` : 'the pull request'}`
}

function baseOf(about: Occasion): string {
  if (about.event === 'workflow_run') return 'the default branch'
  return about.baseBranch ? `the base branch ${about.baseBranch}` : 'the base branch'
}

function eventReason(about: Occasion): string {
  const place = about.tag ? `tag ${about.tag}` : (about.branch ?? 'the ref')
  switch (about.event) {
    case 'push':
      return about.tag ? `the commit that ${place} points at` : `the commit pushed to ${place}`
    case 'release':
      return `the commit that the release's ${about.tag ? place : 'tag'} points at`
    case 'merge_group': {
      const base = about.baseBranch ?? 'the base branch'
      return `the merge queue's commit, which becomes the commit of ${base} when the queue merges it`
    }
    case 'schedule':
      return `the newest commit of ${place} when the schedule ran`
    case 'workflow_dispatch':
      return `the commit of ${place} when the workflow was started by hand`
    default:
      if (!isPullRequest(about.event))
        return `the commit GitHub names for ${about.event} (GITHUB_SHA)`
      return 'GITHUB_SHA, because the event does not name the head of the pull request'
  }
}

function describeTree(
  about: Occasion,
  git: GitFacts | undefined,
  checkedOut: string | undefined,
  sha: string | undefined,
): Tree {
  if (git === undefined || checkedOut === undefined) {
    return {
      kind: 'unknown',
      reason: 'no git commit is checked out, so which tree is tried is not known',
    }
  }
  const tried = `the tree that is tried is ${short(checkedOut)}`
  const dirt =
    git.dirty > 0
      ? `, with ${git.dirty} changed ${git.dirty === 1 ? 'file' : 'files'}${namesOf(git)}`
      : ''
  if (isBaseTree(about, checkedOut)) {
    return { kind: 'base', reason: `${tried}, the commit of ${baseOf(about)}${dirt}` }
  }
  if (checkedOut === sha) return { kind: 'commit', reason: `${tried}, that very commit${dirt}` }
  if (sha !== undefined && isMergeOf(about, git, checkedOut, sha)) {
    const into = about.baseBranch ?? 'the base branch'
    return { kind: 'merge', reason: `${tried}, the merge of ${short(sha)} into ${into}${dirt}` }
  }
  const named = sha === undefined ? 'not a commit the event names' : `not ${short(sha)}`
  return {
    kind: 'other',
    reason: `${tried}, ${named}: a step or the checkout chose another one${dirt}`,
  }
}

function isMergeOf(about: Occasion, git: GitFacts, checkedOut: string, sha: string): boolean {
  const subject = about.event === 'workflow_run' ? about.cause : about.event
  if (!isPullRequest(subject)) return false
  const madeByGitHub = checkedOut === about.eventSha && !isPrivileged(about.event)
  return madeByGitHub || (git.parents.length === 2 && parseSha(git.parents[1]) === sha)
}

function short(sha: string): string {
  return sha.slice(0, 7)
}
