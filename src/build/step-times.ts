// When the steps of a build began and ended, by our own clock: BuildKit's may be another machine's.
import type { BuildStepTime } from '../world/trace.ts'
import type { Vertex } from './progress.ts'

export class StepTimes {
  /** Ours minus BuildKit's: nothing is heard before it happens, so the least difference is nearest. */
  #aheadMs = Number.POSITIVE_INFINITY

  hear({ started, completed }: Pick<Vertex, 'started' | 'completed'>, atMs: number): void {
    const last = completed ?? started
    if (last !== undefined) this.#aheadMs = Math.min(this.#aheadMs, atMs - Date.parse(last))
  }

  /** Of the vertexes that have begun. */
  of(vertexes: readonly Vertex[]): readonly BuildStepTime[] {
    const begun = vertexes.filter(({ name, started }) => name !== undefined && started)
    const places = new Map(begun.map(({ digest }, place) => [digest, place]))
    return begun.map((vertex) => {
      const { name = '', started = '', completed, cached } = vertex
      const inputs = Array.isArray(vertex.inputs) ? vertex.inputs : []
      const after = inputs.flatMap((digest) => places.get(String(digest)) ?? [])
      const startedAtMs = Date.parse(started) + this.#aheadMs
      return {
        ...{ name, verdict: verdictOf(vertex), cached: cached === true, startedAtMs, after },
        ...(completed && { endedAtMs: Date.parse(completed) + this.#aheadMs }),
      }
    })
  }
}

function verdictOf({ completed, error }: Vertex): BuildStepTime['verdict'] {
  if (completed === undefined) return 'unfinished'
  return error ? 'failed' : 'passed'
}
