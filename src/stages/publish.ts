// Publishes exactly the images that passed: first every image where it stays for good, read back and
// compared; then, only when all are there, the tags that move, by manifest and forward only.
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
import {
  type Berth,
  berthsOf,
  isLatest,
  isOrdinary,
  type PublishedReference,
  type PublishPlan,
  withState,
} from '../publish/berths.ts'
import { leadersOf } from '../publish/leaders.ts'
import { Publication, type Settled } from '../publish/publication.ts'
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
): Promise<void> {
  if (plan.kind === 'skip') return
  const publication = new Publication(plan, world, publishing)
  const berths = berthsOf(plan, passed.images)
  try {
    const settled = await settleAll(berths, publication, world)
    await all(settled, (one) => all(one.missing, (tag) => publication.add(one, tag)))
    // What moves is moved last, when all that stays is there and proven; `latest` at the very end.
    for (const wanted of [isOrdinary, isLatest]) {
      await all(settled, (one) =>
        all(one.berth.floating.filter(wanted), (tag) => publication.move(one, tag)),
      )
    }
    // A run of an older commit may have read a tag before ours moved it, and written after.
    await all(settled, (one) => all(one.berth.floating, (tag) => publication.confirm(one, tag)))
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    publication.noteUntouched(berths)
    throw new TrialError(withState(error.failures, publication.done), { cause: error })
  }
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

/** Waits for all, whatever fails, so that nothing goes on behind a reported end; tells every failure. */
async function all<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const ended = await Promise.allSettled(items.map(work))
  const errors = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  const bug = errors.find((error) => !(error instanceof TrialError))
  if (bug !== undefined) throw bug
  const failures = errors.flatMap((error) => (error instanceof TrialError ? error.failures : []))
  if (failures.length > 0) throw new TrialError(failures)
  return ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}
