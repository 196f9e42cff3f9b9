// Of a failed trial, every service's log as a file, before cleanup takes its source away.
import { messageOf } from '../errors.ts'
import type { World } from '../world/world.ts'

/** A log is worth a wait, but no trial may hang on it. */
const deadlineMs = 60_000

/** Gives what is to be noted. Of all services: what broke one is often said by another one. */
export async function keepLogs(
  project: string,
  folder: string,
  { engine, inside, files, signal }: Pick<World, 'engine' | 'inside' | 'files' | 'signal'>,
): Promise<readonly string[]> {
  try {
    const started = (await engine.containers(project)).filter(({ status }) => status !== 'created')
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
    const missed = await Promise.all(
      started.map(async ({ id, service, replica }) => {
        const alone = started.filter((other) => other.service === service).length === 1
        const name = `${service}${alone ? '' : `-${replica}`}`.replace(/[^\w.-]/g, '_')
        return inside.saveLog(id, `${folder}/${name}.log`, inTime).then(
          () => [],
          (error: unknown) => [`the log of ${service} is not whole: ${messageOf(error)}`],
        )
      }),
    )
    if (started.length === 0) return []
    return [`logs of all services: ${files.shown(folder)}`, ...missed.flat()]
  } catch (error) {
    return [`the logs of the services were not kept: ${messageOf(error)}`]
  }
}
