// The `tags` input: one rule per line, in the grammar of docker/metadata-action.

import { nearestWord, quoted } from '../inputs/values.ts'
import { Attributes, type SourcedLine, type TagProblem } from './attributes.ts'
import type { Template } from './expressions.ts'
import type { UserPattern } from './patterns.ts'

interface Common {
  /** As the user wrote it, for reasons and messages. */
  readonly text: string
  /** Absent on the rules that hold when the user gives none. */
  readonly line?: number
  readonly enable: Template
  readonly priority: number
  /** Absent lets the flavor's prefix in; given, even when empty, it keeps that out. */
  readonly prefix?: Template
  readonly suffix?: Template
}

export interface VersionRule {
  readonly type: 'semver' | 'pep440'
  readonly pattern: Template
  readonly value?: Template
  readonly match?: UserPattern
}

export interface MatchRule {
  readonly type: 'match'
  readonly pattern: UserPattern
  readonly group: number
  readonly value?: Template
}

type Own =
  | VersionRule
  | MatchRule
  | { readonly type: 'schedule'; readonly pattern: Template }
  | { readonly type: 'edge'; readonly branch?: Template }
  | { readonly type: 'ref'; readonly event: 'branch' | 'tag' | 'pr' }
  | { readonly type: 'raw'; readonly value: Template }
  | { readonly type: 'sha'; readonly format: 'short' | 'long' }

export type TagRule = Common & Own
type RuleType = Own['type']

interface TypeTraits {
  readonly priority: number
  readonly required?: string
  readonly optional: readonly string[]
  readonly example: string
}

const version = { priority: 900, required: 'pattern', optional: ['value', 'match'] }
const types: Readonly<Record<RuleType, TypeTraits>> = {
  schedule: { priority: 1000, optional: ['pattern'], example: 'type=schedule,pattern=nightly' },
  semver: { ...version, example: 'type=semver,pattern={{version}}' },
  pep440: { ...version, example: 'type=pep440,pattern={{version}}' },
  match: {
    priority: 800,
    required: 'pattern',
    optional: ['group', 'value'],
    example: 'type=match,pattern=v(.*),group=1',
  },
  edge: { priority: 700, optional: ['branch'], example: 'type=edge,branch=main' },
  ref: { priority: 600, required: 'event', optional: [], example: 'type=ref,event=branch' },
  raw: { priority: 200, required: 'value', optional: [], example: 'type=raw,value=stable' },
  sha: { priority: 100, optional: ['format'], example: 'type=sha,format=long' },
}
const ruleTypes = ['schedule', 'semver', 'pep440', 'match', 'edge', 'ref', 'raw', 'sha'] as const
const commonKeys: readonly string[] = ['enable', 'priority', 'prefix', 'suffix']

export interface TagRules {
  /** Highest priority first, and as written where priorities are equal. */
  readonly rules: readonly TagRule[]
  readonly problems: readonly TagProblem[]
}

export function parseTagRules(lines: readonly SourcedLine[]): TagRules {
  const rules: TagRule[] = []
  const problems: TagProblem[] = []
  for (const { text, line } of lines) {
    if (text.trim() === '') continue
    const attributes = new Attributes(text)
    const rule = readRule(attributes)
    problems.push(...attributes.problemsAt(line))
    if (rule && attributes.sound) rules.push({ ...rule, line })
  }
  return { rules: byPriority(rules), problems }
}

/** Rules of the program rather than of a user: they are known to be sound, and carry no line. */
export function ownRules(texts: readonly string[]): readonly TagRule[] {
  return byPriority(texts.flatMap((text) => readRule(new Attributes(text)) ?? []))
}

function byPriority(rules: readonly TagRule[]): readonly TagRule[] {
  return rules.toSorted((one, other) => other.priority - one.priority)
}

interface Reading {
  readonly attributes: Attributes
  readonly given: ReadonlyMap<string, string>
}

function readRule(attributes: Attributes): TagRule | undefined {
  const given = new Map<string, string>()
  for (const [key = 'value', value] of attributes.fields) {
    if (given.has(key)) attributes.refuse(`${quoted(key)} is given twice`, `keep one ${key}=`)
    given.set(key, value)
  }
  if (!attributes.sound) return undefined
  const reading = { attributes, given }
  const type = readType(reading)
  if (type === undefined || !knowsAll(type, reading)) return undefined
  const common = readCommon(type, reading)
  const own = readOwn(type, reading)
  return own && { ...common, ...own }
}

function readType({ attributes, given }: Reading): RuleType | undefined {
  const word = given.get('type')
  return word === undefined ? 'raw' : attributes.choice('type', word, ruleTypes)
}

function knowsAll(type: RuleType, { attributes, given }: Reading): boolean {
  const { required, optional, example } = types[type]
  const known = [...(required ? [required] : []), ...optional, ...commonKeys]
  for (const key of given.keys()) {
    if (key === 'type' || known.includes(key)) continue
    const near = nearestWord(key, known)
    const fix = near ? `did you mean ${near}=?` : `write one of ${known.join('=, ')}=`
    attributes.refuse(`${quoted(key)} is not an attribute of type=${type}`, fix)
  }
  if (required && !given.get(required)) {
    const state = given.has(required) ? 'an empty' : 'no'
    const idle = required === 'value' ? ', or switch the rule off with enable=false' : ''
    attributes.refuse(`the rule has ${state} ${quoted(required)}`, `write it as ${example}${idle}`)
  }
  return attributes.sound
}

function readCommon(type: RuleType, { attributes, given }: Reading): Common {
  const usual = usualPrefix(type, given.get('event'))
  const prefix = given.get('prefix') ?? usual
  const suffix = given.get('suffix')
  const priority = given.get('priority') ?? String(types[type].priority)
  if (!/^-?\d{1,9}(\.\d{1,9})?$/.test(priority)) {
    attributes.refuse(`priority is ${quoted(priority)}`, 'write a number, such as priority=500')
  }
  return {
    text: attributes.text,
    enable: readEnable(given.get('enable') ?? 'true', attributes),
    priority: Number(priority),
    ...(prefix !== undefined && { prefix: attributes.template(prefix) }),
    ...(suffix !== undefined && { suffix: attributes.template(suffix) }),
  }
}

function usualPrefix(type: RuleType, event: string | undefined): string | undefined {
  if (type === 'sha') return 'sha-'
  return type === 'ref' && event === 'pr' ? 'pr-' : undefined
}

function readEnable(text: string, attributes: Attributes): Template {
  const template = attributes.template(text)
  const fixed = template.every((part) => part.kind === 'text')
  if (fixed) attributes.choice('enable', text, ['true', 'false'])
  return template
}

function readOwn(type: RuleType, reading: Reading): Own | undefined {
  const { attributes, given } = reading
  switch (type) {
    case 'schedule':
      return { type, pattern: attributes.template(given.get('pattern') ?? 'nightly') }
    case 'semver':
    case 'pep440':
      return readVersion(type, reading)
    case 'match':
      return readMatch(reading)
    case 'edge': {
      const branch = given.get('branch')
      return { type, ...(branch && { branch: attributes.template(branch) }) }
    }
    case 'ref': {
      const events = ['branch', 'tag', 'pr'] as const
      const event = attributes.choice('event', given.get('event') ?? '', events)
      return event && { type, event }
    }
    case 'raw':
      return { type, value: attributes.template(given.get('value') ?? '') }
    case 'sha': {
      const formats = ['short', 'long'] as const
      const format = attributes.choice('format', given.get('format') ?? 'short', formats)
      return format && { type, format }
    }
  }
}

function readVersion(type: 'semver' | 'pep440', { attributes, given }: Reading): VersionRule {
  const text = given.get('match')
  const match = text ? attributes.pattern(text, 'plain') : undefined
  if (match?.groups === 0) {
    attributes.refuse(
      `match=${match.text} has no group, and the version is taken from the first`,
      'put the part that is the version in parentheses',
    )
  }
  const pattern = attributes.template(given.get('pattern') ?? '', 'version')
  return { type, pattern, ...readValue({ attributes, given }), ...(match && { match }) }
}

function readMatch({ attributes, given }: Reading): MatchRule | undefined {
  const group = given.get('group') ?? '0'
  if (!/^\d{1,3}$/.test(group)) {
    attributes.refuse(`group is ${quoted(group)}`, 'write the number of a group, 0 for the whole')
  }
  const pattern = attributes.pattern(given.get('pattern') ?? '', 'slashes')
  const value = readValue({ attributes, given })
  return pattern && { type: 'match', pattern, group: Number(group), ...value }
}

// An empty value is as good as none: the tag of the event is taken.
function readValue({ attributes, given }: Reading): { readonly value?: Template } {
  const value = given.get('value')
  return value ? { value: attributes.template(value) } : {}
}
