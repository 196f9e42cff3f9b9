// From which refs' build cache a run may read, and to which it may write.

import { type Cell, cellOf } from './cell.ts'
import type { Facts } from './event.ts'

export interface CacheWishes {
  /** ACTIONS_CACHE_MODE as it came. */
  readonly cacheMode?: string
  /** The user named cache-from: the wish that brings cache into a release build. */
  readonly cacheFromGiven: boolean
}

export interface CacheRights {
  readonly read: {
    readonly allowed: boolean
    readonly reason: string
    /** Refs in the order to look in; empty when not allowed. */
    readonly scopes: readonly string[]
  }
  readonly write:
    | { readonly allowed: true; readonly reason: string; readonly scope: string }
    | { readonly allowed: false; readonly reason: string }
}

/** The scope of a laptop: no ref, the builder's own disk. */
export const LOCAL_SCOPE = 'local'

export function decideCache(facts: Facts, wishes: CacheWishes): CacheRights {
  const cell = cellOf(facts)
  const mode = cell === 'laptop' ? undefined : wishes.cacheMode?.trim().toLowerCase()
  const read = decideRead(cell, facts, wishes)
  const write = decideWrite(cell, facts)
  const forbidden = `ACTIONS_CACHE_MODE is ${mode}`
  return {
    read:
      read.allowed && (mode === 'none' || mode === 'write-only')
        ? { allowed: false, reason: `${forbidden}, which forbids reading the cache`, scopes: [] }
        : read,
    write:
      write.allowed && (mode === 'none' || mode === 'read')
        ? { allowed: false, reason: `${forbidden}, which forbids writing the cache` }
        : write,
  }
}

export function noCache(reason: string): CacheRights {
  return { read: { allowed: false, reason, scopes: [] }, write: { allowed: false, reason } }
}

function decideRead(cell: Cell, facts: Facts, wishes: CacheWishes): CacheRights['read'] {
  if (cell === 'laptop') {
    return {
      allowed: true,
      reason: 'a laptop reads the cache of its builder',
      scopes: [LOCAL_SCOPE],
    }
  }
  if (cell === 'release' && !wishes.cacheFromGiven) {
    const reason = 'a release is built without cache, which an earlier run could have poisoned'
    return { allowed: false, reason: `${reason}; cache-from brings it in`, scopes: [] }
  }
  const scopes = readScopes(cell, facts)
  if (scopes.length === 0) {
    return { allowed: false, reason: 'the event names no branch whose cache could be read', scopes }
  }
  const asked = cell === 'release' ? 'cache-from asks for cache, so this release reads' : 'reads'
  return { allowed: true, reason: `${asked} the cache of ${scopes.map(named).join(', ')}`, scopes }
}

function readScopes(cell: Cell, facts: Facts): readonly string[] {
  const base = headsOf(facts.baseBranch)
  const trunk = headsOf(facts.defaultBranch)
  const own = ownScope(cell, facts)
  return [...new Set([own, base, trunk].filter((scope) => scope !== undefined))]
}

// Only these have a scope of their own that a run before this one can have written.
function ownScope(cell: Cell, facts: Facts): string | undefined {
  return cell === 'branch' || cell === 'pull-request' || cell === 'dependabot'
    ? facts.ref
    : undefined
}

function decideWrite(cell: Cell, facts: Facts): CacheRights['write'] {
  switch (cell) {
    case 'laptop':
      return {
        allowed: true,
        reason: 'a laptop writes the cache of its builder',
        scope: LOCAL_SCOPE,
      }
    case 'pull-request':
    case 'dependabot':
      return writeOwn(facts, 'a pull request writes a cache that only its own runs read')
    case 'branch':
      return writeBranch(facts)
    case 'fork':
      return deny('code from a fork reads the cache and never writes it')
    case 'privileged':
    case 'privileged-fork':
      return deny(
        `${facts.event} would write to the default branch's cache, which trusted runs read`,
      )
    case 'merge-queue':
      return deny('the branch of a merge queue is temporary, so no later run would read its cache')
    case 'release':
      return deny('no later run reads the cache of a tag')
    case 'open':
      return deny(
        `anyone can cause ${facts.event}, so it never writes a cache that trusted runs read`,
      )
    case 'elsewhere':
      return deny('the event names no branch whose cache could be written')
  }
}

// `isDefaultBranch` is generous for tag rules; writing where everyone reads needs the branch itself.
function writeBranch(facts: Facts): CacheRights['write'] {
  const trunk = facts.branch === facts.defaultBranch
  if (facts.event === 'push' || trunk) {
    const which = trunk ? 'the default branch' : `branch ${facts.branch}`
    return writeOwn(facts, `${facts.event} on ${which} writes that branch's cache`)
  }
  return deny(
    `${facts.event} writes the cache on the default branch only, and this is ${facts.branch}`,
  )
}

function writeOwn({ ref }: Facts, reason: string): CacheRights['write'] {
  if (ref === undefined) return deny('the event names no ref whose cache could be written')
  return { allowed: true, reason, scope: ref }
}

function deny(reason: string): CacheRights['write'] {
  return { allowed: false, reason }
}

function headsOf(branch: string | undefined): string | undefined {
  return branch === undefined ? undefined : `refs/heads/${branch}`
}

function named(scope: string): string {
  return scope
    .replace(/^refs\/heads\//, '')
    .replace(/^refs\/pull\/(\d+)\/merge$/, 'pull request #$1')
}
