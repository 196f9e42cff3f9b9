// Every decision of a run as data, before any deed.
import type { BuildPlan } from '../build/plan.ts'
import { planPulls, splitPulls } from '../build/pulls.ts'
import type { CertificatePlan } from '../certificate/plan.ts'
import type { StackPlan } from '../compose/command.ts'
import { earlyServices, splitStack } from '../compose/early.ts'
import { type Judgement, judgeDraft, judgeStack, type Note } from '../compose/judge.ts'
import type { Stack } from '../compose/model.ts'
import { shareBuilds } from '../compose/shared-builds.ts'
import { type Failure, notAmong, type Problem, TrialError } from '../errors.ts'
import type { Facts } from '../event/event.ts'
import { decide, type Policy } from '../event/policy.ts'
import type { FanOutPlan } from '../fan-out/plan.ts'
import { type HealthPlan, partOfHealth, planHealth } from '../health/plan.ts'
import { type PlannedImage, planImages } from '../images/plan.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { type LeftPlan, leftNotes, planLeft } from '../left.ts'
import { judgePolicy, type Ground as PolicyGround } from '../lint/policy.ts'
import { type Finding, lint } from '../lint/practices.ts'
import { type OwnersPlan, planOwners } from '../owners.ts'
import type { Promotion } from '../promotion/promotion.ts'
import type { PublishPlan } from '../publish/berths.ts'
import type { Reuse } from '../reuse/reuse.ts'
import { planShare, type SharePlan } from '../shards/plan.ts'
import { type PlannedSmoke, planSmoke } from '../smoke/plan.ts'
import type { EarlyPlan } from '../stages/begin.ts'
import type { LogsPlan } from '../stages/follow-logs.ts'
import { type Observation, type Surroundings, workspaceOf } from '../stages/observe.ts'
import type { PullPlan } from '../stages/pull.ts'
import type { SmokePlan } from '../stages/smoke.ts'
import type { TagFacts } from '../tags/expressions.ts'
import { planBuilding, wishesOf } from './building.ts'
import { planOutbound, planReusing } from './outbound.ts'
import { planStack, projectName } from './stack.ts'

export interface Plan {
  readonly project: string
  readonly facts: Facts
  readonly stackModel: Stack
  readonly engine: NonNullable<Observation['engine']>
  readonly images: readonly PlannedImage[]
  readonly policy: Policy
  /** What is built by which job, and what this one does of it. */
  readonly fanOut: FanOutPlan
  readonly build: BuildPlan
  /** What comes up beside the build; undefined where nothing can. */
  readonly early: EarlyPlan | undefined
  /** The other images that are not built here. */
  readonly pulls: PullPlan
  readonly stack: StackPlan
  readonly health: HealthPlan
  /** Whether what the services say is shown as they say it. */
  readonly logs: LogsPlan
  readonly smoke: SmokePlan
  /** How the checks are spread over jobs. */
  readonly share: SharePlan
  readonly publish: PublishPlan
  readonly certificate: CertificatePlan
  readonly composeVersion: string | undefined
  readonly promotion: Promotion
  readonly reuse: Reuse
  /** What dead runs left here. */
  readonly left: LeftPlan
  /** Where containers may make themselves owners. */
  readonly owners: OwnersPlan
  /** Of the rules of `lint` that warn. */
  readonly lint: readonly Finding[]
  /** What the user may want to know and need not act on. */
  readonly notes: readonly Note[]
}

/** More would ask the stack for more at once than a small runner gives it. */
const parallelChecks = 16

/** `earlier`: problems of the inputs, told together with all that is found here. */
export function makePlan(
  inputs: Inputs,
  around: Surroundings,
  observed: Observation,
  earlier: readonly Failure[] = [],
): Plan {
  const seen = { ...observed, stack: shareBuilds(observed.stack) }
  const { stack, facts, locate, engine } = seen
  const policy = decide(facts, wishesOf(inputs, around))
  const judged = judge(observed, inputs, around)
  const named = planImages({
    inputs,
    stack,
    extent: seen.extent,
    facts,
    tagFacts: tagFactsOf(seen, around, inputs),
    runId: around.runId,
    locate,
  })
  const { fanOut, build } = planBuilding(inputs, around, seen, { policy, images: named.images })
  const smoke = planSmoke({
    source: inputs.smoke.kind === 'none' ? 'none' : 'asked',
    ...(seen.smoke && { text: seen.smoke }),
    stack,
    model: seen.model,
    locate,
    env: around.env,
  })
  const share = planShare({ ...seen, inputs, checks: smoke.checks, files: seen.shards })
  const outbound = planOutbound(inputs, around, seen, { policy, images: named.images })
  const problems: readonly Failure[] = [
    ...earlier,
    ...seen.problems,
    ...(policy.refused ? [asInput(policy.refused)] : []),
    ...judged.problems,
    ...named.problems,
    ...fanOut.problems,
    ...build.problems,
    ...smoke.problems,
    ...share.problems,
    ...outbound.problems,
  ]
  if (problems.length > 0 || engine === undefined) throw new TrialError(problems)
  const project = inputs.projectName ?? projectName(stack.name, around)
  const parts = planParts(inputs, startedOf(seen, share.share), around, { project, smoke })
  const known = { ...seen, engine, images: named.images, build: build.plan }
  return {
    ...{ project, facts, engine, policy, composeVersion: seen.composeVersion },
    stackModel: stack,
    images: named.images,
    fanOut: fanOut.plan,
    build: build.plan,
    ...parts,
    logs: { follow: around.logs ?? 'never', maxLines: 10_000, maxLineLength: 2000 },
    smoke: {
      checks: share.checks,
      share: share.share.kind === 'shard' ? 'a part' : 'all of them',
      ...{ timeoutMs: inputs.smokeTimeoutMs, parallel: parallelChecks },
      services: stack.services.map(({ name, ports }) => ({ service: name, ports })),
      ...{ variables: smoke.variables, stack: parts.stack },
    },
    share: share.share,
    ...outbound.plan,
    reuse: planReusing(inputs, around, known, {
      promotion: outbound.plan.promotion,
      smoke,
      alone: fanOut.plan.duty.kind === 'all' && share.share.kind === 'whole',
    }),
    lint: judged.findings,
    notes: [...notesOf(named.notes), ...judged.notes, ...leftNotes(parts.left, around)],
  }
}

/** Where other jobs have tried it, nothing of it is pulled or started. */
function startedOf(seen: Observation, share: SharePlan): Observation {
  return share.kind === 'join' ? { ...seen, stack: { ...seen.stack, services: [] } } : seen
}

function notesOf(ofTags: readonly string[]): readonly Note[] {
  return ofTags.map((what) => ({ what, why: 'a rule of tags' }))
}

type Judged = Judgement & { readonly findings: Plan['lint'] }

function judge(seen: Observation, inputs: Inputs, around: Surroundings): Judged {
  const { model, stack, extent, sources, problems } = seen
  if (model === 'resolved') {
    const { notes, ...judged } = judgeStack(stack, sources)
    const breaches = judgePolicy(inputs.policy, stack, groundOf(inputs, around, seen), sources)
    const { findings, problems: refused } = lint(inputs.lint, seen)
    return { notes, findings, problems: [...judged.problems, ...breaches, ...refused] }
  }
  // What Compose refused, our own reading of the files may find again.
  const drafted = notAmong(problems, judgeDraft({ stack, extent }, sources))
  return { problems: drafted, notes: [], findings: [] }
}

function groundOf(inputs: Inputs, around: Surroundings, { realPaths }: Observation): PolicyGround {
  return { workspace: workspaceOf(inputs, around), real: realPaths }
}

function asInput(problem: Problem): Failure {
  return { stage: 'inputs', class: 'input', ...problem }
}

function tagFactsOf(
  { facts }: Observation,
  { now, releases }: Surroundings,
  { force }: Inputs,
): TagFacts {
  return {
    ...facts,
    commitDate: facts.commitDate === undefined ? now : new Date(facts.commitDate),
    now,
    // Whoever goes back means latest too, whatever is higher.
    ...(force ? { releases: [] } : releases && { releases }),
  }
}

/** What comes up beside the build, and what after it. */
function planParts(
  inputs: Inputs,
  seen: Observation,
  around: Surroundings,
  { project, smoke }: { readonly project: string; readonly smoke: PlannedSmoke },
): Pick<Plan, 'early' | 'pulls' | 'stack' | 'health' | 'left' | 'owners'> {
  const { stack, locate } = seen
  const whole = planStack(inputs, seen, around, { project, oneOffs: smoke.oneOffs })
  const { early, rest } = splitStack(whole, earlyServices(stack, whole))
  const pulls = splitPulls(planPulls(stack, inputs.pull), early?.services ?? [])
  const health = planHealth(inputs, stack, whole, smoke.checks, locate)
  return {
    early: early && { pulls: pulls.early, stack: early, health: partOfHealth(health, early) },
    pulls: pulls.rest,
    stack: rest,
    health: { ...health, stack: rest },
    left: planLeft(seen.left, around, inputs.pruneMs),
    owners: planOwners(stack, groundOf(inputs, around, seen), around),
  }
}
