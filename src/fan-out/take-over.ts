// What a trial takes over from the jobs that built, and how it comes into the engine.
import { isOn } from '../build/given.ts'
import type { Failure } from '../errors.ts'
import type { Decision } from '../event/policy.ts'
import type { PlannedImage } from '../images/plan.ts'
import { handOverFailure, namelessFailures } from './failures.ts'
import type { Handed } from './judge.ts'
import { type Part, partName } from './parts.ts'
import { isSamePlatform } from './platforms.ts'
import { indexAnnotations, narrow } from './selection.ts'

export interface TakeOverPlan {
  readonly kind: 'take-over'
  readonly images: readonly TakenImage[]
  readonly store: 'containerd' | 'classic'
  /** Of the engine: what is tried. */
  readonly platform: string
  /** Where it was looked for, as the user knows it. */
  readonly where: string
  readonly budgetMs: number
}

export interface TakenImage {
  readonly target: string
  readonly services: readonly string[]
  /** The name that it gets here. */
  readonly candidate: string
  /** The first one that is there counts. */
  readonly ways: readonly (readonly TakenPart[])[]
  readonly indexAnnotations: Readonly<Record<string, string>>
}

export interface TakenPart extends Part {
  readonly from: PartSource
  /** Who built it, in words. */
  readonly by: string
}

export type PartSource =
  | { readonly kind: 'registry'; readonly repository: string; readonly reference: string }
  | {
      readonly kind: 'archive'
      readonly path: string
      /** That the image has in there. */
      readonly name: string
      /** By which this engine must know it once it is loaded. */
      readonly digest: string
    }

export interface TakeOverQuestion {
  readonly images: readonly PlannedImage[]
  readonly engine?: { readonly containerdStore: boolean; readonly platform: string }
  readonly push: Decision<'push' | 'skip'>
  readonly where: string
}

const budgetMs = 30 * 60_000

/** `handed`: one way for each image, in their order. */
export function takeFromFiles(
  question: TakeOverQuestion,
  handed: readonly (readonly Handed[])[],
): { readonly plan: TakeOverPlan; readonly problems: readonly Failure[] } {
  const sourced = handed.map((parts) => parts.map((one) => sourceOf(one, question)))
  const ways = sourced.map((parts) => [parts.flatMap(({ part }) => part ?? [])])
  const problems = [
    ...sourced.flat().flatMap(({ problem }) => problem ?? []),
    ...handed.flatMap((parts) => unjoinable(parts, question)),
  ]
  const { plan, problems: others } = planOf(question, ways)
  return { plan, problems: problems.length > 0 ? problems : others }
}

export function takeFromRegistry(
  question: TakeOverQuestion,
  ways: readonly (readonly (readonly Part[])[])[],
): {
  readonly plan: TakeOverPlan
  readonly problems: readonly Failure[]
} {
  const nameless = namelessFailures(ways.flatMap(([first = []]) => first))
  const sourced = ways.map((ofImage) =>
    ofImage.map((parts) =>
      parts.map((part): TakenPart => {
        const from = { repository: part.repository ?? '', reference: part.tag }
        return { ...part, from: { kind: 'registry', ...from }, by: `the share ${part.share}` }
      }),
    ),
  )
  const { plan, problems } = planOf(question, sourced)
  return { plan, problems: nameless.length > 0 ? nameless : problems }
}

function planOf(question: TakeOverQuestion, sources: readonly TakenImage['ways'][]) {
  const { images, engine, where } = question
  const platform = engine?.platform ?? ''
  const taken = images.map(
    (image, index): TakenImage => ({
      target: image.target,
      services: image.services,
      candidate: image.candidate,
      ways: sources[index] ?? [],
      indexAnnotations: indexAnnotations(image),
    }),
  )
  const plan: TakeOverPlan = {
    kind: 'take-over',
    images: taken,
    store: engine?.containerdStore === false ? 'classic' : 'containerd',
    ...{ platform, where, budgetMs },
  }
  const untried = engine === undefined ? [] : taken.filter((image) => !hasNative(image, platform))
  return { plan, problems: untried.map((image) => untriable(image, platform)) }
}

function hasNative({ ways }: TakenImage, platform: string): boolean {
  return ways.some((parts) => parts.length === 1 || parts.some((part) => isNative(part, platform)))
}

export function isNative({ platform }: Part, native: string): boolean {
  return platform === undefined || isSamePlatform(platform, native)
}

function untriable({ services, ways }: TakenImage, platform: string): Failure {
  const built = (ways[0] ?? []).flatMap((part) => part.platform ?? []).join(', ')
  return handOverFailure({
    what: `${services[0]} is built for ${built}, and the engine of this trial is ${platform}`,
    fix: `run the trial on a machine of one of those kinds, or build for ${platform} too`,
  })
}

function sourceOf(
  { part, image, by, path }: Handed,
  { engine }: TakeOverQuestion,
): { readonly part?: TakenPart; readonly problem?: Failure } {
  const job = by.job === null ? '' : ` of the job ${by.job}`
  const machine = by.machine === null ? '' : ` on ${by.machine}`
  const whose = { ...part, by: `the share ${by.share}${job}${machine}` }
  const { at } = image
  if (at.kind === 'registry') {
    const { repository, digest } = at
    return { part: { ...whose, from: { kind: 'registry', repository, reference: digest } } }
  }
  const isClassic = engine?.containerdStore === false
  const digest = isClassic ? classicDigest(image) : image.store === 'containerd' && image.digest
  if (!digest) return { problem: otherStore(part, path, isClassic ? 'classic' : 'containerd') }
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const from = { kind: 'archive', path: `${folder}${at.file}`, name: at.name, digest } as const
  return { part: { ...whose, from } }
}

/** The classic store names an image by its configuration, which no other store changes. */
function classicDigest({ store, digest, config }: Handed['image']): string | undefined {
  return store === 'classic' ? digest : (config ?? undefined)
}

function otherStore(part: Part, path: string, store: 'containerd' | 'classic'): Failure {
  return handOverFailure({
    what: `${path}: ${partName(part)} comes from another image store than that of this engine (${store})`,
    why: 'each store names an image by another digest, so it could not be told that it is the same',
    fix: 'run all jobs on the same kind of runner, or write hand-over: registry',
  })
}

/** Without a registry only what is native can be brought into the engine. */
function unjoinable(parts: readonly Handed[], { push }: TakeOverQuestion): readonly Failure[] {
  const [first] = parts
  const inFiles = parts.some(({ image }) => image.at.kind === 'archive')
  if (first === undefined || parts.length < 2 || !inFiles || push.kind === 'skip') return []
  return [
    handOverFailure({
      what: `${first.part.services[0]} can't be pushed for several platforms: a part of it was handed over as an archive`,
      why: 'the engine can hold and push the part of its own platform only',
      fix: 'write hand-over: registry, or push: false',
    }),
  ]
}

/** As if it were built here, for all that looks at a build: what is tried is one platform of it. */
export function narrowTaken(image: PlannedImage, { platform, store }: TakeOverPlan): PlannedImage {
  const narrowed = narrow(image, platform)
  if (store === 'containerd') return narrowed
  const { provenance: _, sbom: __, ...build } = narrowed.build
  const isAttested = isOn(image.build.provenance) || isOn(image.build.sbom)
  return isAttested ? { ...narrowed, build, annotations: new Map() } : narrowed
}
