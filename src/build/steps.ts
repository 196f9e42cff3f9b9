// What a finished build says of itself: how much came from cache, and what took long.
import type { BuildStep } from './progress.ts'

export interface CacheHits {
  readonly target: string
  readonly cached: number
  /** Neither failed nor ended for another step's sake. */
  readonly done: number
  readonly steps: number
}

/** A step of a Dockerfile, not the fetching of a base or an export. */
const stepPattern = /^\[(?!internal\])(?:linux\/\S+ )?([^\]]*?)\s*\d+\/\d+\] (?!FROM )/

/**
 * Steps by image. Where several images are built, BuildKit names each step after the first image
 * that needs it; where one is built, after its stage alone.
 */
export function cacheHits(
  steps: readonly BuildStep[],
  targets: readonly string[],
): readonly CacheHits[] {
  const hits = new Map(targets.map((target) => [target, { target, cached: 0, done: 0, steps: 0 }]))
  for (const step of steps) {
    const entry = hits.get(targetOf(step.name, targets) ?? '')
    if (!entry) continue
    entry.steps += 1
    if (step.cached) entry.cached += 1
    if (step.error === undefined && step.state === 'done') entry.done += 1
  }
  return [...hits.values()]
}

/** In a build that is done, a step that never began was one with the same step of another image. */
export function begun(steps: readonly BuildStep[]): readonly BuildStep[] {
  return steps.filter(({ state }) => state !== 'waiting')
}

/** Undefined where the step is none of a Dockerfile, or of an image that is not built here. */
export function targetOf(step: string, targets: readonly string[]): string | undefined {
  const words = stepPattern.exec(step)?.[1]
  if (words === undefined) return undefined
  const [first = ''] = words.split(' ', 1)
  return targets.includes(first) || targets.length > 1 ? first : targets[0]
}

const exportPattern = /^(?:\[([^\]]+)\] )?exporting to image$/

/** Which image the engine has got by this step; undefined where it is another one, or not done. */
export function exportedTarget(
  { name, state, error }: BuildStep,
  targets: readonly string[],
): string | undefined {
  if (state !== 'done' || error !== undefined) return undefined
  const words = exportPattern.exec(name)
  if (words === null) return undefined
  const target = words[1] ?? (targets.length === 1 ? targets[0] : undefined)
  return target !== undefined && targets.includes(target) ? target : undefined
}

/** Undefined where nothing was counted: a ratio of nothing says nothing. */
export function hitRatio(hits: readonly CacheHits[]): number | undefined {
  const steps = hits.reduce((sum, one) => sum + one.steps, 0)
  const cached = hits.reduce((sum, one) => sum + one.cached, 0)
  return steps === 0 ? undefined : cached / steps
}

/** Faster ones nobody asks about. */
const leastMs = 1000

export function slowestSteps(steps: readonly BuildStep[], most: number): readonly BuildStep[] {
  return steps
    .filter(({ cached, durationMs }) => !cached && durationMs >= leastMs)
    .toSorted((one, other) => other.durationMs - one.durationMs)
    .slice(0, most)
}

/** What the log says of a build that is done. */
export function buildLines(build: {
  readonly images: readonly { readonly target: string; readonly digest: string }[]
  readonly hits: readonly CacheHits[]
  readonly slowest: readonly BuildStep[]
}): readonly string[] {
  return [
    ...build.images.map(({ target, digest }) => {
      const hits = build.hits.find((one) => one.target === target)
      const cached = hits && hits.steps > 0 ? ` (${hits.cached} of ${hits.steps} steps cached)` : ''
      return `✓ ${target}: ${digest}${cached}`
    }),
    ...build.slowest.map(({ name, durationMs }) => `  ${(durationMs / 1000).toFixed(1)}s ${name}`),
  ]
}
