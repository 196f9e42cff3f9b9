// What is done about the cache before a build, and how a failure is told to be its fault.
import { messageOf } from '../errors.ts'
import type { World } from '../world/world.ts'
import type { CachePlan } from './caching.ts'

/** An answer takes milliseconds. */
const serviceDeadlineMs = 5_000
const restoreDeadlineMs = 60_000

/** With a warning the cache is of no use in this run, neither to read nor to write. */
export async function fetchCache(
  { service, archive }: CachePlan,
  world: World,
): Promise<FetchedCache> {
  const refusal = service && (await askService(service, world))
  const problem = refusal ?? (archive?.read ? await restoreArchive(archive, world) : undefined)
  if (problem === undefined) return { service: 'answers' }
  const warning = `${problem}; the build runs without it`
  return { service: refusal === undefined ? 'answers' : 'refuses', warning }
}

export interface FetchedCache {
  /** One that was not asked is taken to answer. */
  readonly service: 'answers' | 'refuses'
  readonly warning?: string
}

/** Gives the reason where it is of no use. */
export async function askService(
  { url, token }: NonNullable<CachePlan['service']>,
  { http, signal }: World,
): Promise<string | undefined> {
  const request = {
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ key: 'sea-trial', restore_keys: [], version: 'sea-trial' }),
    timeoutMs: serviceDeadlineMs,
    maxBodyBytes: 64 * 1024,
  }
  try {
    const { status } = await http.request(request, signal)
    const answers = status < 400 || status === 404
    return answers ? undefined : `GitHub's cache service answers ${status}`
  } catch (error) {
    signal.throwIfAborted()
    return `GitHub's cache service does not answer: ${messageOf(error)}`
  }
}

async function restoreArchive(
  { folder, key, restoreKeys }: NonNullable<CachePlan['archive']>,
  { store, log }: World,
): Promise<string | undefined> {
  const found = await store.restore(folder, { key, restoreKeys, timeoutMs: restoreDeadlineMs })
  if (found.kind === 'failed') return `the build cache could not be restored: ${found.why}`
  log.info(found.kind === 'hit' ? `build cache ${found.key}` : 'no build cache was kept so far')
  return undefined
}

/** BuildKit's words for a cache that is damaged or gone: no step of a Dockerfile speaks so. */
export function blamesCache({ words }: { readonly words: readonly string[] }): boolean {
  const said = words.filter((word) => /^ERROR|failed to|error:/i.test(word)).join('\n')
  return /cache (?:importer|exporter)|importing cache|unexpected (?:commit )?digest|blob sha256:\w+.*not found|failed to (?:copy|read|extract|fetch|unpack).*(?:sha256|layer|blob)|invalid (?:tar|gzip|checksum)|unexpected EOF|archive\/tar/i.test(
    said,
  )
}
