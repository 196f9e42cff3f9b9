// Bytes in any portions to whole lines, with a bound on what is kept.

/**
 * A line longer than this is cut: one container must not fill our memory. BuildKit reports up to a
 * megabyte of log in one line of JSON, a third longer in base64, which is worth nothing when cut.
 */
const maxLineLength = 4 * 1024 * 1024

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
    this.#take(this.#decoder.decode(chunk, { stream: true }))
  }

  /** The last line may lack its newline. Gives all that was kept. */
  end(): string {
    this.#take(this.#decoder.decode())
    if (this.#rest !== '') this.#emit()
    return this.#kept.join('')
  }

  #take(text: string): void {
    if (text !== '' && this.#keptLength < this.#maxKept) {
      this.#kept.push(text)
      this.#keptLength += text.length
    }
    const [first = '', ...more] = text.split('\n')
    this.#append(first)
    for (const part of more) {
      this.#emit()
      this.#append(part)
    }
  }

  #append(text: string): void {
    this.#rest += text.slice(0, maxLineLength - this.#rest.length)
  }

  #emit(): void {
    const line = this.#rest.replace(/\r$/, '')
    this.#rest = ''
    this.#onLine(line)
  }
}
