// Where the time of a run went: every span, and the way through them that its end waited for.
import { criticalPath } from './critical-path.ts'
import type { SpanKind, Spans } from './span.ts'
import { type TimesOfRun, traceOf } from './trace.ts'
import { pathSentence, spanWords } from './words.ts'

export interface Timings {
  readonly startedAt: Date
  readonly seed: string
  readonly spans: Spans
}

/** Published in report.json. */
export interface CriticalPath {
  readonly sentence: string
  /** End to end; together they last as long as the run. */
  readonly parts: readonly {
    readonly kind: SpanKind
    readonly what: string
    readonly startedAtMs: number
    readonly durationMs: number
  }[]
}

export function criticalPathOf(spans: Spans, totalMs: number): CriticalPath | undefined {
  const path = criticalPath(spans)
  const sentence = pathSentence(path, totalMs)
  if (sentence === undefined) return undefined
  const parts = path.map(({ span, startedAtMs, endedAtMs }) => ({
    ...{ kind: span.kind, what: spanWords(span), startedAtMs },
    durationMs: endedAtMs - startedAtMs,
  }))
  return { sentence, parts }
}

export function timesOf(
  run: TimesOfRun,
  origin: Omit<Timings, 'spans'>,
): { readonly timings: Timings; readonly criticalPath?: CriticalPath } {
  const spans = traceOf(run)
  const path = criticalPathOf(spans, run.durationMs)
  return { timings: { ...origin, spans }, ...(path && { criticalPath: path }) }
}
