// What an inspection alone can't tell: when a container was to start, since when it runs, when it
// first died, and how.
import type { ContainerState } from '../world/world.ts'
import type { Observed } from './container.ts'
import type { Exit } from './death.ts'

export class Memory {
  readonly askedAt = new Map<string, number>()
  /** Each life of a container has a start of its own. */
  readonly #lives = new Map<string, { readonly startedAt: string; readonly since: number }>()
  readonly #firstDeath = new Map<string, number>()
  readonly #lastExit = new Map<string, Exit>()
  /** The engine's refusals to start; it does not keep all of them in the container's state. */
  readonly #refusals = new Map<string, string>()

  refuse(id: string, reason: string): void {
    this.#refusals.set(id, reason)
  }

  observe(seen: ContainerState, now: number): Observed {
    const state = { ...seen, error: seen.error || (this.#refusals.get(seen.id) ?? '') }
    const firstDeath = this.#rememberDeath(state, now)
    const lastExit = this.#lastExit.get(state.id)
    return {
      state,
      steadyForMs: this.#steadyFor(state, now),
      ...(firstDeath !== undefined && { firstDeathAgoMs: now - firstDeath }),
      ...(lastExit && { lastExit }),
    }
  }

  #steadyFor({ id, status, startedAt }: ContainerState, now: number): number {
    if (status !== 'running') return 0
    const known = this.#lives.get(id)
    if (known?.startedAt === startedAt) return now - known.since
    this.#lives.set(id, { startedAt, since: now })
    return 0
  }

  #rememberDeath(state: ContainerState, now: number): number | undefined {
    const over = state.status === 'exited' || state.status === 'restarting'
    if (!over && state.restarts === 0) return undefined
    const { exitCode, oomKilled } = state
    const told = state.lastExit
    if (over) {
      const killed = oomKilled || told?.oomKilled === true
      this.#lastExit.set(state.id, { exitCode, oomKilled: killed })
    } else if (told) this.#lastExit.set(state.id, told)
    const first = this.#firstDeath.get(state.id) ?? now
    this.#firstDeath.set(state.id, first)
    return first
  }
}
