// Bytes in any portions to whole lines, with a bound on what is kept.

/** A line longer than this is cut: nobody reads it, and one container must not fill our memory. */
const maxLineLength = 64 * 1024

export class LineSplitter {
  readonly #onLine: (line: string) => void
  readonly #maxKept: number
  readonly #decoder = new TextDecoder()
  readonly #kept: string[] = []
  #keptLength = 0
  #rest = ''

  constructor(onLine: (line: string) => void, maxKept: number) {
    this.#onLine = onLine
    this.#maxKept = maxKept
  }

  push(chunk: Uint8Array): void {
    const text = this.#decoder.decode(chunk, { stream: true })
    if (this.#keptLength < this.#maxKept) {
      this.#kept.push(text)
      this.#keptLength += text.length
    }
    const lines = (this.#rest + text).split('\n')
    this.#rest = (lines.pop() ?? '').slice(0, maxLineLength)
    for (const line of lines) this.#emit(line)
  }

  /** The last line may lack its newline. Gives all that was kept. */
  end(): string {
    if (this.#rest !== '') this.#emit(this.#rest)
    this.#rest = ''
    return this.#kept.join('')
  }

  #emit(line: string): void {
    this.#onLine(line.replace(/\r$/, '').slice(0, maxLineLength))
  }
}
