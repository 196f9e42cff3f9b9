// What a tcp check asks of the network; io/sockets.ts implements it. Types only.

import type { Beside } from './http.ts'

export interface SocketExchange {
  readonly host: string
  readonly port: number
  readonly beside?: Beside
  readonly send?: string
  readonly timeoutMs: number
  /** Asked after each piece; what comes after `enough` is not waited for. */
  readonly enough: (received: string) => boolean
}

export interface Sockets {
  /** What came until it was enough, the other side ended, or the time was up. */
  exchange(
    exchange: SocketExchange,
    signal: AbortSignal,
  ): Promise<{ readonly received: string; readonly elapsedMs: number }>
}
