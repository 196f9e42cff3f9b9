// Takes away the tags under which images waited for their trial; never what was published from them.
import type { Part } from '../fan-out/parts.ts'
import { standIn } from '../fan-out/stand-in.ts'
import { groupBy } from '../text/group-by.ts'
import type { RegistryAnswer, World } from '../world/world.ts'

/** They hurt nobody, so nobody waits for long. */
const deadlineMs = 60_000

/** Gives what is worth telling; a candidate that stays is no failure of the run. */
export async function removeCandidates(
  parts: readonly Part[],
  world: World,
): Promise<readonly string[]> {
  const signal = AbortSignal.any([world.signal, AbortSignal.timeout(deadlineMs)])
  const atRegistry = parts.filter(({ repository }) => repository !== undefined)
  const groups = groupBy(atRegistry, ({ repository = '' }) => repository)
  const told = await Promise.all(
    [...groups].map(async ([repository, own]) => {
      const tags = [...new Set(own.map(({ tag }) => tag))]
      const reason = await removeAt(repository, tags, { ...world, signal }).catch(
        (error: unknown) => {
          world.signal.throwIfAborted()
          return String(error)
        },
      )
      return reason === undefined ? [] : [`candidates at ${repository}: ${reason}`]
    }),
  )
  return told.flat()
}

async function removeAt(
  repository: string,
  tags: readonly string[],
  { registry, signal, log }: World,
): Promise<string | undefined> {
  const there = await Promise.all(
    tags.map(async (tag) => (await registry.manifest(repository, tag, signal)).kind === 'ok'),
  )
  const waiting = tags.filter((_, index) => there[index])
  if (waiting.length === 0) return undefined
  for (const tag of waiting) {
    const put = await registry.putManifest(repository, tag, standIn, signal)
    if (put.kind !== 'ok') return `${tag} stays (${wordsOf(put)})`
  }
  const removed = await registry.deleteManifest(repository, standIn.digest, signal)
  // Another run may have removed all of them, ours too.
  if (removed.kind !== 'ok' && !isUnknown(removed)) {
    return `${waiting.join(', ')} can't be deleted, and names nothing any more (${wordsOf(removed)})`
  }
  log.info(`✓ candidates removed from ${repository}`)
  return undefined
}

function isUnknown(answer: RegistryAnswer<unknown>): boolean {
  return answer.kind === 'absent' || (answer.kind === 'refused' && answer.refusal.status === 404)
}

function wordsOf(answer: RegistryAnswer<unknown>): string {
  if (answer.kind === 'refused') return answer.refusal.message
  return answer.kind === 'unreachable' ? answer.reason : answer.kind
}
