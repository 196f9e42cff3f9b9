// Where tags pointed before this run, and by how much the image that replaces it grew: for the
// report alone, so whatever can't be read is left out.
import { packedSize } from '../images/manifest.ts'
import type { EarlierImage } from '../report/record.ts'
import type { Manifest, World } from '../world/world.ts'
import type { Berth } from './berths.ts'
import { configPlace } from './image-config.ts'
import type { Before, Published } from './publication.ts'

type RegistryWorld = Pick<World, 'registry' | 'signal'>

export type OnFound = (target: string, earlier: EarlierImage) => void

/** The report can do without. */
const lookMs = 10_000

function shortly({ registry, signal }: RegistryWorld): RegistryWorld {
  return { registry, signal: AbortSignal.any([signal, AbortSignal.timeout(lookMs)]) }
}

export async function tellEarlier(
  settled: readonly Published[],
  beforeOf: (berth: Berth) => Before | undefined,
  onFound: OnFound,
  world: RegistryWorld,
): Promise<void> {
  const asked = shortly(world)
  await Promise.all(
    settled.map(async ({ berth, manifest }) => {
      const before = beforeOf(berth)
      if (!before) return
      const compared = await compareSizes(berth, before, manifest, asked).catch(() => {})
      if (compared) onFound(berth.image.target, compared)
    }),
  )
}

async function compareSizes(
  { repository }: Berth,
  { reference, manifest }: Before,
  now: Manifest,
  world: RegistryWorld,
): Promise<EarlierImage> {
  const sizes = [manifest, now].map((one) => sizeOf(repository, one, world))
  const [before, after] = await Promise.all(sizes)
  const known = before !== undefined && after !== undefined
  return { reference, digest: manifest.digest, ...(known && { growthBytes: after - before }) }
}

/** Of an index, its first image. */
async function sizeOf(
  repository: string,
  manifest: Manifest,
  { registry, signal }: RegistryWorld,
): Promise<number | undefined> {
  const place = configPlace(manifest.text)
  if (place.kind !== 'manifest') return packedSize(manifest.text)
  const inner = await registry.manifest(repository, place.digest, signal)
  return inner.kind === 'ok' ? packedSize(inner.value.text) : undefined
}
