// Images that share layers: one is pushed ahead, and the registry gives its layers to the others.
// Side by side, each push would upload what they share once more.
import type { ImageLayer } from '../world/world.ts'

/** One image on its way to one repository. */
export interface Voyage {
  /** Registries give layers to other repositories of their own only. */
  readonly registry: string
  readonly layers: readonly ImageLayer[]
  /** Layers that the repository has already, as far as that is known. */
  readonly there: ReadonlySet<string>
}

/** Unpacked. Waiting for another push costs some round trips, which less than this does not repay. */
const worthWaitingFor = 8 * 2 ** 20

/** For each voyage that should wait for another one, that one. Nobody waits for one that waits. */
export function convoysOf<Ship extends Voyage>(ships: readonly Ship[]): ReadonlyMap<Ship, Ship> {
  const leaders = new Map<Ship, Ship>()
  // Of hundreds of small images each would be held against each other one, for nothing.
  const free = new Set(ships.filter(({ layers }) => bytesOf(layers) >= worthWaitingFor))
  for (;;) {
    const [best] = [...free]
      .map((leader) => convoyOf(leader, [...free]))
      .filter(({ followers }) => followers.length > 0)
      .sort((a, b) => b.spared - a.spared || bytesOf(a.leader.layers) - bytesOf(b.leader.layers))
    if (best === undefined) return leaders
    free.delete(best.leader)
    for (const follower of best.followers) {
      leaders.set(follower, best.leader)
      free.delete(follower)
    }
  }
}

function convoyOf<Ship extends Voyage>(leader: Ship, ships: readonly Ship[]) {
  const carried = new Set(leader.layers.map(({ diffId }) => diffId))
  const spares = (ship: Ship): number =>
    bytesOf(ship.layers.filter(({ diffId }) => carried.has(diffId) && !ship.there.has(diffId)))
  const followers = ships.filter(
    (ship) =>
      ship !== leader && ship.registry === leader.registry && spares(ship) >= worthWaitingFor,
  )
  return { leader, followers, spared: followers.reduce((sum, ship) => sum + spares(ship), 0) }
}

function bytesOf(layers: readonly ImageLayer[]): number {
  return layers.reduce((sum, { bytes }) => sum + bytes, 0)
}
