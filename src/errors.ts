// An expected failure says what happened, why, and what to do; everything else is a bug.
import type { CodeOf, FailureClass } from './failure-codes.ts'

export type { FailureClass, FailureCode } from './failure-codes.ts'

export type Stage =
  | 'inputs'
  | 'plan'
  | 'rights'
  | 'build'
  | 'hand-over'
  | 'take-over'
  | 'stack'
  | 'health'
  | 'smoke'
  | 'publish'
  | 'promote'
  | 'certify'
  | 'cleanup'

export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

interface Classified<Class extends FailureClass> {
  readonly class: Class
  /** By which programs know it, and docs/failures.md. */
  readonly code: CodeOf<Class>
}

interface Told {
  readonly stage: Stage
  /** What happened, with the observed value: "api did not become healthy in 60s". */
  readonly what: string
  readonly why?: string
  readonly fix?: string
  readonly where?: Place
  /** Last lines of a log, probe output: taken before cleanup removes their source. */
  readonly evidence?: readonly string[]
}

export type Failure = Told & { [Class in FailureClass]: Classified<Class> }[FailureClass]

/** A mistake of the user's, before anyone says where it came to light. */
export type Problem = Omit<Told, 'stage'> & Pick<Classified<'input'>, 'code'>

export class TrialError extends Error {
  readonly failures: readonly Failure[]

  constructor(failures: Failure | readonly Failure[], options?: { cause?: unknown }) {
    const all = isMany(failures) ? failures : [failures]
    super(all.map((failure) => renderFailure(failure)).join('\n'), options)
    this.name = 'TrialError'
    this.failures = all
  }
}

function isMany(value: Failure | readonly Failure[]): value is readonly Failure[] {
  return Array.isArray(value)
}

export function renderPlace(place: Place): string {
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(':')
}

/** What is not told already at the very same place. */
export function notAmong(
  told: readonly Failure[],
  problems: readonly Failure[],
): readonly Failure[] {
  const places = new Set(told.flatMap(({ where }) => (where ? renderPlace(where) : [])))
  return problems.filter(({ where }) => !where || !places.has(renderPlace(where)))
}

/** The one rendering of a failure: console, annotation and summary show the same words. */
export function renderFailure(failure: Failure): string {
  const head = failure.where ? `${renderPlace(failure.where)}: ${failure.what}` : failure.what
  const lines = [`${head} [${failure.code}]`]
  if (failure.why) lines.push(`  why: ${indent(failure.why)}`)
  if (failure.fix) lines.push(`  fix: ${indent(failure.fix)}`)
  for (const line of failure.evidence ?? []) lines.push(`  | ${line}`)
  return lines.join('\n')
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n       ')
}

/** DESIGN of the command line: 1 the stack failed its trial, 2 bad input, 3 infrastructure, 130 cancelled. */
export function exitCodeOf(failures: readonly Failure[]): number {
  const classes = new Set(failures.map((failure) => failure.class))
  if (classes.has('cancelled')) return 130
  if (classes.has('input')) return 2
  if (classes.has('build') || classes.has('test')) return 1
  return 3
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Of whatever was thrown that is no expected failure. */
export function bugFailure(error: unknown, stage: Stage): Failure {
  const stack = error instanceof Error && error.stack ? error.stack.split('\n').slice(1, 12) : []
  return {
    stage,
    class: 'infrastructure',
    code: 'ST-BUG',
    what: `unexpected error: ${messageOf(error)}`,
    why: 'this is a bug in Sea Trial',
    fix: 'report it with the lines below',
    evidence: stack.map((line) => line.trim()),
  }
}
