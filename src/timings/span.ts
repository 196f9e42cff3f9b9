// What a run did with its time, as a tree: the run, its stages, what ran in them, and what ran in that.

export type SpanKind = 'run' | 'stage' | 'command' | 'step' | 'service' | 'check' | 'push'

export type Attribute = string | number | boolean | readonly string[]

export interface TracedSpan {
  readonly id: number
  /** Absent of the run itself. */
  readonly parent?: number
  readonly kind: SpanKind
  readonly name: string
  readonly verdict: 'passed' | 'failed' | 'unfinished'
  /** Since the run began. */
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** What it is known to have waited for. */
  readonly after?: readonly number[]
  /** It goes on until it is told to end, so nothing waits for it. */
  readonly endless?: true
  readonly attributes: Readonly<Record<string, Attribute>>
}

/** `id` is the place in the list. */
export type Spans = readonly TracedSpan[]
