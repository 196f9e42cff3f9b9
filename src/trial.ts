// The whole story of a trial, top to bottom.
import { Cleanup, type UndoStore } from './cleanup.ts'
import { type Failure, TrialError } from './errors.ts'
import type { HandOverPlan } from './fan-out/plan.ts'
import type { Inputs } from './inputs/inputs.ts'
import { pruneLeft } from './left.ts'
import { rememberOwners } from './owners.ts'
import { withDecision } from './plan/decision.ts'
import { makePlan, type Plan } from './plan/plan.ts'
import type { Published } from './publish/publication.ts'
import type { TrialRecord } from './report/record.ts'
import { Recorder } from './report/recorder.ts'
import { type JoinPlan, othersOfAll } from './shards/join.ts'
import { build } from './stages/build.ts'
import { type Certifying, certify } from './stages/certify.ts'
import { cleanUp, layUp } from './stages/clean-up.ts'
import { findCertified } from './stages/find-certified.ts'
import { findProven } from './stages/find-proven.ts'
import { followLogs } from './stages/follow-logs.ts'
import { handOver } from './stages/hand-over.ts'
import { type BegunStack, type HealthyStack, startUntilHealthy } from './stages/health.ts'
import { LogKeeper, saveLogs } from './stages/logs.ts'
import { asImage } from './stages/move-found.ts'
import { observe, type Surroundings } from './stages/observe.ts'
import { othersOf } from './stages/others.ts'
import { type Prepared, prepare } from './stages/prepare.ts'
import { promote } from './stages/promote.ts'
import { publish } from './stages/publish.ts'
import { removeCandidates } from './stages/remove-candidates.ts'
import { checkRights } from './stages/rights.ts'
import {
  gatherShards,
  joinShards,
  type PassedShard,
  type PassedTrial,
  smoke,
} from './stages/smoke.ts'
import { type CreatedStack, completeStack } from './stages/stack.ts'
import { takeAsPassed } from './stages/take-as-passed.ts'
import { workBeside } from './stages/work-beside.ts'
import type { World } from './world/world.ts'

export interface TrialRun {
  readonly inputs: Inputs
  /** Of the inputs: told together with all that is found wrong with the stack. */
  readonly problems: readonly Failure[]
  readonly around: Surroundings
  readonly undoStore: UndoStore
  /** Where the logs of the services go when the trial fails. */
  readonly logFolder?: string
  /** For those who must tell of the run although its end hangs. */
  readonly onBegun?: (record: Recorder) => void
}

export async function runTrial(run: TrialRun, outside: World): Promise<TrialRecord> {
  const { inputs, problems, around } = run
  const record = new Recorder(outside, inputs.mode)
  run.onBegun?.(record)
  const world = record.listening(outside)
  const cleanup = new Cleanup(run.undoStore)
  const logs = new LogKeeper(run.logFolder, world)
  try {
    cleanup.add({ kind: 'processes', runId: around.runId })
    cleanup.add({ kind: 'folder', path: around.folder })
    await world.prepare()
    await logs.prepare()
    const plan = await record.step('plan', async () => {
      const made = makePlan(inputs, around, await observe(inputs, around, world), problems)
      const promotion = await findCertified(made.promotion, world)
      return withDecision(made, promotion, await findProven(made.reuse, world))
    })
    record.planned(plan)
    const stackOf = { cleanup, logs }
    const lay: Means['layUp'] = (kind) => layUp(kind, inputs.keep, stackOf, world)
    const means = { world, ...stackOf, layUp: lay }
    if (inputs.mode !== 'plan') await carryOut(plan, record, means)
  } catch (error) {
    record.failed(error)
    await saveLogs(logs, record, world)
  } finally {
    await record.step('cleanup', () => cleanUp(inputs, record, cleanup, world))
  }
  return record.done()
}

interface Means {
  readonly world: World
  readonly cleanup: Cleanup
  readonly logs: LogKeeper
  /** What passed: its stack goes while its images are published, and these while they are certified. */
  readonly layUp: (kind: 'stack' | 'image-tag') => void
}

async function carryOut(plan: Plan, record: Recorder, means: Means): Promise<void> {
  const { promotion, fanOut } = plan
  const { world } = means
  if (fanOut.duty.kind === 'hand-over') return buildForOthers(plan, fanOut.duty, record, means)
  if (promotion.kind === 'refuse') throw new TrialError(promotion.failures)
  const found = plan.reuse.kind === 'taken' ? plan.reuse : promotion
  if (found.kind !== 'promote' && found.kind !== 'taken') return sail(plan, record, means)
  await record.step('rights', () => checkRights(plan.publish, world))
  // As if they had been built here: the report has the same of them.
  record.images.built({ images: found.images.map(asImage), hits: [] })
  const { listeners } = record.images
  // Released, or passed before with the same content, so that it counts for this commit too.
  const papers = await (found.kind === 'promote'
    ? record.step('promote', () => promote(found, world, listeners))
    : record.step('publish', () => takeAsPassed(found, plan, world, listeners)))
  record.published()
  record.certified(papers)
  for (const line of await removeCandidates(plan.fanOut.candidates, world)) record.note(line)
}

/** What was planned, and nothing else; each stage takes what the one before it made. */
async function sail(plan: Plan, record: Recorder, means: Means): Promise<void> {
  const { world, cleanup } = means
  await record.step('rights', async () => {
    for (const line of await pruneLeft(plan.left, world)) record.note(line)
    for (const line of await rememberOwners(plan.owners, world, cleanup)) record.note(line)
    await checkRights(plan.publish, world)
  })
  const { share } = plan
  if (share.kind === 'join') {
    await record.step('smoke', () => gatherShards(share.join, (one) => record.checked(one)))
  }
  const { duty } = plan.fanOut
  const ready = await record.step(duty.kind === 'take-over' ? duty.kind : 'build', () =>
    prepare(plan, world, cleanup),
  )
  record.built(ready.built)
  const beside = workBeside(plan.build, ready.built, record, world)
  try {
    if (share.kind === 'join') await trustShards(plan, share.join, ready, record, means)
    else await tryOut(plan, ready, record, means)
  } finally {
    await ready.begun?.startUp.end()
    await beside.end()
  }
  // After a trial that failed they stay, for the job to be run again.
  for (const line of await removeCandidates(plan.fanOut.candidates, world)) record.note(line)
}

/** Nothing is started: what is built is left for the job that tries it. */
async function buildForOthers(
  plan: Plan,
  duty: HandOverPlan,
  record: Recorder,
  { world, cleanup }: Means,
): Promise<void> {
  await record.step('rights', () => checkRights(duty.publish, world))
  const built = await record.step('build', () => build(plan.build, world, cleanup))
  record.built(built)
  const beside = workBeside(plan.build, built, record, world)
  try {
    const { images } = built
    record.handedOver(await record.step('hand-over', () => handOver(duty, images, world, cleanup)))
  } finally {
    await beside.end()
  }
}

async function tryOut(
  plan: Plan,
  { built: { images, bases }, begun, ahead, tools, order }: Prepared,
  record: Recorder,
  means: Means,
): Promise<void> {
  const { world, cleanup, layUp } = means
  const made = { images, ahead, ...(begun && { begun }) }
  const stack = await record.step('stack', () => completeStack(plan.stack, made, world, cleanup))
  const { healthy, smoked } = await prove(plan, { stack, begun }, record, means)
  layUp('stack')
  const others = () => othersOf(plan.stackModel.services, healthy, world)
  if (smoked.kind === 'part') {
    record.triedAlong(await others())
    record.published()
    return
  }
  const known = { bases, ...(plan.reuse.kind === 'trial' && plan.reuse) }
  await release(plan, { passed: smoked, others, tools, order, ...known }, record, means)
}

/** The stack was tried in other jobs: here only the bytes are, which must be the same. */
async function trustShards(
  plan: Plan,
  join: JoinPlan,
  { built: { images }, tools, order }: Prepared,
  record: Recorder,
  means: Means,
): Promise<void> {
  const passed = joinShards(join, images)
  const others = async () => othersOfAll(join)
  await release(plan, { passed, others, tools, order, bases: [] }, record, means)
}

type Proven = Omit<Certifying, 'plan' | 'project' | 'published' | 'progress'> &
  Pick<Prepared, 'order'>

/** What passed is published, and certified. */
async function release(
  plan: Plan,
  { order, ...proven }: Proven,
  record: Recorder,
  { world, cleanup, layUp }: Means,
): Promise<void> {
  const so = { plan: plan.certificate, project: plan.project, ...proven }
  const issue = async (images: readonly Published[]): Promise<void> => {
    const progress = record.progress
    record.certified(await certify({ ...so, published: images, progress }, world))
  }
  // What must be signed is, before a tag moves; else a registry that takes no papers costs no release.
  const isFirst = plan.certificate.kind === 'make' && plan.certificate.mustBeSigned
  const published = await record.step('publish', () =>
    publish(plan.publish, proven.passed, world, {
      ...(isFirst && { beforeMoving: issue }),
      ...{ cleanup, order },
      ...record.images.listeners,
    }),
  )
  record.published()
  if (plan.publish.kind === 'skip' || isFirst) return
  layUp('image-tag')
  await record.step('certify', () => issue(published))
}

/** That the stack comes up, and does what it is for. */
async function prove(
  plan: Plan,
  { stack, begun }: { readonly stack: CreatedStack; readonly begun: BegunStack | undefined },
  record: Recorder,
  { world, logs }: Means,
): Promise<{ readonly healthy: HealthyStack; readonly smoked: PassedTrial | PassedShard }> {
  const shown = followLogs(plan.logs, plan.project, world)
  logs.begin(plan.project)
  try {
    const healthy = await record.step('health', () =>
      startUntilHealthy(plan.health, stack, world, begun),
    )
    record.healthy(healthy)
    const smoked = await record.step('smoke', () =>
      smoke(plan.smoke, healthy, world, (result) => record.checked(result)),
    )
    await logs.leave()
    return { healthy, smoked }
  } finally {
    await shown.end()
  }
}
