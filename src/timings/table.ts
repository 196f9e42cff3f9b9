// What --timings prints: the stages, then what took long in them, with the way that the end waited for.
import { plainLine } from '../text/plain-text.ts'
import { seconds } from '../text/seconds.ts'
import { criticalPath, sharesOf } from './critical-path.ts'
import type { Spans, TracedSpan } from './span.ts'
import { spanWords } from './words.ts'

/** More of them nobody reads; timings.json has all. */
const shownSpans = 20
/** Shorter ones nobody asks about. */
const leastMs = 50

export function renderTimings(spans: Spans): string {
  const shares = new Map(
    sharesOf(criticalPath(spans)).map(({ span, durationMs }) => [span.id, durationMs]),
  )
  const onPath = (span: TracedSpan): number => shares.get(span.id) ?? 0
  const stages = spans.filter(({ kind }) => kind === 'stage')
  const longest = spans
    .filter((span) => span.kind !== 'stage' && span.kind !== 'run' && !span.endless)
    .filter((span) => durationOf(span) >= leastMs)
    .toSorted((one, other) => onPath(other) - onPath(one) || durationOf(other) - durationOf(one))
    .slice(0, shownSpans)
    .toSorted((one, other) => one.startedAtMs - other.startedAtMs)
  const stageOf = (span: TracedSpan): TracedSpan =>
    span.kind === 'stage' || span.parent === undefined
      ? span
      : stageOf(spans[span.parent] ?? { ...span, kind: 'stage' })
  const place = (span: TracedSpan): string => {
    const stage = stageOf(span)
    return stage.kind === 'stage' ? stage.name : '–'
  }
  const row = (span: TracedSpan, words: string): readonly string[] => [
    ...[seconds(span.startedAtMs), seconds(durationOf(span))],
    ...[onPath(span) > 0 ? `→ ${seconds(onPath(span))}` : '', words],
  ]
  const rows = [
    ['began', 'took', '→ path', 'stage'],
    ...stages.map((stage) => row(stage, stage.name)),
    ['', '', '', ''],
    ['began', 'took', '→ path', 'span'],
    ...longest.map((span) => row(span, `${place(span)}: ${plainLine(spanWords(span))}`)),
  ]
  const said = '→ path: how long the end of the run waited for it, and for nothing within it'
  return [...aligned(rows), said].join('\n')
}

function durationOf({ startedAtMs, endedAtMs }: TracedSpan): number {
  return endedAtMs - startedAtMs
}

/** Times to the right, words to the left. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => (row[at] ?? '').length)))
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padStart(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
