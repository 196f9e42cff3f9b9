// When is a stack ready, what may be started next, and what has failed: rules only, no time of its own.
import { groupBy } from '../text/group-by.ts'
import type { ContainerState } from '../world/world.ts'
import {
  type ContainerVerdict,
  type DependencyPlan,
  judgeContainer,
  type Observed,
  type ServicePlan,
} from './container.ts'

export interface Trouble {
  readonly plan: ServicePlan
  readonly state: ContainerState | undefined
  readonly reason: string
}

export interface Ready {
  readonly plan: ServicePlan
  readonly state: ContainerState
  readonly proof: string
  /** What the user should know although it is ready. */
  readonly note?: string
}

export type StackVerdict = { readonly ready: readonly Ready[] } & (
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'waiting'
      readonly waitingFor: readonly Trouble[]
      readonly againInMs?: number
    }
  | {
      readonly kind: 'failed'
      readonly troubles: readonly Trouble[]
      /** Those that still had hope when the others failed. */
      readonly waitingFor: readonly Trouble[]
      /** `time`: nothing ended; a fresh look may still find all well. */
      readonly by: 'state' | 'time'
    }
)

export interface StackObservation {
  readonly plans: readonly ServicePlan[]
  readonly observed: readonly Observed[]
  readonly stableForMs: number
  /** Since the first container was started. */
  readonly elapsedMs: number
}

export function judgeStack(stack: StackObservation): StackVerdict {
  const byService = groupBy(stack.observed, ({ state }) => state.service)
  const judged = stack.plans.flatMap((plan) =>
    judgeService(plan, byService.get(plan.service) ?? [], stack),
  )
  const ready = judged.flatMap(({ plan, state, verdict }) =>
    verdict.kind === 'ready' && state
      ? [{ plan, state, proof: verdict.proof, ...(verdict.note && { note: verdict.note }) }]
      : [],
  )
  const troubles = (kind: 'waiting' | 'failed'): readonly Trouble[] =>
    judged.flatMap(({ plan, state, verdict }) =>
      verdict.kind === kind ? [{ plan, state, reason: verdict.reason }] : [],
    )
  const [failed, waitingFor] = [troubles('failed'), troubles('waiting')]
  if (failed.length > 0) {
    const ended = judged.some(({ verdict }) => verdict.kind === 'failed' && verdict.by === 'state')
    return { kind: 'failed', troubles: failed, waitingFor, ready, by: ended ? 'state' : 'time' }
  }
  if (waitingFor.length === 0) return { kind: 'ready', ready }
  const wakes = judged.flatMap(({ verdict }) =>
    verdict.kind === 'waiting' && verdict.againInMs !== undefined ? [verdict.againInMs] : [],
  )
  const wake = wakes.length > 0 ? { againInMs: Math.min(...wakes) } : {}
  return { kind: 'waiting', waitingFor, ready, ...wake }
}

interface Judged {
  readonly plan: ServicePlan
  readonly state: ContainerState | undefined
  readonly verdict: ContainerVerdict
}

function judgeService(
  plan: ServicePlan,
  own: readonly Observed[],
  stack: StackObservation,
): readonly Judged[] {
  const missing: Judged = {
    plan,
    state: undefined,
    verdict: {
      kind: 'failed',
      by: 'state',
      reason: 'has no container: it was removed from outside',
    },
  }
  return [
    ...Array.from({ length: Math.max(0, plan.replicas - own.length) }, () => missing),
    ...own.map((one) => ({ plan, state: one.state, verdict: judgeInTime(plan, one, stack) })),
  ]
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
  return { kind: 'failed', by: 'time', reason: lateReason(plan.waitTimeoutMs, verdict.reason) }
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
