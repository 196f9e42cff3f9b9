// A container's log as a file that grows with it, so that little of it is left to fetch at the end.
import { setTimeout } from 'node:timers/promises'
import type { FollowedLog } from '../world/inside.ts'
import type { Route } from './engine-route.ts'
import { isFramed, type LogTarget, openLog, writeLog } from './log-files.ts'
import { Unframer } from './unframer.ts'

/** Lines of both streams at once may come in another order than their times. */
const settleMs = 100

export class LogFollower implements FollowedLog {
  readonly #route: Route
  readonly #containerId: string
  readonly #ending = new AbortController()
  /** Resolves when nothing is written any more, with what broke it. */
  readonly #written: Promise<unknown>
  readonly #unframer = new Unframer('stamped')
  #seen = ''
  #notice: () => void = () => {}

  constructor(route: Route, containerId: string, target: LogTarget) {
    this.#route = route
    this.#containerId = containerId
    this.#written = this.#write(target).then(
      () => undefined,
      (error: unknown) => error,
    )
  }

  async finish(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#ending.abort(), { once: true })
    try {
      const last = await this.#lastStamp(signal)
      const broken = await Promise.race([this.#written, this.#reach(last)])
      signal.throwIfAborted()
      if (broken) throw broken
      // A container that was started again has more than one stream.
      if (this.#seen < last) throw new Error('it ended before its log did')
    } finally {
      await this.stop()
    }
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#written
  }

  async #reach(last: string): Promise<undefined> {
    while (this.#seen < last) {
      await new Promise<void>((resolve) => {
        this.#notice = resolve
      })
    }
    await setTimeout(settleMs)
  }

  async #write(target: LogTarget): Promise<void> {
    const { signal } = this.#ending
    const options = { query: '&follow=1&timestamps=1', signal }
    const stream = await openLog(this.#route, this.#containerId, options)
    if (!isFramed(stream)) {
      stream.destroy()
      throw new Error('its pieces can not be told')
    }
    try {
      await writeLog(stream, this.#unframer, target, () => {
        this.#seen = this.#unframer.stamp
        this.#notice()
      })
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      stream.destroy()
    }
  }

  async #lastStamp(signal: AbortSignal): Promise<string> {
    const options = { query: '&tail=1&timestamps=1', signal }
    const stream = await openLog(this.#route, this.#containerId, options)
    const unframer = new Unframer('stamped')
    for await (const chunk of stream) unframer.take(chunk as Buffer)
    return unframer.stamp
  }
}
