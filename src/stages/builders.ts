// Which builders Buildx knows.
import { type BuilderFacts, parseBuilders } from '../build/builder.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { World } from '../world/world.ts'
import type { Surroundings } from './observe.ts'

/** Every builder is asked whether it lives; one that does not answer must not hold up the rest. */
const buildersTimeoutMs = 20_000

/**
 * Buildx takes a fifth of a second to tell of its builders. Where nobody has made one and none is named,
 * the one in use is the engine's own, and it need not be asked.
 */
export async function findBuilders(
  { builder }: Pick<Inputs, 'builder'>,
  { env }: Pick<Surroundings, 'env'>,
  { runner, files, signal }: World,
): Promise<BuilderFacts> {
  const named = builder !== undefined || Boolean(env['BUILDX_BUILDER'])
  const folder = buildxFolder(env)
  if (!named && folder !== undefined && (await files.find(`${folder}/instances`, /./)).length === 0)
    return {}
  const command = { program: 'docker', argv: ['buildx', 'ls', '--format', 'json'] } as const
  // Where docker can't even be started, or not in that folder, reading the stack tells of it.
  const outcome = await runner
    .run(command, { signal, timeoutMs: buildersTimeoutMs })
    .catch(() => undefined)
  signal.throwIfAborted()
  return outcome?.exitCode === 0 ? parseBuilders(outcome.stdout) : {}
}

/** Where Buildx keeps what it knows; undefined where that depends on more than is seen here. */
function buildxFolder(env: Surroundings['env']): string | undefined {
  if (env['BUILDX_CONFIG']) return env['BUILDX_CONFIG']
  const docker = env['DOCKER_CONFIG'] || (env['HOME'] && `${env['HOME']}/.docker`)
  return docker ? `${docker}/buildx` : undefined
}
