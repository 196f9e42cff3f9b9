// Takes a trial as passed that passed before with the same content: tags move, and a certificate says so.
import { Attachments } from '../certificate/attachments.ts'
import { lockOf } from '../certificate/lock.ts'
import type { CertificatePlan } from '../certificate/plan.ts'
import { type Certificate, parseCertificate } from '../certificate/statement.ts'
import type { FoundImage } from '../promotion/promotion.ts'
import { berthsOf, type PublishedReference, type PublishPlan } from '../publish/berths.ts'
import { Publication, type Published } from '../publish/publication.ts'
import { moveInRegistry } from '../publish/push.ts'
import { all, transact } from '../publish/transaction.ts'
import type { Proven } from '../reuse/reuse.ts'
import type { World } from '../world/world.ts'
import { imagesOf, issue, type Making, type Papers } from './certify.ts'
import { asImage } from './promote.ts'

export interface Taking {
  readonly publish: PublishPlan
  readonly certificate: CertificatePlan
  readonly onSettled: (target: string, reference: PublishedReference, digest: string) => void
}

export async function takeAsPassed(
  proven: Proven,
  { publish, certificate: making, onSettled }: Taking,
  world: World,
): Promise<Papers> {
  const { images, others, certificate } = proven
  const title = `What passed its trial together: ${proven.reason}.`
  if (publish.kind === 'skip' || making.kind === 'none') {
    return { lock: lockOf(title, images.map(whereFound), others), certificate }
  }
  const attachments = new Attachments(world, publish.budgetMs)
  const bring = moveInRegistry(attachments)
  const publication = new Publication(publish, world, { bring, onSettled })
  const berths = berthsOf(publish, images.map(asImage))
  let papers: Omit<Papers, 'lock'> = {}
  const settled = await transact({
    publication,
    berths,
    settle: () => all(berths, (berth) => publication.settle(berth)),
    // Before tags move, so that another run knows which commit they stand for.
    beforeMoving: async (there) => {
      papers = await issue(anew(proven, there, making), there, making, world)
    },
  })
  return { lock: lockOf(title, settled, others), ...papers }
}

/** Nothing is published: the image is where it was found. */
function whereFound(image: FoundImage): Published {
  const { repository, tag, manifest } = image
  const berth = { image: asImage(image), repository, staging: tag, fixed: [], floating: [] }
  return { berth, manifest }
}

/** What was found out in that trial, of the commit that stands here now. */
function anew(
  { certificate: { digest, text }, inputs }: Proven,
  published: readonly Published[],
  { source: { stack, ...source } }: Making,
): Certificate {
  const earlier = parseCertificate(text)
  if (earlier === undefined) throw new Error(`certificate ${digest} was read before, and can't be`)
  const { result, failedTests, others, details } = earlier
  return {
    ...{ result, failedTests, others, ...source },
    inputs: inputs.hash,
    images: imagesOf(published),
    details: { ...details, stack: stack || details.stack, basis: details.basis ?? digest },
  }
}
