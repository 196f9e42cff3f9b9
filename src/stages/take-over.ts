// Brings what other jobs have built into the engine, and sees that it is what they say it is.
import type { BuiltImage } from '../build/bake.ts'
import type { BuildPlan } from '../build/plan.ts'
import { Attachments } from '../certificate/attachments.ts'
import type { Cleanup } from '../cleanup.ts'
import { type Failure, TrialError } from '../errors.ts'
import { handOverFailure, missingFailures } from '../fan-out/failures.ts'
import { joinParts, nativeIn } from '../fan-out/join.ts'
import { partName } from '../fan-out/parts.ts'
import {
  isNative,
  type TakenImage,
  type TakenPart,
  type TakeOverPlan,
} from '../fan-out/take-over.ts'
import { configDigestOf } from '../images/manifest.ts'
import { all } from '../publish/transaction.ts'
import type { Manifest, World } from '../world/world.ts'
import { type BuildResult, nothingBuilt } from './build.ts'
import { pull } from './pull.ts'

const loadTimeoutMs = 20 * 60_000

interface FoundPart {
  readonly part: TakenPart
  /** Of one that lies at a registry. */
  readonly manifest?: Manifest
}

interface FoundImage {
  readonly image: TakenImage
  readonly parts: readonly FoundPart[]
}

export async function takeOver(
  plan: TakeOverPlan,
  build: Pick<BuildPlan, 'builder'>,
  world: World,
  cleanup: Cleanup,
): Promise<BuildResult> {
  for (const { candidate } of plan.images) cleanup.add({ kind: 'image-tag', reference: candidate })
  const attachments = new Attachments(world, plan.budgetMs)
  const found = await findAll(plan, attachments)
  const images = await all(found, (one) => bringIn(one, plan, { attachments, world, cleanup }))
  const builtBy = found.flatMap(({ parts }) =>
    parts.map(({ part, manifest }) => {
      const what = manifest ? `${part.repository}@${manifest.digest}` : 'an archive'
      return `${partName(part)}: built by ${part.by}, taken over as ${what}`
    }),
  )
  return { ...nothingBuilt(build), images, builtBy }
}

/** Before anything is fetched: what is missing is told of all shares at once. */
async function findAll(
  plan: TakeOverPlan,
  attachments: Attachments,
): Promise<readonly FoundImage[]> {
  const looked = await all(plan.images, async (image) => {
    const ways = await all(image.ways, (parts) => all(parts, (part) => findPart(part, attachments)))
    const way = ways.find((parts) => parts.every(isThere)) ?? mostOf(ways)
    const missing = way.flatMap((one) => (isThere(one) ? [] : one.missing))
    return { image, parts: way.filter(isThere), missing }
  })
  const missing = looked.flatMap((one) => one.missing)
  const named = missing.filter(({ from }) => isDigest(from))
  const failures = [
    ...missingFailures(
      missing.filter(({ from }) => !isDigest(from)),
      plan.where,
    ),
    ...named.map(goneFailure),
  ]
  if (failures.length > 0) throw new TrialError(failures)
  return looked
}

type Look = FoundPart | { readonly missing: TakenPart }

function isThere(look: Look): look is FoundPart {
  return 'part' in look
}

function isDigest(from: TakenPart['from']): boolean {
  return from.kind === 'registry' && from.reference.includes(':')
}

function mostOf(ways: readonly (readonly Look[])[]): readonly Look[] {
  const count = (way: readonly Look[]): number => way.filter(isThere).length
  return ways.toSorted((one, other) => count(other) - count(one))[0] ?? []
}

async function findPart(part: TakenPart, attachments: Attachments): Promise<Look> {
  const { from } = part
  if (from.kind === 'archive') return { part }
  const manifest = await attachments.manifest(from.repository, from.reference)
  return manifest ? { part, manifest } : { missing: part }
}

interface Means {
  readonly attachments: Attachments
  readonly world: World
  readonly cleanup: Cleanup
}

async function bringIn(found: FoundImage, plan: TakeOverPlan, means: Means): Promise<BuiltImage> {
  const { image, parts } = found
  const native = parts.find(({ part }) => isNative(part, plan.platform)) ?? parts[0]
  if (native === undefined) throw new Error(`${image.target} has no part`)
  const { part, manifest } = native
  const brought =
    manifest === undefined ? await load(part, means) : await fetch(part, manifest, plan, means)
  const { candidate, target, services } = image
  const colon = candidate.lastIndexOf(':')
  const repository = candidate.slice(0, colon)
  const { engine } = means.world
  await engine.tag(brought.reference, repository, candidate.slice(colon + 1))
  const held = await engine.image(candidate)
  if (held?.id !== brought.digest)
    throw new TrialError(otherFailure(part, held?.id, brought.digest))
  const { store } = plan
  return {
    ...{ target, services, candidate, digest: held.id, store, bytes: held.bytes },
    reference: store === 'classic' ? held.id : `${repository}@${held.id}`,
    ...(part.repository !== undefined &&
      manifest && {
        origin: { repository: part.repository, manifest: whole(found, manifest) },
      }),
  }
}

/** What is published: the part that is tried, or the index that has it for its platform. */
function whole({ image, parts }: FoundImage, native: Manifest): Manifest {
  if (parts.length === 1) return native
  const all = parts.flatMap(({ part: { platform }, manifest }) =>
    manifest ? [{ manifest, ...(platform !== undefined && { platform }) }] : [],
  )
  return joinParts(all, image.indexAnnotations)
}

interface Brought {
  readonly reference: string
  /** By which the engine must know it. */
  readonly digest: string
}

async function fetch(
  { services, repository = '', platform }: TakenPart,
  manifest: Manifest,
  { store, budgetMs, platform: native }: TakeOverPlan,
  { attachments, world, cleanup }: Means,
): Promise<Brought> {
  const reference = `${repository}@${manifest.digest}`
  cleanup.add({ kind: 'image-tag', reference })
  const wanted = { reference, services, when: 'missing' } as const
  await pull({ images: [wanted], timeoutMs: budgetMs }, [], world)
  if (store === 'containerd') return { reference, digest: manifest.digest }
  const inner = nativeIn(manifest.text, platform ?? native)
  const own = inner === undefined ? manifest : await attachments.manifest(repository, inner)
  return { reference, digest: (own && configDigestOf(own.text)) ?? 'unknown' }
}

async function load(
  part: TakenPart,
  { world: { runner, signal }, cleanup }: Means,
): Promise<Brought> {
  const { from } = part
  if (from.kind !== 'archive') throw new Error(`${part.target} is no archive`)
  const { path, name, digest } = from
  cleanup.add({ kind: 'image-tag', reference: name })
  const argv = ['load', '--quiet', '--input', path]
  const options = { signal, timeoutMs: loadTimeoutMs }
  const { exitCode, stderr, timedOut } = await runner.run({ program: 'docker', argv }, options)
  if (exitCode === 0) return { reference: name, digest }
  throw new TrialError(
    handOverFailure({
      what: `${path}, handed over by ${part.by}, could not be loaded`,
      why: timedOut ? 'its time was up' : stderr.trim(),
      fix: `see whether the whole file has arrived; run the job with share: ${part.share} again`,
    }),
  )
}

function otherFailure(part: TakenPart, held: string | undefined, digest: string): Failure {
  return handOverFailure({
    what: `${partName(part)} is not what was handed over by ${part.by}`,
    why: `the engine holds ${held ?? 'nothing'}, and the hand-over says ${digest}`,
    fix: `do not trust what lies between the jobs; run the job with share: ${part.share} again`,
  })
}

function goneFailure(part: TakenPart): Failure {
  const { from } = part
  const place = from.kind === 'registry' ? `${from.repository}@${from.reference}` : from.path
  return handOverFailure({
    what: `${place}, handed over by ${part.by} as ${partName(part)}, is not there`,
    why: 'it was removed since, or the hand-over names what never was there',
    fix: `run the job with share: ${part.share} again`,
  })
}
