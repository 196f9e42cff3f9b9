// Where build layers come from and go to between runs, by policy rather than by strings of Buildx.
import type { CacheRights } from '../event/cache-rights.ts'
import type { CacheInputs } from '../inputs/inputs.ts'
import { cachePlaces, homeOf, imageSetHash } from './cache-places.ts'
import { readCacheToken } from './cache-token.ts'

export type CacheKind = 'off' | 'builder' | 'raw' | 'gha' | 'registry' | 'local' | 'actions'

export interface ImageCache {
  readonly from: readonly string[]
  readonly to: readonly string[]
}

export interface CachePlan {
  readonly kind: CacheKind
  readonly reason: string
  /** What the user asked for and can't have; the build goes on without. */
  readonly warning?: string
  /** By target. */
  readonly images: ReadonlyMap<string, ImageCache>
  /** Folders that the export fills beside those in use, and that are swapped when it is done. */
  readonly folders: readonly { readonly fresh: string; readonly used: string }[]
  /** Asked before the build whether it answers: a service that hangs would hold up BuildKit. */
  readonly service?: CacheService
  /** A folder kept as a whole by GitHub's cache service. */
  readonly archive?: CacheArchive
}

export interface CacheService {
  readonly url: string
  readonly token: string
}

export interface CacheArchive {
  readonly folder: string
  readonly key: string
  readonly restoreKeys: readonly string[]
  readonly read: boolean
  readonly write: boolean
}

export interface CacheQuestion {
  readonly inputs: CacheInputs
  readonly rights: CacheRights
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: Date
  readonly stack: string
  readonly sha: string | undefined
  readonly images: readonly CachedImage[]
  readonly pushes: boolean
  /** Of every place, where another job keeps the same images for another platform beside. */
  readonly suffix: string
}

export interface CachedImage {
  readonly target: string
  readonly repositories: readonly string[]
  /** As the Compose file says. */
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
}

export function planCache(question: CacheQuestion): CachePlan {
  const { inputs } = question
  if (inputs.cacheFrom.length > 0 || inputs.cacheTo.length > 0) return rawCache(question)
  const { kind, reason, warning } = chooseBackend(question)
  const ours = cachePlaces(kind, question)
  const images = question.images.map((image): [string, ImageCache] => {
    const own = image.cacheFrom.length > 0 || image.cacheTo.length > 0
    if (kind === 'off') return [image.target, { from: [], to: [] }]
    if (own) return [image.target, composed(image, question.rights)]
    return [image.target, ours.images.get(image.target) ?? { from: [], to: [] }]
  })
  return {
    kind,
    reason,
    ...(warning !== undefined && { warning }),
    images: new Map(images),
    folders: ours.folders,
    ...((kind === 'gha' || kind === 'actions') && serviceOf(question)),
    ...(kind === 'actions' && archiveOf(question)),
  }
}

interface Backend {
  readonly kind: CacheKind
  readonly reason: string
  readonly warning?: string
}

function chooseBackend(question: CacheQuestion): Backend {
  const { inputs, rights, env } = question
  if (inputs.cache !== 'off' && !rights.read.allowed && !rights.write.allowed) {
    return { kind: 'builder', reason: `${rights.read.reason}; ${rights.write.reason}` }
  }
  const token = readCacheToken(env['ACTIONS_RUNTIME_TOKEN'], question.now)
  const named = question.images.some(({ repositories }) => repositories.length > 0)
  switch (inputs.cache) {
    case 'off':
      return { kind: 'off', reason: 'cache is off' }
    case 'gha':
    case 'actions':
      return token.kind === 'usable'
        ? { kind: inputs.cache, reason: `cache: ${inputs.cache}` }
        : without(`cache: ${inputs.cache}: ${token.why}`)
    case 'registry':
      return named
        ? { kind: 'registry', reason: 'cache: registry' }
        : without('cache: registry: no image has a name at a registry')
    case 'local':
      return homeOf(env) === undefined
        ? without('cache: local: HOME is not set')
        : { kind: 'local', reason: 'cache: local' }
    case 'auto':
      return chooseByItself(question, token, named)
  }
}

function chooseByItself(
  { env, pushes }: CacheQuestion,
  token: ReturnType<typeof readCacheToken>,
  named: boolean,
): Backend {
  if (token.kind === 'usable') return { kind: 'gha', reason: "GitHub's cache service is there" }
  if (pushes && named && env['GITHUB_ACTIONS'] === 'true') {
    return { kind: 'registry', reason: `${token.why}, and the run pushes to a registry` }
  }
  return { kind: 'builder', reason: `${token.why}; the builder keeps what it has built` }
}

function without(warning: string): Backend {
  return { kind: 'builder', reason: warning, warning: `${warning}; the build runs without it` }
}

function rawCache({ inputs, images }: CacheQuestion): CachePlan {
  return {
    kind: 'raw',
    reason: 'cache-from and cache-to are given',
    images: new Map(
      images.map(({ target }) => [
        target,
        {
          from: inputs.cacheFrom.map((entry) => scoped(entry, target)),
          to: inputs.cacheTo.map((entry) => harmless(scoped(entry, target))),
        },
      ]),
    ),
    folders: [],
  }
}

function composed({ cacheFrom, cacheTo }: CachedImage, rights: CacheRights): ImageCache {
  return {
    from: rights.read.allowed ? cacheFrom : [],
    to: rights.write.allowed ? cacheTo.map(harmless) : [],
  }
}

/** All images in one scope would overwrite each other's index. */
function scoped(entry: string, target: string): string {
  return /(^|,)type=gha(,|$)/.test(entry) && !/(^|,)scope=/.test(entry)
    ? `${entry},scope=${target}`
    : entry
}

/** A cache that can't be written is no reason to lose a build. */
function harmless(entry: string): string {
  return /(^|,)(ignore-error=|type=inline)/.test(entry) || !entry.includes('type=')
    ? entry
    : `${entry},ignore-error=true`
}

/** Version 2 of the service; an Enterprise Server with version 1 is asked by BuildKit alone. */
export function serviceOf({
  env,
}: Pick<CacheQuestion, 'env'>): { readonly service: CacheService } | undefined {
  const base = env['ACTIONS_RESULTS_URL']
  const token = env['ACTIONS_RUNTIME_TOKEN']
  if (!env['ACTIONS_CACHE_SERVICE_V2'] || !base || !token) return undefined
  const rpc = 'twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL'
  return { service: { url: `${base.replace(/\/*$/, '/')}${rpc}`, token } }
}

function archiveOf(question: CacheQuestion): { readonly archive: CacheArchive } | undefined {
  const { env, stack, sha, images, rights } = question
  const home = env['HOME']
  if (!home) return undefined
  const prefix = `sea-trial-build-${stack}${question.suffix}-`
  const set = `${prefix}${imageSetHash(images.map(({ target }) => target))}-`
  return {
    archive: {
      folder: `${home}/.cache/sea-trial/actions/${stack}`,
      key: `${set}${sha ?? 'no-commit'}`,
      restoreKeys: [set, prefix],
      read: rights.read.allowed,
      write: rights.write.allowed,
    },
  }
}
