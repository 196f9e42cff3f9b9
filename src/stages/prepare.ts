// What is built or taken over, pulled and begun, at the same time.
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
import type { Plan } from '../plan/plan.ts'
import { orderOf, type PushOrder } from '../publish/leaders.ts'
import type { World } from '../world/world.ts'
import { begin } from './begin.ts'
import { type BuildResult, build } from './build.ts'
import { Exports } from './exports.ts'
import { abandonStart, type BegunStack } from './health.ts'
import { pull } from './pull.ts'
import { type CreatedStack, createStack } from './stack.ts'
import { takeOver } from './take-over.ts'
import { nameTools, type Tools } from './tools.ts'

export interface Prepared {
  readonly built: BuildResult
  readonly tools: Promise<Tools>
  /** The services that need nothing built are coming up already. */
  readonly begun: BegunStack | undefined
  /** The containers of what is built, where they could be made before the build had ended. */
  readonly ahead: Promise<CreatedStack | undefined>
  /** Asked for while the stack comes up: then nothing else needs the registry. */
  readonly order: Promise<PushOrder>
}

/** The problems of all are told together. */
export async function prepare(plan: Plan, world: World, cleanup: Cleanup): Promise<Prepared> {
  const { early, fanOut } = plan
  const { duty } = fanOut
  const tools = nameTools(plan, world)
  const exports = new Exports(plan.build.images, world)
  const works = [
    duty.kind === 'take-over'
      ? takeOver(duty, plan.build, world, cleanup)
      : build(plan.build, world, cleanup, exports),
    pull(plan.pulls, plan.stack.imageUsers, world),
    begin(early, world, cleanup),
  ] as const
  const ahead = createAhead(plan, exports, works, { world, cleanup })
  ahead.catch(() => {}) // heard where it is awaited, which is later
  const [built, pulled, begun] = await Promise.allSettled(works)
  const reasons = [built, pulled, begun].flatMap((one) =>
    one.status === 'rejected' ? [one.reason] : [],
  )
  const stack = begun.status === 'fulfilled' ? begun.value : undefined
  if (built.status === 'fulfilled' && reasons.length === 0) {
    const order = orderOf(plan.publish, built.value.images, world)
    return { built: built.value, tools, begun: stack, ahead, order }
  }
  await ahead.catch(() => {}) // what kept it from being made is told by what failed before
  const broken = early && stack ? await abandonStart(early.health, stack, world) : []
  const expected = reasons.filter((reason) => reason instanceof TrialError)
  if (expected.length < reasons.length) throw reasons.find((one) => !(one instanceof TrialError))
  throw new TrialError([...expected.flatMap(({ failures }) => failures), ...broken])
}

type Works = readonly [
  building: Promise<BuildResult>,
  pulling: Promise<void>,
  beginning: Promise<BegunStack | undefined>,
]

/** As soon as all of it is there: what the build still has to say about its images comes later. */
async function createAhead(
  { share, stack, build: { store } }: Plan,
  exports: Exports,
  [building, pulling, beginning]: Works,
  { world, cleanup }: { readonly world: World; readonly cleanup: Cleanup },
): Promise<CreatedStack | undefined> {
  if (share.kind === 'join') return undefined
  const ended = building.then(
    () => undefined,
    () => undefined,
  )
  const images = await Promise.race([exports.all(store), ended])
  if (images === undefined) return undefined
  const ready = await Promise.all([beginning, pulling]).catch(() => undefined)
  if (ready === undefined) return undefined
  const [begun] = ready
  return createStack(stack, { images, ...(begun && { begun }) }, world, cleanup)
}
