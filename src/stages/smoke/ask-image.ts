// Looks at what a service left in its log, and at the image that it runs.

import { judgeImage, judgeLog } from '../../smoke/judge-command.ts'
import { sentence } from '../../smoke/judge-response.ts'
import type { ImageCheck, LogsCheck } from '../../smoke/kinds.ts'
import type { FileFacts } from '../../world/inside.ts'
import { type Answer, type Asking, containerOf, refusal } from './ask.ts'

export async function askImage(check: ImageCheck | LogsCheck, asking: Asking): Promise<Answer> {
  return check.kind === 'logs' ? askLogs(check, asking) : inspect(check, asking)
}

/** The containers were made by this trial, so their whole log is of this trial. */
async function askLogs(
  check: LogsCheck,
  { world, ground, stack, signal }: Asking,
): Promise<Answer> {
  const request = `docker compose -p ${stack.project} logs ${check.service}`
  const own = ground.states.filter(({ service }) => service === check.service)
  if (own.length === 0) return refusal(`${check.service} has no container`, request)
  const logs = await Promise.all(own.map(({ id }) => world.inside.logs(id, { signal })))
  const lacks = judgeLog(check, logs.flat(), world.matchPattern)
  return { lacks: lacks.map(sentence), captured: new Map(), seen: [], request }
}

async function inspect(check: ImageCheck, { world, ground }: Asking): Promise<Answer> {
  const container = containerOf(check.service, ground)
  if (!container) return refusal(`${check.service} has no container`, '')
  const request = `docker image inspect ${container.image}`
  const image = await world.inside.image(container.image)
  const paths = Object.keys(check.expect.files)
  const found = await Promise.all(
    paths.map(async (path) => [path, await world.inside.file(container.id, path)] as const),
  )
  const files: ReadonlyMap<string, FileFacts | undefined> = new Map(found)
  const lacks = judgeImage(check.expect, image, files, world.matchPattern)
  return { lacks: lacks.map(sentence), captured: new Map(), seen: [], request }
}
