// Good practice for images and stacks, where the input `lint` asks for it. What BuildKit's own checks
// say of a Dockerfile comes with the build, and is not said again here.
import type { Stack } from '../compose/model.ts'
import { locateNearest, type Path } from '../compose/places.ts'
import type { Source } from '../compose/sources.ts'
import { type Failure, type Place, renderPlace } from '../errors.ts'
import { count } from '../text/count.ts'
import { groupBy } from '../text/group-by.ts'
import { type BuiltFile, builtFiles, type LintFiles } from './built.ts'
import { judgeBuilt } from './image-practices.ts'
import { judgeService } from './service-practices.ts'

/** `asked`: nearly every stack that is tested breaks it, so it is told where someone asks for it. */
const rules = {
  'unpinned-base': 'default',
  'root-user': 'default',
  'no-healthcheck': 'default',
  'secret-in-env': 'default',
  'build-tools': 'default',
  'restart-one-shot': 'default',
  'open-database-port': 'default',
  'no-dockerignore': 'default',
  'no-memory-limit': 'asked',
  'unbounded-logging': 'asked',
} as const

export type LintRule = keyof typeof rules
export type LintLevel = 'warn' | 'error'
/** A rule that is off is not in it. */
export type LintLevels = ReadonlyMap<LintRule, LintLevel>

export const lintRules = Object.keys(rules) as readonly LintRule[]
export const askedRules = lintRules.filter((rule) => rules[rule] === 'asked')

/** What a rule has to say, where it is a path of the model or a place in a Dockerfile. */
export interface Breach {
  readonly rule: LintRule
  readonly at: Path | Place
  readonly what: string
  readonly fix: string
}

export interface Finding {
  readonly rule: LintRule
  readonly what: string
  readonly fix: string
  readonly where?: Place
}

export interface LintQuestion {
  readonly stack: Stack
  readonly sources: readonly Source[]
  readonly dockerfiles: Parameters<typeof builtFiles>[1]
  readonly lintFiles: LintFiles
}

export interface Linted {
  /** Of the rules that warn. */
  readonly findings: readonly Finding[]
  /** Of the rules that are enforced. */
  readonly problems: readonly Failure[]
}

export function lint(levels: LintLevels, question: LintQuestion): Linted {
  if (levels.size === 0) return { findings: [], problems: [] }
  const { sources } = question
  const found = breachesOf(question).map((one) => findingOf(one, sources))
  const once = [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
  const at = (level: LintLevel) => once.filter(({ rule }) => levels.get(rule) === level)
  return { findings: at('warn'), problems: at('error').map(failureOf) }
}

function breachesOf({ stack, sources, dockerfiles, lintFiles }: LintQuestion): readonly Breach[] {
  const built = builtFiles(stack, dockerfiles, lintFiles)
  const fileOf = (name: string): BuiltFile | undefined =>
    built.find(({ service }) => service.name === name)
  return [
    ...built.flatMap(judgeBuilt),
    ...stack.services.flatMap((service) =>
      service.provider ? [] : judgeService({ service, stack, sources, file: fileOf(service.name) }),
    ),
  ]
}

function findingOf({ at, ...told }: Breach, sources: readonly Source[]): Finding {
  const where = 'file' in at ? at : locateNearest(sources, at)
  return { ...told, ...(where && { where }) }
}

function failureOf({ rule, ...told }: Finding): Failure {
  const why = `the rule ${rule} of the input lint forbids it`
  return { stage: 'inputs', class: 'input', code: 'ST-LINT', ...told, why }
}

export interface LintWarning {
  readonly text: string
  readonly where?: Place
}

/** One for each rule, however often it is broken. */
export function warningsOf(findings: readonly Finding[]): readonly LintWarning[] {
  return [...groupBy(findings, ({ rule }) => rule)].flatMap(([rule, [first, ...others]]) => {
    if (first === undefined) return []
    const { what, fix, where } = first
    const more = others.length > 0 ? ` (and ${count(others.length, 'more place')})` : ''
    return { text: `${rule}: ${what}${more}; fix: ${fix}`, ...(where && { where }) }
  })
}

/** As plan and report have them. */
export function findingRow({ rule, what, fix, where }: Finding) {
  return { rule, where: where ? renderPlace(where) : null, what, fix }
}
