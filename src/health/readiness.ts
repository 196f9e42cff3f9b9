// When is a stack ready, what may be started next, and what has failed: rules only, no time of its own.
import { groupBy } from '../text/group-by.ts'
import type { ContainerState } from '../world.ts'

export interface ServicePlan {
  readonly service: string
  readonly replicas: number
  /** Ends by itself; exit code 0 is what "ready" means for it. */
  readonly oneShot: boolean
  readonly hasHealthcheck: boolean
  /** The engine starts it again by itself when it dies. */
  readonly restarts: boolean
  readonly dependsOn: readonly DependencyPlan[]
  /** Only Compose can start it: it injects content or runs hooks at the start. */
  readonly startedByCompose: boolean
  /** Its own, over those of the run. */
  readonly waitTimeoutMs?: number
  readonly stableForMs?: number
}

export interface DependencyPlan {
  readonly service: string
  readonly condition: 'started' | 'healthy' | 'completed'
}

/** A container at a moment, and for how long it has been seen running without a restart. */
export interface Observed {
  readonly state: ContainerState
  readonly steadyForMs: number
}

export type ContainerVerdict =
  | { readonly kind: 'ready' }
  | { readonly kind: 'waiting'; readonly reason: string; readonly againInMs?: number }
  | { readonly kind: 'failed'; readonly reason: string }

export interface Trouble {
  readonly plan: ServicePlan
  readonly state: ContainerState | undefined
  readonly reason: string
}

export type StackVerdict =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'waiting'
      readonly waitingFor: readonly Trouble[]
      readonly againInMs?: number
    }
  | { readonly kind: 'failed'; readonly troubles: readonly Trouble[] }

/** A container that died this often is not coming up, whatever its restart policy hopes. */
const crashLoopDeaths = 3

export function judgeContainer(
  plan: ServicePlan,
  { state, steadyForMs }: Observed,
  stableForMs: number,
): ContainerVerdict {
  if (state.error !== '' && state.status !== 'running') {
    return { kind: 'failed', reason: `could not be started: ${state.error}` }
  }
  if (state.restarts >= crashLoopDeaths) {
    return {
      kind: 'failed',
      reason: `is in a crash loop: ${deathOf(state)}, ${state.restarts} restarts`,
    }
  }
  switch (state.status) {
    case 'created':
      return { kind: 'waiting', reason: 'not started yet' }
    case 'running':
      return judgeRunning(plan, state, steadyForMs, stableForMs)
    case 'paused':
      return { kind: 'failed', reason: 'was paused' }
    case 'restarting':
      return { kind: 'waiting', reason: `restarting after it ${deathOf(state)}` }
    case 'exited':
      return judgeExited(plan, state)
    case 'removing':
    case 'dead':
      return { kind: 'failed', reason: `was removed from outside (${state.status})` }
  }
}

function judgeRunning(
  plan: ServicePlan,
  state: ContainerState,
  steadyForMs: number,
  stableForMs: number,
): ContainerVerdict {
  if (plan.oneShot) return { kind: 'waiting', reason: 'has not ended yet' }
  if (state.health === 'healthy') return { kind: 'ready' }
  if (state.health === 'unhealthy') {
    const last = state.probes.at(-1)
    const told = last ? `, the last probe with exit code ${last.exitCode}` : ''
    return { kind: 'failed', reason: `is unhealthy${told}` }
  }
  if (state.health === 'starting') return { kind: 'waiting', reason: probing(state) }
  if (steadyForMs >= stableForMs) return { kind: 'ready' }
  const againInMs = stableForMs - steadyForMs
  return { kind: 'waiting', reason: 'has no healthcheck; must stay running', againInMs }
}

function probing({ probes }: ContainerState): string {
  const last = probes.at(-1)
  if (!last || last.exitCode === 0) return 'its healthcheck has not answered yet'
  const said = last.output.trim().split('\n').at(-1) ?? ''
  return `its healthcheck fails with exit code ${last.exitCode}${said === '' ? '' : `: ${said}`}`
}

function judgeExited(plan: ServicePlan, state: ContainerState): ContainerVerdict {
  if (plan.oneShot && state.exitCode === 0) return { kind: 'ready' }
  return { kind: 'failed', reason: deathOf(state) }
}

export function deathOf({ exitCode, oomKilled }: ContainerState): string {
  if (oomKilled) return `was killed for lack of memory (OOM, exit code ${exitCode})`
  return `exited with code ${exitCode}${signalOf(exitCode)}`
}

const signals: Readonly<Record<number, string>> = {
  129: 'SIGHUP',
  130: 'SIGINT',
  132: 'SIGILL, an instruction this processor lacks',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
}

function signalOf(exitCode: number): string {
  if (exitCode === 126) return ' (the command is not executable)'
  if (exitCode === 127) return ' (the command was not found)'
  const signal = signals[exitCode]
  return signal === undefined ? '' : ` (${signal})`
}

export interface StackObservation {
  readonly plans: readonly ServicePlan[]
  readonly observed: readonly Observed[]
  readonly stableForMs: number
  /** Since the first container was started. */
  readonly elapsedMs: number
}

export function judgeStack(stack: StackObservation): StackVerdict {
  const failed: Trouble[] = []
  const waiting: Trouble[] = []
  const wakes: number[] = []
  for (const plan of stack.plans) {
    const own = stack.observed.filter(({ state }) => state.service === plan.service)
    for (let missing = own.length; missing < plan.replicas; missing++) {
      const reason = 'has no container: it was removed from outside'
      failed.push({ plan, state: undefined, reason })
    }
    for (const one of own) {
      const verdict = judgeInTime(plan, one, stack)
      if (verdict.kind === 'ready') continue
      const trouble = { plan, state: one.state, reason: verdict.reason }
      if (verdict.kind === 'failed') failed.push(trouble)
      else waiting.push(trouble)
      if (verdict.kind === 'waiting' && verdict.againInMs !== undefined)
        wakes.push(verdict.againInMs)
    }
  }
  if (failed.length > 0) return { kind: 'failed', troubles: failed }
  if (waiting.length === 0) return { kind: 'ready' }
  return {
    kind: 'waiting',
    waitingFor: waiting,
    ...(wakes.length > 0 && { againInMs: Math.min(...wakes) }),
  }
}

/** A service may have less time than the whole stack. */
function judgeInTime(
  plan: ServicePlan,
  one: Observed,
  { stableForMs, elapsedMs }: StackObservation,
): ContainerVerdict {
  const verdict = judgeContainer(plan, one, plan.stableForMs ?? stableForMs)
  if (verdict.kind !== 'waiting' || plan.waitTimeoutMs === undefined) return verdict
  const leftMs = plan.waitTimeoutMs - elapsedMs
  if (leftMs > 0) return { ...verdict, againInMs: Math.min(leftMs, verdict.againInMs ?? leftMs) }
  return { kind: 'failed', reason: lateReason(plan.waitTimeoutMs, verdict.reason) }
}

export function lateReason(timeoutMs: number, reason: string): string {
  return `was not ready within ${timeoutMs / 1000}s: ${reason}`
}

/** The services whose conditions hold now and whose containers are still to be started. */
export function startable({
  plans,
  observed,
}: Pick<StackObservation, 'plans' | 'observed'>): readonly ServicePlan[] {
  const byService = groupBy(observed, ({ state }) => state.service)
  const holds = ({ service, condition }: DependencyPlan): boolean => {
    const plan = plans.find((candidate) => candidate.service === service)
    if (!plan) return true // not part of this run (another profile, required: false, scale 0)
    const own = byService.get(service) ?? []
    if (own.length < plan.replicas) return false
    return own.every(({ state }) => conditionHolds(condition, state))
  }
  return plans.filter((plan) => {
    const own = byService.get(plan.service) ?? []
    return own.some(({ state }) => state.status === 'created') && plan.dependsOn.every(holds)
  })
}

function conditionHolds(condition: DependencyPlan['condition'], state: ContainerState): boolean {
  switch (condition) {
    case 'started':
      return state.status !== 'created'
    case 'healthy':
      return state.health === 'healthy'
    case 'completed':
      return state.status === 'exited' && state.exitCode === 0
  }
}
