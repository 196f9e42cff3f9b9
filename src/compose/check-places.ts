// Where a smoke check stands: Compose joins the lists of several files, so its number in the model is not
// its number in a file.

import { isScalar, isSeq } from 'yaml'
import type { Place } from '../errors.ts'
import { homeOf, joinPath, locateNearest, nodeAt, type Path } from './places.ts'
import type { Source } from './sources.ts'

const CHECKS = 'x-smoke'

interface Part {
  readonly source: Source
  readonly path: Path
  readonly length: number
}

export function locateCheck(sources: readonly Source[], path: Path): Place | undefined {
  const at = path.indexOf(CHECKS)
  const number = path[at + 1]
  if (at < 0 || typeof number !== 'number') return locateNearest(sources, path)
  let before = 0
  for (const part of joined(sources, path.slice(0, at + 1))) {
    const own = number - before
    if (own < part.length) {
      return locateNearest([alone(part.source)], [...part.path, own, ...path.slice(at + 2)])
    }
    before += part.length
  }
  return locateNearest(sources, path)
}

/** In the order of Compose: file after file, and in each what the service extends before what it has. */
function joined(sources: readonly Source[], path: Path): readonly Part[] {
  return sources
    .filter(({ reachedBy }) => reachedBy === undefined)
    .reduce<readonly Part[]>((parts, source) => partsOf(sources, { source, path }, parts), [])
}

interface Spot {
  readonly source: Source
  readonly path: Path
}

function partsOf(
  sources: readonly Source[],
  spot: Spot,
  earlier: readonly Part[],
  seen: readonly string[] = [],
): readonly Part[] {
  const id = `${spot.source.path}\n${spot.path.join('\n')}`
  if (seen.includes(id)) return earlier
  const base = extendedBy(sources, spot)
  const below = base ? partsOf(sources, base, earlier, [...seen, id]) : earlier
  const node = nodeAt([alone(spot.source)], spot.path)?.node
  if (isScalar(node)) return node.tag === '!reset' ? [] : below
  if (!isSeq(node)) return below
  const own = { ...spot, length: node.items.length }
  return node.tag === '!override' ? [own] : [...below, own]
}

function extendedBy(sources: readonly Source[], { source, path }: Spot): Spot | undefined {
  const [section, name, ...rest] = path
  if (section !== 'services' || name === undefined) return undefined
  const textAt = (...below: Path): string | undefined => {
    const node = nodeAt([alone(source)], [section, name, 'extends', ...below])?.node
    return isScalar(node) && typeof node.value === 'string' ? node.value : undefined
  }
  const service = textAt('service') ?? textAt()
  if (service === undefined) return undefined
  const file = textAt('file')
  const wanted = file === undefined ? source.path : joinPath(homeOf(sources, source), file)
  const next = sources.find((one) => one.path === wanted)
  return next && { source: next, path: [section, service, ...rest] }
}

/** As if it were the only file: one that is merely extended has places of its own too. */
function alone({ reachedBy: _, ...source }: Source): Source {
  return source
}
