// The build of a stack as one bake definition, and what BuildKit reports of it.
import type { Build } from '../compose/build.ts'
import type { Manifest } from '../world/registry.ts'
import type { ImageCache } from './caching.ts'
import { isOn } from './given.ts'

export interface ImagePlan {
  /** The bake target: the name of its first service, made of signs that bake allows. */
  readonly target: string
  /** Every service that runs it: services with the same build share one image. */
  readonly services: readonly string[]
  readonly build: Build
  /** The name it has until it has passed: `repository:tag`, unique to this run. */
  readonly candidate: string
  readonly labels: ReadonlyMap<string, string>
  /** With their levels, as buildx reads them. */
  readonly annotations: ReadonlyMap<string, string>
}

export interface BuiltImage {
  readonly target: string
  readonly services: readonly string[]
  readonly candidate: string
  /** What tells this image from every other one in the engine, and what its containers say they run. */
  readonly digest: string
  /** Of its configuration, which is the same in every image store; an index has none of its own. */
  readonly config?: string
  /** On the classic store the digest is that of the configuration: a manifest is made with each push. */
  readonly store: 'containerd' | 'classic'
  /** Compressed on the containerd store, unpacked on the classic one. */
  readonly bytes: number
  /** What containers are made from: `repository@digest`, or the image's ID on the classic store. */
  readonly reference: string
  /** Where a registry has it already, which is published as it is there: maybe for more platforms. */
  readonly origin?: { readonly repository: string; readonly manifest: Manifest }
}

type Json = Record<string, unknown>

/** What is made of a solve, and which cache it reads and writes, by target. */
export interface Solve {
  readonly output: string
  /** Built on the way, where an image starts from them, and not made into images here. */
  readonly bases?: readonly ImagePlan[]
  readonly cache: ReadonlyMap<string, ImageCache>
}

export function bakeDefinition(images: readonly ImagePlan[], solve: Solve): string {
  const { bases = [] } = solve
  const all = [...images, ...bases]
  const targets = all.map((image) => [
    image.target,
    { ...bakeTarget(image, all, solve), output: [solve.output] },
  ])
  const definition = {
    group: { default: { targets: images.map(({ target }) => target) } },
    target: Object.fromEntries(targets),
  }
  return withoutTemplates(JSON.stringify(definition))
}

/** Bake reads each text of its JSON as a template, but `${…}` here is of the Dockerfile or the user. */
function withoutTemplates(json: string): string {
  return json.replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`)
}

function bakeTarget(image: ImagePlan, all: readonly ImagePlan[], { cache }: Solve): Json {
  const { build } = image
  const { from = [], to = [] } = cache.get(image.target) ?? {}
  return dropEmpty({
    context: build.context,
    dockerfile: build.dockerfile,
    'dockerfile-inline': build.dockerfileInline,
    target: build.target,
    args: Object.fromEntries([...build.args].filter(([, value]) => value !== null)),
    contexts: Object.fromEntries([...build.contexts].map(([k, v]) => [k, contextOf(v, all)])),
    labels: Object.fromEntries([...build.labels, ...image.labels]),
    platforms: build.platforms,
    secret: build.secrets.map(secretOf),
    ssh: build.ssh,
    'cache-from': from,
    'cache-to': to,
    network: build.network,
    'shm-size': build.shmSize === undefined ? undefined : String(build.shmSize),
    ulimits: [...build.ulimits].map(([name, { soft, hard }]) => `${name}=${soft}:${hard}`),
    'extra-hosts': Object.fromEntries(build.extraHosts.map(splitHost)),
    entitlements: build.privileged
      ? [...new Set([...build.entitlements, 'security.insecure'])]
      : build.entitlements,
    'no-cache': build.noCache || undefined,
    pull: build.pull || undefined,
    attest: [...attestation('provenance', build.provenance), ...attestation('sbom', build.sbom)],
    annotations: [...image.annotations].map(([key, value]) => `${key}=${value}`),
    tags: [image.candidate],
  })
}

/** Without a word there is none: provenance makes another digest of the same tree each time. */
function attestation(type: string, asked: Build['provenance']): readonly string[] {
  if (!isOn(asked)) return []
  return [typeof asked === 'string' ? `type=${type},${asked}` : `type=${type}`]
}

/** `service:base` of Compose is `target:base` of bake, under the name that the image has here. */
function contextOf(value: string, all: readonly ImagePlan[]): string {
  const service = /^service:(.+)$/.exec(value)?.[1]
  if (service === undefined) return value
  const image = all.find(({ services }) => services.includes(service))
  return `target:${image?.target ?? service}`
}

/** `host=address`; an IPv6 address holds colons, so only the first `=` divides. */
function splitHost(entry: string): readonly [string, string] {
  const at = entry.indexOf('=')
  return [entry.slice(0, at), entry.slice(at + 1)]
}

function secretOf(secret: Build['secrets'][number]): string {
  const source =
    secret.environment === undefined ? `src=${secret.file ?? ''}` : `env=${secret.environment}`
  return [`id=${secret.id}`, source].map(csvField).join(',')
}

function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function dropEmpty(value: Json): Json {
  return Object.fromEntries(
    Object.entries(value).filter(([, item]) => {
      if (item === undefined) return false
      if (Array.isArray(item)) return item.length > 0
      return typeof item !== 'object' || item === null || Object.keys(item).length > 0
    }),
  )
}

export interface BuildMetadata {
  /** Of the manifest or index; on the classic store, that of the configuration. */
  readonly digest: string
  readonly configDigest?: string
}

/** Reads `--metadata-file`, which has an entry for each target. */
export function parseBuildMetadata(text: string): ReadonlyMap<string, BuildMetadata> {
  const value: unknown = JSON.parse(text)
  const built = new Map<string, BuildMetadata>()
  if (typeof value !== 'object' || value === null) return built
  for (const [target, entry] of Object.entries(value)) {
    const digest = (entry as Json | null)?.['containerimage.digest']
    const configDigest = (entry as Json | null)?.['containerimage.config.digest']
    if (typeof digest !== 'string') continue
    built.set(target, { digest, ...(typeof configDigest === 'string' && { configDigest }) })
  }
  return built
}
