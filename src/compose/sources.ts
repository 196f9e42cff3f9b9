// The user's Compose files as written: refused here when the CLI should not see them.

import { type Alias, isAlias, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Failure } from '../errors.ts'
import { type Capped, parseCapped } from './caps.ts'
import {
  type LinedText,
  MAX_NESTING,
  MAX_PROBLEMS_PER_FILE,
  problem,
  type SourceText,
  Survey,
  withLines,
} from './survey.ts'
import { closest } from './words.ts'

export type { SourceText } from './survey.ts'

export interface Source extends LinedText {
  readonly root: Node
  /** What each alias stands for, where the document order says so. */
  readonly aliases: ReadonlyMap<Alias, Node>
  /** The pairs of each mapping by their keys. */
  readonly keys: ReadonlyMap<YAMLMap, ReadonlyMap<string, Pair>>
}

export interface Sources {
  readonly sources: readonly Source[]
  readonly problems: readonly Failure[]
}

const MAX_BYTES = 1024 * 1024
const LIMITS = { nesting: MAX_NESTING, tokens: 250_000 }

export function readSources(files: readonly SourceText[]): Sources {
  const read = files.map(readSource)
  const problems = read.flatMap((one) => one.problems)
  const sources = read.flatMap((one) => one.source ?? [])
  const [first] = sources
  if (first && problems.length === 0 && !sources.some(bringsServices)) {
    problems.push(noServices(first))
  }
  return { sources, problems }
}

interface ReadSource {
  readonly source?: Source
  readonly problems: readonly Failure[]
}

function readSource(file: SourceText): ReadSource {
  const source = withLines({ ...file, text: file.text.replace(/^\uFEFF/, '') })
  const early = beforeParsing(source)
  if (early) return { problems: [early] }
  const parsed = parseCapped(source.text, LIMITS)
  const refusal = whyRefused(source, parsed)
  if (refusal || parsed.kind === 'refused') return { problems: refusal ? [refusal] : [] }
  const root = parsed.documents[0]?.contents
  if (!root || (isScalar(root) && root.value === null)) {
    return {
      problems: [problem(source, 0, 'this Compose file is empty', 'add a `services:` mapping')],
    }
  }
  const survey = new Survey(source)
  survey.measure(root)
  const problems = [...survey.problems, ...wrongShapes(source, root)].slice(
    0,
    MAX_PROBLEMS_PER_FILE,
  )
  return problems.length > 0
    ? { problems }
    : { source: { ...source, root, aliases: survey.aliases, keys: survey.keys }, problems }
}

function beforeParsing(source: LinedText): Failure | undefined {
  // No character takes less than one byte, so a long text is refused without encoding it.
  const bytes = source.text.length > MAX_BYTES ? source.text.length : Buffer.byteLength(source.text)
  if (bytes > MAX_BYTES) {
    return problem(
      source,
      undefined,
      `this Compose file has ${bytes} bytes and ${MAX_BYTES} are allowed`,
      'move large content into files of its own and name them, for example with `file:` or `env_file:`',
    )
  }
  const broken = source.text.indexOf('\uFFFD')
  if (source.invalidUtf8 === true || (source.invalidUtf8 === undefined && broken >= 0)) {
    return problem(
      source,
      broken >= 0 ? broken : undefined,
      'this Compose file is not valid UTF-8',
      'save it as UTF-8',
    )
  }
  return undefined
}

function whyRefused(source: LinedText, parsed: Capped): Failure | undefined {
  if (parsed.kind === 'refused') {
    return parsed.limit === 'nesting'
      ? problem(
          source,
          parsed.offset,
          `the YAML nests deeper than ${LIMITS.nesting} levels here`,
          'flatten it',
        )
      : problem(
          source,
          parsed.offset,
          `the YAML has more than ${LIMITS.tokens} tokens`,
          'split the file',
        )
  }
  if (parsed.error) {
    const { message, pos } = parsed.error
    return problem(
      source,
      pos[0],
      `this is not valid YAML: ${lowerFirst(message)}`,
      fixFor(message, lineAt(source.text, pos[0])),
    )
  }
  const second = parsed.documents[1]
  if (!second) return undefined
  return problem(
    source,
    source.text.indexOf('---', parsed.documents[0]?.range[1] ?? 0),
    'this Compose file has a second YAML document',
    'move it into a file of its own and name both files',
  )
}

function wrongShapes(source: LinedText, root: Node): readonly Failure[] {
  const at = root.range?.[0]
  if (!isMap(root)) {
    return [problem(source, at, 'this Compose file is not a mapping', 'start it with `services:`')]
  }
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === 'services')
  if (!pair || isMap(pair.value) || isAlias(pair.value)) return []
  const key = isScalar(pair.key) ? pair.key.range?.[0] : at
  return [
    problem(
      source,
      key,
      '`services` is not a mapping',
      'write each service as `name:` with its keys below',
    ),
  ]
}

function noServices(source: Source): Failure {
  const keys = isMap(source.root) ? source.root.items.map(({ key }) => key) : []
  const near = keys.find(
    (key) => isScalar(key) && key.value !== 'services' && closest(String(key.value), ['services']),
  )
  if (!isScalar(near)) {
    return problem(source, 0, 'no Compose file has services', 'add a service under `services:`')
  }
  const what = `no Compose file has services, this one has ${near.value}`
  return problem(source, near.range?.[0], what, 'write services')
}

function bringsServices(source: Source): boolean {
  if (!isMap(source.root)) return false
  return source.root.items.some(
    ({ key, value }) =>
      isScalar(key) &&
      (key.value === 'include' ||
        key.value === '<<' ||
        (key.value === 'services' && !(isMap(value) && value.items.length === 0))),
  )
}

function fixFor(message: string, line: string): string {
  if (/^ *\t/.test(line)) return 'indent with spaces: YAML takes no tab there'
  // Compose itself takes such a file, but no one could then tell what else in it was misread.
  if (/^Flow .* sufficiently indented/.test(message)) {
    return 'close the bracket, and indent the lines inside it deeper than the key before it'
  }
  return 'check the indentation, colons and quotes around here'
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end < 0 ? undefined : end)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
