// How soon and how often a container is asked: the user's healthcheck, with its first questions
// earlier, and in a stack of many no more questions than its verdict needs.
import type { Healthcheck } from '../compose/life.ts'
import type { Probe } from '../world/world.ts'

/** As the engine will run it: the Compose file over the image over the engine's defaults. */
export interface ProbeTiming {
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly startPeriodMs: number
  readonly startIntervalMs: number
  readonly retries: number
}

export interface QuickProbe {
  readonly timing: ProbeTiming
  /** What the override asks for instead, until the container is healthy for the first time. */
  readonly askEveryMs: number
  readonly startPeriodMs: number
  /** And from then on. */
  readonly againEveryMs: number
}

/** What all probes of a stack together may ask of its engine. */
export interface ProbePace {
  /** Until a container is healthy for the first time. */
  readonly askEveryMs: number
  /** From then on, where its own patience is not shorter. */
  readonly againEveryMs: number
}

/** moby, daemon/health.go: what a field that nobody sets means. */
const engineDefaults: ProbeTiming = {
  intervalMs: 30_000,
  timeoutMs: 30_000,
  startPeriodMs: 0,
  startIntervalMs: 5_000,
  retries: 3,
}

/** A container that is asked for the first time within a second is soon enough asked. */
const soonMs = 1000
const leastAskEveryMs = 200
const mostAskEveryMs = 1000
/** A probe is a process in a container, about so much work for the engine. */
const probeWorkMs = 20
/** Of what is healthy, so much time goes by between two probes of the whole stack. */
const betweenProbesMs = 250

export function timingOf(
  own: Healthcheck | undefined,
  ofImage: Partial<ProbeTiming> | undefined,
): ProbeTiming | undefined {
  if (own?.kind === 'disabled' || (!own && !ofImage)) return undefined
  const field = (name: keyof ProbeTiming): number =>
    own?.[name] || ofImage?.[name] || engineDefaults[name] // the engine, too, takes 0 for unset
  return {
    intervalMs: field('intervalMs'),
    timeoutMs: field('timeoutMs'),
    startPeriodMs: field('startPeriodMs'),
    startIntervalMs: field('startIntervalMs'),
    retries: field('retries'),
  }
}

/** Many services share the engine: together they ask it no more than it can bear. */
export function paceOf(services: number): ProbePace {
  const askEveryMs = Math.min(mostAskEveryMs, Math.max(leastAskEveryMs, services * probeWorkMs))
  return { askEveryMs, againEveryMs: services * betweenProbesMs }
}

export function quicken(timing: ProbeTiming, pace: ProbePace): QuickProbe | undefined {
  const { intervalMs, retries, timeoutMs } = timing
  const first = firstProbeMs(timing)
  const askEveryMs = first < soonMs ? first : pace.askEveryMs
  // Unhealthy is what had no success in `retries` probes, so one in that time is enough to know.
  const againEveryMs = Math.max(intervalMs, Math.min(retries * intervalMs, pace.againEveryMs))
  if (askEveryMs === first && againEveryMs === intervalMs) return undefined
  // The engine counts no failure while the container may still be within the user's patience.
  return { timing, askEveryMs, againEveryMs, startPeriodMs: patienceMs(timing, timeoutMs) }
}

function firstProbeMs({ intervalMs, startPeriodMs, startIntervalMs }: ProbeTiming): number {
  return startPeriodMs > 0 ? Math.min(startIntervalMs, intervalMs) : intervalMs
}

/**
 * When, after its start, the engine would have called the container unhealthy by the user's own
 * timings: the last moment at which the first counted probe can begin, and `retries` probes from
 * there, each as long as those that were seen.
 */
export function patienceMs(timing: ProbeTiming, probeMs: number): number {
  const { intervalMs, startPeriodMs, startIntervalMs, retries, timeoutMs } = timing
  const firstCounted = startPeriodMs > 0 ? startPeriodMs + startIntervalMs : intervalMs
  return firstCounted + (retries - 1) * intervalMs + retries * Math.min(probeMs, timeoutMs)
}

export function meanProbeMs(probes: readonly Probe[]): number {
  if (probes.length === 0) return 0
  return probes.reduce((sum, { durationMs }) => sum + durationMs, 0) / probes.length
}

/** For a Compose file: how long, in its own notation. */
export function durationText(milliseconds: number): string {
  return `${Math.round(milliseconds)}ms`
}

/** For the plan: what was changed, and what it was. */
export function quickenedText({ timing, askEveryMs, againEveryMs }: QuickProbe): string {
  const seconds = (milliseconds: number): string => `${milliseconds / 1000}s`
  const [first, { intervalMs }] = [firstProbeMs(timing), timing]
  const sooner = `asked every ${seconds(askEveryMs)} until then, not every ${seconds(first)}`
  const later = `asked every ${seconds(againEveryMs)} from then on, not every ${seconds(intervalMs)}`
  return [
    ...(askEveryMs === first ? [] : [sooner]),
    ...(againEveryMs > intervalMs ? [later] : []),
  ].join('; ')
}
