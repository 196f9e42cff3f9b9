// Stacks that dead runs left on the engine: told at the start, and removed where that is asked for.
import type { Note } from './compose/judge.ts'
import { partsOf, removeStacks } from './down.ts'
import { count } from './text/count.ts'
import type { LeftStack } from './world/left-stacks.ts'
import type { World } from './world/world.ts'

export interface LeftPlan {
  readonly stacks: readonly LeftStack[]
  readonly action: 'tell' | 'remove'
}

const hourMs = 3_600_000
/** The end of a job of GitHub that asks for no other one: what is older has no run any more. */
const usualLimitMs = 6 * hourMs

/** `pruneMs`: the input `prune`. */
export function planLeft(
  found: readonly LeftStack[],
  { now, runId }: { readonly now: Date; readonly runId: string },
  pruneMs: number | undefined,
): LeftPlan {
  const bornBefore = now.getTime() - (pruneMs ?? usualLimitMs)
  const stacks = found.filter((one) => one.runId !== runId && one.madeAt <= bornBefore)
  return { stacks, action: pruneMs === undefined ? 'tell' : 'remove' }
}

export function leftSentence(stack: LeftStack, now: Date): string {
  const { project, madeAt } = stack
  const hours = Math.floor((now.getTime() - madeAt) / hourMs)
  const age = hours < 1 ? 'less than an hour' : count(hours, 'hour')
  return `${project}: ${partsOf(stack)} of an earlier run, ${age} old`
}

export function leftNotes(
  { stacks, action }: LeftPlan,
  { now }: { readonly now: Date },
): readonly Note[] {
  const why = action === 'remove' ? 'it is removed' : 'sea-trial down or the input prune removes it'
  return stacks.map((stack) => ({ what: leftSentence(stack, now), why }))
}

/** Gives what became of them, in words; a stack that stays is no reason to try nothing. */
export async function pruneLeft(
  { stacks, action }: LeftPlan,
  world: World,
): Promise<readonly string[]> {
  if (action === 'tell' || stacks.length === 0) return []
  const { removed, left } = await removeStacks(stacks, world.left, world)
  return [...removed.map((one) => `removed ${one}`), ...left.map((one) => `not removed: ${one}`)]
}
