// Takes a project down: containers first, then the networks and volumes that they used.
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../errors.ts'
import type { Removal, RemovalOptions } from '../world/world.ts'
import { type EngineConnection, isRefusal, refusal } from './engine-connection.ts'
import { isRecord, records, text } from './engine-json.ts'

type Json = Readonly<Record<string, unknown>>

export class ProjectRemoval {
  readonly #connection: EngineConnection
  /** The query that finds what belongs to the project. */
  readonly #query: string
  readonly #options: RemovalOptions
  readonly #left: string[] = []

  constructor(connection: EngineConnection, query: string, options: RemovalOptions) {
    this.#connection = connection
    this.#query = query
    this.#options = options
  }

  async run(): Promise<Removal> {
    const { graceSeconds, onFreed } = this.#options
    const [listed, volumes] = await Promise.all([
      this.#ask('GET', `/containers/json?all=1&${this.#query}`),
      // Those that containers make while they end are found when the containers are gone.
      this.#volumes().catch(() => []),
    ])
    const containers = records(listed)
    const grace = (container: Json): number =>
      container['State'] === 'running' && outlives(container, volumes) ? graceSeconds : 0
    const holds = new Holds(containers, volumes)
    const gone = Promise.all(
      containers.map(async (one) => {
        await this.#end(one, grace(one))
        await this.#early(holds.freedBy(one).map(volumePath))
      }),
    )
    const areFew = containers.length <= fewContainers
    const early = areFew ? this.#networksOfDead(containers, gone) : Promise.resolve()
    await gone
    const going = areFew ? [early.then(() => this.#networksLeft())] : await this.#endNetworks()
    onFreed?.() // behind them: in line after forty images they would be the last to go
    await Promise.all([
      ...going,
      this.#attempt('volumes', async () => {
        const names = await this.#volumes()
        await Promise.all(names.map((name) => this.#remove(volumePath(name), `volume ${name}`)))
      }),
    ])
    return { left: this.#left }
  }

  /**
   * A container leaves its networks when it dies, a tenth of a second and more before the engine has
   * collected its garbage, one container after the other; and a network takes longer than that.
   */
  async #networksOfDead(containers: readonly Json[], gone: Promise<unknown>): Promise<void> {
    const over = new AbortController()
    const until = AbortSignal.any([this.#options.signal, over.signal])
    const deaths = containers.map(({ Id }) =>
      // One that is gone by then is dead, too.
      this.#connection.call('POST', `/containers/${text(Id)}/wait`, until).catch(() => {}),
    )
    // Where one does not die, its removal has an end all the same, and nobody asks any more.
    await Promise.race([Promise.all(deaths), gone])
    over.abort()
    const networks = await this.#networks().catch(() => [])
    await this.#early(networks.map(networkPath))
  }

  /** What does not go yet is tried once more when all containers are gone, and told then. */
  async #early(paths: readonly string[]): Promise<void> {
    const { signal } = this.#options
    await Promise.allSettled(paths.map((path) => removeThing(this.#connection, path, signal)))
  }

  async #networksLeft(): Promise<void> {
    await Promise.all(await this.#endNetworks())
  }

  /** They are going: the kernel takes its time for each. */
  async #endNetworks(): Promise<readonly Promise<void>[]> {
    let networks: readonly Json[] = []
    await this.#attempt('networks', async () => {
      networks = await this.#networks()
    })
    return networks.map((one) => this.#remove(networkPath(one), `network ${text(one['Name'])}`))
  }

  async #networks(): Promise<readonly Json[]> {
    return records(await this.#ask('GET', `/networks?${this.#query}`))
  }

  async #end(container: Json, graceSeconds: number): Promise<void> {
    const id = text(container['Id'])
    const name = `container ${id.slice(0, 12)}`
    if (graceSeconds > 0) {
      const stop = `/containers/${id}/stop?t=${graceSeconds}`
      await this.#attempt(name, () => this.#connection.call('POST', stop, this.#options.signal))
    }
    await this.#remove(`/containers/${id}?force=1&v=1`, name)
  }

  async #volumes(): Promise<readonly string[]> {
    const volumes = await this.#ask('GET', `/volumes?${this.#query}`)
    return records(isRecord(volumes) ? volumes['Volumes'] : []).map((v) => text(v['Name']))
  }

  #ask(method: string, path: string): Promise<unknown> {
    return this.#connection.json(method, path, this.#options.signal)
  }

  #remove(path: string, what: string): Promise<void> {
    return this.#attempt(what, () => removeThing(this.#connection, path, this.#options.signal))
  }

  async #attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#left.push(`${what}: ${messageOf(error)}`)
    }
  }
}

/** Which containers keep a volume from going. */
class Holds {
  readonly #holders: ReadonlyMap<string, Set<Json>>

  constructor(containers: readonly Json[], volumes: readonly string[]) {
    this.#holders = new Map(
      volumes.map((volume) => {
        const holding = containers.filter((one) => mountedBy(one).includes(volume))
        return [volume, new Set(holding)] as const
      }),
    )
  }

  /** The volumes of which it was the last holder. */
  freedBy(container: Json): readonly string[] {
    return mountedBy(container).filter((volume) => {
      const holders = this.#holders.get(volume)
      return holders?.delete(container) === true && holders.size === 0
    })
  }
}

function mountedBy(container: Json): readonly string[] {
  return records(container['Mounts']).map((mount) => text(mount['Name']))
}

function volumePath(name: string): string {
  return `/volumes/${encodeURIComponent(name)}`
}

function networkPath(network: Json): string {
  return `/networks/${text(network['Id'])}`
}

/** What is gone already is as good as removed. */
export async function removeThing(
  connection: EngineConnection,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const answer = await connection.call('DELETE', path, signal)
  if (isRefusal(answer.status) && answer.status !== 404) throw refusal(answer)
}

/** Of more than these the images take longer than the networks, and each question costs us, too. */
const fewContainers = 16

/** Then twice as long each time; the longer, the more go: a look costs the engine a third of a removal. */
const firstLookMs = 100
const lookLaterMs = 10

/**
 * The engine answers when it has collected all garbage, a third of a second for each image where there
 * is much, one image after the other. That the name is gone is known long before, and nobody waits for
 * the rest.
 */
export class ImageRemovals {
  readonly #connection: EngineConnection
  #going = 0

  constructor(connection: EngineConnection) {
    this.#connection = connection
  }

  async remove(reference: string, signal: AbortSignal): Promise<void> {
    this.#going += 1
    try {
      await this.#untilGone(`/images/${encodeURIComponent(reference)}`, signal)
    } finally {
      this.#going -= 1
    }
  }

  async #untilGone(path: string, signal: AbortSignal): Promise<void> {
    const enough = new AbortController()
    const until = AbortSignal.any([signal, enough.signal])
    let ended = false
    const removing = removeThing(this.#connection, `${path}?noprune=0`, until).finally(() => {
      ended = true
    })
    const settled = removing.catch(() => {}) // awaited below, unless it was ended by us
    try {
      for (let factor = 1; !ended; factor *= 2) {
        await Promise.race([settled, sleep(factor * (firstLookMs + this.#going * lookLaterMs))])
        if (ended) break
        const look = await this.#connection.call('GET', `${path}/json`, signal)
        if (look.status === 404) return
      }
      await removing
    } finally {
      enough.abort()
    }
  }
}

/** Only what it writes to a place that stays can be read by anyone later; nobody waits for the rest. */
function outlives(container: Json, ownVolumes: readonly string[]): boolean {
  return records(container['Mounts']).some((mount) => {
    if (mount['RW'] === false) return false
    const name = text(mount['Name'])
    if (mount['Type'] !== 'volume') return mount['Type'] !== 'tmpfs'
    return !isAnonymous(name) && !ownVolumes.includes(name)
  })
}

/** It goes with its container. */
function isAnonymous(volume: string): boolean {
  return /^[0-9a-f]{64}$/.test(volume)
}
