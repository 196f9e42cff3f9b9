// An HTTP server on a port of its own that answers what a test says, and notes what it was asked.
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly line: string
  readonly authorization: string | undefined
  readonly body: string
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Instead of an answer. */
  readonly fault?: 'silence' | 'reset' | 'half'
}

export class AnsweringServer {
  readonly asked: Asked[] = []
  answer: (asked: Asked) => Reply = () => ({ status: 404 })
  readonly #server = http.createServer((request, response) => this.#serve(request, response))

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, resolve))
    return this
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** As a registry in an image's name. */
  get host(): string {
    return `localhost:${this.port}`
  }

  get lines(): readonly string[] {
    return this.asked.map(({ line }) => line)
  }

  reset(answer: (asked: Asked) => Reply): void {
    this.asked.length = 0
    this.answer = answer
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { authorization } = request.headers
    const line = `${request.method} ${request.url}`
    const asked = { line, authorization, body: Buffer.concat(chunks).toString() }
    this.asked.push(asked)
    const { status = 200, headers = {}, body = '', fault } = this.answer(asked)
    if (fault === 'silence') return
    if (fault === 'reset') return void request.socket.resetAndDestroy()
    if (fault === 'half') {
      response.writeHead(status, { ...headers, 'content-length': '1000' })
      response.write('half', () => request.socket.resetAndDestroy())
      return
    }
    response.writeHead(status, headers)
    response.end(body)
  }
}
