// Gives tags to images that are at a registry already: they move by manifest, nothing is uploaded.
import type { BuiltImage } from '../build/bake.ts'
import type { Attachments } from '../certificate/attachments.ts'
import type { FoundImage } from '../promotion/promotion.ts'
import { berthsOf, type PublishedReference, type Pushing } from '../publish/berths.ts'
import { type OnFound, tellEarlier } from '../publish/earlier.ts'
import { Publication, type Settled } from '../publish/publication.ts'
import { moveInRegistry } from '../publish/push.ts'
import { all, transact } from '../publish/transaction.ts'
import type { World } from '../world/world.ts'

export interface Moving {
  readonly images: readonly FoundImage[]
  readonly publish: Pushing
  readonly attachments: Attachments
  /** Writes down what the images stand for, before a tag says so: another run must know what beats it. */
  readonly beforeMoving: (there: readonly Settled[]) => Promise<void>
}

export interface MoveListeners {
  readonly onSettled: (target: string, reference: PublishedReference, digest: string) => void
  /** What the tags that move are moved away from. */
  readonly onFound: OnFound
}

export async function moveFound(
  { images, publish, attachments, beforeMoving }: Moving,
  world: World,
  { onSettled, onFound }: MoveListeners,
): Promise<readonly Settled[]> {
  const bring = moveInRegistry(attachments)
  const publication = new Publication(publish, world, { bring, onSettled })
  const berths = berthsOf(publish, images.map(asImage))
  const settle = () => all(berths, (berth) => publication.settle(berth))
  const settled = await transact({ publication, berths, settle, beforeMoving })
  await tellEarlier(settled, (berth) => publication.before(berth), onFound, world)
  return settled
}

/** As if it had been built here: by its manifest, whatever store it was made in. */
export function asImage({
  target,
  services,
  repository,
  tag,
  manifest,
  bytes,
}: FoundImage): BuiltImage {
  return {
    ...{ target, services, bytes },
    digest: manifest.digest,
    store: 'containerd',
    candidate: `${repository}:${tag}`,
    reference: `${repository}@${manifest.digest}`,
    origin: { repository, manifest },
  }
}
