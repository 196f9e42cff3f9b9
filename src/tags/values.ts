// What one tag rule yields for one event: a value, a warning, or nothing because it is not about it.

import { quoted } from '../inputs/values.ts'
import {
  isOnly,
  namesIn,
  render,
  type Scope,
  shortSha,
  type TagFacts,
  withValues,
} from './expressions.ts'
import { longestSubject, matchPattern, type UserPattern } from './patterns.ts'
import type { MatchRule, TagRule, VersionRule } from './rules.ts'
import { compareVersions, parseVersion, type Scheme, type Version } from './versions.ts'

/** What a floating tag is compared by, so that it only moves forward. */
export type Ordering =
  | { readonly kind: 'latest'; readonly scheme?: Scheme; readonly version?: string }
  | { readonly kind: Scheme; readonly version: string }
  | { readonly kind: 'branch'; readonly branch: string }
  | { readonly kind: 'other' }

export interface Found {
  readonly kind: 'found'
  /** Not sanitised, without prefix and suffix. */
  readonly value: string
  readonly immutable: boolean
  readonly ordering: Ordering
  /** What latest=auto makes of it when this is the first tag. */
  readonly latest: boolean
  /** Where it comes from: `tag v1.2.3`. */
  readonly source: string
  /** The release that it is of; with latest=auto only the highest gives `latest`. */
  readonly version?: Version
  /** A final release that is higher than `version`. */
  readonly higher?: string
  readonly warning?: string
}

export type Yield =
  | Found
  | { readonly kind: 'none'; readonly warning?: string }
  | { readonly kind: 'bad'; readonly what: string; readonly fix: string }

const nothing: Yield = { kind: 'none' }
const floating = { kind: 'found', immutable: false, latest: false } as const
const other: Ordering = { kind: 'other' }

export function yieldOf(rule: TagRule, facts: TagFacts, scope: Scope): Yield {
  switch (rule.type) {
    case 'schedule': {
      if (facts.event !== 'schedule') return nothing
      const value = render(rule.pattern, scope)
      return { ...floating, value, ordering: other, source: 'a schedule event' }
    }
    case 'semver':
    case 'pep440':
      return ofVersion(rule, facts, scope)
    case 'match':
      return ofMatch(rule, facts, scope)
    case 'edge': {
      const branch = rule.branch ? render(rule.branch, scope) : facts.defaultBranch
      return branch === facts.branch ? ofBranch('edge', facts.branch) : nothing
    }
    case 'ref':
      return ofRef(rule.event, facts)
    case 'raw': {
      const source = `a ${facts.event} event`
      return { ...floating, value: render(rule.value, scope), ordering: other, source }
    }
    case 'sha':
      return ofSha(rule.format, facts)
  }
}

function ofBranch(value: string, branch: string | undefined): Yield {
  if (branch === undefined) return nothing
  return { ...floating, value, ordering: { kind: 'branch', branch }, source: `branch ${branch}` }
}

function ofSha(format: 'short' | 'long', facts: TagFacts): Yield {
  const { sha } = facts
  if (!sha) return nothing
  const value = format === 'long' ? sha : shortSha(facts)
  // SHA-1 or SHA-256, whole: an abbreviation may one day name two commits.
  const immutable = value === sha && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)
  return { ...floating, value, immutable, ordering: other, source: `commit ${sha}` }
}

function ofRef(event: 'branch' | 'tag' | 'pr', facts: TagFacts): Yield {
  const { branch, tag, pullRequest } = facts
  if (event === 'branch') return branch === undefined ? nothing : ofBranch(branch, branch)
  if (event === 'pr') {
    if (pullRequest === undefined) return nothing
    const value = String(pullRequest)
    return { ...floating, value, ordering: other, source: `pull request ${value}` }
  }
  if (tag === undefined) return nothing
  const version = parseVersion('semver', tag)
  return {
    ...floating,
    value: tag,
    latest: true,
    immutable: version !== undefined,
    ...release(version, facts, (text) => text),
    source: `tag ${tag}`,
  }
}

interface Subject {
  readonly text: string
  readonly source: string
}

/** A given value instead of the tag of the event; without either the rule is not about the event. */
function subjectOf(
  rule: VersionRule | MatchRule,
  facts: TagFacts,
  scope: Scope,
): Subject | undefined {
  if (rule.value !== undefined) {
    const text = render(rule.value, scope)
    return { text, source: `value ${text}` }
  }
  return facts.tag === undefined ? undefined : { text: facts.tag, source: `tag ${facts.tag}` }
}

function isTooLong(subject: Subject, pattern: UserPattern | undefined): boolean {
  return pattern !== undefined && subject.text.length > longestSubject
}

function tooLong(subject: Subject): Yield {
  return {
    kind: 'bad',
    what: `${quoted(subject.text)} has ${subject.text.length} characters, too many to match`,
    fix: `match a text of at most ${longestSubject} characters`,
  }
}

function ofVersion(rule: VersionRule, facts: TagFacts, scope: Scope): Yield {
  const subject = subjectOf(rule, facts, scope)
  if (subject === undefined) return nothing
  if (isTooLong(subject, rule.match)) return tooLong(subject)
  const found = rule.match && matchPattern(rule.match, subject.text)
  const unmatched = rule.match !== undefined && found === undefined
  const raw = (found?.[1] ?? subject.text).replaceAll('/', '-')
  const warning = unmatched && rule.match ? noMatch(rule.match, subject) : undefined
  const version = parseVersion(rule.type, raw)
  if (version === undefined) return invalid(rule.type, raw, warning)
  const { full, major, minor, patch, final } = version
  const values = { raw, version: full, major: `${major}`, minor: `${minor}`, patch: `${patch}` }
  const named = final ? render(rule.pattern, withValues(scope, values)) : full
  return {
    ...floating,
    value: !final && isOnly(rule.pattern, 'raw') ? raw : named,
    immutable: !final || namesWhole(rule),
    latest: final,
    ...release(version, facts, (text) => versionText(rule, text)),
    source: subject.source,
    ...(warning && { warning }),
  }
}

function namesWhole(rule: VersionRule): boolean {
  const names = namesIn(rule.pattern)
  const parts = ['major', 'minor', 'patch'].every((name) => names.has(name))
  // A PEP 440 release may have more numbers than three.
  return names.has('raw') || names.has('version') || (parts && rule.type === 'semver')
}

function versionText(rule: VersionRule, text: string): string | undefined {
  if (text.length > longestSubject) return undefined
  const part = rule.match ? matchPattern(rule.match, text)?.[1] : text
  return part?.replaceAll('/', '-')
}

const schemeNames = { semver: 'a semantic version', pep440: 'a version after PEP 440' } as const

function invalid(scheme: Scheme, raw: string, earlier: string | undefined): Yield {
  const words = `${quoted(raw)} is not ${schemeNames[scheme]}, so it gives no tag`
  return { kind: 'none', warning: earlier ? `${earlier}; ${words}` : words }
}

function noMatch(pattern: UserPattern, subject: Subject): string {
  return `${pattern.text} does not match ${quoted(subject.text)}`
}

function ofMatch(rule: MatchRule, facts: TagFacts, scope: Scope): Yield {
  const { pattern, group } = rule
  const subject = subjectOf(rule, facts, scope)
  if (subject === undefined) return nothing
  if (isTooLong(subject, pattern)) return tooLong(subject)
  const found = matchPattern(pattern, subject.text)
  if (found === undefined) return { kind: 'none', warning: noMatch(pattern, subject) }
  const value = found[group]
  if (value === undefined) {
    const warning = `${pattern.text} has no group ${group} in ${quoted(subject.text)}`
    return { kind: 'none', warning }
  }
  // In v1.2.3-rc.1 a match of 1.2.3 is not the version, so it must reach to the end to be one.
  const whole = subject.text.endsWith(value) ? parseVersion('semver', value) : undefined
  const textOf = (text: string) =>
    text.length > longestSubject ? undefined : matchPattern(pattern, text)?.[group]
  return {
    ...floating,
    value,
    latest: true,
    immutable: whole !== undefined,
    ...(whole
      ? release(whole, facts, textOf)
      : release(parseVersion('semver', subject.text), facts, (text) => text)),
    source: subject.source,
  }
}

/** How a tag of this version is ordered, and whether a higher one is already released. */
function release(
  version: Version | undefined,
  facts: TagFacts,
  textOf: (release: string) => string | undefined,
): Pick<Found, 'ordering' | 'version' | 'higher'> {
  if (version === undefined) return { ordering: other }
  const ordering: Ordering = { kind: version.scheme, version: version.full }
  const higher = facts.releases?.find((text) => {
    const released = parseVersion(version.scheme, textOf(text) ?? '')
    return released?.final && compareVersions(released, version) > 0
  })
  return { ordering, version, ...(higher !== undefined && { higher }) }
}
