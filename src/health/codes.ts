// Under which code a service that is not ready is known: by its state; the cause is told in words.
import type { CodeOf } from '../failure-codes.ts'
import type { Exit } from './death.ts'
import type { Trouble } from './readiness.ts'

export function codeOfTrouble(
  { state }: Pick<Trouble, 'state'>,
  lastExit: Exit | undefined,
): CodeOf<'test'> {
  if (!state || state.status === 'removing') return 'ST-CONTAINER-GONE'
  if (state.error !== '' && state.status !== 'running') return 'ST-NOT-STARTED'
  const ended = state.status === 'exited' || state.status === 'restarting'
  if (ended && (lastExit ?? state).oomKilled) return 'ST-MEMORY'
  if (state.restarts > 0) return 'ST-CRASH-LOOP'
  if (ended || state.status === 'dead') return 'ST-EXITED'
  const lastProbe = state.probes.at(-1)
  const isRefused = lastProbe !== undefined && lastProbe.exitCode !== 0
  return state.health !== undefined && isRefused ? 'ST-UNHEALTHY' : 'ST-NOT-READY'
}
