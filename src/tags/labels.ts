// The OCI labels and annotations of an image, and those of the user over them.
//
// Different from metadata-action on purpose: `created` is the date of the commit, so that building
// a commit again gives the same image, and an annotation may name its own levels, as for buildx.

import { nearestWord, quoted } from '../inputs/values.ts'
import type { TagProblem } from './attributes.ts'
import { makeScope, parseTemplate, render, type Scope, type TagFacts } from './expressions.ts'

/** What the registry's pages show about where an image comes from. */
export interface RepositoryFacts {
  readonly title?: string
  readonly description?: string
  readonly url?: string
  /** SPDX identifier. */
  readonly licenses?: string
}

export interface LabelQuestion {
  readonly facts: TagFacts
  readonly repository: RepositoryFacts
  /** Name of the first tag. */
  readonly version?: string
  /** Name of the Compose service. */
  readonly service: string
  /** The user's entries, whose values may hold expressions. */
  readonly user: ReadonlyMap<string, string>
}

export interface Labels {
  /** Sorted by key. */
  readonly entries: ReadonlyMap<string, string>
  readonly problems: readonly TagProblem[]
}

export function makeLabels(question: LabelQuestion): Labels {
  const scope = makeScope(question.facts, question.service)
  const { entries, problems } = renderAll(question.user, scope)
  return { entries: sorted([...standardLabels(question), ...entries]), problems }
}

/** Where BuildKit can put an annotation. */
const levels = ['manifest', 'index', 'manifest-descriptor', 'index-descriptor'] as const
export type AnnotationLevel = (typeof levels)[number]

/** Keys come out as buildx reads them: `manifest:org.opencontainers.image.title`. */
export function makeAnnotations(
  question: LabelQuestion,
  usual: readonly AnnotationLevel[] = ['manifest'],
): Labels {
  const scope = makeScope(question.facts, question.service)
  const user = renderAll(question.user, scope)
  const problems = [...user.problems]
  const entries = [...standardLabels(question)].flatMap(([key, value]) =>
    atLevels(usual, key, value),
  )
  for (const [key, value] of user.entries) {
    const place = parseLevels(key, usual)
    if ('what' in place) problems.push(place)
    else entries.push(...atLevels(place.levels, place.name, value))
  }
  return { entries: sorted(entries), problems }
}

type Pair = readonly [key: string, value: string]

function standardLabels(question: LabelQuestion): readonly Pair[] {
  const { facts, repository, version } = question
  const values: readonly Pair[] = [
    ['title', repository.title ?? ''],
    ['description', repository.description ?? ''],
    ['url', repository.url ?? ''],
    ['source', repository.url ?? ''],
    ['version', version ?? ''],
    ['created', facts.commitDate.toISOString()],
    ['revision', facts.sha ?? ''],
    ['licenses', repository.licenses ?? ''],
  ]
  return values.map(([name, value]) => [`org.opencontainers.image.${name}`, value])
}

function renderAll(user: ReadonlyMap<string, string>, scope: Scope) {
  const entries: Pair[] = []
  const problems: TagProblem[] = []
  for (const [key, text] of user) {
    const template = parseTemplate(text, 'global')
    if (template.kind === 'ok') entries.push([key, render(template.value, scope)])
    else problems.push({ what: `${quoted(key)}: ${template.what}`, fix: template.fix })
  }
  return { entries, problems }
}

interface Place {
  readonly levels: readonly string[]
  readonly name: string
}

/** `index:key`, `manifest,index:key`, `manifest[linux/amd64]:key`, or the key alone. */
function parseLevels(key: string, usual: readonly string[]): Place | TagProblem {
  const [, prefix, name] = /^([a-z,[\]/0-9A-Z_ -]+):(.*)$/s.exec(key) ?? []
  if (prefix === undefined || name === undefined) return { levels: usual, name: key }
  const given = prefix.split(',').map((level) => level.trim())
  for (const level of given) {
    const [, kind = ''] = /^([a-z-]+)(?:\[[A-Za-z0-9_/-]+\])?$/.exec(level) ?? []
    if (levels.some((known) => known === kind)) continue
    const near = nearestWord(level, levels)
    return {
      what: `${quoted(level)} in ${quoted(key)} is not a level of annotations`,
      fix: near ? `did you mean ${near}:?` : `write one of ${levels.join(':, ')}:`,
    }
  }
  if (name !== '') return { levels: given, name }
  return { what: `${quoted(key)} has no name`, fix: `write it behind the colon, as in ${key}name` }
}

function atLevels(at: readonly string[], key: string, value: string): readonly Pair[] {
  return at.map((level) => [`${level}:${key}`, value])
}

// By code units rather than a locale, so that every machine makes the same image.
function sorted(entries: readonly Pair[]): ReadonlyMap<string, string> {
  const last = new Map(entries)
  return new Map([...last].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
