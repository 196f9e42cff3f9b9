// The outside world as the stages see it; io/ implements it, tests script it. Types only.
import type { Failure } from './errors.ts'
import type { Inside } from './inside.ts'
import type { Registry } from './registry.ts'
import type { MatchPattern } from './smoke/text-rules.ts'
import type { Sockets } from './sockets.ts'

export type { Manifest, Registry, RegistryAnswer, RegistryRefusal } from './registry.ts'
export type { SocketExchange, Sockets } from './sockets.ts'

export interface World {
  /** Makes the run's folder with its Docker config; whoever calls has registered its undo. */
  prepare(): Promise<void>
  readonly runner: Runner
  readonly engine: Engine
  readonly inside: Inside
  readonly files: Files
  readonly http: Http
  readonly registry: Registry
  readonly sockets: Sockets
  /** Runs an expression of the user's; one that takes too long is ended. */
  readonly matchPattern: MatchPattern
  readonly clock: Clock
  readonly store: Store
  /** From 0 to 1. */
  random(): number
  readonly log: Log
  /** Aborted when the run is cancelled. Cleanup has a signal of its own. */
  readonly signal: AbortSignal
}

/** A command is a value; no shell ever reads it. */
export interface Command {
  readonly program: 'docker' | 'git' | OwnProgram
  readonly argv: readonly string[]
  readonly cwd?: string
  /** Added to the environment of the run. */
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
}

/** Named by the user for a check: found as in their own shell, in the workspace too. */
export interface OwnProgram {
  readonly own: string
}

export interface Outcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** True when the command was ended at its deadline. */
  readonly timedOut: boolean
}

export interface RunOptions {
  readonly signal?: AbortSignal
  readonly timeoutMs: number
  /** Called for each whole line as it comes. */
  readonly onLine?: (stream: 'stdout' | 'stderr', line: string) => void
}

export interface Runner {
  /** Gives an outcome for any exit code; throws when nothing could be started or the run was cancelled. */
  run(command: Command, options: RunOptions): Promise<Outcome>
}

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

export interface LogLine {
  readonly text: string
}

export interface PortHolder {
  readonly port: number
  readonly protocol: string
  readonly hostIp: string
  /** "the container shop-web-1", "the process nginx (pid 812)". */
  readonly by: string
}

/** An image that the engine has. */
/** Removed things and what could not be removed, in words. */
export interface Removal {
  readonly left: readonly string[]
}

export interface EngineImage {
  /** The digest (containerd image store) or ID (classic store): what containers made from it run. */
  readonly id: string
  /** Compressed on the containerd store, unpacked on the classic one. */
  readonly bytes: number
  /** What it says about its healthcheck; what it leaves out is not there. */
  readonly healthcheck?: {
    readonly intervalMs?: number
    readonly timeoutMs?: number
    readonly startPeriodMs?: number
    readonly startIntervalMs?: number
    readonly retries?: number
  }
}

export interface EngineVersion {
  readonly version: string
  readonly containerdStore: boolean
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
  tag(image: string, repository: string, tag: string): Promise<void>
  /** Stops and removes all containers, networks and volumes that carry the project's label. */
  removeProject(project: string, graceSeconds: number, signal: AbortSignal): Promise<Removal>
  removeImageTag(reference: string, signal: AbortSignal): Promise<void>
}

export interface Files {
  read(path: string): Promise<string>
  readBytes(path: string): Promise<Uint8Array>
  exists(path: string): Promise<boolean>
  write(path: string, text: string): Promise<void>
  /** Removes a folder of ours and all in it; a missing one is no error. */
  removeFolder(path: string): Promise<void>
  /** Puts one folder in the place of another, which may be missing. */
  replaceFolder(fresh: string, used: string): Promise<void>
  /** A path as the user knows it: relative to the working directory where it is inside. */
  shown(path: string): string
  /** The way back from such a path. */
  absolute(shown: string): string
}

export interface HttpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly timeoutMs: number
  readonly maxBodyBytes: number
  /** Where to connect instead of where the URL says; the URL still names the host. */
  readonly connectTo?: { readonly host: string; readonly port: number }
  readonly tls?: { readonly kind: 'insecure' } | { readonly kind: 'ca'; readonly pem: string }
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** `name=value` of each cookie that was set. */
  readonly cookies: readonly string[]
  readonly body: string
  readonly bytes: number
  readonly sha256: string
  readonly truncated: boolean
  readonly elapsedMs: number
}

export interface Http {
  /**
   * Follows no redirect and connects to no link-local or metadata address, whatever a name stands
   * for; throws an Error with the socket's reason when there is no answer.
   */
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>
}

export type Restored =
  | { readonly kind: 'hit'; readonly key: string }
  | { readonly kind: 'miss' }
  | { readonly kind: 'failed'; readonly why: string }

/** Folders that outlive the run; neither call throws, and both end at their deadline. */
export interface Store {
  restore(
    folder: string,
    from: {
      readonly key: string
      readonly restoreKeys: readonly string[]
      readonly timeoutMs: number
    },
  ): Promise<Restored>
  /** Gives the reason where it could not be saved. */
  save(
    folder: string,
    as: { readonly key: string; readonly timeoutMs: number },
  ): Promise<string | undefined>
}

export interface Clock {
  /** Milliseconds that never jump. */
  now(): number
  /** The date on the calendar. */
  date(): Date
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export interface Log {
  group(title: string): void
  endGroup(): void
  /** Our own words. */
  info(line: string): void
  /** Text of a tool or container: shown, never obeyed. */
  foreign(line: string): void
  debug(line: string): void
  warning(text: string): void
  /** All of them at once: there may be more than can be shown in the same way. */
  failures(failures: readonly Failure[]): void
}
