// Which pushes wait for which: looked up where images share enough to make it worth a few questions.
import type { World } from '../world/world.ts'
import type { Berth } from './berths.ts'
import { convoysOf, type Voyage } from './convoy.ts'
import { layersOf } from './current.ts'
import { registryOf } from './refusals.ts'

interface Ship extends Voyage {
  readonly berth: Berth
}

type Asked = Pick<World, 'engine' | 'registry' | 'signal' | 'log'>

/** An order saves time and changes nothing else, so what can't be found out is no failure. */
export async function leadersOf(
  berths: readonly Berth[],
  world: Asked,
): Promise<ReadonlyMap<Berth, Berth>> {
  try {
    const ships = await Promise.all(berths.map((berth) => shipOf(berth, world)))
    if (convoysOf(ships).size === 0) return new Map()
    const known = await Promise.all(ships.map((ship) => withWhatIsThere(ship, world)))
    return new Map([...convoysOf(known)].map(([ship, leader]) => [ship.berth, leader.berth]))
  } catch (error) {
    if (world.signal.aborted) throw error
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
