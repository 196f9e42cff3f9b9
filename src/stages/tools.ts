// The tools of a trial with their versions, for those who read its certificate later.
import { messageOf } from '../errors.ts'
import type { World } from '../world/world.ts'

export type Tools = Readonly<Record<string, string>>

const toolTimeoutMs = 10_000

/** Asked while the stack comes up, so that nothing waits for them; what does not answer is left out. */
export async function nameTools({ engine, runner, signal, log }: World): Promise<Tools> {
  const ask = async (...argv: readonly string[]): Promise<string> => {
    const command = { program: 'docker', argv } as const
    const outcome = await runner.run(command, { signal, timeoutMs: toolTimeoutMs })
    return outcome.exitCode === 0 ? outcome.stdout.trim() : ''
  }
  const named = async (
    tool: string,
    asked: Promise<string>,
  ): Promise<readonly [string, string]> => {
    try {
      return [tool, await asked]
    } catch (error) {
      log.debug(`the version of ${tool} is not known: ${messageOf(error)}`)
      return [tool, '']
    }
  }
  const tools = await Promise.all([
    named(
      'engine',
      engine.version().then(({ version }) => version),
    ),
    named('compose', ask('compose', 'version', '--short')),
    named(
      'buildx',
      ask('buildx', 'version').then((said) => said.split(' ')[1] ?? ''),
    ),
  ])
  return Object.fromEntries(tools.filter(([, said]) => said !== ''))
}
