// Which builders Buildx knows.
import { type BuilderFacts, parseBuilders } from '../build/builder.ts'
import type { World } from '../world/world.ts'

/** Every builder is asked whether it lives; one that does not answer must not hold up the rest. */
const buildersTimeoutMs = 20_000

export async function findBuilders({ runner, signal }: World): Promise<BuilderFacts> {
  const command = { program: 'docker', argv: ['buildx', 'ls', '--format', 'json'] } as const
  // Where docker can't even be started, or not in that folder, reading the stack tells of it.
  const outcome = await runner
    .run(command, { signal, timeoutMs: buildersTimeoutMs })
    .catch(() => undefined)
  signal.throwIfAborted()
  return outcome?.exitCode === 0 ? parseBuilders(outcome.stdout) : {}
}
