// Checks of the input `smoke`, as a file or as its text: the same grammar, with places in that file.
import { isScalar } from 'yaml'
import { parseCapped } from '../compose/caps.ts'
import { locateNearest } from '../compose/places.ts'
import type { Source } from '../compose/sources.ts'
import { placeAt, problem, Survey, withLines } from '../compose/survey.ts'
import type { Failure } from '../errors.ts'
import { type ParsedChecks, parseChecks } from './checks.ts'
import { Entry, isMap, type Locate } from './entry.ts'

export interface SmokeText {
  /** The file as shown to the user, or `input smoke`. */
  readonly path: string
  readonly text: string
}

const limits = { nesting: 100, tokens: 250_000 }
const maxAliases = 100

/** A list of checks of the whole stack, or a map as in a Compose file: `services` and `x-smoke`. */
export function parseSmokeText(given: SmokeText): ParsedChecks {
  const read = readYaml(given)
  if ('problems' in read) return { checks: [], problems: read.problems }
  const { value, locate } = read
  if (Array.isArray(value)) return parseChecks(value, undefined, [], locate)
  return readMapping(value, given.path, locate)
}

function readMapping(value: unknown, path: string, locate: Locate): ParsedChecks {
  const problems: Failure[] = []
  const root = new Entry(value, [], (at) => locate(at) ?? { file: path }, problems)
  if (!isMap(value)) {
    root.complain(`${path} has no checks`, 'write a list of checks, or services and x-smoke')
    return { checks: [], problems }
  }
  root.rejectUnknown(['services', 'x-smoke'])
  const parts: ParsedChecks[] = []
  for (const [name, service] of root.get('services').entries('services: { api: … }')) {
    service.entries('api: { x-smoke: [{ get: /health }] }')
    service.rejectUnknown(['x-smoke'])
    const at = ['services', name, 'x-smoke']
    parts.push(parseChecks(service.get('x-smoke').value, name, at, locate))
  }
  if (root.has('x-smoke')) parts.push(parseChecks(value['x-smoke'], undefined, ['x-smoke'], locate))
  return {
    checks: parts.flatMap(({ checks }) => checks),
    problems: [...problems, ...parts.flatMap((part) => part.problems)],
  }
}

function readYaml({
  path,
  text,
}: SmokeText):
  | { readonly value: unknown; readonly locate: Locate }
  | { readonly problems: readonly Failure[] } {
  const lined = withLines({ path, text: text.replace(/^\uFEFF/, '') })
  const parsed = parseCapped(lined.text, limits)
  const refuse = (offset: number, what: string, fix: string) => ({
    problems: [problem(lined, offset, what, fix)],
  })
  if (parsed.kind === 'refused')
    return refuse(parsed.offset, `the YAML has too many ${parsed.limit}`, 'split it')
  if (parsed.error) {
    const { message, pos } = parsed.error
    return refuse(pos[0], `this is not valid YAML: ${message}`, 'check the indentation and quotes')
  }
  const [document, second] = parsed.documents
  if (second) return refuse(second.range[0], 'there is a second YAML document', 'write one list')
  const root = document?.contents
  if (!root || (isScalar(root) && root.value === null)) {
    return refuse(0, `${path} has no checks`, 'write a list of checks, such as: - get: /health')
  }
  const survey = new Survey(lined)
  survey.measure(root)
  if (survey.problems.length > 0) return { problems: survey.problems }
  const source: Source = { ...lined, root, aliases: survey.aliases, keys: survey.keys }
  const value: unknown = document.toJS({ maxAliasCount: maxAliases })
  const locate: Locate = (at) =>
    at.length === 0 ? placeAt(lined, root.range?.[0] ?? 0) : locateNearest([source], at)
  return { value, locate }
}
