// When what went on, from what was told of it: the spans of images, services, checks and pushes.
import type { Progress } from '../world/progress.ts'
import type { ServiceRecord, Span } from './record.ts'

interface Seen {
  readonly first: Progress
  readonly startedAtMs: number
  last: Progress
  endedAtMs: number
}

export class Timeline {
  readonly #seen = new Map<string, Seen>()

  take(progress: Progress, atMs: number): void {
    if (progress.state === 'created' || progress.state === 'skipped') return
    const key = `${progress.kind} ${progress.name}`
    const seen = this.#seen.get(key)
    if (!seen) {
      this.#seen.set(key, { first: progress, startedAtMs: atMs, last: progress, endedAtMs: atMs })
      return
    }
    // All images are told to be done when the last one is: each ended with its own last step.
    const isTold = progress.kind === 'image' && progress.state === 'done'
    const isSame = progress.state === seen.last.state && seen.last.kind === 'service'
    seen.last = progress
    if (!isTold && !isSame) seen.endedAtMs = atMs
  }

  /** What has not ended goes on until `nowMs`, which is when it was cut short. */
  spans(nowMs: number): readonly Span[] {
    return [...this.#seen.values()].map(({ first, startedAtMs, last, endedAtMs }) => {
      const verdict = verdictOf(last)
      const until = verdict === 'unfinished' ? nowMs : endedAtMs
      const { kind, name } = first
      return { kind, name, verdict, startedAtMs, durationMs: until - startedAtMs }
    })
  }

  services(nowMs: number): readonly ServiceRecord[] {
    const spans = this.spans(nowMs)
    return [...this.#seen.values()].flatMap(({ last }) => {
      if (last.kind !== 'service') return []
      const { name, service, replica, words, restarts } = last
      const span = spans.find((one) => one.kind === 'service' && one.name === name)
      const verdict = span?.verdict === 'passed' ? 'ready' : (span?.verdict ?? 'unfinished')
      const times = { startedAtMs: span?.startedAtMs ?? 0, durationMs: span?.durationMs ?? 0 }
      return [{ name, service, replica, verdict, words, restarts, ...times }]
    })
  }
}

function verdictOf({ state }: Progress): Span['verdict'] {
  switch (state) {
    case 'ready':
    case 'passed':
    case 'done':
      return 'passed'
    case 'failed':
      return 'failed'
    default:
      return 'unfinished'
  }
}
