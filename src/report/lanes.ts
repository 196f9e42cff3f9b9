// What went on beside what, as lanes of bars: for a picture, or a table where there is too much.
import type { Span, TrialRecord } from './record.ts'

export interface Bar {
  readonly name: string
  readonly verdict: Span['verdict']
  readonly startedAtMs: number
  readonly durationMs: number
}

export interface Lane {
  readonly title: string
  readonly bars: readonly Bar[]
}

const titles: readonly (readonly [Span['kind'], string])[] = [
  ['image', 'Images'],
  ['service', 'Services'],
  ['check', 'Checks'],
  ['push', 'Registry'],
]

export function lanesOf({ steps, timeline }: TrialRecord): readonly Lane[] {
  const others = titles.map(([kind, title]) => ({
    title,
    bars: timeline.filter((span) => span.kind === kind),
  }))
  return [{ title: 'Stages', bars: steps }, ...others].filter(({ bars }) => bars.length > 0)
}

export function barsIn(lanes: readonly Lane[]): number {
  return lanes.reduce((sum, { bars }) => sum + bars.length, 0)
}
