// What is built by which job, and with which rights.
import { planBuild } from '../build/plan.ts'
import { noCache } from '../event/cache-rights.ts'
import { decide, type Wishes } from '../event/policy.ts'
import { planFanOut } from '../fan-out/plan.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { type Observation, type Surroundings, workspaceOf } from '../stages/observe.ts'
import type { Plan } from './plan.ts'

export function planBuilding(
  inputs: Inputs,
  around: Surroundings,
  seen: Observation,
  { policy, images }: Pick<Plan, 'policy' | 'images'>,
) {
  const { facts, stack } = seen
  const fanOut = planFanOut({
    ...{ ...seen, inputs, images, env: around.env, found: seen.handOvers },
    push: decide(facts, { ...wishesOf(inputs, around), mode: 'trial' }).push,
    root: workspaceOf(inputs, around),
  })
  const { duty } = fanOut.plan
  const hands = duty.kind === 'hand-over' && duty.publish.kind === 'push'
  const build = planBuild({
    ...{ ...seen, ...around, inputs, builds: fanOut.builds, stackName: stack.name },
    rights: duty.kind === 'take-over' ? noCache('other jobs have built') : policy.cache,
    pushes: hands || policy.push.kind === 'push',
  })
  return { fanOut, build }
}

export function wishesOf(inputs: Inputs, { env }: Surroundings): Wishes {
  const cacheMode = env['ACTIONS_CACHE_MODE']
  return {
    push: inputs.push,
    promote: inputs.promote,
    mode: inputs.mode,
    allowUnsafePrCheckout: inputs.allowUnsafePrCheckout,
    checks: inputs.smokeShard ? 'a share' : 'all',
    cacheFromGiven: inputs.cacheFrom.length > 0,
    ...(cacheMode !== undefined && { cacheMode }),
  }
}
