// Shows what the services say while they are tried, to those who asked for it.
import { composeArguments, type StackPlan } from '../compose/command.ts'
import { messageOf } from '../errors.ts'
import type { World } from '../world/world.ts'

export interface LogsPlan {
  readonly follow: 'live' | 'never'
  /** More lines, or longer ones, hide what they are looked at for. */
  readonly maxLines: number
  readonly maxLineLength: number
}

export interface FollowedLogs {
  end(): Promise<void>
}

const dayMs = 24 * 60 * 60_000

/** From the first line of each container on; Compose names the container in front of each. */
export function followLogs(plan: LogsPlan, stack: StackPlan, world: World): FollowedLogs {
  if (plan.follow === 'never') return { end: async () => {} }
  const enough = new AbortController()
  const following = follow(plan, stack, world, enough).catch((error: unknown) => {
    // Whatever happens to what is only shown, the trial goes on.
    if (!enough.signal.aborted) world.log.debug(`no more logs: ${messageOf(error)}`)
  })
  return {
    end: async () => {
      enough.abort()
      await following
    },
  }
}

async function follow(
  { maxLines, maxLineLength }: LogsPlan,
  stack: StackPlan,
  { runner, log, signal }: World,
  enough: AbortController,
): Promise<void> {
  let lines = 0
  await runner.run(
    {
      program: 'docker',
      argv: [...composeArguments(stack), 'logs', '--follow', '--no-color'],
      cwd: stack.workdir,
    },
    {
      signal: AbortSignal.any([signal, enough.signal]),
      timeoutMs: dayMs,
      onLine(_, line) {
        if (enough.signal.aborted) return
        log.foreign(line.slice(0, maxLineLength))
        lines += 1
        if (lines < maxLines) return
        log.info(`… the services said ${maxLines} lines; what they say from here on is not shown`)
        enough.abort()
      },
    },
  )
}
