// Publishes exactly the images that passed.
import type { Cleanup } from '../cleanup.ts'
import {
  type Berth,
  berthsOf,
  type PublishedReference,
  type PublishPlan,
} from '../publish/berths.ts'
import { leadersOf } from '../publish/leaders.ts'
import { Publication, type Published, type Settled } from '../publish/publication.ts'
import { pushFromEngine } from '../publish/push.ts'
import { all, transact } from '../publish/transaction.ts'
import type { World } from '../world/world.ts'
import type { PassedTrial } from './smoke.ts'

export interface Publishing {
  readonly cleanup: Cleanup
  /** Told at once: what the registry has taken is worth knowing above all when the next push fails. */
  readonly onSettled: (target: string, reference: PublishedReference, digest: string) => void
}

export async function publish(
  plan: PublishPlan,
  passed: PassedTrial,
  world: World,
  publishing: Publishing,
): Promise<readonly Published[]> {
  if (plan.kind === 'skip') return []
  const { cleanup, onSettled } = publishing
  const bring = pushFromEngine(world, cleanup)
  const publication = new Publication(plan, world, { bring, onSettled })
  const berths = berthsOf(plan, passed.images)
  return transact({ publication, berths, settle: () => settleAll(berths, publication, world) })
}

/** All at once, but for those that wait for one whose layers they share. */
async function settleAll(
  berths: readonly Berth[],
  publication: Publication,
  world: World,
): Promise<readonly Settled[]> {
  const leaders = await leadersOf(berths, world)
  const begun = new Map<Berth, Promise<Settled>>()
  for (const berth of berths.filter((one) => !leaders.has(one)))
    begun.set(berth, publication.settle(berth))
  for (const [berth, leader] of leaders) {
    // Theirs is told where it fails; what it would have spared is uploaded then.
    const ahead = begun.get(leader)?.catch(() => undefined)
    begun.set(
      berth,
      Promise.resolve(ahead).then(() => publication.settle(berth)),
    )
  }
  return all(berths, (berth) => begun.get(berth) ?? publication.settle(berth))
}
