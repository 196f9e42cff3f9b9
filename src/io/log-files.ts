// A container's whole log as a file: through our hands in portions, never as a whole in memory.
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Route } from './engine-route.ts'

/**
 * What the engine sends of a container without a terminal has a head of eight bytes before each
 * piece: the stream, three zeros, the length.
 */
const headBytes = 8

export class Unframer {
  #kind: 'unknown' | 'framed' | 'raw' = 'unknown'
  #head: Buffer = Buffer.alloc(0)
  #left = 0

  /** What a container with a terminal wrote may be shorter than a head. */
  end(): Buffer {
    return this.#kind === 'framed' ? Buffer.alloc(0) : this.#head
  }

  /** The text in a chunk, wherever it was cut. */
  *take(chunk: Buffer): Iterable<Buffer> {
    let rest = this.#head.length > 0 ? Buffer.concat([this.#head, chunk]) : chunk
    this.#head = Buffer.alloc(0)
    while (rest.length > 0) {
      if (this.#kind === 'raw') return yield rest
      if (this.#left > 0) {
        const piece = rest.subarray(0, this.#left)
        this.#left -= piece.length
        rest = rest.subarray(piece.length)
        yield piece
      } else if (rest.length < headBytes) {
        this.#head = Buffer.from(rest)
        return
      } else if (this.#kind === 'unknown' && !isHead(rest)) {
        this.#kind = 'raw'
      } else {
        this.#kind = 'framed'
        this.#left = rest.readUInt32BE(4)
        rest = rest.subarray(headBytes)
      }
    }
  }
}

function isHead(bytes: Buffer): boolean {
  return (bytes[0] ?? 9) <= 2 && bytes[1] === 0 && bytes[2] === 0 && bytes[3] === 0
}

export async function writeLog(
  stream: AsyncIterable<unknown>,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const unframer = new Unframer()
  const pieces = async function* (): AsyncIterable<Buffer> {
    for await (const chunk of stream) yield* unframer.take(chunk as Buffer)
    const last = unframer.end()
    if (last.length > 0) yield last
  }
  await pipeline(pieces, createWriteStream(file), { signal })
}

/** The answer goes on for as long as the log is long. */
export async function saveLog(
  { agent, where }: Route,
  containerId: string,
  { file, signal }: { readonly file: string; readonly signal: AbortSignal },
): Promise<void> {
  const path = `/containers/${containerId}/logs?stdout=1&stderr=1`
  const stream = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = http.request({ ...where, method: 'GET', path, agent, signal }, resolve)
    request.on('error', reject)
    request.end()
  })
  if (stream.statusCode !== 200) {
    stream.destroy()
    throw new Error(`the engine answers with status ${stream.statusCode}`)
  }
  await writeLog(stream, file, signal)
}
