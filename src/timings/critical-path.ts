// What the end of a run waited for: walked back from the end, at each moment the innermost span that
// ended last before it. The parts lie end to end and fill the run.
import type { Spans, TracedSpan } from './span.ts'

export interface PathPart {
  readonly span: TracedSpan
  readonly startedAtMs: number
  readonly endedAtMs: number
}

/** What ends is told a moment later than what it made begin. */
const slackMs = 25

/** In the order in which they went by. */
export function criticalPath(spans: Spans): readonly PathPart[] {
  const run = spans.find(({ parent }) => parent === undefined)
  if (run === undefined) return []
  const within = new Map<number, TracedSpan[]>()
  for (const span of spans) {
    if (span.parent !== undefined)
      within.set(span.parent, [...(within.get(span.parent) ?? []), span])
  }
  const parts: PathPart[] = []
  walk(run, run.endedAtMs, within, parts)
  return parts.toReversed()
}

type Within = ReadonlyMap<number, readonly TracedSpan[]>

/** Gives the moment at which the walk left the span: before its begin where it began elsewhere. */
function walk(span: TracedSpan, untilMs: number, within: Within, parts: PathPart[]): number {
  let atMs = untilMs
  let later: TracedSpan | undefined
  while (atMs > span.startedAtMs) {
    const next = lastBefore(atMs, span, within.get(span.id) ?? [], later)
    const endMs = next ? Math.min(atMs, next.endedAtMs) : span.startedAtMs
    if (endMs < atMs) parts.push({ span, startedAtMs: endMs, endedAtMs: atMs })
    if (!next) return endMs
    atMs = walk(next, endMs, within, parts)
    later = next
  }
  return atMs
}

function lastBefore(
  atMs: number,
  parent: TracedSpan,
  children: readonly TracedSpan[],
  later: TracedSpan | undefined,
): TracedSpan | undefined {
  const ended = children.filter(
    ({ kind, endless, startedAtMs, endedAtMs }) =>
      !endless &&
      startedAtMs < atMs &&
      endedAtMs > parent.startedAtMs &&
      // Stages come one after the other: whoever comes from elsewhere is in the midst of one.
      (kind === 'stage' || endedAtMs <= atMs + slackMs),
  )
  const known = ended.filter(({ id }) => later?.after?.includes(id))
  const [last] = (known.length > 0 ? known : ended).toSorted(
    (one, other) =>
      Math.min(other.endedAtMs, atMs) - Math.min(one.endedAtMs, atMs) ||
      one.startedAtMs - other.startedAtMs,
  )
  return last
}

export interface PathShare {
  readonly span: TracedSpan
  readonly durationMs: number
}

/** By span, what took most of the way first. */
export function sharesOf(parts: readonly PathPart[]): readonly PathShare[] {
  const shares = new Map<number, PathShare>()
  for (const { span, startedAtMs, endedAtMs } of parts) {
    const before = shares.get(span.id)?.durationMs ?? 0
    shares.set(span.id, { span, durationMs: before + endedAtMs - startedAtMs })
  }
  return [...shares.values()].toSorted((one, other) => other.durationMs - one.durationMs)
}
