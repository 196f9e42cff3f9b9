// The way to an engine: its unix socket, plain TCP, or a `docker system dial-stdio` of its context.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import http from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { messageOf, TrialError } from '../errors.ts'
import { engineMessage } from './engine-json.ts'

export interface EngineAddress {
  /** The host on which published ports are reached. */
  readonly hostname: string
  readonly way:
    | { readonly kind: 'socket'; readonly path: string }
    | { readonly kind: 'tcp'; readonly port: number }
    /** SSH, TLS, and whatever else the docker CLI knows and we need not. */
    | { readonly kind: 'dial'; readonly program: string; readonly env: NodeJS.ProcessEnv }
}

export interface Answer {
  readonly status: number
  readonly body: Buffer
}

export class EngineConnection {
  readonly #address: EngineAddress
  readonly #agent: http.Agent

  constructor(address: EngineAddress) {
    this.#address = address
    // A way through another machine costs a process each: fewer of them, kept for the next call.
    const maxSockets = address.way.kind === 'dial' ? 6 : 16
    this.#agent = new http.Agent({ keepAlive: true, maxSockets })
    const { way } = address
    if (way.kind === 'dial') this.#agent.createConnection = () => dial(way.program, way.env)
  }

  async json(method: string, path: string, signal?: AbortSignal): Promise<unknown> {
    const body = await this.body(method, path, signal)
    if (body.length === 0) return undefined
    try {
      return JSON.parse(body.toString()) as unknown
    } catch {
      throw refusal({ status: 200, body }) // something else answers where the engine should be
    }
  }

  async body(method: string, path: string, signal?: AbortSignal): Promise<Buffer> {
    const answer = await this.call(method, path, signal)
    if (isRefusal(answer.status)) throw refusal(answer)
    return answer.body
  }

  async call(method: string, path: string, signal?: AbortSignal): Promise<Answer> {
    const response = await this.open(method, path, signal)
    try {
      return await answerOf(response)
    } catch (error) {
      throw signal?.aborted ? error : unreachable(error)
    }
  }

  open(method: string, path: string, signal?: AbortSignal): Promise<http.IncomingMessage> {
    const { way, hostname } = this.#address
    const where =
      way.kind === 'socket'
        ? { socketPath: way.path }
        : // An IPv6 address has brackets in URLs only.
          { hostname: hostname.replace(/^\[|\]$/g, ''), port: way.kind === 'tcp' ? way.port : 0 }
    return new Promise((resolve, reject) => {
      const options = { ...where, method, path, agent: this.#agent, ...(signal && { signal }) }
      const request = http.request(options, resolve)
      request.on('error', (error) => reject(signal?.aborted ? error : unreachable(error)))
      request.end()
    })
  }
}

export async function answerOf(response: http.IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks) }
}

export function isRefusal(status: number | undefined): boolean {
  return status === undefined || status >= 400
}

/** The engine's own words are the message, for those who tell them in a sentence of theirs. */
export function refusal({ status, body }: Answer): TrialError {
  const words = engineMessage(body) || `it answered with status ${status}`
  const error = new TrialError({
    stage: 'plan',
    class: 'infrastructure',
    what: 'the Docker Engine refused what it was asked for',
    why: words,
    fix: 'mend what it names and run the trial again',
  })
  error.message = words
  return error
}

/** One connection to the engine, as the CLI would make it; the process ends with it. */
function dial(program: string, env: NodeJS.ProcessEnv): Duplex {
  const child = spawn(program, ['system', 'dial-stdio'], { env, stdio: 'pipe' })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const stream = Duplex.from({ writable: child.stdin, readable: child.stdout })
  child.on('error', (error) => stream.destroy(error))
  child.on('exit', (code) => {
    if (code !== 0 && code !== null && !stream.destroyed) {
      stream.destroy(new Error(said.trim().split('\n').at(-1) || `exit code ${code}`))
    }
  })
  stream.on('close', () => child.kill())
  return keptAlive(stream, child)
}

/** An idle connection of the agent must not keep a finished run alive. */
function keptAlive(stream: Duplex, child: ChildProcessWithoutNullStreams): Duplex {
  const parts = [child, child.stdin as Socket, child.stdout as Socket, child.stderr as Socket]
  const all = (word: 'ref' | 'unref') => (): Duplex => {
    for (const part of parts) part[word]()
    return stream
  }
  const same = (): Duplex => stream
  const timing = { setKeepAlive: same, setTimeout: same, setNoDelay: same }
  return Object.assign(stream, timing, { ref: all('ref'), unref: all('unref') })
}

export function unreachable(cause: unknown): TrialError {
  return new TrialError(
    {
      stage: 'plan',
      class: 'infrastructure',
      what: 'the Docker Engine does not answer',
      why: messageOf(cause),
      fix: 'start Docker, or check DOCKER_HOST and the rights on the socket (docker info tells)',
    },
    { cause },
  )
}
