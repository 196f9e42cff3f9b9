// Who needs whom in a stack: the order of starting, circles, and what each service is there for.

import type { Service, Stack } from './model.ts'
import { oneShotAsked } from './settings.ts'

export type Role =
  | { readonly kind: 'long-running' }
  /** `adoptedBy`: the services that wait for its success; nobody where `x-sea-trial` says one-shot. */
  | { readonly kind: 'one-shot'; readonly adoptedBy: readonly string[] }
  /** Nothing of it runs: there is no container to wait for. */
  | { readonly kind: 'absent'; readonly why: 'provider' | 'no replicas' }

const FROM_SERVICE = 'service:'

export function roleOf(service: Service, stack: Stack): Role {
  if (service.provider) return { kind: 'absent', why: 'provider' }
  if (service.replicas === 0) return { kind: 'absent', why: 'no replicas' }
  const adoptedBy = stack.services
    .filter(({ dependsOn }) =>
      dependsOn.some((one) => one.service === service.name && one.condition === 'completed'),
    )
    .map(({ name }) => name)
  const asked = service.restart.kind === 'no' && oneShotAsked(service)
  return adoptedBy.length > 0 || asked ? { kind: 'one-shot', adoptedBy } : { kind: 'long-running' }
}

/** The services whose images the build of this one starts from (`additional_contexts: service:x`). */
export function buildsFrom(service: Service): readonly string[] {
  return [...(service.build?.contexts.values() ?? [])]
    .filter((context) => context.startsWith(FROM_SERVICE))
    .map((context) => context.slice(FROM_SERVICE.length))
}

/** Every service that this one needs, to start after or to build from, each once. */
export function usesOf(service: Service): readonly string[] {
  const names = [...service.dependsOn.map((one) => one.service), ...buildsFrom(service)]
  return [...new Set(names)]
}

/** Dependencies first, otherwise in the order of the stack; a circle is entered where it is met. */
export function dependencyOrder(stack: Stack): readonly Service[] {
  return walk(stack.services, usesOf).order
}

/** The names along the first circle, the first one again at the end. */
export function circleIn(
  services: readonly Service[],
  needs: (service: Service) => readonly string[],
): readonly string[] | undefined {
  return walk(services, needs).circle
}

interface Walk {
  readonly order: readonly Service[]
  readonly circle?: readonly string[]
}

// Depth first with a stack of its own: a chain of thousands of services must not overflow.
function walk(services: readonly Service[], needs: (service: Service) => readonly string[]): Walk {
  const byName = new Map(services.map((service) => [service.name, service]))
  const state = new Map<string, 'open' | 'done'>()
  const order: Service[] = []
  let circle: readonly string[] | undefined
  for (const start of services) {
    if (state.has(start.name)) continue
    const open = [{ service: start, left: needs(start).values() }]
    state.set(start.name, 'open')
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const { value: name, done } = top.left.next()
      if (done) {
        state.set(top.service.name, 'done')
        order.push(top.service)
        open.pop()
        continue
      }
      const next = byName.get(name)
      if (next && !state.has(name)) {
        state.set(name, 'open')
        open.push({ service: next, left: needs(next).values() })
      } else if (state.get(name) === 'open' && !circle) {
        const names = open.map(({ service }) => service.name)
        circle = [...names.slice(names.indexOf(name)), name]
      }
    }
  }
  return { order, ...(circle ? { circle } : {}) }
}
