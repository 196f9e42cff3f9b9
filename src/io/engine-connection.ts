// One request to the Docker Engine and its answer: in time, or a failure in words.
import http from 'node:http'
import { messageOf, TrialError } from '../errors.ts'
import { engineMessage } from './engine-json.ts'
import { type EngineAddress, type Route, routeTo } from './engine-route.ts'
import { type Answer, LateAnswer, wholeAnswer } from './whole-answer.ts'

export interface ConnectionOptions {
  /** Ends every call that is given no signal of its own. */
  readonly signal?: AbortSignal
  readonly deadlines?: Deadlines
}

interface Deadlines {
  readonly lookMs: number
  readonly deedMs: number
}

/** A start or a removal may wait for disks and networks; a look waits for nothing. */
const usualDeadlines: Deadlines = { lookMs: 30_000, deedMs: 120_000 }

type Refusal = Pick<Answer, 'status' | 'body'>

export class EngineConnection {
  readonly #looks: Route
  /** With connections of their own: a look must not wait behind fifty starts. */
  readonly #deeds: Route
  readonly #signal: AbortSignal
  readonly #deadlines: Deadlines

  constructor(address: EngineAddress, { signal, deadlines }: ConnectionOptions = {}) {
    this.#looks = routeTo(address)
    this.#deeds = routeTo(address)
    this.#signal = signal ?? new AbortController().signal
    this.#deadlines = deadlines ?? usualDeadlines
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

  call(method: string, path: string, signal = this.#signal): Promise<Answer> {
    const timeoutMs = this.#deadlineOf(method)
    return this.#inWords({ method, path, signal }, () =>
      wholeAnswer(this.#request(method, path), { signal, timeoutMs }),
    )
  }

  /** An answer that goes on: only its beginning has a deadline. */
  open(method: string, path: string, signal = this.#signal): Promise<http.IncomingMessage> {
    return this.#inWords({ method, path, signal }, async () => {
      const request = this.#request(method, path, signal)
      const late = new LateAnswer()
      const timer = setTimeout(() => request.destroy(late), this.#deadlineOf(method))
      try {
        return await new Promise((resolve, reject) => {
          request.on('error', reject)
          request.on('response', resolve)
          request.end()
        })
      } finally {
        clearTimeout(timer)
      }
    })
  }

  async #inWords<Result>(
    { method, path, signal }: { method: string; path: string; signal: AbortSignal },
    work: () => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (signal.aborted) throw error
      if (!(error instanceof LateAnswer)) throw unreachable(error)
      const asked = `${method} ${path.replace(/\?.*/, '')}`
      const deadline = `${this.#deadlineOf(method) / 1000} s`
      throw unreachable(new Error(`it said nothing to ${asked} within ${deadline}`))
    }
  }

  #deadlineOf(method: string): number {
    return method === 'GET' ? this.#deadlines.lookMs : this.#deadlines.deedMs
  }

  #request(method: string, path: string, signal?: AbortSignal): http.ClientRequest {
    const { agent, where } = method === 'GET' ? this.#looks : this.#deeds
    return http.request({ ...where, method, path, agent, ...(signal && { signal }) })
  }
}

/** The rest of an answer that was opened. */
export async function restOf(response: http.IncomingMessage): Promise<Refusal> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks) }
}

export function isRefusal(status: number | undefined): boolean {
  return status === undefined || status >= 400
}

/** The engine's own words are the message, for those who tell them in a sentence of theirs. */
export function refusal({ status, body }: Refusal): TrialError {
  const words = engineMessage(body) || `it answered with status ${status}`
  const error = new TrialError({
    stage: 'plan',
    class: 'infrastructure',
    code: 'ST-ENGINE',
    what: 'the Docker Engine refused what it was asked for',
    why: words,
    fix: 'mend what it names and run the trial again',
  })
  error.message = words
  return error
}

export function unreachable(cause: unknown): TrialError {
  return new TrialError(
    {
      stage: 'plan',
      class: 'infrastructure',
      code: 'ST-ENGINE',
      what: 'the Docker Engine does not answer',
      why: messageOf(cause),
      fix: 'start Docker, or check DOCKER_HOST and the rights on the socket (docker info tells)',
    },
    { cause },
  )
}
