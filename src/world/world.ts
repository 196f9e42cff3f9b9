// The outside world as the stages see it; io/ implements it, tests script it. Types only.
import type { Failure, Place } from '../errors.ts'
import type { MatchPattern } from '../smoke/text-rules.ts'
import type { Engine } from './engine.ts'
import type { EngineDisk } from './engine-disk.ts'
import type { Files } from './files.ts'
import type { Http } from './http.ts'
import type { Inside } from './inside.ts'
import type { LeftStacks } from './left-stacks.ts'
import type { Owners } from './owners.ts'
import type { Progress } from './progress.ts'
import type { Registry } from './registry.ts'
import type { Runner } from './runner.ts'
import type { Sigstore } from './sigstore.ts'
import type { Sockets } from './sockets.ts'
import type { Store } from './store.ts'
import type { Trace } from './trace.ts'
import type { Uploads } from './uploads.ts'

export type {
  ContainerState,
  Engine,
  EngineImage,
  EngineVersion,
  ImageHealthcheck,
  ImageLayer,
  OfProject,
  PortHolder,
  Probe,
  PublishedPort,
  Removal,
  RemovalOptions,
} from './engine.ts'
export type { Files } from './files.ts'
export type { Http, HttpRequest, HttpResponse } from './http.ts'
export type { Progress } from './progress.ts'
export type {
  Blob,
  BlobCopy,
  Manifest,
  Receipt,
  Registry,
  RegistryAnswer,
  RegistryRefusal,
} from './registry.ts'
export type { Command, Outcome, OwnProgram, Runner, RunOptions } from './runner.ts'
export type { SocketExchange, Sockets } from './sockets.ts'
export type { Restored, Store } from './store.ts'
export type { BuildStepTime, Trace } from './trace.ts'

export interface World {
  /** Makes the run's folder with its Docker config; whoever calls has registered its undo. */
  prepare(): Promise<void>
  readonly runner: Runner
  readonly engine: Engine
  readonly inside: Inside
  readonly files: Files
  readonly http: Http
  readonly registry: Registry
  readonly uploads: Uploads
  readonly sigstore: Sigstore
  readonly sockets: Sockets
  /** Runs an expression of the user's; one that takes too long is ended. */
  readonly matchPattern: MatchPattern
  readonly processes: Processes
  readonly owners: Owners
  readonly engineDisk: EngineDisk
  /** What earlier runs left. */
  readonly left: LeftStacks
  readonly clock: Clock
  readonly store: Store
  /** From 0 to 1. */
  random(): number
  readonly log: Log
  readonly trace: Trace
  /** Aborted when the run is cancelled. Cleanup has a signal of its own. */
  readonly signal: AbortSignal
}

export interface Processes {
  /** Ends every process that this run started, and what they started; throws where one stays. */
  end(runId: string): Promise<void>
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
  /** A tool that is started, with its arguments, among which no secret is. */
  command(line: string): void
  debug(line: string): void
  /** `where`: a place in the user's files that it is about. */
  warning(text: string, where?: Place): void
  /** Beside the lines, for a log that shows what goes on just now. */
  progress(progress: Progress): void
  /** All of them at once: there may be more than can be shown in the same way. */
  failures(failures: readonly Failure[]): void
}
