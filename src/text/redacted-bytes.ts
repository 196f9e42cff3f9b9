// Takes secrets out of bytes that come in portions, wherever those are cut.
import { mask, secretWords } from './redact.ts'

const masked = Buffer.from(mask)

export class RedactedBytes {
  readonly #words: readonly Buffer[]
  /** A secret that begins among this many last bytes may end in the next portion. */
  readonly #keptBack: number
  #rest: Buffer = Buffer.alloc(0)

  constructor(secrets: readonly string[]) {
    this.#words = secretWords(secrets).map((word) => Buffer.from(word))
    this.#keptBack = Math.max(1, ...this.#words.map(({ length }) => length)) - 1
  }

  take(portion: Buffer): Buffer {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, portion]) : portion
    const { text, until } = this.#redact(all, Math.max(0, all.length - this.#keptBack))
    // A copy: the portion is not kept alive by its last few bytes.
    this.#rest = Buffer.from(all.subarray(until))
    return text
  }

  end(): Buffer {
    const { text } = this.#redact(this.#rest, this.#rest.length)
    this.#rest = Buffer.alloc(0)
    return text
  }

  /** What begins before `border`, and how far that is. */
  #redact(all: Buffer, border: number): { readonly text: Buffer; readonly until: number } {
    const parts: Buffer[] = []
    let at = 0
    const next = this.#words.map((word) => all.indexOf(word))
    for (;;) {
      const hit = this.#firstOf(next, border)
      if (hit === undefined) break
      parts.push(all.subarray(at, hit.begins), masked)
      at = hit.ends
      for (const [index, word] of this.#words.entries()) {
        const known = next[index] ?? -1
        if (known >= 0 && known < at) next[index] = all.indexOf(word, at)
      }
    }
    const until = Math.max(at, border)
    const last = all.subarray(at, until)
    return { text: parts.length === 0 ? last : Buffer.concat([...parts, last]), until }
  }

  #firstOf(
    next: readonly number[],
    border: number,
  ): { readonly begins: number; readonly ends: number } | undefined {
    let first: { readonly begins: number; readonly ends: number } | undefined
    for (const [index, { length }] of this.#words.entries()) {
      const begins = next[index] ?? -1
      // Of two that begin at the same byte, the longer one comes first.
      if (begins < 0 || begins >= border || (first && begins >= first.begins)) continue
      first = { begins, ends: begins + length }
    }
    return first
  }
}
