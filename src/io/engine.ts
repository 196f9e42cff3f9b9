// The Docker Engine over its own API: a call takes milliseconds where a CLI process takes a hundred.
import { TrialError } from '../errors.ts'
import type {
  ContainerState,
  Engine,
  EngineImage,
  EngineVersion,
  ImageHealthcheck,
  ImageLayer,
  OfProject,
  PortHolder,
  Removal,
  RemovalOptions,
} from '../world/world.ts'
import {
  type ConnectionOptions,
  EngineConnection,
  isRefusal,
  refusal,
  restOf,
  unreachable,
} from './engine-connection.ts'
import {
  type EngineEvent,
  isRecord,
  parseContainer,
  parseEvents,
  parseHolders,
  parseImage,
  parseImageHealthcheck,
  parseLayers,
  platformOf,
  records,
  text,
  unframeLogs,
} from './engine-json.ts'
import { ImageRemovals, ProjectRemoval } from './engine-removal.ts'
import type { EngineAddress } from './engine-route.ts'
import { processesOn } from './host-ports.ts'
import { ImageMemory, imagePath, type Question } from './image-memory.ts'
import { Looks } from './looks.ts'

const projectLabel = 'com.docker.compose.project'
const runLabel = 'sea-trial.run'

export interface EngineOptions extends ConnectionOptions {
  /** Shared by all who ask the same engine. */
  readonly images?: ImageMemory
}

export class DockerEngine implements Engine {
  readonly host: string
  readonly #connection: EngineConnection
  readonly #local: boolean
  readonly #images: ImageMemory
  readonly #removals: ImageRemovals

  constructor(
    address: EngineAddress,
    { images = new ImageMemory(), ...options }: EngineOptions = {},
  ) {
    this.#images = images
    this.#connection = new EngineConnection(address, options)
    this.#removals = new ImageRemovals(this.#connection)
    this.host = address.hostname
    this.#local = address.way.kind === 'socket'
  }

  async version(): Promise<EngineVersion> {
    const info = await this.#connection.json('GET', '/info')
    const status = isRecord(info) ? info['DriverStatus'] : undefined
    const containerdStore = JSON.stringify(status ?? '').includes('io.containerd.snapshotter')
    const registries = isRecord(info) ? info['RegistryConfig'] : undefined
    const indexes = isRecord(registries) ? registries['IndexConfigs'] : undefined
    const insecureRegistries = Object.entries(isRecord(indexes) ? indexes : {}).flatMap(
      ([name, index]) => (isRecord(index) && index['Secure'] === false ? [name] : []),
    )
    const version = isRecord(info) ? text(info['ServerVersion']) : ''
    const platform = platformOf(isRecord(info) ? info : {})
    return { version, containerdStore, platform, insecureRegistries }
  }

  async containers(project: string, signal?: AbortSignal): Promise<readonly ContainerState[]> {
    const listed = await this.#connection.json(
      'GET',
      `/containers/json?all=1&${ofProject(project)}`,
      signal,
    )
    const ids = records(listed).map(({ Id }) => text(Id))
    const states = await Promise.all(ids.map((id) => this.#inspect(id, signal)))
    return states.filter((state) => state !== undefined)
  }

  async *follow(project: string, signal: AbortSignal): AsyncIterable<readonly ContainerState[]> {
    const query = filters({ type: ['container'], label: [`${projectLabel}=${project}`] })
    // The stream is open before the first look, so no change falls between the two.
    const stream = await this.#connection.open('GET', `/events?${query}`, signal)
    try {
      if (isRefusal(stream.statusCode)) throw refusal(await restOf(stream))
      const states = new Map<string, ContainerState>()
      for (const state of await this.containers(project, signal)) states.set(state.id, state)
      yield [...states.values()]
      const deaths = new Deaths()
      const looks = new Looks((id) => this.#inspect(id, signal))
      lookWhereItChanges(parseEvents(stream), deaths, looks).catch((error: unknown) =>
        looks.fail(error),
      )
      for await (const seen of looks) {
        for (const { id, state } of seen) {
          const lastExit = deaths.last(id)
          if (state) states.set(id, { ...state, ...(lastExit && { lastExit }) })
          else states.delete(id)
        }
        yield [...states.values()]
      }
    } catch (error) {
      throw signal.aborted || error instanceof TrialError ? error : unreachable(error)
    } finally {
      stream.destroy()
    }
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
    return unframeLogs(
      await this.#connection.body('GET', `/containers/${containerId}/logs?${query}`),
    )
  }

  async image(reference: string): Promise<EngineImage | undefined> {
    const said = await this.#ask('image', reference)
    if (said === undefined) return undefined
    const image = parseImage(said)
    this.#images.learn(image.id, said)
    return image
  }

  async healthcheckOf(reference: string): Promise<ImageHealthcheck | undefined> {
    return parseImageHealthcheck(await this.#recall('image', reference))
  }

  async layers(reference: string): Promise<readonly ImageLayer[]> {
    const [image, history] = await Promise.all([
      this.#recall('image', reference),
      this.#recall('history', reference),
    ])
    return image === undefined || history === undefined ? [] : parseLayers(image, history)
  }

  #recall(question: Question, reference: string): Promise<unknown> {
    return this.#images.recall(question, reference, () => this.#ask(question, reference))
  }

  /** Undefined where there is no such image. */
  async #ask(question: Question, reference: string): Promise<unknown> {
    const answer = await this.#connection.call('GET', imagePath(question, reference))
    if (answer.status === 404) return undefined
    if (isRefusal(answer.status)) throw refusal(answer)
    return JSON.parse(answer.body.toString()) as unknown
  }

  async tag(image: string, repository: string, tag: string): Promise<void> {
    const query = new URLSearchParams({ repo: repository, tag })
    await this.#connection.json('POST', `/images/${encodeURIComponent(image)}/tag?${query}`)
  }

  removeProject({ project, runId }: OfProject, options: RemovalOptions): Promise<Removal> {
    return new ProjectRemoval(this.#connection, ofProject(project, runId), options).run()
  }

  removeImageTag(reference: string, signal: AbortSignal): Promise<void> {
    return this.#removals.remove(reference, signal)
  }

  async #inspect(id: string, signal?: AbortSignal): Promise<ContainerState | undefined> {
    const answer = await this.#connection.call('GET', `/containers/${id}/json`, signal)
    if (answer.status === 404) return undefined
    if (isRefusal(answer.status)) throw refusal(answer)
    return parseContainer(answer.body.toString())
  }
}

type Exit = NonNullable<ContainerState['lastExit']>

/** How containers ended, from events: the engine tells of lack of memory before it tells of the death. */
class Deaths {
  readonly #exits = new Map<string, Exit>()
  readonly #oomKilled = new Set<string>()

  learn({ id, action, exitCode }: EngineEvent): void {
    if (action === 'oom') this.#oomKilled.add(id)
    if (exitCode !== undefined && action === 'die') {
      this.#exits.set(id, { exitCode, oomKilled: this.#oomKilled.delete(id) })
    }
  }

  last(id: string): Exit | undefined {
    return this.#exits.get(id)
  }
}

/** As long as there are events, which an engine that goes on has no end of. */
async function lookWhereItChanges(
  events: AsyncIterable<EngineEvent>,
  deaths: Deaths,
  looks: Looks<ContainerState>,
): Promise<never> {
  const probesStarted = new Map<string, number>()
  for await (const event of events) {
    deaths.learn(event)
    if (worthALook(event, probesStarted)) looks.at(event.id)
  }
  throw new Error('its stream of events ended')
}

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

function ofProject(project: string, runId?: string): string {
  const run = runId === undefined ? [] : [`${runLabel}=${runId}`]
  return filters({ label: [`${projectLabel}=${project}`, ...run] })
}

function filters(value: Record<string, readonly string[]>): string {
  return `filters=${encodeURIComponent(JSON.stringify(value))}`
}
