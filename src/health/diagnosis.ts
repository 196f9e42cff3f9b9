// Why a service is not ready, told from what the engine and its log say.
import type { Failure, Place } from '../errors.ts'
import type { ServicePlan, Trouble } from './readiness.ts'

export interface Circumstances {
  readonly plans: readonly ServicePlan[]
  /** Where each service stands in the user's file. */
  readonly places: ReadonlyMap<string, Place | undefined>
  /** The last lines of the container's log. */
  readonly log: readonly string[]
}

const shownProbes = 5

/** Those that others wait for first: the rest is mostly their consequence. */
export function rootCausesFirst(troubles: readonly Trouble[]): readonly Trouble[] {
  const names = new Set(troubles.map(({ plan }) => plan.service))
  const follows = ({ plan }: Trouble): boolean =>
    plan.dependsOn.some(({ service }) => names.has(service))
  return [...troubles].sort((a, b) => Number(follows(a)) - Number(follows(b)))
}

export function healthFailure({ plan, state, reason }: Trouble, around: Circumstances): Failure {
  const where = around.places.get(plan.service)
  const replica = plan.replicas > 1 && state ? ` (replica ${state.replica})` : ''
  const dependants = around.plans.filter(({ dependsOn }) =>
    dependsOn.some(({ service }) => service === plan.service),
  )
  const waited =
    dependants.length > 0
      ? `; ${dependants.map(({ service }) => service).join(', ')} waited for it`
      : ''
  const probes = (state?.probes ?? []).filter(({ exitCode }) => exitCode !== 0).slice(-shownProbes)
  return {
    stage: 'health',
    class: 'test',
    what: `${plan.service}${replica} ${reason}${waited}`,
    ...(where && { where }),
    fix: 'read its last lines below; the whole story is in its log',
    evidence: [
      ...probes.flatMap(({ exitCode, output }) =>
        `probe, exit code ${exitCode}: ${output.trim()}`.split('\n'),
      ),
      ...around.log,
    ],
  }
}
