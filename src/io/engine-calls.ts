// Requests to the engine that carry a body, may be cut off, or become a stream; each has its time.
import http from 'node:http'
import type { Duplex } from 'node:stream'
import { text } from './engine-json.ts'
import { type EngineAddress, type Route, routeTo } from './engine-route.ts'

export interface EngineCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'DELETE'
  readonly path: string
  /** JSON, or an archive as bytes. */
  readonly body?: unknown
  readonly signal?: AbortSignal
  readonly deadlineMs?: number
}

export interface EngineAnswer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
  readonly ended: 'whole' | 'late'
}

/** What is kept of a command's output or a container's log. */
const maxBytes = 16 * 1024 * 1024
/** A look waits for nothing. */
const usualDeadlineMs = 30_000

export class EngineCalls {
  readonly #route: Route
  readonly #usualMs: number

  constructor(address: EngineAddress, usualMs = usualDeadlineMs) {
    this.#route = routeTo(address)
    this.#usualMs = usualMs
  }

  async json(call: EngineCall): Promise<unknown> {
    const { body } = await this.whole(call)
    return body.length > 0 ? (JSON.parse(body.toString()) as unknown) : undefined
  }

  /** An answer that is late or a refusal is an error. */
  async whole(call: EngineCall): Promise<EngineAnswer> {
    const answer = await this.untilLate(call)
    if (answer.ended === 'late') throw this.late(call)
    if (answer.status >= 400) throw new Error(messageIn(answer.body))
    return answer
  }

  /** A body that its deadline cuts off counts as far as it came. */
  untilLate(call: EngineCall): Promise<EngineAnswer> {
    const deadline = AbortSignal.timeout(Math.ceil(call.deadlineMs ?? this.#usualMs))
    const signal = call.signal ? AbortSignal.any([call.signal, deadline]) : deadline
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      let size = 0
      let head: Pick<EngineAnswer, 'status' | 'headers'> = { status: 0, headers: {} }
      const give = (ended: EngineAnswer['ended']): void =>
        resolve({ ...head, body: Buffer.concat(chunks), ended })
      const fail = (error: Error): void => (deadline.aborted ? give('late') : reject(error))
      const request = this.#send(call, signal)
      request.on('error', fail)
      request.on('response', (response) => {
        head = { status: response.statusCode ?? 0, headers: response.headers }
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size <= maxBytes) chunks.push(chunk)
        })
        response.on('end', () => give('whole'))
        response.on('error', fail)
      })
    })
  }

  /** Bytes both ways, until one side ends it; only its beginning has a deadline. */
  stream(call: EngineCall): Promise<Duplex> {
    const tooLate = new AbortController()
    const timer = setTimeout(() => tooLate.abort(this.late(call)), this.#usualMs)
    const { signal } = tooLate
    return new Promise<Duplex>((resolve, reject) => {
      const upgrade = { connection: 'Upgrade', upgrade: 'tcp' }
      const request = this.#send(call, signal, upgrade)
      request.on('error', (error) => reject(signal.aborted ? signal.reason : error))
      request.on('upgrade', (_, socket, head) => {
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
      })
      request.on('response', (response) => {
        response.on('data', (chunk: Buffer) => reject(new Error(messageIn(chunk))))
        response.on('end', () => reject(new Error(`status ${response.statusCode}`)))
      })
    }).finally(() => clearTimeout(timer))
  }

  late({ method, path, deadlineMs = this.#usualMs }: EngineCall): Error {
    const asked = `${method} ${path.replace(/\?.*/, '')}`
    return new Error(`the engine did not answer ${asked} within ${deadlineMs / 1000} s`)
  }

  #send(
    { method, path, body }: EngineCall,
    signal: AbortSignal,
    headers: http.OutgoingHttpHeaders = {},
  ): http.ClientRequest {
    const { agent, where } = this.#route
    const payload = body === undefined || body instanceof Buffer ? body : JSON.stringify(body)
    const content = body instanceof Buffer ? 'application/x-tar' : 'application/json'
    const type = payload === undefined ? {} : { 'content-type': content }
    const request = http.request({
      ...where,
      method,
      path,
      agent,
      headers: { ...type, ...headers },
      signal,
    })
    request.end(payload)
    return request
  }
}

export function messageIn(body: Buffer): string {
  try {
    return text(record(JSON.parse(body.toString()))['message']) || body.toString().slice(0, 500)
  } catch {
    return body.toString().slice(0, 500) // not JSON: a proxy in between; its text is all there is
  }
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
