// The tools of a trial with their versions, for those who read its certificate later.
import { messageOf } from '../errors.ts'
import type { Plan } from '../plan/plan.ts'
import type { World } from '../world/world.ts'

export type Tools = Readonly<Record<string, string>>

const toolTimeoutMs = 10_000

/** Buildx is asked while the builder begins, which leaves a processor to others; the rest is known. */
export async function nameTools(
  { certificate, engine, composeVersion }: Plan,
  world: World,
): Promise<Tools> {
  if (certificate.kind === 'none') return {}
  const tools = {
    engine: engine.version,
    compose: composeVersion ?? '',
    buildx: await buildxVersion(world),
  }
  return Object.fromEntries(Object.entries(tools).filter(([, version]) => version !== ''))
}

/** Empty where it does not tell. */
async function buildxVersion({ runner, signal, log }: World): Promise<string> {
  try {
    const command = { program: 'docker', argv: ['buildx', 'version'] } as const
    const { exitCode, stdout } = await runner.run(command, { signal, timeoutMs: toolTimeoutMs })
    return exitCode === 0 ? (stdout.split(' ')[1] ?? '') : ''
  } catch (error) {
    log.debug(`the version of buildx is not known: ${messageOf(error)}`)
    return ''
  }
}
