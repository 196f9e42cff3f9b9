// Floating tags move forward only: what a tag points to now decides whether it may move.
import type { Tag } from '../tags/set.ts'
import type { Ordering } from '../tags/values.ts'
import { compareVersions, parseVersion } from '../tags/versions.ts'

export type FloatingTag = Extract<Tag, { kind: 'floating' }>

/** What the image says of itself that the tag points to now, by its labels. */
export interface Current {
  readonly digest: string
  readonly version?: string
  readonly revision?: string
  /** Of its commit, which is what our builds write there. */
  readonly created?: string
}

/** How the commit of the tag now and ours are related in git, as far as it is known here. */
export type Kinship = 'older' | 'same' | 'newer' | 'diverged' | 'unknown'

/** In a shallow clone the commit of the tag is not there; then the dates of both commits decide. */
export function kinshipByDate(current: Current, commitDate: string | undefined): Kinship {
  if (current.created === undefined || commitDate === undefined) return 'unknown'
  const theirs = Date.parse(current.created)
  const ours = Date.parse(commitDate)
  if (Number.isNaN(theirs) || Number.isNaN(ours)) return 'unknown'
  return theirs > ours ? 'newer' : 'unknown'
}

export type Move =
  | { readonly kind: 'move'; readonly reason: string }
  | { readonly kind: 'there'; readonly reason: string }
  | { readonly kind: 'stay'; readonly reason: string }

export interface MoveQuestion {
  readonly tag: string
  readonly ordering: Ordering
  readonly digest: string
  readonly current: Current | undefined
  /** What the commit of `current` is to ours: `newer` means that ours is its ancestor. */
  readonly kinship: Kinship
  /** `any`: a tag that would stay moves back, as somebody wants it to. */
  readonly order: 'forward' | 'any'
}

/** Whether it is by commits that it is decided, and not by versions. */
export function followsCommits(ordering: Ordering): boolean {
  return ordering.kind === 'branch' || (ordering.kind === 'latest' && !ordering.version)
}

export function decideMove(question: MoveQuestion): Move {
  const move = decideForward(question)
  if (move.kind !== 'stay' || question.order === 'forward') return move
  return { kind: 'move', reason: `${move.reason}; it goes back, as force asks` }
}

function decideForward({ tag, ordering, digest, current, kinship }: MoveQuestion): Move {
  if (current === undefined) return { kind: 'move', reason: `${tag} is new` }
  if (current.digest === digest) return { kind: 'there', reason: `${tag} points there already` }
  switch (ordering.kind) {
    case 'latest':
      return ordering.version === undefined
        ? byKinship(tag, kinship)
        : byVersion(tag, ordering.scheme ?? 'semver', ordering.version, current)
    case 'semver':
    case 'pep440':
      return byVersion(tag, ordering.kind, ordering.version, current)
    case 'branch':
      return byKinship(tag, kinship)
    case 'other':
      return { kind: 'move', reason: `${tag} has no order` }
  }
}

function byVersion(
  tag: string,
  scheme: 'semver' | 'pep440',
  version: string,
  current: Current,
): Move {
  const ours = parseVersion(scheme, version)
  const theirs = current.version === undefined ? undefined : parseVersion(scheme, current.version)
  if (!ours || !theirs) {
    return { kind: 'move', reason: `${tag} points to an image that names no version` }
  }
  if (compareVersions(ours, theirs) < 0) {
    return {
      kind: 'stay',
      reason: `${tag} points to ${current.version}, which is higher than ${version}`,
    }
  }
  return { kind: 'move', reason: `${tag} goes from ${current.version} to ${version}` }
}

function byKinship(tag: string, kinship: Kinship): Move {
  switch (kinship) {
    case 'newer':
      return { kind: 'stay', reason: `${tag} points to a newer commit than this one` }
    case 'older':
      return { kind: 'move', reason: `${tag} goes from an older commit to this one` }
    case 'same':
      return { kind: 'move', reason: `${tag} points to another build of this commit` }
    case 'diverged':
      return { kind: 'move', reason: `${tag} points to a commit of another line of history` }
    case 'unknown':
      return {
        kind: 'move',
        reason: `${tag} is moved without knowing the order: its commit is not in this clone (fetch-depth: 0 brings it)`,
      }
  }
}
