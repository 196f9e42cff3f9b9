// Looks at things that change, side by side: one that answers late makes no other one late.
import { Arrivals } from './arrivals.ts'

export interface Look<State> {
  readonly id: string
  /** Undefined where it is gone. */
  readonly state: State | undefined
}

export class Looks<State> implements AsyncIterable<readonly Look<State>[]> {
  readonly #look: (id: string) => Promise<State | undefined>
  readonly #arrivals = new Arrivals<Look<State>>()
  /** Under way; true: it has changed since, and is looked at once more. */
  readonly #open = new Map<string, boolean>()

  constructor(look: (id: string) => Promise<State | undefined>) {
    this.#look = look
  }

  at(id: string): void {
    if (this.#open.has(id)) {
      this.#open.set(id, true)
      return
    }
    this.#open.set(id, false)
    this.#look(id).then(
      (state) => {
        this.#arrivals.push({ id, state })
        const hasChanged = this.#open.get(id)
        this.#open.delete(id)
        if (hasChanged) this.at(id)
      },
      (error: unknown) => this.fail(error),
    )
  }

  /** What was seen before is handed over all the same. */
  fail(error: unknown): void {
    this.#arrivals.fail(error)
  }

  [Symbol.asyncIterator](): AsyncGenerator<readonly Look<State>[]> {
    return this.#arrivals[Symbol.asyncIterator]()
  }
}
