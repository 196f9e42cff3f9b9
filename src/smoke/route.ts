// The way to what a check asks: a published port, or a container's address inside the networks.
import type { Beside } from '../world/http.ts'
import type { NetworkAddress, NetworkPlace } from '../world/inside.ts'
import type { ContainerState } from '../world/world.ts'
import type { CheckBase } from './kinds.ts'

export interface ServicePorts {
  readonly service: string
  readonly ports: readonly {
    readonly target: number
    readonly protocol: string
    readonly name?: string
  }[]
}

export interface Ground {
  /** The host on which published ports are reached. */
  readonly host: string
  readonly bridge: 'reached' | 'elsewhere'
  readonly states: readonly ContainerState[]
  readonly services: readonly ServicePorts[]
  readonly network: (containerId: string) => Promise<NetworkPlace>
}

export type Route =
  | { readonly kind: 'direct'; readonly host: string; readonly port: number }
  /** Through a published port: what the user sees as host and port is the host's. */
  | { readonly kind: 'published'; readonly host: string; readonly port: number }
  /** Inside the networks: the service's name and port are seen, the address is connected to. */
  | {
      readonly kind: 'inside'
      readonly host: string
      readonly port: number
      readonly connectTo: {
        readonly host: string
        readonly port: number
        /** Where this machine has no way to the address. */
        readonly beside?: Beside
      }
    }
  | { readonly kind: 'none'; readonly why: string }

export interface Wanted {
  /** A service or any other host. */
  readonly host: string
  /** A port in the container, its name, or nothing for the first one. */
  readonly port?: string
}

export async function routeTo(
  wanted: Wanted,
  { from }: Pick<CheckBase, 'from'>,
  ground: Ground,
): Promise<Route> {
  const known = ground.services.find(({ service }) => service === wanted.host)
  if (!known) {
    const port = Number(wanted.port)
    if (from === undefined) return { kind: 'direct', host: wanted.host, port }
    return none(`${wanted.host} is no service, and from: ${from} asks services alone`)
  }
  const state = ground.states.find(
    ({ service, status }) => service === known.service && status === 'running',
  )
  if (!state) return none(`${known.service} is not running`)
  const target = targetPort(wanted.port, known)
  if (target === 'unknown') return none(`${known.service} has no port called ${wanted.port}`)
  const open = state.ports.find((port) => port.protocol === 'tcp' && port.target === target)
  if (open && from === undefined)
    return { kind: 'published', host: ground.host, port: open.hostPort }
  return insideRoute(state, target, from, ground)
}

function targetPort(
  port: string | undefined,
  { ports }: ServicePorts,
): number | 'unknown' | undefined {
  if (port === undefined) return ports.find(({ protocol }) => protocol === 'tcp')?.target
  if (/^\d+$/.test(port)) return Number(port)
  return ports.find(({ name }) => name === port)?.target ?? 'unknown'
}

async function insideRoute(
  state: ContainerState,
  wanted: number | undefined,
  from: string | undefined,
  ground: Ground,
): Promise<Route> {
  const place = await ground.network(state.id)
  const port = wanted ?? place.exposed[0]
  if (port === undefined) return none(`${state.service} says no port: add port: to the check`)
  if (place.addresses.length === 0) return { kind: 'direct', host: ground.host, port }
  const shared = await addressFor(place, from, ground)
  if (shared === undefined) return none(`${from} and ${state.service} share no network`)
  const beside = { network: shared.network, containerId: state.id }
  const connectTo = {
    ...{ host: shared.address, port },
    ...(ground.bridge === 'elsewhere' && { beside }),
  }
  return { kind: 'inside', host: state.service, port, connectTo }
}

async function addressFor(
  { addresses }: NetworkPlace,
  from: string | undefined,
  ground: Ground,
): Promise<NetworkAddress | undefined> {
  if (from === undefined) return addresses[0]
  const asker = ground.states.find(({ service }) => service === from)
  if (!asker) return undefined
  const networks = (await ground.network(asker.id)).addresses.map(({ network }) => network)
  return addresses.find(({ network }) => networks.includes(network))
}

function none(why: string): Route {
  return { kind: 'none', why }
}
