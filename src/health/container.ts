// What a container's state means for its service: ready, to be waited for, or failed.
import type { ContainerState } from '../world/world.ts'
import { deathOf, type Exit } from './death.ts'
import { meanProbeMs, patienceMs, type QuickProbe } from './probes.ts'

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
  /** Who waits for it to be healthy. */
  readonly neededHealthyBy: readonly string[]
  /** Its own, over those of the run. */
  readonly waitTimeoutMs?: number
  readonly stableForMs?: number
  /** Where the engine asks it sooner than the user wrote, its verdict is ours. */
  readonly quickProbe?: QuickProbe
}

export interface DependencyPlan {
  readonly service: string
  readonly condition: 'started' | 'healthy' | 'completed'
}

/** A container at a moment, and what was seen of it before. */
export interface Observed {
  readonly state: ContainerState
  /** For how long it has been seen running without a restart. */
  readonly steadyForMs: number
  readonly firstDeathAgoMs?: number
  /** Its state forgets how it died as soon as the engine starts it again. */
  readonly lastExit?: Exit
}

export type ContainerVerdict =
  | { readonly kind: 'ready'; readonly proof: string; readonly note?: string }
  | { readonly kind: 'waiting'; readonly reason: string; readonly againInMs?: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly by: 'state' | 'time' }

/** A container that died this often is not coming up, whatever its restart policy hopes. */
const crashLoopDeaths = 3
/** One that died twice and is still not ready this long after the first time will not, either. */
const crashLoopAfterMs = 4000

export function judgeContainer(
  plan: ServicePlan,
  observed: Observed,
  stableForMs: number,
): ContainerVerdict {
  const { state } = observed
  if (state.error !== '' && state.status !== 'running') {
    return failed(`could not be started: ${state.error}`)
  }
  const deaths = deathsOf(state)
  if (plan.restarts && deaths >= crashLoopDeaths) return failed(crashLoop(observed, deaths))
  const verdict = judgeState(plan, observed, stableForMs)
  if (deaths === 0 || verdict.kind === 'failed') return verdict
  const exit = observed.lastExit ?? state
  if (verdict.kind === 'ready') {
    if (plan.oneShot) return verdict
    return { ...verdict, note: `recovered after it ${deathOf(exit, state.memoryLimit)}` }
  }
  if (deaths < 2) return verdict
  const leftMs = crashLoopAfterMs - (observed.firstDeathAgoMs ?? 0)
  if (leftMs <= 0) return failed(crashLoop(observed, deaths))
  return { ...verdict, againInMs: Math.min(leftMs, verdict.againInMs ?? leftMs) }
}

/** The engine counts a restart when it decides on it, before the container runs again. */
function deathsOf({ restarts, status }: ContainerState): number {
  return status === 'exited' && restarts > 0 ? restarts + 1 : restarts
}

function crashLoop({ state, lastExit }: Observed, deaths: number): string {
  const how = deathOf(lastExit ?? state, state.memoryLimit)
  return `is in a crash loop: it died ${deaths} times, the last time it ${how}`
}

function failed(reason: string): ContainerVerdict {
  return { kind: 'failed', reason, by: 'state' }
}

function judgeState(
  plan: ServicePlan,
  { state, steadyForMs, lastExit }: Observed,
  stableForMs: number,
): ContainerVerdict {
  switch (state.status) {
    case 'created':
      return { kind: 'waiting', reason: 'not started yet' }
    case 'running':
      return judgeRunning(plan, state, steadyForMs, stableForMs)
    case 'paused':
      return failed('was paused')
    case 'restarting':
      return {
        kind: 'waiting',
        reason: `restarting after it ${deathOf(lastExit ?? state, state.memoryLimit)}`,
      }
    case 'exited':
      return judgeExited(plan, state)
    case 'removing':
      return failed('is being removed from outside')
    case 'dead':
      return failed('is dead: the engine could not remove all of it')
  }
}

function judgeRunning(
  plan: ServicePlan,
  state: ContainerState,
  steadyForMs: number,
  stableForMs: number,
): ContainerVerdict {
  if (plan.oneShot) return { kind: 'waiting', reason: 'has not ended yet' }
  if (state.health === 'healthy') return { kind: 'ready', proof: 'healthy' }
  if (state.health === 'unhealthy') return failed(`is unhealthy${lastProbe(state)}`)
  if (state.health === 'starting') return judgeStarting(plan, state, steadyForMs)
  if (plan.neededHealthyBy.length > 0) {
    return failed(`has no healthcheck, so ${plan.neededHealthyBy.join(', ')} would wait for ever`)
  }
  const proof = `running for ${stableForMs / 1000}s`
  if (steadyForMs >= stableForMs) return { kind: 'ready', proof }
  const againInMs = stableForMs - steadyForMs
  return { kind: 'waiting', reason: 'has no healthcheck; must stay running', againInMs }
}

/** Of its last probes an engine tells the results of so many. */
const probesKept = 5

/** Quick probes make the engine more patient than the user; the verdict must not be. */
function judgeStarting(
  { quickProbe }: ServicePlan,
  state: ContainerState,
  runningForMs: number,
): ContainerVerdict {
  const missing = missingProgram(state.probes)
  if (missing) return failed(`is not healthy: its healthcheck can't be run, ${missing} is missing`)
  const waiting = { kind: 'waiting', reason: probing(state) } as const
  if (!quickProbe) return waiting
  const { timing } = quickProbe
  const patience = patienceMs(timing, meanProbeMs(state.probes))
  if (runningForMs < patience) return { ...waiting, againInMs: patience - runningForMs }
  // An engine that has too much to do asks late, and what was not asked has not failed.
  if (state.probes.length < Math.min(timing.retries, probesKept)) return waiting
  const period = timing.startPeriodMs > 0 ? `start_period ${timing.startPeriodMs / 1000}s and ` : ''
  const rule = `${period}${timing.retries} retries every ${timing.intervalMs / 1000}s`
  return { kind: 'failed', by: 'time', reason: `is unhealthy after ${rule}${lastProbe(state)}` }
}

/** A program that is missing three times will not appear; a first script may still install it. */
const hopelessProbes = 3
const notFound =
  /exec: "?([^\s":]+)"?: executable file not found|([\w./-]+): (?:command )?not found/

function missingProgram(probes: ContainerState['probes']): string | undefined {
  const last = probes.slice(-hopelessProbes)
  const names = last.map(({ exitCode, output }) => {
    const found = exitCode === -1 || exitCode === 127 ? notFound.exec(output) : null
    return found?.[1] ?? found?.[2]
  })
  const same = names.length === hopelessProbes && names.every((name) => name === names[0])
  return same ? names[0] : undefined
}

function lastProbe({ probes }: ContainerState): string {
  const last = probes.at(-1)
  return last ? `, the last probe with exit code ${last.exitCode}` : ''
}

function probing({ probes }: ContainerState): string {
  const last = probes.at(-1)
  if (!last || last.exitCode === 0) return 'its healthcheck has not answered yet'
  const said = last.output.trim().split('\n').at(-1) ?? ''
  return `its healthcheck fails with exit code ${last.exitCode}${said === '' ? '' : `: ${said}`}`
}

function judgeExited(plan: ServicePlan, state: ContainerState): ContainerVerdict {
  if (plan.oneShot && state.exitCode === 0) return { kind: 'ready', proof: 'done' }
  return failed(deathOf(state, state.memoryLimit))
}
