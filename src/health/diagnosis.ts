// Why services are not ready: causes before consequences, told from what the engine and the log say.
import type { Failure, Place } from '../errors.ts'
import type { ContainerState } from '../world/world.ts'
import { codeOfTrouble } from './codes.ts'
import type { ServicePlan } from './container.ts'
import type { Exit } from './death.ts'
import type { Neighbour } from './neighbours.ts'
import type { Trouble } from './readiness.ts'
import { type Diagnosis, diagnose } from './symptoms.ts'

/** A service that failed by itself, and those that never started because of it. */
export interface Cause {
  readonly trouble: Trouble
  readonly waited: readonly string[]
}

export interface Circumstances {
  /** Where each service stands in the user's file. */
  readonly places: ReadonlyMap<string, Place | undefined>
  /** The last lines of the container's log. */
  readonly log: readonly string[]
  readonly neighbours: readonly Neighbour[]
  readonly lastExit?: Exit
}

const shownProbes = 5

/** Root causes first; who only waited for one of them is told with it, not as a failure of its own. */
export function causesOf(
  troubles: readonly Trouble[],
  plans: readonly ServicePlan[],
  states: readonly ContainerState[],
): readonly Cause[] {
  const names = new Set(troubles.map(({ plan }) => plan.service))
  const idle = (service: string): boolean =>
    states.some((state) => state.service === service && state.status === 'created') &&
    !troubles.some(({ plan, state }) => plan.service === service && state?.error)
  const follows = ({ plan }: Trouble): boolean =>
    [...names].some((name) => dependantsOf(name, plans).includes(plan.service))
  const own = troubles.filter((trouble) => !(follows(trouble) && idle(trouble.plan.service)))
  return [...own]
    .sort((a, b) => Number(follows(a)) - Number(follows(b)))
    .map((trouble) => ({
      trouble,
      waited: dependantsOf(trouble.plan.service, plans).filter(idle),
    }))
}

/** Directly or through others, each once, nearest first. */
function dependantsOf(service: string, plans: readonly ServicePlan[]): readonly string[] {
  const found: string[] = [service]
  for (const name of found) {
    for (const plan of plans) {
      const depends = plan.dependsOn.some((one) => one.service === name)
      if (depends && !found.includes(plan.service)) found.push(plan.service)
    }
  }
  return found.slice(1)
}

export function healthFailure({ trouble, waited }: Cause, around: Circumstances): Failure {
  const { plan, state, reason } = trouble
  const where = around.places.get(plan.service)
  const replica = plan.replicas > 1 && state ? ` (replica ${state.replica})` : ''
  const consequence = waited.length > 0 ? `; ${waited.join(', ')} waited for it` : ''
  const probes = (state?.probes ?? []).filter(({ exitCode }) => exitCode !== 0).slice(-shownProbes)
  const { why, fix } = diagnosisOf(trouble, around)
  return {
    stage: 'health',
    class: 'test',
    code: codeOfTrouble(trouble, around.lastExit),
    what: `${plan.service}${replica} ${reason}${consequence}`,
    ...(why !== undefined && { why }),
    ...(where && { where }),
    fix,
    evidence: [
      ...probes.flatMap(({ exitCode, output }) =>
        `probe, exit code ${exitCode}: ${output.trim()}`.split('\n'),
      ),
      ...around.log,
    ],
  }
}

const readTheLog = 'read its last lines below; the whole story is in its log'

function diagnosisOf(
  { plan, state }: Trouble,
  { log, neighbours, lastExit }: Circumstances,
): Partial<Diagnosis> & Pick<Diagnosis, 'fix'> {
  if (!state) return { fix: 'look for what removes containers on this machine' }
  const ended = state.status === 'exited' || state.status === 'restarting'
  const exit = lastExit ?? (ended ? state : undefined)
  const probes = state.health === 'healthy' ? [] : state.probes
  const found = diagnose({
    service: plan.service,
    said: [state.error, ...probes.map(({ output }) => output), ...log],
    probes,
    status: state.status,
    health: state.health,
    neededHealthyBy: plan.neededHealthyBy,
    memoryLimit: state.memoryLimit,
    others: neighbours.filter(({ service }) => service !== plan.service),
    ...(exit && { exit }),
  })
  return found ?? { fix: log.length > 0 ? readTheLog : 'its log is empty: let it say why it ends' }
}
