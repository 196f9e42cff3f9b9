// How something is put beside an image at a registry: artifacts that name the image as their subject.
import { createHash } from 'node:crypto'
import { listOf, numberOf, parse, recordOf, textOf } from '../text/json.ts'
import type { Blob, Manifest } from '../world/world.ts'

export const indexType = 'application/vnd.oci.image.index.v1+json'
const manifestType = 'application/vnd.oci.image.manifest.v1+json'
export const statementMediaType = 'application/vnd.in-toto+json'
export const bundleMediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json'

/** By which a predicate is found without reading every artifact: ours, and that of Sigstore's clients. */
const predicateTypeKeys = ['in-toto.io/predicate-type', 'dev.sigstore.bundle.predicateType']

const revisionKey = 'org.opencontainers.image.revision'
const commitDateKey = 'sea-trial.commit-date'

export interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly artifactType?: string
  readonly annotations?: Readonly<Record<string, string>>
}

export interface Artifact {
  readonly manifest: Manifest
  readonly blobs: readonly Blob[]
}

export interface ArtifactContent {
  readonly mediaType: typeof statementMediaType | typeof bundleMediaType
  readonly text: string
  readonly predicateType: string
  /** ISO 8601. */
  readonly created: string
  /** The commit that an image stands for that was built of another one. */
  readonly standsFor?: StandIn
}

export interface StandIn {
  readonly commit: string
  /** ISO 8601. */
  readonly date?: string
}

export function blobOf(text: string): Blob {
  return { digest: digestOf(text), text }
}

export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** By the guidelines of the OCI image specification for artifacts without a configuration. */
export function makeArtifact(subject: Manifest, content: ArtifactContent): Artifact {
  const layer: Blob = { ...blobOf(content.text), isNew: true }
  const size = Buffer.byteLength(content.text)
  const empty = blobOf('{}')
  const config = { ...descriptor('application/vnd.oci.empty.v1+json', empty.text), data: 'e30=' }
  const keys =
    content.mediaType === bundleMediaType ? predicateTypeKeys : predicateTypeKeys.slice(0, 1)
  const text = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    artifactType: content.mediaType,
    config,
    layers: [{ mediaType: content.mediaType, digest: layer.digest, size }],
    subject: { ...descriptor(subject.mediaType, subject.text), digest: subject.digest },
    annotations: {
      'org.opencontainers.image.created': content.created,
      ...Object.fromEntries(keys.map((key) => [key, content.predicateType])),
      ...standInAnnotations(content.standsFor),
      ...(content.mediaType === bundleMediaType && {
        'dev.sigstore.bundle.content': 'dsse-envelope',
      }),
    },
  })
  return {
    manifest: { digest: digestOf(text), mediaType: manifestType, text },
    blobs: [empty, layer],
  }
}

function descriptor(mediaType: string, text: string): Descriptor {
  return { mediaType, digest: digestOf(text), size: Buffer.byteLength(text) }
}

/** As it stands in the list of what refers to an image. */
export function listedAs({ mediaType, text }: Manifest): Descriptor {
  const { artifactType, config, annotations } = recordOf(parse(text))
  const type = textOf(artifactType) ?? textOf(recordOf(config)['mediaType'])
  return {
    ...descriptor(mediaType, text),
    ...(type !== undefined && { artifactType: type }),
    ...(annotations !== undefined && { annotations: annotationsIn(annotations) }),
  }
}

/** The tag that stands for the list where a registry has no referrers API, by the OCI specification. */
export function fallbackTag(digest: string): string {
  return digest.replace(':', '-').slice(0, 128)
}

export function referrersIn(index: string): readonly Descriptor[] {
  return listOf(recordOf(parse(index))['manifests']).flatMap(readDescriptor)
}

/** Undefined where the list has it already. */
export function withReferrer(index: string | undefined, added: Descriptor): Manifest | undefined {
  if (index !== undefined && referrersIn(index).some(({ digest }) => digest === added.digest)) {
    return undefined
  }
  // Whatever others wrote there stays as it is.
  const manifests = [...listOf(recordOf(parse(index ?? ''))['manifests']), added]
  const text = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests })
  return { digest: digestOf(text), mediaType: indexType, text }
}

function standInAnnotations(standIn: StandIn | undefined): Readonly<Record<string, string>> {
  if (standIn === undefined) return {}
  const { commit, date } = standIn
  return { [revisionKey]: commit, ...(date !== undefined && { [commitDateKey]: date }) }
}

/** The commit that an image stands for besides its own, as one of its papers is listed. */
export function standInOf({ annotations = {} }: Descriptor): StandIn | undefined {
  const { [revisionKey]: commit, [commitDateKey]: date } = annotations
  if (commit === undefined) return undefined
  return { commit, ...(date !== undefined && { date }) }
}

export function predicateTypeOf({ annotations = {} }: Descriptor): string | undefined {
  return predicateTypeKeys.map((key) => annotations[key]).find((type) => type !== undefined)
}

/** What a manifest is made of. */
export interface Parts {
  readonly subject?: string
  readonly blobs: readonly Descriptor[]
  readonly manifests: readonly Descriptor[]
}

export function partsOf(manifest: string): Parts {
  const { config, layers, manifests, subject } = recordOf(parse(manifest))
  const digest = textOf(recordOf(subject)['digest'])
  return {
    ...(digest !== undefined && { subject: digest }),
    blobs: [config, ...listOf(layers)].flatMap(readDescriptor),
    manifests: listOf(manifests).flatMap(readDescriptor),
  }
}

const digestPattern = /^[a-z0-9]+:[a-f0-9]{32,128}$/

function readDescriptor(value: unknown): readonly Descriptor[] {
  const { mediaType, digest, size, artifactType, annotations } = recordOf(value)
  const [type, named, kind] = [textOf(mediaType), textOf(digest), textOf(artifactType)]
  // A digest becomes a part of an address.
  if (type === undefined || named === undefined || !digestPattern.test(named)) return []
  return [
    {
      mediaType: type,
      digest: named,
      size: numberOf(size),
      ...(kind !== undefined && { artifactType: kind }),
      ...(annotations !== undefined && { annotations: annotationsIn(annotations) }),
    },
  ]
}

function annotationsIn(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text] as const] : [],
    ),
  )
}
