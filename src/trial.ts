// The whole story of a trial, top to bottom.
import { Cleanup, type UndoStore } from './cleanup.ts'
import type { Failure } from './errors.ts'
import type { Inputs } from './inputs/inputs.ts'
import { makePlan, type Plan } from './plan.ts'
import { Recorder } from './record.ts'
import type { TrialRecord } from './report.ts'
import { build } from './stages/build.ts'
import { startUntilHealthy } from './stages/health.ts'
import { observe, type Surroundings } from './stages/observe.ts'
import { publish } from './stages/publish.ts'
import { pullMissing } from './stages/pull.ts'
import { checkRights } from './stages/rights.ts'
import { smoke } from './stages/smoke.ts'
import { createStack } from './stages/stack.ts'
import type { World } from './world.ts'

export interface TrialRun {
  readonly inputs: Inputs
  /** Of the inputs: told together with all that is found wrong with the stack. */
  readonly problems: readonly Failure[]
  readonly around: Surroundings
  readonly undoStore: UndoStore
}

export async function runTrial(run: TrialRun, world: World): Promise<TrialRecord> {
  const { inputs, problems, around } = run
  const record = new Recorder(world, inputs.mode)
  const cleanup = new Cleanup(run.undoStore)
  try {
    cleanup.add({ kind: 'folder', path: around.folder })
    await world.prepare()
    const plan = await record.step('plan', async () =>
      makePlan(inputs, around, await observe(inputs, around, world), problems),
    )
    record.planned(plan)
    if (inputs.mode !== 'plan') await sail(plan, record, cleanup, world)
  } catch (error) {
    record.failed(error)
  } finally {
    await record.step('cleanup', () => cleanUp(inputs, record, cleanup, world))
  }
  return record.done()
}

/** What was planned, and nothing else; each stage takes what the one before it made. */
async function sail(plan: Plan, record: Recorder, cleanup: Cleanup, world: World): Promise<void> {
  await record.step('rights', () => checkRights(plan.publish, world))
  const images = await beside(
    (signal) => pullMissing(plan.stack, { ...world, signal }),
    () => record.step('build', () => build(plan.build, world, cleanup)),
    world,
  )
  record.built(images)
  const stack = await record.step('stack', () => createStack(plan.stack, images, world, cleanup))
  const healthy = await record.step('health', () => startUntilHealthy(plan.health, stack, world))
  record.healthy(healthy)
  const passed = await record.step('smoke', () =>
    smoke(plan.smoke, healthy, world, (result) => record.checked(result)),
  )
  await record.step('publish', () =>
    publish(plan.publish, passed, world, {
      cleanup,
      onSettled: (target, reference) => record.settled(target, reference),
    }),
  )
  record.published()
}

/** The work, while another goes on beside it that must not outlive a failure. */
async function beside<Result>(
  other: (signal: AbortSignal) => Promise<void>,
  work: () => Promise<Result>,
  { signal }: World,
): Promise<Result> {
  const failed = new AbortController()
  const going = other(AbortSignal.any([signal, failed.signal]))
  try {
    return await work()
  } catch (error) {
    failed.abort()
    throw error
  } finally {
    await going
  }
}

/** A cancelled job has seconds left; a normal end must not hang on an engine that does not answer. */
const cleanupDeadlineMs = { hurried: 5_000, normal: 120_000 } as const

/** For those who have no sea-trial at hand, so in the words of docker. */
function downCommand(project: string, images: readonly string[]): string {
  const down = `docker compose -p ${project} down -v`
  return images.length === 0 ? down : `${down} && docker image rm ${images.join(' ')}`
}

async function cleanUp(
  inputs: Inputs,
  record: Recorder,
  cleanup: Cleanup,
  world: World,
): Promise<void> {
  const { project, failures } = record
  const keep = inputs.keep === 'always' || (inputs.keep === 'on-failure' && failures.length > 0)
  if (keep && project !== undefined && !world.signal.aborted) {
    const images = cleanup.keepStack()
    if (images) record.note(`kept as asked; take it down with: ${downCommand(project, images)}`)
  }
  const hurry = world.signal.aborted
  const deadlineMs = hurry ? cleanupDeadlineMs.hurried : cleanupDeadlineMs.normal
  for (const left of await cleanup.run(world, { hurry, deadlineMs })) {
    world.log.warning(`not removed: ${left}`)
    record.note(`not removed: ${left}`)
  }
}
