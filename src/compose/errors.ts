// What `docker compose config` says when it refuses the files, as a failure with its place.

import type { Failure, Place } from '../errors.ts'
import type { Explained } from './explained.ts'
import { locateNearest, type Path } from './places.ts'
import { refusedNames } from './refused-names.ts'
import { refusedValues } from './refused-values.ts'
import type { Source } from './sources.ts'

const MAX_EVIDENCE_LINES = 10
const MAX_LINE_LENGTH = 500
const MAX_LENGTH = 16 * 1024

export function explainComposeError(stderr: string, sources: readonly Source[]): Failure {
  const lines = linesOf(stderr)
  const { message, file } = withoutFile(lines, sources)
  for (const [pattern, explain] of [...refusedNames, ...refusedValues]) {
    const match = pattern.exec(message)
    if (!match) continue
    const explained = explain(
      match.slice(1).map((group) => group ?? ''),
      sources,
    )
    return failureOf(explained, { file, lines, sources })
  }
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-COMPOSE',
    what: `docker compose config refused the files: ${message.split('\n')[0] || 'it gave no reason'}`,
    fix: 'run `docker compose config` in the same folder and correct what it names',
    ...(file ? { where: { file: file.path } } : {}),
    evidence: lines.slice(0, MAX_EVIDENCE_LINES),
  }
}

function failureOf(
  explained: Explained,
  context: {
    readonly file: Source | undefined
    readonly lines: readonly string[]
    readonly sources: readonly Source[]
  },
): Failure {
  const { path, line, place, evidence, trouble, ...words } = explained
  const where = place ?? placeOf({ path, line, ...context })
  return {
    stage: 'inputs',
    ...(trouble
      ? { class: 'infrastructure', code: trouble }
      : { class: 'input', code: 'ST-COMPOSE' }),
    ...words,
    ...(where ? { where } : {}),
    ...(evidence ? { evidence: context.lines.slice(0, MAX_EVIDENCE_LINES) } : {}),
  }
}

function placeOf(known: {
  readonly path: Path | undefined
  readonly line: number | undefined
  readonly file: Source | undefined
  readonly sources: readonly Source[]
}): Place | undefined {
  const { path, line, sources } = known
  const file = known.file ?? (sources.length === 1 ? sources[0] : undefined)
  if (line !== undefined) return file ? { file: file.path, line } : undefined
  if (path) {
    const within = known.file ? locateNearest([known.file], path) : undefined
    const where = within ?? locateNearest(sources, path)
    if (where) return where
  }
  return known.file && { file: known.file.path }
}

// The CLI logs warnings, on one line each, before the error itself.
function linesOf(stderr: string): readonly string[] {
  return stderr
    .slice(-MAX_LENGTH)
    .split(/\r?\n/)
    .map((line) => line.trimEnd().slice(0, MAX_LINE_LENGTH))
    .filter((line) => line !== '' && !/^time="[^"]*" level=/.test(line))
}

function withoutFile(
  lines: readonly string[],
  sources: readonly Source[],
): { readonly message: string; readonly file: Source | undefined } {
  const whole = lines.join('\n').replace(/: invalid compose project$/, '')
  const match = /^(?:validating|failed to parse) (.+?\.ya?ml): +([\s\S]*)$/.exec(whole)
  const [, path = '', rest = ''] = match ?? []
  if (!match) return { message: whole, file: undefined }
  return { message: rest, file: sourceAt(path, sources) }
}

// The CLI prints absolute paths; the sources carry those of the repository.
function sourceAt(absolute: string, sources: readonly Source[]): Source | undefined {
  return sources
    .filter(({ path }) => absolute === path || absolute.endsWith(`/${path.replace(/^\.\//, '')}`))
    .toSorted((one, other) => other.path.length - one.path.length)
    .at(0)
}
