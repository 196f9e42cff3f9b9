// What is built or taken over, pulled and begun, at the same time.
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
import type { Plan } from '../plan/plan.ts'
import type { World } from '../world/world.ts'
import { begin } from './begin.ts'
import { type BuildResult, build } from './build.ts'
import { abandonStart, type BegunStack } from './health.ts'
import { pull } from './pull.ts'
import { takeOver } from './take-over.ts'

export interface Prepared {
  readonly built: BuildResult
  /** The services that need nothing built are coming up already. */
  readonly begun: BegunStack | undefined
}

/** The problems of all are told together. */
export async function prepare(plan: Plan, world: World, cleanup: Cleanup): Promise<Prepared> {
  const { early, fanOut } = plan
  const { duty } = fanOut
  const [built, pulled, begun] = await Promise.allSettled([
    duty.kind === 'take-over'
      ? takeOver(duty, plan.build, world, cleanup)
      : build(plan.build, world, cleanup),
    pull(plan.pulls, plan.stack.imageUsers, world),
    begin(early, world, cleanup),
  ])
  const reasons = [built, pulled, begun].flatMap((one) =>
    one.status === 'rejected' ? [one.reason] : [],
  )
  const stack = begun.status === 'fulfilled' ? begun.value : undefined
  if (built.status === 'fulfilled' && reasons.length === 0)
    return { built: built.value, begun: stack }
  const broken = early && stack ? await abandonStart(early.health, stack, world) : []
  const expected = reasons.filter((reason) => reason instanceof TrialError)
  if (expected.length < reasons.length) throw reasons.find((one) => !(one instanceof TrialError))
  throw new TrialError([...expected.flatMap(({ failures }) => failures), ...broken])
}
