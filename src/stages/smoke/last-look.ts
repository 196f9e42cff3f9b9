// How the stack is when its checks are done: one that broke under them did not pass.
import { type Failure, TrialError } from '../../errors.ts'
import type { QuickProbe } from '../../health/probes.ts'
import type { ContainerState, World } from '../../world/world.ts'
import type { HealthyStack } from '../health.ts'
import { whatBroke } from './watch.ts'

type LookWorld = Pick<World, 'engine' | 'clock' | 'signal'>

export async function brokenSince(
  stack: HealthyStack,
  world: LookWorld,
): Promise<readonly Failure[]> {
  let found: readonly ContainerState[]
  try {
    found = await beyondDoubt(stack, world)
  } catch (error) {
    if (error instanceof TrialError) return error.failures // beside the failed checks, not instead
    throw error
  }
  const now = new Map(found.map((state) => [state.id, state]))
  return stack.states.flatMap((before) => {
    const why = whatBroke(before, now.get(before.id))
    if (!why) return []
    return [
      {
        stage: 'smoke',
        class: 'test',
        code: 'ST-BROKE',
        what: `${why} during the checks`,
        fix: 'read its last lines: a check may have brought it down',
      } as const,
    ]
  })
}

const lookEveryMs = 250

/**
 * Where a service is asked less often than written, a probe that failed may be the only one of those
 * that would have told by now: the engine's verdict, which it gives in time, is waited for.
 */
async function beyondDoubt(
  { project, probes }: HealthyStack,
  { engine, clock, signal }: LookWorld,
): Promise<readonly ContainerState[]> {
  const verdictsMs = [...probes.values()].map(
    ({ againEveryMs, timing }) => timing.retries * (againEveryMs + timing.timeoutMs),
  )
  const untilMs = clock.now() + Math.max(0, ...verdictsMs)
  for (;;) {
    const found = await engine.containers(project)
    const inDoubt = found.some((state) => isInDoubt(state, probes.get(state.service)))
    if (!inDoubt || clock.now() >= untilMs) return found
    await clock.sleep(lookEveryMs, signal)
  }
}

function isInDoubt(
  { status, health, probes }: ContainerState,
  quick: QuickProbe | undefined,
): boolean {
  if (!quick || quick.againEveryMs <= quick.timing.intervalMs) return false
  const lastExit = probes.at(-1)?.exitCode ?? 0
  return status === 'running' && health === 'healthy' && lastExit !== 0
}
