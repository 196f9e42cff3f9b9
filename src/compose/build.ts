// The `build` of a service as the CLI resolves it.

import type { Item } from './item.ts'

export interface Build {
  readonly context: string
  readonly dockerfile?: string
  readonly dockerfileInline?: string
  readonly target?: string
  readonly args: ReadonlyMap<string, string | null>
  /** `additional_contexts`; `service:x` means the image that x builds. */
  readonly contexts: ReadonlyMap<string, string>
  readonly labels: ReadonlyMap<string, string>
  readonly secrets: readonly BuildSecret[]
  /** As BuildKit takes them: `default` or `id=path`. */
  readonly ssh: readonly string[]
  readonly platforms: readonly string[]
  readonly tags: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  readonly network?: string
  readonly shmSize?: number
  readonly ulimits: ReadonlyMap<string, Ulimit>
  /** `host=address`. */
  readonly extraHosts: readonly string[]
  readonly noCache: boolean
  readonly pull: boolean
  readonly privileged: boolean
  readonly entitlements: readonly string[]
  readonly provenance?: string | boolean
  readonly sbom?: string | boolean
  readonly isolation?: string
}

export interface BuildSecret {
  readonly id: string
  readonly file?: string
  readonly environment?: string
}

export interface Ulimit {
  readonly soft: number
  readonly hard: number
}

/** Leaves out what is undefined: an absent option is an absent key, everywhere in the model. */
export function present<T extends object>(
  options: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

/** `secrets` is the top-level section, which says where each secret comes from. */
export function readBuild(item: Item, secrets: Item): Build {
  if (item.get('context').absent) item.get('context').wrong('the folder to build from')
  return {
    context: item.get('context').text() ?? '.',
    args: item.get('args').pairs(),
    contexts: texts(item.get('additional_contexts')),
    labels: texts(item.get('labels')),
    secrets: item
      .get('secrets')
      .list()
      .flatMap((secret) => readSecret(secret, secrets)),
    ssh: readSsh(item.get('ssh')),
    platforms: item.get('platforms').texts(),
    tags: item.get('tags').texts(),
    cacheFrom: item.get('cache_from').texts(),
    cacheTo: item.get('cache_to').texts(),
    ulimits: readUlimits(item.get('ulimits')),
    extraHosts: readHosts(item.get('extra_hosts')),
    noCache: item.get('no_cache').flag(),
    pull: item.get('pull').flag(),
    privileged: item.get('privileged').flag(),
    entitlements: item.get('entitlements').texts(),
    ...present({
      dockerfile: item.get('dockerfile').text(),
      dockerfileInline: item.get('dockerfile_inline').text(),
      target: item.get('target').text(),
      network: item.get('network').text(),
      shmSize: item.get('shm_size').bytes(),
      provenance: switchOrText(item.get('provenance')),
      sbom: switchOrText(item.get('sbom')),
      isolation: item.get('isolation').text(),
    }),
  }
}

function texts(item: Item): ReadonlyMap<string, string> {
  return new Map([...item.pairs()].map(([key, value]) => [key, value ?? '']))
}

function readSecret(item: Item, secrets: Item): readonly BuildSecret[] {
  const source = typeof item.value === 'string' ? item.value : item.get('source').text()
  if (source === undefined) return item.wrong('a secret with a source') ?? []
  const target = typeof item.value === 'string' ? undefined : item.get('target').text()
  const from = secrets.get(source)
  return [
    {
      id: target ?? source,
      ...present({ file: from.get('file').text(), environment: from.get('environment').text() }),
    },
  ]
}

// The CLI prints a keyed entry as the text `id: path`.
function readSsh(item: Item): readonly string[] {
  if (!Array.isArray(item.value)) {
    return [...item.pairs()].map(([id, path]) => (path ? `${id}=${path}` : id))
  }
  return item.texts().map((line) => line.replace(/^([^=:]+): */, '$1='))
}

function readHosts(item: Item): readonly string[] {
  if (Array.isArray(item.value)) return item.texts()
  return item
    .entries()
    .flatMap(([host, addresses]) => addresses.textOrTexts().map((address) => `${host}=${address}`))
}

function readUlimits(item: Item): ReadonlyMap<string, Ulimit> {
  return new Map(
    item.entries().map(([name, limit]) => {
      const single = limit.value instanceof Map ? undefined : limit.number()
      const part = (key: string): number =>
        single ?? (limit.value instanceof Map ? limit.get(key).number() : 0) ?? 0
      return [name, { soft: part('soft'), hard: part('hard') }] as const
    }),
  )
}

function switchOrText(item: Item): string | boolean | undefined {
  const text = item.text()
  if (text === 'true' || text === 'false') return text === 'true'
  return text
}
