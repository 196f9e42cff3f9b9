// What a GitHub event is about: which ref, which pull request, whose code.

import { type GitFacts, isBaseTree, isPullRequest, type Occasion, parseSha } from './commit.ts'
import { at, countAt, present, textAt } from './payload.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Subject extends Occasion {
  /** The activity within the event: opened, published, deleted. */
  readonly action?: string
  /** A pull request has its merge ref, whatever GITHUB_REF says; names are data, never checked. */
  readonly ref?: string
  readonly headBranch?: string
  /** Absent when the head's repository was deleted, or the payload does not name it. */
  readonly headRepository?: string
  /** The event is about code of another repository, or of one that is gone. */
  readonly fork: boolean
}

export interface Sources {
  readonly env: Environment
  readonly payload: unknown
  readonly git: GitFacts | undefined
}

export function readSubject(event: string, sources: Sources): Subject {
  const { env, payload } = sources
  const action = textAt(payload, 'action')
  const eventSha = parseSha(env['GITHUB_SHA'])
  const common = {
    event,
    ...(action && { action }),
    ...(eventSha && { eventSha }),
  }
  if (event === 'workflow_run') return aboutRun(common, sources)
  return { ...common, ...(isPullRequest(event) ? ofPullRequest(sources) : ofRef(event, sources)) }
}

function ofPullRequest({ env, payload }: Sources): Omit<Subject, 'event'> {
  const given = present(env['GITHUB_REF'])
  const merge = given?.startsWith('refs/pull/') ? given : undefined
  const number =
    countAt(payload, 'pull_request', 'number') ?? countAt(payload, 'number') ?? numberOf(merge)
  const headSha = parseSha(at(payload, 'pull_request', 'head', 'sha'))
  const headBranch =
    textAt(payload, 'pull_request', 'head', 'ref') ?? present(env['GITHUB_HEAD_REF'])
  return {
    ...(headSha && { headSha }),
    ...(headBranch && { headBranch }),
    ...pullRequestRef(number, merge),
    ...baseBranchOf(textAt(payload, 'pull_request', 'base', 'ref') ?? env['GITHUB_BASE_REF']),
    ...originOf(at(payload, 'pull_request', 'head', 'repo'), { env, payload }),
  }
}

// A pull request's branch is never `branch`: tags of that name belong to the base repository.
function aboutRun(common: Omit<Subject, 'fork'>, { env, payload, git }: Sources): Subject {
  const run = at(payload, 'workflow_run')
  const cause = textAt(run, 'event')
  // head_sha of a pull_request_target run is the base's commit; the user's is in head_commit.
  const made = cause === 'pull_request_target' ? parseSha(at(run, 'head_commit', 'id')) : undefined
  const headSha = made ?? parseSha(at(run, 'head_sha'))
  const headBranch = textAt(run, 'head_branch')
  const origin = originOf(at(run, 'head_repository'), { env, payload })
  const aboutCode =
    isPullRequest(cause) || cause === undefined || origin.headRepository !== undefined
  const subject = {
    ...common,
    ...(cause && { cause }),
    ...(headSha && { headSha }),
    ...(headBranch && { headBranch }),
    ...origin,
    fork: origin.fork && aboutCode,
  }
  if (isPullRequest(cause) || subject.fork) {
    const number = countAt(run, 'pull_requests', '0', 'number')
    const base = textAt(run, 'pull_requests', '0', 'base', 'ref')
    return { ...subject, ...pullRequestRef(number), ...baseBranchOf(base) }
  }
  if (isBaseTree(subject, parseSha(git?.sha)) || headBranch === undefined) {
    return { ...subject, ...splitRef(present(env['GITHUB_REF'])) }
  }
  // The payload calls a tag a branch too; only git can tell them apart.
  const kind = git?.tags.includes(headBranch) ? 'tags' : 'heads'
  return { ...subject, ...splitRef(`refs/${kind}/${headBranch}`) }
}

function ofRef(event: string, { env, payload }: Sources): Omit<Subject, 'event'> {
  const ref = present(env['GITHUB_REF'])
  if (event === 'merge_group') {
    // The queue's branch is temporary: no tag may be named after it.
    const base = textAt(payload, 'merge_group', 'base_ref')
    return { ...(ref && { ref }), ...baseBranchOf(base), fork: false }
  }
  const released = event === 'release' ? textAt(payload, 'release', 'tag_name') : undefined
  const isTag = ref?.startsWith('refs/tags/')
  const found = released !== undefined && !isTag ? `refs/tags/${released}` : ref
  return { ...splitRef(found), ...baseBranchOf(textAt(payload, 'base_ref')), fork: false }
}

function splitRef(ref: string | undefined): Pick<Subject, 'ref' | 'branch' | 'tag'> {
  const branch = ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined
  const tag = ref?.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined
  return { ...(ref && { ref }), ...(branch && { branch }), ...(tag && { tag }) }
}

function pullRequestRef(
  pullRequest: number | undefined,
  given?: string,
): Pick<Subject, 'ref' | 'pullRequest'> {
  const ref = given ?? (pullRequest && `refs/pull/${pullRequest}/merge`)
  return { ...(pullRequest && { pullRequest }), ...(ref && { ref }) }
}

function numberOf(ref: string | undefined): number | undefined {
  const digits = /^refs\/pull\/([1-9]\d{0,14})\//.exec(ref ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function baseBranchOf(ref: string | undefined): Pick<Subject, 'baseBranch'> {
  const baseBranch = present(ref)?.replace(/^refs\/heads\//, '')
  return baseBranch ? { baseBranch } : {}
}

// Who can't be shown to come from this repository is a stranger: a deleted fork has no repository.
function originOf(
  head: unknown,
  { env, payload }: Pick<Sources, 'env' | 'payload'>,
): Pick<Subject, 'fork' | 'headRepository'> {
  const headRepository = textAt(head, 'full_name')
  const named = headRepository !== undefined && { headRepository }
  const base = at(payload, 'repository') ?? at(payload, 'pull_request', 'base', 'repo')
  const [headId, baseId] = [countAt(head, 'id'), countAt(base, 'id')]
  if (headId !== undefined && baseId !== undefined) return { fork: headId !== baseId, ...named }
  const here = textAt(base, 'full_name') ?? present(env['GITHUB_REPOSITORY'])
  const same = here !== undefined && headRepository?.toLowerCase() === here.toLowerCase()
  return { fork: !same, ...named }
}
