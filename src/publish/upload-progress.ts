// What the engine says while it pushes, line by line, summed up.
import { numberOf, parse, recordOf, textOf } from '../text/json.ts'
import type { UploadedBytes } from '../world/uploads.ts'

export class UploadProgress {
  readonly #layers = new Map<string, UploadedBytes>()
  #problem: string | undefined

  /** The engine's last word, where that was an error. */
  get problem(): string | undefined {
    return this.#problem
  }

  /** Gives how far all of it is, where the line changed that. */
  take(line: string): UploadedBytes | undefined {
    const { error, id, progressDetail, status } = recordOf(parse(line))
    this.#problem = textOf(error) ?? this.#problem
    const layer = textOf(id)
    if (layer === undefined) return undefined
    const known = this.#layers.get(layer)
    // What has arrived is told without its numbers.
    const arrived = status === 'Pushed' && known ? { ...known, done: known.all } : undefined
    const bytes = arrived ?? bytesOf(progressDetail)
    if (bytes === undefined) return undefined
    this.#layers.set(layer, bytes)
    const layers = [...this.#layers.values()]
    return {
      done: layers.reduce((sum, { done }) => sum + done, 0),
      all: layers.reduce((sum, { all }) => sum + all, 0),
    }
  }
}

function bytesOf(detail: unknown): UploadedBytes | undefined {
  const { current, total } = recordOf(detail)
  const all = numberOf(total)
  return all > 0 ? { done: Math.min(numberOf(current), all), all } : undefined
}
