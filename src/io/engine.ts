// The Docker Engine over its own API: a call takes milliseconds where a CLI process takes a hundred.
import http from 'node:http'
import { TrialError } from '../errors.ts'
import type { ContainerState, Engine, EngineImage, Removal } from '../world.ts'
import { parseContainer, parseEvents, parseImage, text, unframeLogs } from './engine-json.ts'

/** How the engine is reached: a unix socket, or plain TCP. */
export interface EngineAddress {
  readonly socketPath?: string
  readonly hostname: string
  readonly port?: number
}

const projectLabel = 'com.docker.compose.project'

export function addressOf(dockerHost: string | undefined): EngineAddress {
  if (!dockerHost) return { socketPath: '/var/run/docker.sock', hostname: 'localhost' }
  const url = new URL(dockerHost)
  if (url.protocol === 'unix:') return { socketPath: url.pathname, hostname: 'localhost' }
  if (url.protocol === 'tcp:') return { hostname: url.hostname, port: Number(url.port || 2375) }
  throw new TrialError({
    stage: 'plan',
    class: 'infrastructure',
    what: `DOCKER_HOST=${dockerHost} is not supported`,
    why: 'only unix:// and tcp:// engines are reached so far',
    fix: 'run on the machine of the engine, or forward its socket',
  })
}

export class DockerEngine implements Engine {
  readonly host: string
  readonly #address: EngineAddress
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 16 })

  constructor(address: EngineAddress) {
    this.#address = address
    this.host = address.hostname
  }

  async version(): Promise<{ version: string; containerdStore: boolean }> {
    const info = await this.#json('GET', '/info')
    const status = isRecord(info) ? info['DriverStatus'] : undefined
    const containerdStore = JSON.stringify(status ?? '').includes('io.containerd.snapshotter')
    return { version: isRecord(info) ? text(info['ServerVersion']) : '', containerdStore }
  }

  async containers(project: string): Promise<readonly ContainerState[]> {
    const query = filters({ label: [`${projectLabel}=${project}`] })
    const listed = await this.#json('GET', `/containers/json?all=1&${query}`)
    const ids = Array.isArray(listed) ? listed.map((item) => text(item?.Id)) : []
    const states = await Promise.all(ids.map((id) => this.#inspect(id)))
    return states.filter((state) => state !== undefined)
  }

  async *follow(project: string, signal: AbortSignal): AsyncIterable<readonly ContainerState[]> {
    const query = filters({ type: ['container'], label: [`${projectLabel}=${project}`] })
    // The stream is open before the first look, so no change falls between the two.
    const stream = await this.#open('GET', `/events?${query}`, signal)
    const states = new Map<string, ContainerState>()
    for (const state of await this.containers(project)) states.set(state.id, state)
    yield [...states.values()]
    try {
      for await (const event of parseEvents(stream)) {
        if (event.action.startsWith('exec_')) continue // every probe is one; it changes no state
        const state = await this.#inspect(event.id)
        if (state) states.set(state.id, state)
        else states.delete(event.id)
        yield [...states.values()]
      }
    } finally {
      stream.destroy()
    }
  }

  async start(containerId: string): Promise<void> {
    await this.#json('POST', `/containers/${containerId}/start`)
  }

  async tailOf(containerId: string, lines: number): Promise<readonly string[]> {
    const query = `stdout=1&stderr=1&tail=${lines}`
    const { body } = await this.#call('GET', `/containers/${containerId}/logs?${query}`)
    return unframeLogs(body)
  }

  async image(reference: string): Promise<EngineImage | undefined> {
    const { status, body } = await this.#call(
      'GET',
      `/images/${encodeURIComponent(reference)}/json`,
    )
    return status === 404 ? undefined : parseImage(body.toString())
  }

  async tag(image: string, repository: string, tag: string): Promise<void> {
    const query = new URLSearchParams({ repo: repository, tag })
    await this.#json('POST', `/images/${encodeURIComponent(image)}/tag?${query}`)
  }

  async removeProject(
    project: string,
    graceSeconds: number,
    signal: AbortSignal,
  ): Promise<Removal> {
    const query = filters({ label: [`${projectLabel}=${project}`] })
    const left: string[] = []
    const remove = async (path: string, what: string): Promise<void> => {
      const { status, body } = await this.#call('DELETE', path, signal)
      if (status >= 300 && status !== 404) left.push(`${what}: ${engineMessage(body)}`)
    }
    const containers = records(await this.#json('GET', `/containers/json?all=1&${query}`, signal))
    await Promise.all(
      containers.map(async (container) => {
        const id = text(container['Id'])
        if (container['State'] === 'running' && graceSeconds > 0) {
          await this.#call('POST', `/containers/${id}/stop?t=${graceSeconds}`, signal)
        }
        await remove(`/containers/${id}?force=1&v=1`, `container ${id.slice(0, 12)}`)
      }),
    )
    const networks = records(await this.#json('GET', `/networks?${query}`, signal))
    const volumes = await this.#json('GET', `/volumes?${query}`, signal)
    const names = records(isRecord(volumes) ? volumes['Volumes'] : []).map((v) => text(v['Name']))
    await Promise.all([
      ...networks.map((n) => remove(`/networks/${text(n['Id'])}`, `network ${text(n['Name'])}`)),
      ...names.map((name) => remove(`/volumes/${encodeURIComponent(name)}`, `volume ${name}`)),
    ])
    return { left }
  }

  async removeImageTag(reference: string, signal: AbortSignal): Promise<void> {
    await this.#call('DELETE', `/images/${encodeURIComponent(reference)}?noprune=0`, signal)
  }

  async #inspect(id: string): Promise<ContainerState | undefined> {
    const { status, body } = await this.#call('GET', `/containers/${id}/json`)
    return status === 404 ? undefined : parseContainer(body.toString())
  }

  async #json(method: string, path: string, signal?: AbortSignal): Promise<unknown> {
    const { status, body } = await this.#call(method, path, signal)
    if (status >= 400) throw new EngineRefusal(status, engineMessage(body))
    return body.length > 0 ? (JSON.parse(body.toString()) as unknown) : undefined
  }

  async #call(method: string, path: string, signal?: AbortSignal): Promise<Answer> {
    const response = await this.#open(method, path, signal)
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(chunk as Buffer)
    return { status: response.statusCode ?? 0, body: Buffer.concat(chunks) }
  }

  #open(method: string, path: string, signal?: AbortSignal): Promise<http.IncomingMessage> {
    const { socketPath, hostname, port } = this.#address
    const where = socketPath ? { socketPath } : { hostname, port: port ?? 2375 }
    return new Promise((resolve, reject) => {
      const options = { ...where, method, path, agent: this.#agent, ...(signal && { signal }) }
      const request = http.request(options, resolve)
      request.on('error', (error) => reject(signal?.aborted ? error : unreachable(error)))
      request.end()
    })
  }
}

interface Answer {
  readonly status: number
  readonly body: Buffer
}

/** The engine's own refusal, with its words. */
export class EngineRefusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'EngineRefusal'
    this.status = status
  }
}

function engineMessage(body: Buffer): string {
  try {
    const value: unknown = JSON.parse(body.toString())
    if (isRecord(value) && typeof value['message'] === 'string') return value['message']
  } catch {
    // Not JSON: a proxy in between; its text is all there is.
  }
  return body.toString().slice(0, 500)
}

function unreachable(cause: Error): TrialError {
  return new TrialError(
    {
      stage: 'plan',
      class: 'infrastructure',
      what: 'the Docker Engine does not answer',
      why: cause.message,
      fix: 'start Docker, or check DOCKER_HOST and the rights on the socket (docker info tells)',
    },
    { cause },
  )
}

function filters(value: Record<string, readonly string[]>): string {
  return `filters=${encodeURIComponent(JSON.stringify(value))}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function records(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}
