// Makes the builder that a run needs for itself; without it the engine's own one builds.
import type { Cleanup } from '../cleanup.ts'
import type { World } from '../world/world.ts'
import type { BuilderChoice } from './builder.ts'
import type { BuildPlan } from './plan.ts'

/** Its image is pulled and started; more would cost what the cache saves. */
const createTimeoutMs = 90_000

export interface MadeBuilder {
  readonly builder: BuilderChoice
  readonly warning?: string
}

export async function makeBuilder(
  { builder }: BuildPlan,
  { runner, signal }: World,
  cleanup: Cleanup,
): Promise<MadeBuilder> {
  if (builder.kind !== 'container') return { builder }
  cleanup.add({ kind: 'builder', name: builder.name })
  const create = ['buildx', 'create', '--name', builder.name, '--driver', 'docker-container']
  const outcome = await runner.run(
    { program: 'docker', argv: [...create, '--bootstrap'] },
    { signal, timeoutMs: createTimeoutMs },
  )
  if (outcome.exitCode === 0) return { builder }
  const told = outcome.timedOut ? 'its time was up' : outcome.stderr.trim().split('\n').at(-1)
  return {
    builder: { kind: 'engine', reason: 'no other builder could be made' },
    warning: `${builder.reason}, and no builder that can could be made: ${told}; the build runs without cache`,
  }
}
