// A connection through a command in a container: what it writes to stdout is what the server said,
// framed by the engine; what it writes to stderr says whether it is connected.
import { Duplex } from 'node:stream'

const frameHead = 8

export class RelayStream extends Duplex {
  /** Rejects where the command ends before it is connected. */
  readonly connected: Promise<void>
  readonly #engine: Duplex
  #buffer: Buffer = Buffer.alloc(0)
  #told = ''
  #isConnected = false
  #settle: { readonly ok: () => void; readonly bad: (error: Error) => void }

  constructor(engine: Duplex) {
    super()
    this.#engine = engine
    const { promise, resolve, reject } = withResolvers()
    this.connected = promise
    this.#settle = { ok: resolve, bad: reject }
    engine.on('data', (chunk: Buffer) => this.#take(chunk))
    engine.on('end', () => this.#end())
    engine.on('error', (error) => this.destroy(error))
    engine.on('close', () => this.#end())
    this.on('error', (error) => this.#settle.bad(error))
  }

  override _read(): void {
    this.#engine.resume()
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#engine.write(chunk, done)
  }

  override _final(done: () => void): void {
    this.#engine.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#engine.destroy()
    done(error)
  }

  #take(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk])
    while (this.#buffer.length >= frameHead) {
      const length = this.#buffer.readUInt32BE(4)
      if (this.#buffer.length < frameHead + length) return
      const piece = this.#buffer.subarray(frameHead, frameHead + length)
      const isError = this.#buffer[0] === 2
      this.#buffer = this.#buffer.subarray(frameHead + length)
      if (isError) this.#hear(piece.toString())
      else this.#give(piece)
    }
  }

  #hear(said: string): void {
    this.#told += said
    if (/^connected$/m.test(this.#told)) this.#connect()
  }

  #give(piece: Buffer): void {
    this.#connect() // whoever speaks is connected
    if (!this.push(piece)) this.#engine.pause()
  }

  #connect(): void {
    this.#isConnected = true
    this.#settle.ok()
  }

  #end(): void {
    if (this.#isConnected) this.push(null)
    else
      this.destroy(new Error(this.#told.trim().split('\n').at(-1) || 'the connection was refused'))
  }
}

interface Settled {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

function withResolvers(): Settled {
  let settle: Omit<Settled, 'promise'> = { resolve: () => {}, reject: () => {} }
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...settle }
}
