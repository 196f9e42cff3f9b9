// The tags gathered so far: names that a registry takes, each once, none for two different things.

import { quoted } from '../inputs/values.ts'
import type { TagProblem } from './attributes.ts'
import type { Ordering } from './values.ts'

interface Named {
  readonly name: string
  /** The rule and what it was about: `type=semver,pattern={{version}} of tag v1.2.3`. */
  readonly reason: string
}

export type Tag = Named &
  (
    | { readonly kind: 'immutable' }
    /** Moves from image to image, and only forward in its ordering. */
    | { readonly kind: 'floating'; readonly ordering: Ordering }
  )

export interface Candidate {
  /** Before sanitising. */
  readonly text: string
  readonly reason: string
  readonly immutable: boolean
  readonly ordering: Ordering
  /** Of the rule in the input; absent for a default rule, whose faults are not the user's. */
  readonly line?: number
}

interface Entry {
  readonly text: string
  readonly tag: Tag
}

export class TagSet {
  readonly warnings: string[] = []
  readonly problems: TagProblem[] = []
  readonly #entries = new Map<string, Entry>()

  get tags(): readonly Tag[] {
    return [...this.#entries.values()].map(({ tag }) => tag)
  }

  /** False when it can't be a tag: then the reason is among the problems, or the warnings. */
  add(candidate: Candidate): boolean {
    const tag = tagOf(candidate)
    const known = this.#entries.get(tag.name)
    const fault = faultOf(tag.name, candidate) ?? collisionOf(candidate, known)
    if (fault === undefined) {
      this.#entries.set(tag.name, {
        text: candidate.text,
        tag: known ? merge(known.tag, tag) : tag,
      })
      return true
    }
    if (candidate.line === undefined) this.warnings.push(`${fault.what}, so it is left out`)
    else this.problems.push({ ...fault, line: candidate.line })
    return false
  }
}

function tagOf({ text, reason, immutable, ordering }: Candidate): Tag {
  const name = text.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
  if (immutable) return { name, reason, kind: 'immutable' }
  // However it comes about, a tag of that name moves as latest does.
  const isLatest = name === 'latest' && ordering.kind !== 'latest'
  return { name, reason, kind: 'floating', ordering: isLatest ? { kind: 'latest' } : ordering }
}

// Limits of the OCI distribution specification for the name of a tag.
const longestName = 128

function faultOf(name: string, { text, reason }: Candidate): TagProblem | undefined {
  if (name === '') return { what: `${reason} is an empty tag`, fix: 'give the rule a value' }
  if (/^[.-]/.test(name)) {
    return {
      what: `${quoted(text)} becomes the tag ${quoted(name)}, which starts with "${name[0]}"`,
      fix: 'put a letter, a digit or _ in front, such as prefix=v',
    }
  }
  if (name.length <= longestName) return undefined
  return {
    what: `the tag ${quoted(name)} has ${name.length} characters`,
    fix: `shorten it to at most ${longestName}`,
  }
}

function collisionOf({ text }: Candidate, known: Entry | undefined): TagProblem | undefined {
  if (known === undefined || known.text === text) return undefined
  return {
    what: `${quoted(text)} and ${quoted(known.text)} both become the tag ${quoted(known.tag.name)}`,
    fix: 'tell them apart with a prefix or suffix, or remove one of the rules',
  }
}

/** Of two rules for one tag the stricter holds. */
function merge(one: Tag, other: Tag): Tag {
  const named = { name: one.name, reason: `${one.reason}, and ${other.reason}` }
  if (one.kind === 'immutable' || other.kind === 'immutable') return { ...named, kind: 'immutable' }
  const ordering = isVague(one.ordering) ? other.ordering : one.ordering
  return { ...named, kind: 'floating', ordering }
}

function isVague(ordering: Ordering): boolean {
  return ordering.kind === 'other' || (ordering.kind === 'latest' && !ordering.version)
}
