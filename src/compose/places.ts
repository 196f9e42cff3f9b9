// Where a key of the model stands in the user's files: through aliases, merges and `extends`.

import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import type { Place } from '../errors.ts'
import type { Source } from './sources.ts'
import { placeAt } from './survey.ts'

export type Path = readonly (string | number)[]

export interface Reference {
  /** Relative to the repository as the sources are; as written where it is remote. */
  readonly path: string
  /** Fetched from elsewhere, or possibly so because a variable decides. */
  readonly remote: boolean
  readonly where: Place
  readonly reachedBy: 'include' | 'extends'
  /** What the references of that file are relative to. */
  readonly folder: string
}

interface Found {
  readonly node: unknown
  /** The key of a mapping, the item of a list. */
  readonly at: Node | undefined
}

/** Files named later override; a file reached by `extends` counts only through the service that extends it. */
export function locate(sources: readonly Source[], path: Path): Place | undefined {
  const direct = sources.filter(({ reachedBy }) => reachedBy !== 'extends').toReversed()
  const own = direct.filter(({ reachedBy }) => reachedBy === undefined)
  const included = direct.filter(({ reachedBy }) => reachedBy === 'include')
  for (const group of [own, included]) {
    for (const source of group) {
      const at = find(source, path)?.at
      if (at) return placeOf(source, at)
    }
  }
  for (const source of direct) {
    const place = locateExtended(sources, source, path)
    if (place) return place
  }
  return undefined
}

/** The place of the longest beginning of the path that stands in a file. */
export function locateNearest(sources: readonly Source[], path: Path): Place | undefined {
  for (let length = path.length; length > 0; length--) {
    const place = locate(sources, path.slice(0, length))
    if (place) return place
  }
  return undefined
}

/** The keys that the files have below a path, merged ones included. */
export function keysBelow(sources: readonly Source[], path: Path): readonly string[] {
  const keys = new Set<string>()
  for (const source of sources) {
    if (source.reachedBy === 'extends') continue
    for (const map of mapsOf(source, find(source, path)?.node)) {
      for (const { key } of map.items) {
        if (isScalar(key) && key.value !== '<<') keys.add(String(key.value))
      }
    }
  }
  return [...keys]
}

/** The further files that these files name, each once; a list of paths under `include` is one project. */
export function referencedFiles(sources: readonly Source[]): readonly Reference[] {
  const found = sources.flatMap((source) => {
    const home = homeOf(sources, source)
    return [...includesOf(source, home), ...extendsOf(source, home)]
  })
  return [...new Map(found.toReversed().map((one) => [one.path, one])).values()].toReversed()
}

/** What the paths of a file are relative to: to Compose, the project's folder is that of its first file. */
export function homeOf(sources: readonly Source[], source: Source): string {
  const first = sources.find(({ reachedBy }) => reachedBy === undefined)
  return source.folder ?? folderOf((source.reachedBy ? source : (first ?? source)).path)
}

/** What stands at a path, in the file that wins: as written, nothing resolved but aliases. */
export function nodeAt(
  sources: readonly Source[],
  path: Path,
): { readonly source: Source; readonly node: unknown } | undefined {
  for (const source of sources.toReversed()) {
    const found = source.reachedBy === 'extends' ? undefined : find(source, path)
    if (found) return { source, node: found.node }
  }
  return undefined
}

/** `dir/../x.yaml` and `./x.yaml` become `x.yaml`; a path that leaves the root keeps its `..`. */
export function joinPath(folder: string, path: string): string {
  const absolute = path.startsWith('/')
  const parts: string[] = []
  for (const part of (absolute ? path : `${folder}/${path}`).split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `${absolute || folder.startsWith('/') ? '/' : ''}${parts.join('/')}`
}

function includesOf(source: Source, home: string): readonly Reference[] {
  return itemsOf(source, find(source, ['include'])?.node).flatMap((entry) => {
    const paths = isMap(entry) ? stepIn(source, entry, 'path')?.node : entry
    const folder = text(
      source,
      isMap(entry) ? stepIn(source, entry, 'project_directory')?.node : undefined,
    )
    const nodes = isScalar(paths) ? [paths] : itemsOf(source, paths)
    const [main] = nodes.flatMap((node) => text(source, node) ?? [])
    const below = folder ?? folderOf(main ?? '')
    return nodes.flatMap((node) =>
      reference(source, node, 'include', { home, folder: joinPath(home, below) }),
    )
  })
}

function extendsOf(source: Source, home: string): readonly Reference[] {
  return keysIn(source, ['services']).flatMap((name) => {
    const node = find(source, ['services', name, 'extends', 'file'])?.node
    const file = text(source, node)
    return reference(source, node, 'extends', {
      home,
      folder: joinPath(home, folderOf(file ?? '')),
    })
  })
}

function reference(
  source: Source,
  node: unknown,
  reachedBy: Reference['reachedBy'],
  { home, folder }: { readonly home: string; readonly folder: string },
): readonly Reference[] {
  const written = text(source, node)
  const at = resolve(source, node)
  if (written === undefined || !isScalar(at)) return []
  const remote = isRemote(written)
  const path = remote ? written : joinPath(home, written)
  return [{ path, remote, where: placeOf(source, at), reachedBy, folder }]
}

// `host:path` and `github.com/…` are Git to Compose; a leading variable can become any of these.
function isRemote(path: string): boolean {
  if (/^\.{0,2}\//.test(path)) return false
  if (/^[a-z]:[\\/]/i.test(path)) return false
  return /^[^/]*[:$]/.test(path) || path.startsWith('github.com/')
}

function locateExtended(sources: readonly Source[], start: Source, path: Path): Place | undefined {
  const [section, name, ...rest] = path
  if (section !== 'services' || typeof name !== 'string' || rest.length === 0) return undefined
  const seen = new Set<string>()
  let source = start
  let service = name
  while (!seen.has(`${source.path}\n${service}`)) {
    seen.add(`${source.path}\n${service}`)
    const at = find(source, ['services', service, ...rest])?.at
    if (at) return placeOf(source, at)
    const node = find(source, ['services', service, 'extends'])?.node
    const base = isMap(node)
      ? text(source, stepIn(source, node, 'service')?.node)
      : text(source, node)
    const file = isMap(node) ? text(source, stepIn(source, node, 'file')?.node) : undefined
    const next = file === undefined ? source : sourceNamed(sources, source, file)
    if (base === undefined || next === undefined) return undefined
    source = next
    service = base
  }
  return undefined
}

function sourceNamed(sources: readonly Source[], from: Source, file: string): Source | undefined {
  const home = homeOf(sources, from)
  return sources.find(({ path }) => path === joinPath(home, file))
}

function find(source: Source, path: Path): Found | undefined {
  let found: Found | undefined = { node: source.root, at: source.root }
  for (const segment of path) {
    found = stepIn(source, found.node, segment)
    if (!found) return undefined
  }
  return found
}

function stepIn(source: Source, node: unknown, segment: string | number): Found | undefined {
  for (const map of mapsOf(source, node)) {
    const pair = source.keys.get(map)?.get(String(segment))
    if (pair) return { node: resolve(source, pair.value), at: isScalar(pair.key) ? pair.key : map }
  }
  const items = itemsOf(source, node)
  // The model has lists such as `- KEY=value` and `depends_on: [db]` as mappings.
  const item =
    typeof segment === 'number'
      ? items[segment]
      : items.find((one) => isScalar(one) && String(one.value).split('=')[0] === segment)
  return item ? { node: item, at: item } : undefined
}

/** The mapping itself, then what it merges, in the order in which YAML lets them win. */
function mapsOf(source: Source, node: unknown, seen = new Set<unknown>()): readonly YAMLMap[] {
  const map = resolve(source, node)
  if (!isMap(map) || seen.has(map)) return []
  seen.add(map)
  const maps = [map]
  const merged = resolve(source, source.keys.get(map)?.get('<<')?.value)
  for (const one of isSeq(merged) ? merged.items : [merged]) {
    maps.push(...mapsOf(source, one, seen))
  }
  return maps
}

function itemsOf(source: Source, node: unknown): readonly Node[] {
  const list = resolve(source, node)
  if (!isSeq(list)) return []
  return list.items.flatMap((item) => {
    const one = resolve(source, item)
    return isMap(one) || isSeq(one) || isScalar(one) ? [one] : []
  })
}

function resolve(source: Source, node: unknown): unknown {
  return isAlias(node) ? source.aliases.get(node) : node
}

function keysIn(source: Source, path: Path): readonly string[] {
  const maps = mapsOf(source, find(source, path)?.node)
  return maps.flatMap((map) =>
    map.items.flatMap(({ key }) => (isScalar(key) ? String(key.value) : [])),
  )
}

function text(source: Source, node: unknown): string | undefined {
  const value = resolve(source, node)
  return isScalar(value) && typeof value.value === 'string' ? value.value : undefined
}

function placeOf(source: Source, node: Node): Place {
  return placeAt(source, node.range?.[0] ?? 0)
}

function folderOf(path: string): string {
  const at = path.lastIndexOf('/')
  return at > 0 ? path.slice(0, at) : path.startsWith('/') ? '/' : '.'
}
