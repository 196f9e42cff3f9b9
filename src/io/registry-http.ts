// Requests to registries and their token servers: bounded bodies, and credentials that stay at home.
import http from 'node:http'
import https from 'node:https'

/** Manifests are kilobytes; distribution refuses those over 4 MiB. */
const maxBytes = 4 * 1024 * 1024
const maxRedirects = 3

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

export interface Request {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Patience {
  readonly signal: AbortSignal
  /** For each request, body included. */
  readonly timeoutMs: number
}

/** Follows what a GET is redirected to, without our credentials where it leads elsewhere, or out of TLS. */
export async function send(request: Request, patience: Patience, redirects = 0): Promise<Answer> {
  const answer = await sendOnce(request, patience)
  const { location } = answer.headers
  const moved = answer.status >= 301 && answer.status <= 308 && location !== undefined
  if (!moved || request.method !== 'GET' || redirects >= maxRedirects) return answer
  const url = new URL(location, request.url)
  const { authorization, ...others } = request.headers
  const headers = url.origin === request.url.origin ? request.headers : others
  return send({ ...request, url, headers }, patience, redirects + 1)
}

function sendOnce(
  { method, url, headers, body }: Request,
  { signal, timeoutMs }: Patience,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    // Node says "aborted" of a deadline too, which could as well be our own doing.
    const fail = (error: unknown): void =>
      reject(deadline.aborted ? new Error(`timeout: no whole answer within ${timeoutMs}ms`) : error)
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const outgoing = client.request(url, {
      method,
      headers: { ...headers, ...length },
      signal: deadline,
    })
    outgoing.on('error', fail)
    outgoing.on('response', (response) => {
      readBody(response).then(
        (content) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: content }),
        fail,
      )
    })
    outgoing.end(body)
  })
}

async function readBody(response: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    chunks.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size > maxBytes) throw new Error('the registry sends more than a manifest can be')
  }
  return Buffer.concat(chunks)
}
