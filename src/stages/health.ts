// Brings the created stack to readiness, or tells of every service that did not come up.
import type { BuiltImage } from '../build/bake.ts'
import { composeArguments, type StackPlan } from '../compose/command.ts'
import { type Failure, TrialError } from '../errors.ts'
import { causesOf, healthFailure } from '../health/diagnosis.ts'
import { lastLines } from '../health/last-lines.ts'
import type { HealthPlan } from '../health/plan.ts'
import { lateReason, type Ready, type Trouble } from '../health/readiness.ts'
import { type Outlook, StartUp, type StartUpPlan } from '../health/start-up.ts'
import type { ContainerState, World } from '../world/world.ts'
import type { CreatedStack } from './stack.ts'

export interface HealthyStack extends CreatedStack {
  readonly states: readonly ContainerState[]
  /** What the user should know although all is well. */
  readonly notes: readonly string[]
}

const evidenceLines = 20

/** What began while the rest was being built. */
export interface BegunStack extends CreatedStack {
  readonly startUp: StartUp
}

export function beginStart(plan: HealthPlan, stack: CreatedStack, world: World): BegunStack {
  const startUp = new StartUp(startUpPlan(plan, stack, world), world)
  startUp.begin()
  return { ...stack, startUp }
}

/** What has failed beside a build that failed, too; nothing of it starts any more. */
export async function abandonStart(
  plan: HealthPlan,
  { startUp }: BegunStack,
  world: World,
): Promise<readonly Failure[]> {
  const outlook = await startUp.end()
  if (outlook?.verdict.kind !== 'failed') return []
  return failuresOf(plan, outlook, outlook.verdict.troubles, world)
}

export async function startUntilHealthy(
  plan: HealthPlan,
  stack: CreatedStack,
  world: World,
  begun?: BegunStack,
): Promise<HealthyStack> {
  const startUp = new StartUp(startUpPlan(plan, stack, world), world, begun?.startUp)
  const outlook = await startUp.finish()
  const { verdict, states } = outlook
  switch (verdict.kind) {
    case 'ready':
      return { ...stack, states, notes: notesOn(verdict.ready) }
    case 'failed':
      throw new TrialError(await failuresOf(plan, outlook, verdict.troubles, world))
    case 'waiting': {
      const late = verdict.waitingFor.map((trouble) => ({
        ...trouble,
        reason: lateReason(plan.timeoutMs, trouble.reason),
      }))
      throw new TrialError(await failuresOf(plan, outlook, late, world))
    }
  }
}

/** The promise of the whole product: what runs is what was built, to the byte. */
function refuseOthers(images: readonly BuiltImage[]): StartUpPlan['refuse'] {
  const built = new Map(images.flatMap(({ services, digest }) => services.map((s) => [s, digest])))
  return (states) => {
    for (const { service, image } of states) {
      const digest = built.get(service)
      if (digest === undefined || image === digest) continue
      throw new TrialError({
        stage: 'stack',
        class: 'infrastructure',
        code: 'ST-REPLACED',
        what: `${service} would run ${image}, not the image that was built (${digest})`,
        why: 'another process changed the image between the build and the start',
        fix: 'run the trial again; give parallel runs an engine of their own if it happens often',
      })
    }
  }
}

function startUpPlan(plan: HealthPlan, stack: CreatedStack, world: World): StartUpPlan {
  const services = plan.services.map((service) => {
    const quickProbe = stack.probes.get(service.service)
    return { ...service, ...(quickProbe && { quickProbe }) }
  })
  const { timeoutMs, stableForMs } = plan
  const startWithCompose = (service: string, signal: AbortSignal): Promise<void> =>
    composeStart(plan.stack, service, { ...world, signal })
  const refuse = refuseOthers(stack.images)
  return { project: stack.project, services, timeoutMs, stableForMs, refuse, startWithCompose }
}

function notesOn(ready: readonly Ready[]): readonly string[] {
  const recovered = ready.flatMap(({ plan, note }) => (note ? [`${plan.service} ${note}`] : []))
  const weak = ready.filter(({ plan, state }) => !plan.oneShot && state.health === undefined)
  if (weak.length === 0) return recovered
  const names = [...new Set(weak.map(({ plan }) => plan.service))].join(', ')
  return [...recovered, `without a healthcheck, running steadily was the only proof: ${names}`]
}

async function composeStart(stack: StackPlan, service: string, world: World): Promise<void> {
  const flags = ['--detach', '--no-build', '--no-deps', '--no-recreate', '--pull', 'never']
  const outcome = await world.runner.run(
    {
      program: 'docker',
      argv: [...composeArguments(stack), 'up', ...flags, service],
      cwd: stack.workdir,
    },
    { signal: world.signal, timeoutMs: stack.timeoutMs },
  )
  if (outcome.exitCode === 0) return
  if (outcome.timedOut) throw new Error('its time was up')
  const said = outcome.stderr.trim().split('\n').at(-1)
  throw new Error(said || `Compose ended with exit code ${outcome.exitCode}`)
}

async function failuresOf(
  plan: HealthPlan,
  { observed, states }: Outlook,
  troubles: readonly Trouble[],
  world: World,
): Promise<readonly Failure[]> {
  return Promise.all(
    causesOf(troubles, plan.services, states).map(async (cause) => {
      const { state } = cause.trouble
      const log = state ? await lastLines(state.id, evidenceLines, world.engine) : []
      const seen = observed.find((one) => one.state.id === state?.id)
      return healthFailure(cause, {
        places: plan.places,
        neighbours: plan.neighbours,
        log,
        ...(seen?.lastExit && { lastExit: seen.lastExit }),
      })
    }),
  )
}
