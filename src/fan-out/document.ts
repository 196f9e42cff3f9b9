// What a job that built hands over, as it lies in hand-over.json; docs/hand-over.schema.json describes it.
import { lineOf, listOf, numberOf, parse, recordOf, textOf, textsOf } from '../text/json.ts'

export const documentName = 'hand-over.json'

/** Grows, and changes its version when something goes. */
export interface HandOver {
  readonly version: 1
  readonly share: string
  readonly commit: string | null
  /** Of GitHub: which run, and the job in it. */
  readonly run: string | null
  readonly job: string | null
  readonly machine: string | null
  readonly images: readonly HandedImage[]
}

export interface HandedImage {
  readonly image: string
  readonly services: readonly string[]
  readonly platform: string | null
  /** Of what it was built from, as the plan says. */
  readonly plan: string
  readonly store: 'containerd' | 'classic'
  /** As the engine that built it names it. */
  readonly digest: string
  /** Where one is known: it is the same in every image store. */
  readonly config: string | null
  readonly bytes: number
  readonly at: HandedAt
}

export type HandedAt =
  | {
      readonly kind: 'registry'
      readonly repository: string
      readonly tag: string
      /** Of its manifest. */
      readonly digest: string
    }
  /** An OCI layout as one file, beside this document. */
  | { readonly kind: 'archive'; readonly file: string; readonly name: string }

const digestPattern = /^sha256:[0-9a-f]{64}$/
/** A path in there would be one on the machine that reads it. */
const filePattern = /^[\w-][\w.-]*\.tar$/
const namePattern = /^[\w.:/-]+$/

/** Undefined where it is no such document; written by another job, it is believed in nothing. */
export function parseHandOver(text: string): HandOver | undefined {
  const value = recordOf(parse(text))
  const share = lineOf(value['share'])
  if (value['version'] !== 1 || share === undefined) return undefined
  const images = listOf(value['images']).map(readImage)
  if (images.some((image) => image === undefined)) return undefined
  return {
    version: 1,
    share,
    commit: lineOf(value['commit']) ?? null,
    run: lineOf(value['run']) ?? null,
    job: lineOf(value['job']) ?? null,
    machine: lineOf(value['machine']) ?? null,
    images: images.filter((image) => image !== undefined),
  }
}

function readImage(value: unknown): HandedImage | undefined {
  const image = recordOf(value)
  const at = readPlace(recordOf(image['at']))
  const [name, plan, digest] = [lineOf(image['image']), lineOf(image['plan']), image['digest']]
  if (!name || !plan || !isDigest(digest) || !at) return undefined
  return {
    image: name,
    services: textsOf(image['services']),
    platform: lineOf(image['platform']) ?? null,
    plan,
    store: image['store'] === 'classic' ? 'classic' : 'containerd',
    digest,
    config: isDigest(image['config']) ? image['config'] : null,
    bytes: numberOf(image['bytes']),
    at,
  }
}

function readPlace(at: Readonly<Record<string, unknown>>): HandedAt | undefined {
  const { kind, digest } = at
  if (kind === 'archive') {
    const [file = '', name = ''] = [textOf(at['file']), textOf(at['name'])]
    return filePattern.test(file) && namePattern.test(name) ? { kind, file, name } : undefined
  }
  const [repository, tag] = [lineOf(at['repository']), lineOf(at['tag'])]
  if (kind !== 'registry' || !repository || !tag || !isDigest(digest)) return undefined
  return { kind, repository, tag, digest }
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && digestPattern.test(value)
}
