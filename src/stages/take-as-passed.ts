// Takes a trial as passed that passed before with the same content: tags move, and a certificate says so.
import { Attachments } from '../certificate/attachments.ts'
import { lockOf } from '../certificate/lock.ts'
import { type Certificate, parseCertificate } from '../certificate/statement.ts'
import type { Plan } from '../plan/plan.ts'
import type { FoundImage } from '../promotion/promotion.ts'
import type { Published, Settled } from '../publish/publication.ts'
import type { Proven } from '../reuse/reuse.ts'
import type { World } from '../world/world.ts'
import { imagesOf, issue, type Making, type Papers } from './certify.ts'
import { asImage, type MoveListeners, moveFound } from './move-found.ts'

export async function takeAsPassed(
  proven: Proven,
  { publish, certificate: making }: Pick<Plan, 'publish' | 'certificate'>,
  world: World,
  listeners: MoveListeners,
): Promise<Papers> {
  const { images, others, certificate } = proven
  const title = `What passed its trial together: ${proven.reason}.`
  if (publish.kind === 'skip' || making.kind === 'none') {
    return { lock: lockOf(title, images.map(whereFound), others), certificate }
  }
  const attachments = new Attachments(world, publish.budgetMs)
  let papers: Omit<Papers, 'lock'> = {}
  const beforeMoving = async (there: readonly Settled[]): Promise<void> => {
    papers = await issue(anew(proven, there, making), there, making, world)
  }
  const settled = await moveFound({ images, publish, attachments, beforeMoving }, world, listeners)
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
