// An engine with one stack: containers start when told, and every change is an event unless it is lost.
import type {
  ContainerState,
  Engine,
  EngineImage,
  EngineVersion,
  ImageLayer,
  OfProject,
  PortHolder,
  Removal,
  RemovalOptions,
} from '../../src/world/world.ts'

export class StackEngine implements Engine {
  readonly host = 'localhost'
  readonly states = new Map<string, ContainerState>()
  /** Digests by what occurs in the name of the image. */
  readonly images = new Map<string, string>()
  readonly #did: (deed: string) => void
  readonly #streams = new Set<{
    readonly wake: () => void
    readonly fail: (error: Error) => void
  }>()

  constructor(did: (deed: string) => void) {
    this.#did = did
  }

  /** What the engine does when a container was started; it runs, by default. */
  onStart: (id: string) => Promise<void> = async (id) => this.set(id, { status: 'running' })
  onContainers: () => void = () => {}
  onTag: () => void = () => {}
  tail: () => Promise<readonly string[]> = async () => ['last line']
  removal: () => Promise<Removal> = async () => ({ left: [] })
  onRemoveImage: (reference: string) => void = () => {}

  async image(reference: string): Promise<EngineImage | undefined> {
    const found = [...this.images].find(([name]) => reference.includes(name))
    return found && { id: found[1], bytes: 1 }
  }

  async healthcheckOf(): Promise<undefined> {
    return undefined
  }

  /** Of all its images; a test says what they share. */
  layers: (reference: string) => Promise<readonly ImageLayer[]> = async () => []

  create(service: string, image: string): void {
    this.states.set(service, {
      id: service,
      name: `p-${service}-1`,
      service,
      replica: 1,
      status: 'created',
      probes: [],
      exitCode: 0,
      oomKilled: false,
      restarts: 0,
      startedAt: '',
      error: '',
      image,
      ports: [{ target: 80, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 32768 }],
      memoryLimit: 0,
    })
  }

  set(service: string, change: Partial<ContainerState>): void {
    this.setUnseen(service, change)
    for (const { wake } of [...this.#streams]) wake()
  }

  /** The event of this change is lost. */
  setUnseen(service: string, change: Partial<ContainerState>): void {
    const state = this.states.get(service)
    if (state) this.states.set(service, { ...state, ...change })
  }

  remove(service: string): void {
    this.states.delete(service)
    for (const { wake } of [...this.#streams]) wake()
  }

  breakStream(error: Error): void {
    for (const { fail } of [...this.#streams]) fail(error)
  }

  async version(): Promise<EngineVersion> {
    return {
      version: '28.0.0',
      containerdStore: true,
      platform: 'linux/amd64',
      insecureRegistries: [],
    }
  }

  async *follow(_: string, signal: AbortSignal): AsyncIterable<readonly ContainerState[]> {
    this.#did('follow')
    yield [...this.states.values()]
    for (;;) {
      await new Promise<void>((resolve, reject) => {
        const stream = {
          wake: () => end(resolve),
          fail: (error: Error) => end(() => reject(error)),
        }
        const end = (settle: () => void): void => {
          this.#streams.delete(stream)
          settle()
        }
        this.#streams.add(stream)
        if (signal.aborted) reject(signal.reason)
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
      yield [...this.states.values()]
    }
  }

  async containers(): Promise<readonly ContainerState[]> {
    this.#did('containers')
    this.onContainers()
    return [...this.states.values()]
  }

  async portHolders(): Promise<readonly PortHolder[]> {
    return []
  }

  async start(id: string): Promise<void> {
    this.#did(`start ${id}`)
    await this.onStart(id)
  }

  async tailOf(): Promise<readonly string[]> {
    return this.tail()
  }

  async tag(_: string, repository: string, tag: string): Promise<void> {
    this.#did(`tag ${repository}:${tag}`)
    this.onTag()
  }

  async removeProject(
    { project, runId }: OfProject,
    { graceSeconds }: RemovalOptions,
  ): Promise<Removal> {
    const only = runId === undefined ? '' : ` of ${runId}`
    this.#did(`remove ${project}${only} after ${graceSeconds}s`)
    return this.removal()
  }

  async removeImageTag(reference: string): Promise<void> {
    this.#did(`untag ${reference}`)
    this.onRemoveImage(reference)
  }
}
