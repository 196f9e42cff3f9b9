// Builds all images of the plan in one solve and hands on their digests, never only their names.
import { type BuildMetadata, type BuiltImage, parseBuildMetadata } from '../build/bake.ts'
import { foundBases } from '../build/bases.ts'
import type { BuilderChoice } from '../build/builder.ts'
import type { DockerfileCheck } from '../build/checks.ts'
import { leakingImage, leakingRecord } from '../build/leaks.ts'
import type { BuildPlan } from '../build/plan.ts'
import type { BuildStep } from '../build/progress.ts'
import { buildLines, type CacheHits, slowestSteps } from '../build/steps.ts'
import type { Cleanup } from '../cleanup.ts'
import { type Failure, messageOf, TrialError } from '../errors.ts'
import type { World } from '../world/world.ts'
import { readyBuild } from './build-means.ts'
import { Exports } from './exports.ts'
import type { RestoredMounts } from './mounts.ts'
import { readImage } from './read-image.ts'
import { type SolvedPart, solveAll } from './solve-spread.ts'

const shownSteps = 3

export interface BuildResult {
  readonly images: readonly BuiltImage[]
  /** The builder that built: the planned one, or the engine's own where that could not be made. */
  readonly builder: BuilderChoice
  /** Where which part was built. */
  readonly parts: readonly SolvedPart[]
  readonly mounts: RestoredMounts
  readonly hits: readonly CacheHits[]
  readonly slowest: readonly BuildStep[]
  readonly checks: readonly DockerfileCheck[]
  /** What the images were built on, with the digests that were found. */
  readonly bases: readonly string[]
  /** What did not work with the cache; the build is good all the same. */
  readonly cacheWarning?: string
  /** Who built what, where it was not this run. */
  readonly builtBy?: readonly string[]
}

export async function build(
  plan: BuildPlan,
  world: World,
  cleanup: Cleanup,
  exports = new Exports(plan.images, world),
): Promise<BuildResult> {
  if (plan.images.length === 0) return nothingBuilt(plan)
  for (const { candidate } of plan.images) cleanup.add({ kind: 'image-tag', reference: candidate })
  for (const { path, content } of plan.secrets.files) await world.files.write(path, content)
  const { builder, readCache, mounts, warning } = await readyBuild(plan, world, cleanup)
  const means = { builder, readCache, onExported: (target: string) => exports.add(target) }
  const solved = await solveAll(plan, means, world, cleanup)
  const { parts, steps } = solved
  const built = await readMetadata(parts, world)
  const unnamed = plan.images.find(({ target }) => !built.has(target))
  if (unnamed) throw new TrialError(noDigest(unnamed.services.join(', '), 'its metadata lacks it'))
  const sight = { engine: world.engine, exports }
  const images = await Promise.all(plan.images.map((image) => readImage(image, built, plan, sight)))
  await refuseLeaks(plan, parts, images, world)
  const cacheWarning = warning ?? solved.warning
  const result: BuildResult = {
    images,
    builder,
    mounts,
    hits: solved.hits,
    slowest: slowestSteps(steps, shownSteps),
    parts,
    checks: solved.checks,
    bases: foundBases(steps),
    ...(cacheWarning !== undefined && { cacheWarning }),
  }
  for (const line of buildLines(result)) world.log.info(line)
  return result
}

/** Of a run that builds nothing, or whose images others have built. */
export function nothingBuilt({ builder }: Pick<BuildPlan, 'builder'>): BuildResult {
  return {
    ...{ images: [], builder, parts: [], mounts: { open: [] } },
    ...{ hits: [], slowest: [], checks: [], bases: [] },
  }
}

async function readMetadata(
  parts: readonly SolvedPart[],
  { files }: World,
): Promise<ReadonlyMap<string, BuildMetadata>> {
  try {
    const texts = await Promise.all(parts.map(({ plan }) => files.read(plan.metadataFile)))
    return new Map(texts.flatMap((text) => [...parseBuildMetadata(text)]))
  } catch (error) {
    throw new TrialError(noDigest('any image', messageOf(error)), { cause: error })
  }
}

/** Before anything is started: an image that tells a secret must not even be tried. */
async function refuseLeaks(
  { secrets: { known } }: BuildPlan,
  parts: readonly SolvedPart[],
  images: readonly BuiltImage[],
  { inside, files }: World,
): Promise<void> {
  if (known.length === 0) return
  const inImages = images.map(async ({ services, digest }) =>
    leakingImage(services, await inside.image(digest), known),
  )
  const inRecords = parts.map(async ({ plan }) =>
    leakingRecord(await files.read(plan.metadataFile), known),
  )
  const leaks = (await Promise.all([...inImages, ...inRecords])).flat()
  if (leaks.length > 0) throw new TrialError(leaks)
}

/** Without its digest an image can't be told from another one of the same name. */
function noDigest(whose: string, why: string): Failure {
  return {
    stage: 'build',
    class: 'infrastructure',
    code: 'ST-BUILDER',
    what: `buildx built the images but gave no digest of ${whose}`,
    why,
    fix: 'run the trial again; update buildx if it happens again',
  }
}
