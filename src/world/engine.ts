// What a run asks of the engine; io/engine.ts implements it. Types only.

export interface ContainerState {
  readonly id: string
  readonly name: string
  readonly service: string
  readonly replica: number
  readonly status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead'
  readonly health?: 'starting' | 'healthy' | 'unhealthy'
  readonly probes: readonly Probe[]
  readonly exitCode: number
  readonly oomKilled: boolean
  readonly restarts: number
  readonly startedAt: string
  /** What the engine says about a container that could not be started. */
  readonly error: string
  /** The digest (containerd image store) or ID (classic store) of the image it runs. */
  readonly image: string
  readonly ports: readonly PublishedPort[]
  /** In bytes; 0 where it has none. */
  readonly memoryLimit: number
  /** How it ended the last time, where an event told of it. */
  readonly lastExit?: { readonly exitCode: number; readonly oomKilled: boolean }
}

export interface Probe {
  readonly exitCode: number
  readonly durationMs: number
  readonly output: string
}

export interface PublishedPort {
  readonly target: number
  readonly protocol: string
  readonly hostIp: string
  readonly hostPort: number
}

export interface PortHolder {
  readonly port: number
  readonly protocol: string
  readonly hostIp: string
  /** "the container shop-web-1", "the process nginx (pid 812)". */
  readonly by: string
}

export interface OfProject {
  readonly project: string
  /** Where the name is also that of a stack which no trial made, only its own. */
  readonly runId?: string
}

export interface RemovalOptions {
  readonly graceSeconds: number
  readonly signal: AbortSignal
  /** Its containers are gone, and hold no image any more; a network takes a fifth of a second to follow. */
  readonly onFreed?: () => void
}

/** Removed things and what could not be removed, in words. */
export interface Removal {
  readonly left: readonly string[]
}

/** An image that the engine has. */
export interface EngineImage {
  /** The digest (containerd image store) or ID (classic store): what containers made from it run. */
  readonly id: string
  /** Compressed on the containerd store, unpacked on the classic one. */
  readonly bytes: number
  /** `name@digest` by which registries know it. */
  readonly repoDigests?: readonly string[]
}

/** What an image says about its healthcheck; what it leaves out is not there. */
export interface ImageHealthcheck {
  readonly intervalMs?: number
  readonly timeoutMs?: number
  readonly startPeriodMs?: number
  readonly startIntervalMs?: number
  readonly retries?: number
}

export interface ImageLayer {
  /** The digest of its content, the same wherever it is and however it was packed. */
  readonly diffId: string
  /** Unpacked. */
  readonly bytes: number
}

export interface EngineVersion {
  readonly version: string
  readonly containerdStore: boolean
  /** As images name it: `linux/amd64`. */
  readonly platform: string
  /** Registries that it reaches without TLS, beside those on this machine. */
  readonly insecureRegistries: readonly string[]
}

export interface Engine {
  /** The host on which published ports are reached. */
  readonly host: string
  version(): Promise<EngineVersion>
  /** First every container of the project as it is, then each change as the engine tells it. */
  follow(project: string, signal: AbortSignal): AsyncIterable<readonly ContainerState[]>
  containers(project: string): Promise<readonly ContainerState[]>
  /** Who holds which ports of the engine's host, as far as can be seen from here. */
  portHolders(ports: readonly number[]): Promise<readonly PortHolder[]>
  start(containerId: string): Promise<void>
  tailOf(containerId: string, lines: number): Promise<readonly string[]>
  /** Undefined where the engine has no such image. */
  image(reference: string): Promise<EngineImage | undefined>
  /** Undefined also where the engine has no such image. */
  healthcheckOf(reference: string): Promise<ImageHealthcheck | undefined>
  /** The layers of an image, the lowest first; none where the engine has no such image. */
  layers(reference: string): Promise<readonly ImageLayer[]>
  tag(image: string, repository: string, tag: string): Promise<void>
  /**
   * Removes all containers, networks and volumes that carry the project's label, or that of one run of
   * it too. What writes to a place that stays is asked to stop, and has the grace to do it.
   */
  removeProject(of: OfProject, options: RemovalOptions): Promise<Removal>
  removeImageTag(reference: string, signal: AbortSignal): Promise<void>
}
