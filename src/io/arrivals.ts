// What arrives while the last of it is dealt with, handed over at once.

export class Arrivals<Item> implements AsyncIterable<readonly Item[]> {
  #waiting: Item[] = []
  #failure: { readonly error: unknown } | undefined
  #wake = (): void => {}

  push(item: Item): void {
    this.#waiting.push(item)
    this.#wake()
  }

  /** After all that arrived before. */
  fail(error: unknown): void {
    this.#failure ??= { error }
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly Item[]> {
    for (;;) {
      if (this.#waiting.length > 0) {
        const arrived = this.#waiting
        this.#waiting = []
        yield arrived
      } else if (this.#failure) throw this.#failure.error
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }
}
