// The {{expressions}} of docker/metadata-action in tag rules, labels and annotations.
//
// Different on purpose: nothing is escaped for HTML (a branch `a&b` becomes `a-b`, not `a-amp-b`),
// an unknown expression is a problem instead of an empty text, and {{service}} is the name of the
// Compose service.

import { bad, nearestWord, ok, type Parsed, quoted } from '../inputs/values.ts'
import { formatDate, isTimeZone, unknownDateToken } from './date-format.ts'

/** What an event and its commit say to tag rules; the facts of an event fit, but for their dates. */
export interface TagFacts {
  readonly event: string
  /** Of the commit that the user made: on a pull request its head. */
  readonly sha?: string
  readonly branch?: string
  readonly tag?: string
  readonly pullRequest?: number
  readonly baseBranch?: string
  readonly defaultBranch?: string
  readonly isDefaultBranch: boolean
  readonly commitDate: Date
  readonly now: Date
  /** The tags of the repository, as far as they are known: `latest` goes only to the highest. */
  readonly releases?: readonly string[]
  /** DOCKER_METADATA_SHORT_SHA_LENGTH of metadata-action; 7 without it. */
  readonly shortShaLength?: number
}

const globalNames = [
  'branch',
  'tag',
  'sha',
  'base_ref',
  'is_default_branch',
  'is_not_default_branch',
  'service',
] as const
const dateNames = ['date', 'commit_date'] as const
const versionNames = ['raw', 'version', 'major', 'minor', 'patch'] as const

type ValueName = (typeof globalNames)[number] | (typeof versionNames)[number]
type DateName = (typeof dateNames)[number]

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: ValueName }
  | {
      readonly kind: 'date'
      readonly name: DateName
      readonly format: string
      readonly zone: string
    }

/** A text with its expressions found and checked, so that rendering it can't fail. */
export type Template = readonly Part[]

/** `version` adds {{raw}} {{version}} {{major}} {{minor}} {{patch}} to what may stand everywhere. */
export type Vocabulary = 'global' | 'version'

export function textTemplate(text: string): Template {
  return text === '' ? [] : [{ kind: 'text', text }]
}

export function parseTemplate(text: string, vocabulary: Vocabulary): Parsed<Template> {
  const parts: Part[] = []
  let at = 0
  for (;;) {
    const open = text.indexOf('{{', at)
    parts.push(...textTemplate(text.slice(at, open < 0 ? text.length : open)))
    if (open < 0) return ok(parts)
    const close = closeOf(text, open + 2)
    if (close < 0) return bad(`the "{{" in ${quoted(text)} is not closed`, 'close it with "}}"')
    const part = parseExpression(text.slice(open + 2, close).trim(), vocabulary)
    if (part.kind === 'bad') return part
    parts.push(part.value)
    at = close + 2
  }
}

function closeOf(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? ''
    if (quote === '' && text.startsWith('}}', at)) return at
    if (character === quote) quote = ''
    else if (quote === '' && (character === '"' || character === "'")) quote = character
  }
  return -1
}

function parseExpression(body: string, vocabulary: Vocabulary): Parsed<Part> {
  const [, name = '', rest = ''] = /^(\w*)\s*(.*)$/s.exec(body) ?? []
  const dateName = dateNames.find((known) => known === name)
  if (dateName !== undefined) return parseDate(dateName, rest)
  const values: readonly ValueName[] =
    vocabulary === 'version' ? [...versionNames, ...globalNames] : globalNames
  const known = values.find((word) => word === name)
  const words = [...values, ...dateNames]
  if (known === undefined) {
    const near = nearestWord(name, words)
    return bad(
      `{{${body}}} is not a known expression`,
      near ? `did you mean {{${near}}}?` : `write one of ${words.join(', ')} in the braces`,
    )
  }
  if (rest !== '') return bad(`{{${body}}} has more than a name`, `write {{${known}}}`)
  return ok({ kind: 'value', name: known })
}

const dateArguments = /^(?:'([^']*)'|"([^"]*)")\s*(?:tz=(?:'([^']*)'|"([^"]*)"))?$/

function parseDate(name: DateName, rest: string): Parsed<Part> {
  const found = dateArguments.exec(rest)
  if (!found) {
    return bad(
      `{{${name}${rest && ` ${rest}`}}} has no format in quotes`,
      `write {{${name} 'YYYYMMDD'}} or {{${name} 'YYYYMMDD' tz='Asia/Tokyo'}}`,
    )
  }
  const format = found[1] ?? found[2] ?? ''
  const zone = found[3] ?? found[4] ?? 'UTC'
  const unknown = unknownDateToken(format)
  if (unknown !== undefined) {
    return bad(
      `the date format ${quoted(format)} has the unsupported token ${quoted(unknown)}`,
      `write [${unknown}] if these are plain letters`,
    )
  }
  if (!isTimeZone(zone)) {
    return bad(`${quoted(zone)} is not a time zone`, "write one such as tz='Europe/Berlin'")
  }
  return ok({ kind: 'date', name, format, zone })
}

export type Values = Readonly<Partial<Record<ValueName, string>>>

/** All that templates can ask for: the values of one event and service, later of one version. */
export interface Scope {
  readonly values: Values
  readonly now: Date
  readonly commitDate: Date
}

export function makeScope(facts: TagFacts, service: string): Scope {
  const hasBase = facts.tag !== undefined || facts.pullRequest !== undefined
  return {
    now: facts.now,
    commitDate: facts.commitDate,
    values: {
      branch: facts.branch ?? '',
      tag: facts.tag ?? '',
      sha: shortSha(facts),
      base_ref: hasBase ? (facts.baseBranch ?? '') : '',
      is_default_branch: String(facts.isDefaultBranch),
      is_not_default_branch: String(!facts.isDefaultBranch),
      service,
    },
  }
}

export function withValues(scope: Scope, values: Values): Scope {
  return { ...scope, values: { ...scope.values, ...values } }
}

// metadata-action cuts, it does not ask git for the shortest unique abbreviation.
export function shortSha(facts: TagFacts): string {
  return (facts.sha ?? '').slice(0, facts.shortShaLength ?? 7)
}

export function render(template: Template, scope: Scope): string {
  return template.map((part) => renderPart(part, scope)).join('')
}

function renderPart(part: Part, scope: Scope): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'value':
      return scope.values[part.name] ?? ''
    case 'date': {
      const date = part.name === 'date' ? scope.now : scope.commitDate
      return formatDate(date, part.format, part.zone)
    }
  }
}

/** The names of the values that a template asks for. */
export function namesIn(template: Template): ReadonlySet<string> {
  return new Set(template.flatMap((part) => (part.kind === 'text' ? [] : [part.name])))
}

/** Exactly one expression of that name, and nothing beside it. */
export function isOnly(template: Template, name: ValueName): boolean {
  const [part] = template
  return template.length === 1 && part?.kind === 'value' && part.name === name
}
