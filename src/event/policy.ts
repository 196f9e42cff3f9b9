// What a run may do with its images and its cache, and why: the plan prints every reason.

import type { Problem } from '../errors.ts'
import { type CacheRights, type CacheWishes, decideCache, noCache } from './cache-rights.ts'
import { cellOf } from './cell.ts'
import { namesOf } from './changes.ts'
import type { Facts } from './event.ts'

export interface Wishes extends CacheWishes {
  readonly push: 'auto' | 'true' | 'false'
  readonly promote: 'auto' | 'always' | 'never'
  /** Whether the checks of this run are a share of all. */
  readonly checks: 'all' | 'a share'
  readonly mode: 'trial' | 'plan' | 'build' | 'promote'
  /** The opt-in to fork code beside secrets; actions/checkout has the same input. */
  readonly allowUnsafePrCheckout: boolean
}

export interface Decision<Kind extends string> {
  readonly kind: Kind
  readonly reason: string
}

export interface Policy {
  /** Nothing may be built, started or pushed. */
  readonly refused?: Problem
  readonly push: Decision<'push' | 'skip'>
  readonly cache: CacheRights
  readonly promote: Decision<'try' | 'no'>
}

export function decide(facts: Facts, wishes: Wishes): Policy {
  const refused = refuseForkCode(facts, wishes) ?? refusePush(facts, wishes)
  if (refused !== undefined) {
    const reason = `the run is refused: ${refused.what}`
    return {
      refused,
      push: { kind: 'skip', reason },
      cache: noCache(reason),
      promote: { kind: 'no', reason },
    }
  }
  const push = decidePush(facts, wishes)
  const cache =
    wishes.mode === 'promote' ? noCache('mode: promote builds nothing') : decideCache(facts, wishes)
  return { push, cache, promote: decidePromote(facts, wishes, push) }
}

// Trusted is only what is provably the base repository's own commit, untouched.
function refuseForkCode(facts: Facts, wishes: Wishes): Problem | undefined {
  if (cellOf(facts) !== 'privileged-fork' || wishes.allowUnsafePrCheckout) return undefined
  const isOurs = facts.checkedOut !== undefined && facts.checkedOut === facts.eventSha
  if (isOurs && facts.dirty === 0) return undefined
  const whose = facts.headRepository ?? 'a repository that is gone or not named'
  return {
    code: 'ST-FORK',
    what: `${facts.event} would build and run code of ${whose} with the secrets of this repository`,
    why: isOurs
      ? `the checkout is this repository's commit, but ${count(facts)} in it${namesOf(facts)}`
      : `nothing proves that the checkout is this repository's own commit: ${facts.tree.reason}`,
    fix: 'run the trial on pull_request, or set allow-unsafe-pr-checkout: true once its risk is accepted',
  }
}

function refusePush(facts: Facts, wishes: Wishes): Problem | undefined {
  // A promotion makes no image of the working tree.
  if (wishes.push !== 'true' || /^(build|promote)$/.test(wishes.mode)) return undefined
  if (facts.sha === undefined) {
    return {
      code: 'ST-COMMIT',
      what: 'push is asked for, but there is no commit to name the images after',
      why: facts.shaReason,
      fix: 'run in a git repository with at least one commit, or without push',
    }
  }
  if (cellOf(facts) !== 'laptop' || facts.dirty === 0) return undefined
  return {
    code: 'ST-COMMIT',
    what: `push is asked for, but ${count(facts)} in the working tree${namesOf(facts)}`,
    why: `the images would carry the name of commit ${facts.sha.slice(0, 7)} and hold something else`,
    fix: 'commit or stash the changes, or run without --push',
  }
}

function decidePush(facts: Facts, wishes: Wishes): Policy['push'] {
  if (wishes.push === 'false') return skip('push is false')
  if (wishes.checks === 'a share')
    return skip('a share of the checks is no passed trial; the job that joins the shards pushes')
  if (wishes.mode === 'build') return skip('mode: build tries nothing, so it publishes nothing')
  if (facts.sha === undefined) return skip(`${facts.shaReason}, so there is no name to push under`)
  const asked = wishes.push === 'true'
  const cell = cellOf(facts)
  switch (cell) {
    case 'laptop':
      if (wishes.mode === 'promote') return go('a promotion is asked for')
      return asked ? go('--push asks for it') : skip('a laptop pushes only with --push')
    case 'fork':
    case 'dependabot':
      return skip(readOnlyReason(facts, asked))
    case 'pull-request':
    case 'privileged':
    case 'privileged-fork':
      return pushPullRequest(facts, asked)
    case 'release':
      return pushRelease(facts, asked)
    case 'merge-queue':
      return go('the merge queue tries the commit that is about to become the base branch')
    case 'branch':
      return go(`${facts.event} on branch ${facts.branch}`)
    case 'open':
      if (asked) return go(`push: true asks for it on ${facts.event}`)
      return skip(`anyone can cause ${facts.event}, so it pushes only with push: true`)
    case 'elsewhere':
      if (asked) return go('push: true asks for it, though the event names no branch and no tag')
      return skip(`${facts.event} names no branch and no tag, so it pushes only with push: true`)
  }
}

// A fork's token never writes; Dependabot's does not unless the workflow raises it: red for nobody's fault.
function readOnlyReason({ fork, headRepository }: Facts, asked: boolean): string {
  const who = fork
    ? `the pull request comes from ${headRepository ?? 'a repository that is gone or not named'}`
    : 'the pull request was updated by dependabot[bot]'
  const although = asked ? ', although push is true' : ''
  return `${who}, so GitHub gives it a read-only token and nothing is pushed${although}`
}

function pushPullRequest(facts: Facts, asked: boolean): Policy['push'] {
  const number = facts.pullRequest
  if (!asked) return skip('a pull request pushes only with push: true')
  // A tag pr-N on the base's code would say that the pull request was tried.
  if (facts.tree.kind === 'base')
    return skip(`the pull request is not what is tried: ${facts.tree.reason}`)
  return go(number === undefined ? 'push: true asks for it' : `push: true pushes pr-${number}`)
}

function pushRelease({ event, action, tag }: Facts, asked: boolean): Policy['push'] {
  const gone = event === 'release' && (action === 'deleted' || action === 'unpublished')
  if (gone && !asked) return skip(`the release was ${action}, so there is nothing to publish`)
  return go(tag === undefined ? 'a release' : `${event} of tag ${tag}`)
}

function decidePromote(facts: Facts, wishes: Wishes, push: Policy['push']): Policy['promote'] {
  if (wishes.promote === 'never') return no('promote is never')
  if (push.kind === 'skip')
    return no(`a promotion is a push, and nothing is pushed: ${push.reason}`)
  const certified = 'the image of this commit is promoted if it has a certificate'
  if (wishes.mode === 'promote') return { kind: 'try', reason: `mode: promote: ${certified}` }
  if (wishes.promote === 'always') return { kind: 'try', reason: `promote: always: ${certified}` }
  if (cellOf(facts) === 'release') return { kind: 'try', reason: `a release: ${certified}` }
  return no('only a tag or a release promotes an image that has passed already')
}

function count({ dirty }: Facts): string {
  return dirty === 1 ? '1 file is changed' : `${dirty} files are changed`
}

function go(reason: string): Policy['push'] {
  return { kind: 'push', reason }
}

function skip(reason: string): Policy['push'] {
  return { kind: 'skip', reason }
}

function no(reason: string): Policy['promote'] {
  return { kind: 'no', reason }
}
