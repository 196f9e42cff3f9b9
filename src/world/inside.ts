// What containers and images hold, as the stages see it; io/ asks the engine. Types only.
import type { Outcome } from './world.ts'

/** What a container or an image holds, asked through the engine. */
export interface Inside {
  /** Whether this machine has a way to the addresses of containers. */
  readonly bridge: 'reached' | 'elsewhere'
  exec(containerId: string, command: ExecCommand, options: ExecOptions): Promise<Outcome>
  /** The lines from then on, oldest first; from the container's first start without `sinceMs`. */
  logs(containerId: string, options: LogOptions): Promise<readonly string[]>
  /** The whole log as a file, whatever its size; secrets of the run are masked in it. */
  saveLog(containerId: string, file: string, signal: AbortSignal): Promise<void>
  /** The same file, which grows as the container writes: near its end there is little left to do. */
  followLog(containerId: string, file: string): FollowedLog
  /** Until the container ends; gives the time of the last line, from which another call goes on. */
  followLines(containerId: string, options: LineOptions): Promise<string | undefined>
  image(id: string): Promise<ImageFacts>
  contents(id: string): Promise<ImageContents>
  network(containerId: string): Promise<NetworkPlace>
  /** Takes away what it needed to ask inside the networks; they can't go before. */
  leaveNetworks(): Promise<void>
  /** Undefined where there is no such file. */
  file(containerId: string, path: string): Promise<FileFacts | undefined>
}

export interface LineOptions {
  /** As the call before gave it; else from the container's first line on. */
  readonly after?: string
  readonly onLine: (line: string) => void
  readonly signal: AbortSignal
}

export interface FollowedLog {
  /** Until the file has all that was written before; rejects where it can't be whole. */
  finish(signal: AbortSignal): Promise<void>
  /** Writes no more; may be called twice. */
  stop(): Promise<void>
}

export interface ExecCommand {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly user?: string
  readonly workdir?: string
}

export interface ExecOptions {
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export interface LogOptions {
  /** Milliseconds since 1970. */
  readonly sinceMs?: number
  readonly lastLines?: number
  readonly signal?: AbortSignal
}

export interface ImageFacts {
  readonly user: string
  readonly workdir: string
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly env: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  /** As `8080/tcp`. */
  readonly exposes: readonly string[]
  readonly architectures: readonly string[]
  readonly bytes: number
  readonly healthcheck: 'present' | 'absent'
  /** The commands that made the layers. */
  readonly history: readonly string[]
}

/** What an image is made of. */
export interface ImageContents {
  /** As `linux/arm64`, with the bytes as the image store counts them: packed, or unpacked on the classic one. */
  readonly platforms: readonly { readonly platform: string; readonly bytes: number }[]
  /** Of the platform that the engine runs, oldest first. */
  readonly layers: readonly HistoryEntry[]
}

/** What an instruction added; without bytes, it was a setting. */
export interface HistoryEntry {
  /** The instruction that made it. */
  readonly instruction: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly createdAtMs: number
}

export interface FileFacts {
  readonly type: 'file' | 'directory' | 'link' | 'other'
  /** Octal, as `644`. */
  readonly mode: string
}

/** Where a container is inside the networks of its stack. */
export interface NetworkPlace {
  /** TCP ports that it says it listens on, published or not. */
  readonly exposed: readonly number[]
  readonly addresses: readonly NetworkAddress[]
}

export interface NetworkAddress {
  readonly network: string
  readonly address: string
}
