// The cache entries of each image at each kind of place, in the words of Buildx.
import { createHash } from 'node:crypto'
import type { CacheKind, CacheQuestion, ImageCache } from './caching.ts'

export interface CachePlaces {
  readonly images: ReadonlyMap<string, ImageCache>
  readonly folders: readonly { readonly fresh: string; readonly used: string }[]
}

/** How long BuildKit itself waits for GitHub's service, whose own default is ten minutes. */
const serviceTimeout = 'timeout=60s'
/** All stages, not only those that the image ends with; and a full disk there is no broken build. */
const kept = 'mode=max,ignore-error=true'

export function cachePlaces(kind: CacheKind, question: CacheQuestion): CachePlaces {
  switch (kind) {
    case 'off':
    case 'builder':
    case 'raw':
      return { images: new Map(), folders: [] }
    case 'gha':
      return { images: forEach(question, (target) => ghaEntries(target, question)), folders: [] }
    case 'registry':
      return { images: registryEntries(question), folders: [] }
    case 'local':
      return folderEntries(localRoot(question), question)
    case 'actions':
      return archiveEntries(question)
  }
}

function forEach(
  { images }: CacheQuestion,
  entriesOf: (target: string) => ImageCache,
): ReadonlyMap<string, ImageCache> {
  return new Map(images.map(({ target }) => [target, entriesOf(target)]))
}

/** The service keeps refs apart by itself: a pull request reads its base and the default branch. */
function ghaEntries(target: string, { rights, stack, suffix }: CacheQuestion): ImageCache {
  const at = `type=gha,scope=${stack}-${target}${suffix},${serviceTimeout}`
  return {
    from: rights.read.allowed ? [at] : [],
    to: rights.write.allowed ? [`${at},${kept}`] : [],
  }
}

function registryEntries({
  images,
  rights,
  suffix,
}: CacheQuestion): ReadonlyMap<string, ImageCache> {
  return new Map(
    images.flatMap(({ target, repositories: [repository] }) => {
      if (repository === undefined) return []
      const at = (scope: string): string =>
        `type=registry,ref=${repository}:cache-${slugOf(scope)}${suffix}`
      const { read, write } = rights
      const to = write.allowed ? [`${at(write.scope)},image-manifest=true,${kept}`] : []
      return [[target, { from: read.scopes.map(at), to }] as const]
    }),
  )
}

export function homeOf(env: CacheQuestion['env']): string | undefined {
  return env['XDG_CACHE_HOME'] || (env['HOME'] ? `${env['HOME']}/.cache` : undefined)
}

function localRoot({ env, stack }: CacheQuestion): string {
  return `${homeOf(env)}/sea-trial/build/${stack}`
}

function folderEntries(root: string, question: CacheQuestion): CachePlaces {
  const { rights } = question
  const folder = (scope: string, target: string): string => `${root}/${slugOf(scope)}/${target}`
  const { write } = rights
  const images = forEach(question, (target) => ({
    from: rights.read.scopes.map((scope) => `type=local,src=${folder(scope, target)}`),
    to: write.allowed ? [`type=local,dest=${folder(write.scope, target)}.next,${kept}`] : [],
  }))
  const used = write.allowed ? question.images.map(({ target }) => folder(write.scope, target)) : []
  return { images, folders: used.map((one) => ({ used: one, fresh: `${one}.next` })) }
}

function archiveEntries(question: CacheQuestion): CachePlaces {
  const { rights, env, stack } = question
  const root = `${env['HOME']}/.cache/sea-trial/actions/${stack}`
  const images = forEach(question, (target) => ({
    from: rights.read.allowed ? [`type=local,src=${root}/${target}`] : [],
    to: rights.write.allowed ? [`type=local,dest=${root}/${target}.next,${kept}`] : [],
  }))
  const used = rights.write.allowed ? question.images.map(({ target }) => `${root}/${target}`) : []
  return { images, folders: used.map((one) => ({ used: one, fresh: `${one}.next` })) }
}

/** Readable and unique: two refs that look the same in a tag differ in the hash. */
export function slugOf(scope: string): string {
  const name = scope.replace(/^refs\/(heads|tags)\//, '').replace(/^refs\/pull\/(\d+)\/.*/, 'pr-$1')
  const clean = name.replace(/[^A-Za-z0-9_.-]/g, '-').slice(0, 60)
  return `${clean}-${hashOf(scope)}`
}

/** Another set of images has little of this one's cache. */
export function imageSetHash(targets: readonly string[]): string {
  return hashOf([...targets].sort().join('\n'))
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
