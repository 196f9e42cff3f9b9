// Where the checks of a service go in the file that the user wrote, so that nothing else moves.
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml'
import type { Source } from '../compose/sources.ts'
import { placeAt } from '../compose/survey.ts'
import { renderPlace } from '../errors.ts'
import { renderBlock, renderFlow } from './render.ts'
import type { Suggestion } from './suggest.ts'

export type Insertion =
  | { readonly kind: 'lines'; readonly offset: number; readonly lines: readonly string[] }
  /** Inside a line. */
  | { readonly kind: 'text'; readonly offset: number; readonly text: string }

export type Spot =
  | { readonly kind: 'found'; readonly source: Source; readonly insertion: Insertion }
  | { readonly kind: 'refused'; readonly why: string }

/** `sources`: the files that the command names; what they include belongs to another project. */
export function findSpot(
  service: string,
  suggestion: Suggestion,
  sources: readonly Source[],
): Spot {
  for (const source of sources) {
    const pair = serviceIn(source, service)
    const node = pair?.value
    if (node === undefined || node === null || (isScalar(node) && node.value === null)) continue
    const at = renderPlace(placeAt(source, isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0))
    if (isAlias(node)) return refused(`at ${at} it is an alias, *${node.source}`)
    if (!isMap(node) || node.items.length === 0) return refused(`at ${at} it is no map`)
    const sharer = whoShares(service, node, source, sources)
    if (sharer) return refused(`at ${at} ${sharer}, so they would share its checks`)
    const insertion = insertionInto(node, suggestion, source)
    return insertion
      ? { kind: 'found', source, insertion }
      : refused(`at ${at} it ends in no value`)
  }
  return refused('it stands in none of the files that were named, but in one that they include')
}

function refused(why: string): Spot {
  return { kind: 'refused', why }
}

function serviceIn(source: Source, service: string): Pair | undefined {
  return servicesOf(source).find(({ key }) => isScalar(key) && String(key.value) === service)
}

function servicesOf({ root, keys, aliases }: Source): readonly Pair[] {
  const value = isMap(root) ? keys.get(root)?.get('services')?.value : undefined
  const services = isAlias(value) ? aliases.get(value) : value
  return isMap(services) ? services.items : []
}

/** Both merges of YAML and `extends` of Compose hand `x-smoke` on. */
function whoShares(
  service: string,
  node: YAMLMap,
  source: Source,
  sources: readonly Source[],
): string | undefined {
  if ([...source.aliases.values()].includes(node)) return `*${node.anchor} repeats it elsewhere`
  for (const other of sources) {
    for (const { key, value } of servicesOf(other)) {
      if (isMap(value) && extended(value, other) === service) {
        return `${isScalar(key) ? String(key.value) : 'another service'} extends it`
      }
    }
  }
  return undefined
}

function extended(service: YAMLMap, { keys }: Source): string | undefined {
  const base = keys.get(service)?.get('extends')?.value
  const name = isMap(base) ? keys.get(base)?.get('service')?.value : base
  return isScalar(name) ? String(name.value) : undefined
}

function insertionInto(
  service: YAMLMap,
  suggestion: Suggestion,
  source: Source,
): Insertion | undefined {
  const end = endOf(service.items.at(-1))
  if (end === undefined) return undefined
  if (service.flow) return { kind: 'text', offset: end, text: `, ${renderFlow(suggestion)}` }
  const first = service.items[0]?.key
  const start = isScalar(first) ? first.range?.[0] : undefined
  if (start === undefined) return undefined
  const indent = (placeAt(source, start).column ?? 1) - 1
  const { text } = source
  const line = keepsBlankLines(service.items.at(-1), text) ? end : beforeBlankLines(text, end)
  const offset = afterComments(text, endOfLine(text, line), indent)
  return { kind: 'lines', offset, lines: renderBlock(suggestion, indent) }
}

/** A block of text that is written with `+` owns the empty lines behind it. */
function keepsBlankLines(node: unknown, text: string): boolean {
  if (isPair(node)) return keepsBlankLines(node.value, text)
  if (isCollection(node)) return keepsBlankLines(node.items.at(-1), text)
  const start = isScalar(node) ? node.range?.[0] : undefined
  return start !== undefined && /^[|>]\d?\+/.test(text.slice(start, start + 3))
}

function beforeBlankLines(text: string, offset: number): number {
  const blank = /(?<=\n)\s*\n$/.exec(text.slice(0, offset))
  return blank?.index ?? offset
}

/** Behind the last sign of a value, whatever stands after it. */
function endOf(node: unknown): number | undefined {
  if (isPair(node)) return endOf(node.value) ?? endOf(node.key)
  if (isCollection(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1))
  return (node as Node | null)?.range?.[1]
}

/** A block of text ends behind its line break. */
function endOfLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end + 1
}

/** What is commented out at the end of a service stays with it. */
function afterComments(text: string, offset: number, indent: number): number {
  for (let at = offset; ; ) {
    const end = endOfLine(text, at + 1)
    const line = /^( *)#/.exec(text.slice(at, end))
    if (!line || (line[1] ?? '').length < indent) return at
    at = end
  }
}
