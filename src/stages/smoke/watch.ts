// Follows the containers while they are checked: what breaks ends the checks of its service at once.
import { messageOf } from '../../errors.ts'
import type { ContainerState } from '../../world/world.ts'
import type { SmokeWorld } from './ask.ts'

export class StackWatch {
  readonly #before: ReadonlyMap<string, ContainerState>
  readonly #broken = new Map<string, string>()
  readonly #ends = new Map<string, AbortController>()
  readonly #stop = new AbortController()
  #following: Promise<void> = Promise.resolve()

  constructor(before: readonly ContainerState[]) {
    this.#before = new Map(before.map((state) => [state.id, state]))
    for (const { service } of before) this.#ends.set(service, new AbortController())
  }

  start(project: string, { engine, signal, log }: SmokeWorld): void {
    const follow = async (): Promise<void> => {
      const ending = AbortSignal.any([signal, this.#stop.signal])
      for await (const states of engine.follow(project, ending)) this.#look(states)
    }
    this.#following = follow().catch((error: unknown) => {
      // Without events the checks still end at their time, and the last look still finds what broke.
      if (!this.#stop.signal.aborted && !signal.aborted)
        log.debug(`no more events: ${messageOf(error)}`)
    })
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#following
  }

  /** Why the service is not what it was, as a sentence. */
  broken(service: string | undefined): string | undefined {
    return service === undefined ? undefined : this.#broken.get(service)
  }

  /** Aborted when a container of the service breaks. */
  signalOf(service: string | undefined): AbortSignal | undefined {
    return service === undefined ? undefined : this.#ends.get(service)?.signal
  }

  #look(states: readonly ContainerState[]): void {
    for (const state of states) {
      const before = this.#before.get(state.id)
      const why = before && whatBroke(before, state)
      if (!why || this.#broken.has(state.service)) continue
      this.#broken.set(state.service, why)
      this.#ends.get(state.service)?.abort(new Error(why))
    }
  }
}

export function whatBroke(
  before: ContainerState,
  after: ContainerState | undefined,
): string | undefined {
  if (!after) return `${before.service} is gone`
  if (after.status === 'running' && after.health === 'unhealthy')
    return `${after.service} turned unhealthy`
  const died = after.status !== before.status
  const how = after.oomKilled
    ? 'because its memory was not enough'
    : `with exit code ${after.exitCode}`
  if (died && after.status === 'exited') return `${after.service} exited ${how}`
  if (died) return `${after.service} is ${after.status}`
  if (after.restarts > before.restarts || after.startedAt !== before.startedAt) {
    return `${after.service} was restarted`
  }
  return undefined
}
