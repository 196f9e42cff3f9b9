// Builds all images of the plan in one solve and hands on their digests, never only their names.
import { type BuildMetadata, type BuiltImage, parseBuildMetadata } from '../build/bake.ts'
import { foundBases } from '../build/bases.ts'
import type { BuilderChoice } from '../build/builder.ts'
import { blamesCache } from '../build/cache-work.ts'
import { type DockerfileCheck, dockerfileChecks, tellChecks } from '../build/checks.ts'
import { type BuildWays, buildCommand } from '../build/command.ts'
import { buildFailures } from '../build/failure.ts'
import { leakingImage, leakingRecord } from '../build/leaks.ts'
import type { BuildPlan } from '../build/plan.ts'
import { BuildProgress, type BuildStep } from '../build/progress.ts'
import { buildLines, type CacheHits, cacheHits, slowestSteps } from '../build/steps.ts'
import { BuildWatch } from '../build/watch.ts'
import type { Cleanup } from '../cleanup.ts'
import { type Failure, messageOf, TrialError } from '../errors.ts'
import { redacting } from '../text/redact.ts'
import type { Command, Outcome, World } from '../world/world.ts'
import { readyBuild } from './build-means.ts'
import type { RestoredMounts } from './mounts.ts'
import { readImage } from './read-image.ts'

/** A cache that has not answered in this time saves nothing. */
const importDeadlineMs = 30_000
const watchEveryMs = 1000
const shownSteps = 3

export interface BuildResult {
  readonly images: readonly BuiltImage[]
  /** The builder that built: the planned one, or the engine's own where that could not be made. */
  readonly builder: BuilderChoice
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

export async function build(plan: BuildPlan, world: World, cleanup: Cleanup): Promise<BuildResult> {
  if (plan.images.length === 0) return nothingBuilt(plan)
  for (const { candidate } of plan.images) cleanup.add({ kind: 'image-tag', reference: candidate })
  for (const { path, content } of plan.secrets.files) await world.files.write(path, content)
  const { builder, readCache, mounts, warning } = await readyBuild(plan, world, cleanup)
  const solved = await solve(plan, builder, readCache, world)
  const built = await readMetadata(plan, world)
  const unnamed = plan.images.find(({ target }) => !built.has(target))
  if (unnamed) throw new TrialError(noDigest(unnamed.services.join(', '), 'its metadata lacks it'))
  const images = await Promise.all(plan.images.map((image) => readImage(image, built, plan, world)))
  await refuseLeaks(plan, images, world)
  const steps = solved.progress.steps()
  const targets = plan.images.map(({ target }) => target)
  const cacheWarning = warning ?? solved.warning
  const result: BuildResult = {
    images,
    builder,
    mounts,
    hits: cacheHits(steps, targets),
    slowest: slowestSteps(steps, shownSteps),
    checks: checksOf(plan, solved.progress, world),
    bases: foundBases(steps),
    ...(cacheWarning !== undefined && { cacheWarning }),
  }
  for (const line of buildLines(result)) world.log.info(line)
  return result
}

/** Of a run that builds nothing, or whose images others have built. */
export function nothingBuilt({ builder }: Pick<BuildPlan, 'builder'>): BuildResult {
  return {
    ...{ images: [], builder, mounts: { open: [] } },
    ...{ hits: [], slowest: [], checks: [], bases: [] },
  }
}

interface Solved {
  readonly progress: BuildProgress
  readonly warning?: string
}

/** A cache that breaks the build is left out, once; what then fails is the build's own fault. */
async function solve(
  plan: BuildPlan,
  builder: BuilderChoice,
  readCache: BuildWays['readCache'],
  world: World,
): Promise<Solved> {
  const tried = await solveOnce(plan, buildCommand(plan, { builder, readCache }), world)
  if (tried.outcome.exitCode === 0) {
    tellChecks(checksOf(plan, tried.progress, world), world.log)
    return tried
  }
  if (readCache === 'read' && (tried.stalled || blamesCache(tried))) {
    const why = tried.stalled ? 'it did not answer' : tried.words.at(-1)
    const warning = `the build cache could not be read, so the build starts anew without it: ${why}`
    world.log.warning(warning)
    return { ...(await solve(plan, builder, 'cold', world)), warning }
  }
  tellChecks(checksOf(plan, tried.progress, world), world.log)
  const shown = (path: string): string => world.files.shown(path)
  const steps = tried.progress.steps()
  if (plan.images.length > 1) for (const line of unfinishedLines(steps, plan)) world.log.info(line)
  throw new TrialError(buildFailures({ ...tried, steps, images: plan.images, shown }))
}

function checksOf(
  { images }: BuildPlan,
  progress: BuildProgress,
  { files }: World,
): readonly DockerfileCheck[] {
  return dockerfileChecks(progress.warnings(), images, (path) => files.shown(path))
}

function unfinishedLines(steps: readonly BuildStep[], { images }: BuildPlan): readonly string[] {
  const targets = images.map(({ target }) => target)
  return cacheHits(steps, targets).map(
    ({ target, done, steps: all }) => `${target}: ${done} of ${all} steps done`,
  )
}

interface Tried extends Solved {
  readonly outcome: Outcome
  readonly words: readonly string[]
  readonly stalled: boolean
}

async function solveOnce(plan: BuildPlan, command: Command, world: World): Promise<Tried> {
  const redact = redacting(plan.secrets.values)
  const progress = new BuildProgress(redact)
  const words: string[] = []
  const images = new BuildWatch(plan.images.map(({ target }) => target))
  const watch = new AbortController()
  const watching = watchImports(progress, watch, world)
  const signal = AbortSignal.any([world.signal, watch.signal])
  try {
    const outcome = await world.runner.run(command, {
      signal,
      timeoutMs: plan.timeoutMs,
      onLine(stream, line) {
        if (stream === 'stderr' && !line.startsWith('{')) words.push(redact(line))
        for (const shown of progress.read(line, world.clock.now())) world.log.foreign(shown)
        images.tell(line, progress, world.log)
      },
    })
    images.end(outcome.exitCode === 0 ? 'done' : 'failed', progress, world.log)
    return { outcome, progress, words, stalled: false }
  } catch (error) {
    if (world.signal.aborted || !watch.signal.aborted) throw error
    const outcome = { exitCode: 128, stdout: '', stderr: '', timedOut: true }
    return { outcome, progress, words, stalled: true }
  } finally {
    world.trace.buildSteps(progress.times())
    watch.abort()
    await watching
  }
}

/** Ends a build that waits for its cache; BuildKit itself would wait for ten minutes. */
async function watchImports(
  progress: BuildProgress,
  watch: AbortController,
  { clock }: World,
): Promise<void> {
  let since: number | undefined
  while (!watch.signal.aborted) {
    const waits = progress.waitsForCache()
    if (!waits) since = undefined
    since ??= waits ? clock.now() : undefined
    if (since !== undefined && clock.now() - since > importDeadlineMs) watch.abort()
    // Rejects when the build has ended, which is how this loop ends.
    await clock.sleep(watchEveryMs, watch.signal).catch(() => {})
  }
}

async function readMetadata(
  { metadataFile }: BuildPlan,
  { files }: World,
): Promise<ReadonlyMap<string, BuildMetadata>> {
  try {
    return parseBuildMetadata(await files.read(metadataFile))
  } catch (error) {
    throw new TrialError(noDigest('any image', messageOf(error)), { cause: error })
  }
}

/** Before anything is started: an image that tells a secret must not even be tried. */
async function refuseLeaks(
  { secrets: { known }, metadataFile }: BuildPlan,
  images: readonly BuiltImage[],
  { inside, files }: World,
): Promise<void> {
  if (known.length === 0) return
  const inImages = images.map(async ({ services, digest }) =>
    leakingImage(services, await inside.image(digest), known),
  )
  const inRecord = leakingRecord(await files.read(metadataFile), known)
  const leaks = [...(await Promise.all(inImages)).flat(), ...inRecord]
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
