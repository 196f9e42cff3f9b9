// One solve of BuildKit, with what is shown of it; a cache that breaks it is left out.
import { blamesCache } from '../build/cache-work.ts'
import { type DockerfileCheck, dockerfileChecks, tellChecks } from '../build/checks.ts'
import { type BuildWays, buildCommand } from '../build/command.ts'
import { buildFailures } from '../build/failure.ts'
import type { BuildPlan } from '../build/plan.ts'
import { BuildProgress, type BuildStep } from '../build/progress.ts'
import { begun, type CacheHits, cacheHits } from '../build/steps.ts'
import { BuildWatch } from '../build/watch.ts'
import { TrialError } from '../errors.ts'
import { redacting } from '../text/redact.ts'
import type { Outcome, World } from '../world/world.ts'

/** A cache that has not answered in this time saves nothing. */
const importDeadlineMs = 30_000
const watchEveryMs = 1000

export interface SolveMeans extends BuildWays {
  /** An image is there; BuildKit writes down what it did, which takes longer than to look at it. */
  readonly onExported: (target: string) => void
}

export interface Solved {
  readonly steps: readonly BuildStep[]
  readonly checks: readonly DockerfileCheck[]
  readonly hits: readonly CacheHits[]
  readonly warning?: string
}

/** A cache that breaks the build is left out, once; what then fails is the build's own fault. */
export async function solve(plan: BuildPlan, means: SolveMeans, world: World): Promise<Solved> {
  const tried = await solveOnce(plan, means, world)
  const steps = tried.progress.steps()
  if (tried.outcome.exitCode === 0) {
    const checks = checksOf(plan, tried.progress, world)
    tellChecks(checks, world.log)
    const targets = plan.images.map(({ target }) => target)
    return { steps, checks, hits: cacheHits(begun(steps), targets) }
  }
  if (means.readCache === 'read' && (tried.stalled || blamesCache(tried))) {
    const why = tried.stalled ? 'it did not answer' : tried.words.at(-1)
    const warning = `the build cache could not be read, so the build starts anew without it: ${why}`
    world.log.warning(warning)
    return { ...(await solve(plan, { ...means, readCache: 'cold' }, world)), warning }
  }
  tellChecks(checksOf(plan, tried.progress, world), world.log)
  const shown = (path: string): string => world.files.shown(path)
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

interface Tried {
  readonly progress: BuildProgress
  readonly outcome: Outcome
  readonly words: readonly string[]
  readonly stalled: boolean
}

async function solveOnce(plan: BuildPlan, means: SolveMeans, world: World): Promise<Tried> {
  const redact = redacting(plan.secrets.values)
  const progress = new BuildProgress(redact)
  const words: string[] = []
  const targets = plan.images.map(({ target }) => target)
  const images = new BuildWatch(targets, means.onExported)
  const watch = new AbortController()
  const watching = watchImports(progress, watch, world)
  const signal = AbortSignal.any([world.signal, watch.signal])
  try {
    const outcome = await world.runner.run(buildCommand(plan, means), {
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
