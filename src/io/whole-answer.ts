// The whole answer to one HTTP request, or the reason why there is none. A run asks hundreds of small
// questions: composed signals and iterated bodies would cost more than the answers.
import type http from 'node:http'

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

export interface Limits {
  readonly signal: AbortSignal
  readonly timeoutMs: number
  readonly most?: { readonly bytes: number; readonly why: string }
}

/** Nothing is wrong but that it came too late. */
export class LateAnswer extends Error {}

/** `send` ends the request, at once or when all of its content has flowed. */
export function wholeAnswer(
  request: http.ClientRequest,
  { signal, timeoutMs, most }: Limits,
  send: (request: http.ClientRequest) => void = (one) => one.end(),
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    }
    const fail = (error: unknown): void => {
      end()
      reject(error)
      request.destroy()
    }
    const cancel = (): void => fail(signal.reason)
    const timer = setTimeout(
      () => fail(new LateAnswer(`no whole answer within ${timeoutMs}ms`)),
      timeoutMs,
    )
    request.on('error', fail) // stays, for what a request that was given up has to say
    if (signal.aborted) return cancel()
    signal.addEventListener('abort', cancel)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('error', fail)
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (most && size > most.bytes) fail(new Error(most.why))
      })
      response.on('end', () => {
        end()
        const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      })
    })
    send(request)
  })
}
