// The Docker Engine over its own API: a call takes milliseconds where a CLI process takes a hundred.
import type { ContainerState, Engine, LocalImage, PortHolder, Removal } from '../world.ts'
import { type EngineAddress, EngineConnection, EngineRefusal } from './engine-connection.ts'
import {
  type EngineEvent,
  engineMessage,
  isRecord,
  parseContainer,
  parseEvents,
  parseHolders,
  parseImage,
  records,
  text,
  unframeLogs,
} from './engine-json.ts'
import { processesOn } from './host-ports.ts'

const projectLabel = 'com.docker.compose.project'

export class DockerEngine implements Engine {
  readonly host: string
  readonly #connection: EngineConnection
  readonly #local: boolean

  constructor(address: EngineAddress) {
    this.#connection = new EngineConnection(address)
    this.host = address.hostname
    this.#local = address.way.kind === 'socket'
  }

  async version(): Promise<{ version: string; containerdStore: boolean }> {
    const info = await this.#connection.json('GET', '/info')
    const status = isRecord(info) ? info['DriverStatus'] : undefined
    const containerdStore = JSON.stringify(status ?? '').includes('io.containerd.snapshotter')
    return { version: isRecord(info) ? text(info['ServerVersion']) : '', containerdStore }
  }

  async containers(project: string): Promise<readonly ContainerState[]> {
    const query = filters({ label: [`${projectLabel}=${project}`] })
    const listed = await this.#connection.json('GET', `/containers/json?all=1&${query}`)
    const ids = Array.isArray(listed) ? listed.map((item) => text(item?.Id)) : []
    const states = await Promise.all(ids.map((id) => this.#inspect(id)))
    return states.filter((state) => state !== undefined)
  }

  async *follow(project: string, signal: AbortSignal): AsyncIterable<readonly ContainerState[]> {
    const query = filters({ type: ['container'], label: [`${projectLabel}=${project}`] })
    // The stream is open before the first look, so no change falls between the two.
    const stream = await this.#connection.open('GET', `/events?${query}`, signal)
    const states = new Map<string, ContainerState>()
    const exits = new Map<string, Exit>()
    const oomKilled = new Set<string>()
    const probesStarted = new Map<string, number>()
    for (const state of await this.containers(project)) states.set(state.id, state)
    yield [...states.values()]
    try {
      for await (const event of parseEvents(stream)) {
        if (!worthALook(event, probesStarted)) continue
        if (event.action === 'oom') oomKilled.add(event.id)
        const exit = exitOf(event, oomKilled)
        if (exit) exits.set(event.id, exit)
        const state = await this.#inspect(event.id)
        const lastExit = exits.get(event.id)
        if (state) states.set(state.id, { ...state, ...(lastExit && { lastExit }) })
        else states.delete(event.id)
        yield [...states.values()]
      }
    } finally {
      stream.destroy()
    }
  }

  async image(reference: string): Promise<LocalImage | undefined> {
    const { status, body } = await this.#connection.call('GET', `/images/${reference}/json`)
    if (status === 404) return undefined
    if (status >= 400) throw new EngineRefusal(status, engineMessage(body))
    return parseImage(body.toString())
  }

  async portHolders(ports: readonly number[]): Promise<readonly PortHolder[]> {
    const running = records(await this.#connection.json('GET', '/containers/json'))
    const containers = running.flatMap(parseHolders)
    // The ports of another machine are not in our /proc.
    const processes = this.#local ? await processesOn(ports) : []
    return [...containers, ...processes].filter(({ port }) => ports.includes(port))
  }

  async start(containerId: string): Promise<void> {
    await this.#connection.json('POST', `/containers/${containerId}/start`)
  }

  async tailOf(containerId: string, lines: number): Promise<readonly string[]> {
    const query = `stdout=1&stderr=1&tail=${lines}`
    const { body } = await this.#connection.call('GET', `/containers/${containerId}/logs?${query}`)
    return unframeLogs(body)
  }

  async tag(image: string, repository: string, tag: string): Promise<void> {
    const query = new URLSearchParams({ repo: repository, tag })
    await this.#connection.json('POST', `/images/${encodeURIComponent(image)}/tag?${query}`)
  }

  async removeProject(
    project: string,
    graceSeconds: number,
    signal: AbortSignal,
  ): Promise<Removal> {
    const query = filters({ label: [`${projectLabel}=${project}`] })
    const left: string[] = []
    const remove = async (path: string, what: string): Promise<void> => {
      const { status, body } = await this.#connection.call('DELETE', path, signal)
      if (status >= 300 && status !== 404) left.push(`${what}: ${engineMessage(body)}`)
    }
    const containers = records(
      await this.#connection.json('GET', `/containers/json?all=1&${query}`, signal),
    )
    await Promise.all(
      containers.map(async (container) => {
        const id = text(container['Id'])
        if (container['State'] === 'running' && graceSeconds > 0) {
          await this.#connection.call('POST', `/containers/${id}/stop?t=${graceSeconds}`, signal)
        }
        await remove(`/containers/${id}?force=1&v=1`, `container ${id.slice(0, 12)}`)
      }),
    )
    const networks = records(await this.#connection.json('GET', `/networks?${query}`, signal))
    const volumes = await this.#connection.json('GET', `/volumes?${query}`, signal)
    const names = records(isRecord(volumes) ? volumes['Volumes'] : []).map((v) => text(v['Name']))
    await Promise.all([
      ...networks.map((n) => remove(`/networks/${text(n['Id'])}`, `network ${text(n['Name'])}`)),
      ...names.map((name) => remove(`/volumes/${encodeURIComponent(name)}`, `volume ${name}`)),
    ])
    return { left }
  }

  async removeImageTag(reference: string, signal: AbortSignal): Promise<void> {
    await this.#connection.call(
      'DELETE',
      `/images/${encodeURIComponent(reference)}?noprune=0`,
      signal,
    )
  }

  async #inspect(id: string): Promise<ContainerState | undefined> {
    const { status, body } = await this.#connection.call('GET', `/containers/${id}/json`)
    return status === 404 ? undefined : parseContainer(body.toString())
  }
}

type Exit = NonNullable<ContainerState['lastExit']>

/**
 * A probe changes no state, but the first few tell whether it can be run at all. The start of one
 * is when the result of the one before is known: the engine tells of no end of one that can't run.
 */
const probesLookedAt = 6

function worthALook({ id, action }: EngineEvent, probesStarted: Map<string, number>): boolean {
  if (action === 'start') probesStarted.delete(id)
  if (!action.startsWith('exec_')) return true
  if (!action.startsWith('exec_start')) return false
  const nth = (probesStarted.get(id) ?? 0) + 1
  probesStarted.set(id, nth)
  return nth > 1 && nth <= probesLookedAt
}

/** The engine tells of lack of memory before it tells of the death, and once for each. */
function exitOf({ id, exitCode }: EngineEvent, oomKilled: Set<string>): Exit | undefined {
  if (exitCode === undefined) return undefined
  return { exitCode, oomKilled: oomKilled.delete(id) }
}

function filters(value: Record<string, readonly string[]>): string {
  return `filters=${encodeURIComponent(JSON.stringify(value))}`
}
