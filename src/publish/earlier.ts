// Where tags pointed before this run, and by how much the image that replaces it grew: for the
// report alone, so whatever can't be read is left out.
import { packedSize } from '../images/manifest.ts'
import type { EarlierImage } from '../report/record.ts'
import type { Manifest, World } from '../world/world.ts'
import type { Berth } from './berths.ts'
import { configPlace } from './image-config.ts'

type RegistryWorld = Pick<World, 'registry' | 'signal'>

/** By the first tag that moves: it is the one that people follow. */
export async function earlierOf(
  { repository, floating }: Berth,
  world: RegistryWorld,
): Promise<Manifest | undefined> {
  const [tag] = floating
  if (!tag) return undefined
  const answer = await world.registry.manifest(repository, tag.name, world.signal)
  return answer.kind === 'ok' ? answer.value : undefined
}

export async function compareSizes(
  { repository, floating }: Berth,
  { earlier, now }: { readonly earlier: Manifest; readonly now: Manifest },
  world: RegistryWorld,
): Promise<EarlierImage> {
  const sizes = [earlier, now].map((manifest) => sizeOf(repository, manifest, world))
  const [before, after] = await Promise.all(sizes)
  const known = before !== undefined && after !== undefined
  return {
    reference: `${repository}:${floating[0]?.name ?? ''}`,
    digest: earlier.digest,
    ...(known && { growthBytes: after - before }),
  }
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
