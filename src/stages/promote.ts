// Releases images that passed already: nothing is built or started, tags move by manifest.
import type { BuiltImage } from '../build/bake.ts'
import { makeArtifact, statementMediaType } from '../certificate/artifact.ts'
import { Attachments } from '../certificate/attachments.ts'
import { lockOf } from '../certificate/lock.ts'
import type { FoundImage, Promotable } from '../promotion/promotion.ts'
import { releaseType, renderRelease } from '../promotion/release.ts'
import { berthsOf, type PublishedReference, type Pushing } from '../publish/berths.ts'
import { lookBack, type OnFound, tellEarlier } from '../publish/earlier.ts'
import { Publication, type Settled } from '../publish/publication.ts'
import { moveInRegistry } from '../publish/push.ts'
import { all, transact } from '../publish/transaction.ts'
import type { World } from '../world/world.ts'
import type { Papers } from './certify.ts'

export interface Promoting {
  readonly onSettled: (target: string, reference: PublishedReference, digest: string) => void
  /** What the tags that move are moved away from. */
  readonly onFound: OnFound
}

export async function promote(
  promotion: Promotable,
  world: World,
  { onSettled, onFound }: Promoting,
): Promise<Papers> {
  const { publish: plan, budgetMs } = promotion.release
  const attachments = new Attachments(world, budgetMs)
  const bring = moveInRegistry(attachments)
  const publication = new Publication(plan, world, { bring, onSettled })
  const berths = berthsOf(plan, promotion.images.map(asImage))
  const before = lookBack(berths, world)
  const settle = async (): Promise<readonly Settled[]> => {
    const there = await all(berths, (berth) => publication.settle(berth))
    await tellEarlier(there, await before, onFound, world)
    return there
  }
  const settled = await transact({
    publication,
    berths,
    settle,
    // Before tags move, so that another run knows by which version it is beaten.
    beforeMoving: (there) => writeDown(promotion, there, attachments, world),
  })
  const title = `What passed its trial together, and was promoted as ${versionOf(plan)}.`
  return { lock: lockOf(title, settled, promotion.others), certificate: promotion.certificate }
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

function versionOf({ images }: Pushing): string {
  return images[0]?.tags[0]?.name ?? 'no version'
}

async function writeDown(
  promotion: Promotable,
  settled: readonly Settled[],
  attachments: Attachments,
  { clock }: World,
): Promise<void> {
  const { publish: plan, budgetMs: _, ...release } = promotion.release
  const promotedOn = clock.date().toISOString()
  const tags = plan.images.flatMap((image) => image.tags.map(({ name }) => name))
  const text = renderRelease({
    ...release,
    version: versionOf(plan),
    tags: [...new Set(tags)],
    images: promotion.images.map(({ services, repository: name, manifest: { digest } }) => ({
      ...{ services, name, digest },
    })),
    order: plan.order,
    certificate: promotion.certificate.digest,
    promotedOn,
  })
  const content = {
    mediaType: statementMediaType,
    predicateType: releaseType,
    created: promotedOn,
    text,
  } as const
  await all(settled, ({ berth: { repository }, manifest }) =>
    attachments.attach(repository, makeArtifact(manifest, content)),
  )
}
