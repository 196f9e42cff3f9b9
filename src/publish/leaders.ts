// Which pushes wait for which: looked up where images share enough to make it worth a few questions.
import type { BuiltImage } from '../build/bake.ts'
import type { World } from '../world/world.ts'
import { type Berth, berthsOf, type PublishPlan } from './berths.ts'
import { convoysOf, type Voyage } from './convoy.ts'
import { layersOf } from './current.ts'
import { registryOf } from './refusals.ts'

interface Ship extends Voyage {
  readonly berth: Berth
}

type Asked = Pick<World, 'engine' | 'registry' | 'signal' | 'log'>

/** By what is pushed: what goes ahead of it. */
export type PushOrder = ReadonlyMap<string, string>

/** How a push is named in the order. */
export function pushName({ repository, image }: Berth): string {
  return `${image.target} to ${repository}`
}

/** An order saves time and changes nothing else, so what can't be found out is no failure. */
export async function orderOf(
  plan: PublishPlan,
  images: readonly BuiltImage[],
  world: Asked,
): Promise<PushOrder> {
  if (plan.kind === 'skip') return new Map()
  try {
    const berths = berthsOf(plan, images)
    const ships = await Promise.all(berths.map((berth) => shipOf(berth, world)))
    if (convoysOf(ships).size === 0) return new Map()
    const known = await Promise.all(ships.map((ship) => withWhatIsThere(ship, world)))
    const leaders = [...convoysOf(known)]
    return new Map(leaders.map(([ship, leader]) => [pushName(ship.berth), pushName(leader.berth)]))
  } catch (error) {
    world.log.debug(`shared layers are not known: ${String(error)}`)
    return new Map()
  }
}

async function shipOf(berth: Berth, { engine }: Asked): Promise<Ship> {
  const layers = await engine.layers(berth.image.reference)
  return { berth, registry: registryOf(berth.repository), layers, there: new Set() }
}

/** What a branch or `latest` points to is the last image that was pushed there, as a rule. */
async function withWhatIsThere(ship: Ship, world: Asked): Promise<Ship> {
  const { repository, floating } = ship.berth
  const [tag] = floating
  if (tag === undefined) return ship
  return { ...ship, there: await layersOf(repository, tag.name, world) }
}
