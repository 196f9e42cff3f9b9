// Publishes exactly the images that passed.
import { Attachments } from '../certificate/attachments.ts'
import type { Cleanup } from '../cleanup.ts'
import {
  type Berth,
  berthsOf,
  type PublishedReference,
  type PublishPlan,
} from '../publish/berths.ts'
import { type OnFound, tellEarlier } from '../publish/earlier.ts'
import { type PushOrder, pushName } from '../publish/leaders.ts'
import { Publication, type Published, type Settled } from '../publish/publication.ts'
import { type Bring, moveInRegistry, pushFromEngine } from '../publish/push.ts'
import { all, transact } from '../publish/transaction.ts'
import type { World } from '../world/world.ts'
import type { PassedTrial } from './smoke.ts'

export interface Publishing {
  readonly cleanup: Cleanup
  readonly order: Promise<PushOrder>
  /** Told at once: what the registry has taken is worth knowing above all when the next push fails. */
  readonly onSettled: (target: string, reference: PublishedReference, digest: string) => void
  /** What the tags that move are moved away from. */
  readonly onFound: OnFound
  /** When all images are there, and no tag has moved: what fails then, keeps tags from moving. */
  readonly beforeMoving?: (published: readonly Published[]) => Promise<void>
}

export async function publish(
  plan: PublishPlan,
  passed: PassedTrial,
  world: World,
  publishing: Publishing,
): Promise<readonly Published[]> {
  if (plan.kind === 'skip') return []
  const { cleanup, order, onSettled, onFound, beforeMoving } = publishing
  const push = pushFromEngine(world, cleanup)
  const move = moveInRegistry(new Attachments(world, plan.budgetMs))
  const bring: Bring = (berth, means) => (berth.image.origin ? move : push)(berth, means)
  const publication = new Publication(plan, world, { bring, onSettled })
  const berths = berthsOf(plan, passed.images)
  const settle = async (): Promise<readonly Settled[]> =>
    settleAll(berths, await order, publication, world)
  const transaction = { publication, berths, settle, ...(beforeMoving && { beforeMoving }) }
  const settled = await transact(transaction)
  await tellEarlier(settled, (berth) => publication.before(berth), onFound, world)
  return settled
}

/** Told as it goes on, for those who watch. */
async function settleOne(berth: Berth, publication: Publication, { log }: World): Promise<Settled> {
  const push = { kind: 'push', name: `${berth.repository}:${berth.staging}` } as const
  log.progress({ ...push, state: 'pushing' })
  try {
    const settled = await publication.settle(berth)
    log.progress({ ...push, state: 'done' })
    return settled
  } catch (error) {
    log.progress({ ...push, state: 'failed' })
    throw error
  }
}

/** All at once, but for those that wait for one whose layers they share. */
async function settleAll(
  berths: readonly Berth[],
  order: PushOrder,
  publication: Publication,
  world: World,
): Promise<readonly Settled[]> {
  const settle = (berth: Berth): Promise<Settled> => settleOne(berth, publication, world)
  const free = berths.filter((berth) => !order.has(pushName(berth)))
  const begun = new Map(free.map((berth) => [pushName(berth), settle(berth)]))
  return all(berths, async (berth) => {
    const leader = order.get(pushName(berth))
    if (leader === undefined) return begun.get(pushName(berth)) ?? settle(berth)
    // Theirs is told where it fails; what it would have spared is uploaded then.
    await begun.get(leader)?.catch(() => undefined)
    return settle(berth)
  })
}
