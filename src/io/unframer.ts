// What the engine sends of a log, as what the container wrote.

/**
 * What the engine sends of a container without a terminal has a head of eight bytes before each
 * piece: the stream, three zeros, the length.
 */
const headBytes = 8
/** A date with nine digits of a second and a zone, and the space behind it. */
const longestStamp = 40
const space = 0x20

export class Unframer {
  readonly #stamps: 'stamped' | 'bare'
  #kind: 'unknown' | 'framed' | 'raw' = 'unknown'
  #head: Buffer = Buffer.alloc(0)
  /** Of the piece at hand. */
  #left = 0
  #stamp = ''

  /** `stamped`: each piece begins with its time, which is taken out. */
  constructor(stamps: 'stamped' | 'bare') {
    this.#stamps = stamps
  }

  /** The time of the last piece that began. */
  get stamp(): string {
    return this.#stamp
  }

  /** What a container with a terminal wrote may be shorter than a head. */
  end(): Buffer {
    return this.#kind === 'framed' ? Buffer.alloc(0) : this.#head
  }

  /** The text in a chunk, wherever it was cut. */
  take(chunk: Buffer): Buffer {
    const all = this.#head.length > 0 ? Buffer.concat([this.#head, chunk]) : chunk
    this.#head = Buffer.alloc(0)
    if (this.#kind === 'unknown' && all.length >= headBytes)
      this.#kind = isHead(all) ? 'framed' : 'raw'
    if (this.#kind === 'raw') return all
    const text = Buffer.allocUnsafe(all.length)
    let filled = 0
    let stampAt: readonly [number, number] | undefined
    for (let at = 0; at < all.length; ) {
      if (this.#left > 0) {
        const copied = all.copy(text, filled, at, Math.min(all.length, at + this.#left))
        filled += copied
        this.#left -= copied
        at += copied
        continue
      }
      const begins = this.#pieceAt(all, at)
      if (begins === undefined) {
        this.#head = Buffer.from(all.subarray(at))
        break
      }
      const stampBegins = at + headBytes
      if (begins > stampBegins) stampAt = [stampBegins, begins - 1]
      this.#left = all.readUInt32BE(at + 4) - (begins - stampBegins)
      at = begins
    }
    if (stampAt) this.#stamp = all.toString('latin1', ...stampAt)
    return text.subarray(0, filled)
  }

  /** Where its text begins; undefined until all that stands before it has come. */
  #pieceAt(all: Buffer, at: number): number | undefined {
    const begins = at + headBytes
    if (all.length < begins) return undefined
    if (this.#stamps === 'bare') return begins
    const ends = begins + Math.min(longestStamp, all.readUInt32BE(at + 4))
    const stamp = all.subarray(begins, ends).indexOf(space)
    if (stamp >= 0) return begins + stamp + 1
    return all.length < ends ? undefined : begins
  }
}

function isHead(bytes: Buffer): boolean {
  return (bytes[0] ?? 9) <= 2 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0
}
