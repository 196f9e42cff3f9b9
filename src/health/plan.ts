// What ready means for each service of the stack, and how long each may take.
import type { StackPlan } from '../compose/command.ts'
import type { ImageUser } from '../compose/create-errors.ts'
import type { Service, Stack } from '../compose/model.ts'
import { roleOf } from '../compose/order.ts'
import { settingsOf } from '../compose/settings.ts'
import type { Place } from '../errors.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Locate } from '../smoke/entry.ts'
import type { Check } from '../smoke/kinds.ts'
import type { ServicePlan } from './container.ts'
import { type Neighbour, usualPortsOf } from './neighbours.ts'
import { type ProbePace, paceOf, type QuickProbe, quicken, timingOf } from './probes.ts'

export interface HealthPlan {
  readonly services: readonly ServicePlan[]
  readonly timeoutMs: number
  readonly stableForMs: number
  readonly stack: StackPlan
  /** Where each service stands in the user's file. */
  readonly places: ReadonlyMap<string, Place | undefined>
  readonly neighbours: readonly Neighbour[]
}

export type QuickProbePlan =
  | { readonly kind: 'as-written' }
  | {
      readonly kind: 'quick'
      readonly pace: ProbePace
      /** Services whose image may bring a healthcheck, or timings that the Compose file leaves out. */
      readonly services: readonly Service[]
    }

/** What a smoke check proves of a service need not be proven by waiting. */
const checkedStableForMs = 1000

export function planHealth(
  inputs: Inputs,
  stack: Stack,
  stackPlan: StackPlan,
  checks: readonly Check[],
  locate: Locate,
): HealthPlan {
  const services = stack.services
    .map((service) => ({
      ...service,
      replicas: stackPlan.scale.get(service.name) ?? service.replicas,
    }))
    .filter(({ name, replicas }) => replicas > 0 && stackPlan.services.includes(name))
  return {
    services: services.map((service) => planService(service, stack, inputs, checks)),
    timeoutMs: inputs.waitTimeoutMs,
    stableForMs: inputs.stableForMs,
    stack: stackPlan,
    neighbours: services.map(({ name, image, ports }) => ({
      service: name,
      ports: [...ports.map(({ target }) => target), ...usualPortsOf(image)],
    })),
    places: new Map(services.map(({ name }) => [name, locate(['services', name])])),
  }
}

/** For a part that comes up before the rest: nothing else is waited for. */
export function partOfHealth(whole: HealthPlan, stack: StackPlan): HealthPlan {
  const services = whole.services.filter(({ service }) => stack.services.includes(service))
  return { ...whole, services, stack }
}

function planService(
  service: Service,
  stack: Stack,
  { stableForMs }: Inputs,
  checks: readonly Check[],
): ServicePlan {
  const settings = settingsOf(service)
  const checked = checks.some((check) => check.service === service.name)
  return {
    service: service.name,
    replicas: service.replicas,
    oneShot: roleOf(service, stack).kind === 'one-shot',
    hasHealthcheck: service.healthcheck?.kind === 'test',
    restarts: service.restart.kind !== 'no',
    dependsOn: service.dependsOn,
    startedByCompose: service.needsComposeToStart,
    neededHealthyBy: stack.services
      .filter(({ dependsOn }) =>
        dependsOn.some((one) => one.service === service.name && one.condition === 'healthy'),
      )
      .map(({ name }) => name),
    stableForMs:
      settings.stableForMs ?? (checked ? Math.min(stableForMs, checkedStableForMs) : stableForMs),
    ...(settings.waitTimeoutMs !== undefined && { waitTimeoutMs: settings.waitTimeoutMs }),
  }
}

export function planProbes({ quickProbes }: Inputs, stack: Stack): QuickProbePlan {
  if (!quickProbes) return { kind: 'as-written' }
  const services = stack.services.filter(
    ({ healthcheck, provider, replicas }) =>
      healthcheck?.kind !== 'disabled' && !provider && replicas > 0,
  )
  const probed = services.filter(({ healthcheck }) => healthcheck).length
  return { kind: 'quick', pace: paceOf(probed), services }
}

export function planImageUsers({ services }: Stack, locate: Locate): readonly ImageUser[] {
  return services
    .filter(({ build, provider, replicas }) => !build && !provider && replicas > 0)
    .flatMap(({ name, image }) => {
      const where = locate(['services', name, 'image'])
      return image === undefined ? [] : [{ service: name, image, ...(where && { where }) }]
    })
}

/** What the Compose file alone says; an image may still fill in what it leaves out. */
export function quickenedByFile(plan: QuickProbePlan, name: string): QuickProbe | undefined {
  if (plan.kind === 'as-written') return undefined
  const service = plan.services.find((candidate) => candidate.name === name)
  const timing = service?.healthcheck && timingOf(service.healthcheck, undefined)
  return timing && quicken(timing, plan.pace)
}
