// The stack as its files alone tell it, for when Compose refuses them: further mistakes can be found
// in it, nothing can be planned from it.

import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Failure } from '../errors.ts'
import { Item } from './item.ts'
import { type Stack, stackOf } from './model.ts'
import { homeOf, joinPath, keysBelow, nodeAt, type Path, referencedFiles } from './places.ts'
import type { Source } from './sources.ts'
import { placeAt } from './survey.ts'
import { closest, keysAt } from './words.ts'

/** Whether all services and builds are in the draft: `extends` and remote files bring further ones. */
export type Extent = 'all' | 'some'

export interface Draft {
  readonly stack: Stack
  readonly extent: Extent
}

export function draftStack(sources: readonly Source[]): Draft {
  const names = keysBelow(sources, ['services'])
  const services = names.map((name) => [name, draftService(name, sources)] as const)
  const root = new Map<string, unknown>([
    ['name', literal(sources, ['name'])],
    ['services', new Map(services)],
    ['x-smoke', literal(sources, ['x-smoke'])],
    ['x-sea-trial', literal(sources, ['x-sea-trial'])],
  ])
  const extended = names.some((name) => nodeAt(sources, ['services', name, 'extends']))
  const remote = referencedFiles(sources).some((reference) => reference.remote)
  const extent = extended || remote ? 'some' : 'all'
  return { stack: { ...stackOf(new Item(root, '', [])), problems: [] }, extent }
}

/** Misspelt keys; a key that is like no other may be one of a newer Compose. */
export function misspeltKeys(sources: readonly Source[]): readonly Failure[] {
  const services = keysBelow(sources, ['services']).flatMap((name): Path[] => [
    ['services', name],
    ...['build', 'healthcheck', 'deploy'].map((key) => ['services', name, key]),
  ])
  return [[], ...services].flatMap((path) => misspeltAt(path, sources))
}

function misspeltAt(path: Path, sources: readonly Source[]): readonly Failure[] {
  const known = keysAt(path)
  return sources.flatMap((source) => {
    const node = path.length === 0 ? source.root : nodeAt([source], path)?.node
    if (!isMap(node)) return []
    return [...(source.keys.get(node) ?? [])].flatMap(([key, pair]): Failure[] => {
      if (known.includes(key) || key.startsWith('x-') || key === '<<') return []
      const near = closest(key, known)
      if (near === undefined || !isScalar(pair.key)) return []
      const at = path.length === 0 ? 'the top level' : path.join('.')
      const where = placeAt(source, pair.key.range?.[0] ?? 0)
      const what = `${at} has the unknown key ${key}`
      return [
        { stage: 'inputs', class: 'input', code: 'ST-COMPOSE', what, fix: `write ${near}`, where },
      ]
    })
  })
}

const AS_WRITTEN = ['image', 'restart', 'provider', 'x-smoke', 'x-sea-trial']

function draftService(name: string, sources: readonly Source[]): ReadonlyMap<string, unknown> {
  const path = ['services', name]
  const entries = AS_WRITTEN.map((key) => [key, literal(sources, [...path, key])] as const)
  return new Map<string, unknown>([
    ...entries.filter(([, value]) => value !== undefined),
    ['depends_on', draftDependencies([...path, 'depends_on'], sources)],
    ['build', draftBuild([...path, 'build'], sources)],
  ])
}

function draftDependencies(path: Path, sources: readonly Source[]): unknown {
  const written = literal(sources, path)
  if (Array.isArray(written)) return new Map(written.map((name) => [name, new Map()]))
  if (!(written instanceof Map)) return undefined
  // Compose itself refuses any other shape.
  return new Map([...written].filter(([, value]) => value instanceof Map))
}

function draftBuild(path: Path, sources: readonly Source[]): unknown {
  const found = nodeAt(sources, path)
  if (!found) return undefined
  const short = isScalar(found.node)
  const context = literal(sources, short ? path : [...path, 'context'])
  if (typeof context !== 'string' && context !== undefined) return undefined
  const home = homeOf(sources, found.source)
  const local = !/^[a-z][a-z0-9+.-]*:|^git@|^github\.com\//i.test(context ?? '')
  const folder = local ? joinPath(home, context ?? '.') || '.' : context
  const keys = short ? [] : ['dockerfile', 'dockerfile_inline', 'target']
  const texts = keys.map((key) => [key, literal(sources, [...path, key])] as const)
  return new Map<string, unknown>([
    ['context', folder],
    ...texts.filter(([, value]) => typeof value === 'string'),
  ])
}

/** The value as written, or undefined where a variable or a merge has a part in it. */
function literal(sources: readonly Source[], path: Path): unknown {
  const found = nodeAt(sources, path)
  if (!found) return undefined
  const value = plainOf(found.source, found.node)
  return /\$|"<<"/.test(JSON.stringify(value, mapsAsLists) ?? '') ? undefined : value
}

function mapsAsLists(_: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : typeof value === 'bigint' ? String(value) : value
}

function plainOf(source: Source, node: unknown): unknown {
  if (isAlias(node)) return plainOf(source, source.aliases.get(node))
  if (isSeq(node)) return node.items.map((item) => plainOf(source, item))
  if (isScalar(node)) return node.value
  if (!isMap(node)) return undefined
  return new Map(
    [...(source.keys.get(node) ?? [])].map(([key, pair]) => [key, plainOf(source, pair.value)]),
  )
}
