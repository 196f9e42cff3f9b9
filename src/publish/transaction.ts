// All or nothing: every image where it stays for good; then, only when all are there, the tags that move.
import { TrialError } from '../errors.ts'
import { type Berth, isLatest, isOrdinary, withState } from './berths.ts'
import type { Publication, Settled } from './publication.ts'

export interface Transaction {
  readonly publication: Publication
  readonly berths: readonly Berth[]
  readonly settle: () => Promise<readonly Settled[]>
  /** When all that stays is there, and nothing has moved. */
  readonly beforeMoving?: (settled: readonly Settled[]) => Promise<void>
}

export async function transact({
  publication,
  berths,
  settle,
  beforeMoving,
}: Transaction): Promise<readonly Settled[]> {
  try {
    const settled = await settle()
    await all(settled, (one) => all(one.missing, (tag) => publication.add(one, tag)))
    await beforeMoving?.(settled)
    // What moves is moved last, when all that stays is there and proven; `latest` at the very end.
    for (const wanted of [isOrdinary, isLatest]) {
      await all(settled, (one) =>
        all(one.berth.floating.filter(wanted), (tag) => publication.move(one, tag)),
      )
    }
    // A run of an older commit may have read a tag before ours moved it, and written after.
    await all(settled, (one) => all(one.berth.floating, (tag) => publication.confirm(one, tag)))
    return settled
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    publication.noteUntouched(berths)
    throw new TrialError(withState(error.failures, publication.done), { cause: error })
  }
}

/** Waits for all, whatever fails, so that nothing goes on behind a reported end; tells every failure. */
export async function all<Item, Result>(
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
