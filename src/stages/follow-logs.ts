// Shows what the services say while they are tried, to those who asked for it.
import { messageOf } from '../errors.ts'
import type { ContainerState, World } from '../world/world.ts'

export interface LogsPlan {
  readonly follow: 'live' | 'never'
  /** More lines, or longer ones, hide what they are looked at for. */
  readonly maxLines: number
  readonly maxLineLength: number
}

export interface FollowedLogs {
  end(): Promise<void>
}

/** From the first line of each container on, with its name in front. */
export function followLogs(plan: LogsPlan, project: string, world: World): FollowedLogs {
  if (plan.follow === 'never') return { end: async () => {} }
  const shown = new ShownLogs(plan, world)
  const following = shown.follow(project).catch((error: unknown) => shown.lost(error))
  return {
    end: async () => {
      shown.stop()
      await following
    },
  }
}

interface Seen {
  readonly startedAt: string
  /** The time of its last line, once its stream has ended. */
  readonly last: Promise<string | undefined>
}

/**
 * `docker compose logs --follow` tells the first lines of a container twice that starts behind it, so
 * each start of each container is followed from where the one before ended.
 */
class ShownLogs {
  readonly #plan: LogsPlan
  readonly #world: World
  readonly #enough = new AbortController()
  readonly #seen = new Map<string, Seen>()
  #lines = 0

  constructor(plan: LogsPlan, world: World) {
    this.#plan = plan
    this.#world = world
  }

  async follow(project: string): Promise<void> {
    const { engine, signal } = this.#world
    const over = AbortSignal.any([signal, this.#enough.signal])
    try {
      for await (const states of engine.follow(project, over)) {
        const width = Math.max(...states.map((state) => nameOf(state).length))
        for (const state of states) this.#show(state, width, over)
      }
    } finally {
      await Promise.all([...this.#seen.values()].map(({ last }) => last))
    }
  }

  stop(): void {
    this.#enough.abort()
  }

  /** Whatever happens to what is only shown, the trial goes on. */
  lost(error: unknown): undefined {
    if (!this.#enough.signal.aborted) this.#world.log.debug(`no more logs: ${messageOf(error)}`)
  }

  #show(state: ContainerState, width: number, over: AbortSignal): void {
    const { id, startedAt, status } = state
    const before = this.#seen.get(id)
    if (status === 'created' || before?.startedAt === startedAt) return
    const name = nameOf(state).padEnd(width)
    const onLine = (line: string): void => this.#tell(`${name}  | ${line}`)
    const follow = async (): Promise<string | undefined> => {
      const after = await before?.last
      if (over.aborted) return after
      const options = { onLine, signal: over, ...(after !== undefined && { after }) }
      const last = await this.#world.inside.followLines(id, options)
      return last ?? after
    }
    const last = follow().catch((error: unknown) => this.lost(error))
    this.#seen.set(id, { startedAt, last })
  }

  #tell(line: string): void {
    const { maxLines, maxLineLength } = this.#plan
    if (this.#enough.signal.aborted) return
    this.#world.log.foreign(line.slice(0, maxLineLength))
    this.#lines += 1
    if (this.#lines < maxLines) return
    const told = `… the services said ${maxLines} lines; what they say from here on is not shown`
    this.#world.log.info(told)
    this.stop()
  }
}

function nameOf({ service, replica }: ContainerState): string {
  return `${service}-${replica}`
}
