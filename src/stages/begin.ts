// Brings up what needs nothing built, while the rest is still being built.
import type { Cleanup } from '../cleanup.ts'
import type { StackPlan } from '../compose/command.ts'
import type { HealthPlan } from '../health/plan.ts'
import type { World } from '../world/world.ts'
import { type BegunStack, beginStart } from './health.ts'
import { type PullPlan, pull } from './pull.ts'
import { createStack } from './stack.ts'

export interface EarlyPlan {
  readonly pulls: PullPlan
  readonly stack: StackPlan
  readonly health: HealthPlan
}

export async function begin(
  plan: EarlyPlan | undefined,
  world: World,
  cleanup: Cleanup,
): Promise<BegunStack | undefined> {
  if (!plan) return undefined
  await pull(plan.pulls, plan.stack.imageUsers, world)
  const stack = await createStack(plan.stack, { images: [] }, world, cleanup)
  return beginStart(plan.health, stack, world)
}
