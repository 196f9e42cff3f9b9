// Releases images that passed already: nothing is built or started, tags move by manifest.
import { makeArtifact, statementMediaType } from '../certificate/artifact.ts'
import { Attachments } from '../certificate/attachments.ts'
import { lockOf } from '../certificate/lock.ts'
import type { Promotable } from '../promotion/promotion.ts'
import { releaseType, renderRelease } from '../promotion/release.ts'
import type { Pushing } from '../publish/berths.ts'
import type { Settled } from '../publish/publication.ts'
import { all } from '../publish/transaction.ts'
import type { World } from '../world/world.ts'
import type { Papers } from './certify.ts'
import { type MoveListeners, moveFound } from './move-found.ts'

export async function promote(
  promotion: Promotable,
  world: World,
  listeners: MoveListeners,
): Promise<Papers> {
  const { publish, budgetMs } = promotion.release
  const attachments = new Attachments(world, budgetMs)
  const beforeMoving = (there: readonly Settled[]) =>
    writeDown(promotion, there, attachments, world)
  const moving = { images: promotion.images, publish, attachments, beforeMoving }
  const settled = await moveFound(moving, world, listeners)
  const title = `What passed its trial together, and was promoted as ${versionOf(publish)}.`
  return { lock: lockOf(title, settled, promotion.others), certificate: promotion.certificate }
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
