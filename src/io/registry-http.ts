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

/** A body that is passed on as it comes, too large to be held here. */
export interface Flow {
  readonly content: http.IncomingMessage
  readonly bytes: number
}

export interface Patience {
  readonly signal: AbortSignal
  /** For each request, body included. */
  readonly timeoutMs: number
}

/** Follows what a GET is redirected to, without our credentials where it leads elsewhere, or out of TLS. */
export async function send(request: Request, patience: Patience, redirects = 0): Promise<Answer> {
  const answer = await sendWhole(request, patience)
  const next = redirects < maxRedirects ? redirected(request, answer) : undefined
  return next ? send(next, patience, redirects + 1) : answer
}

/** The same for a body of any length: whoever asks reads it as it comes, or destroys it. */
export async function open(
  request: Request,
  patience: Patience,
  redirects = 0,
): Promise<http.IncomingMessage> {
  const response = await exchange(request, deadlineOf(patience))
  const head = { status: response.statusCode ?? 0, headers: response.headers }
  const next = redirects < maxRedirects ? redirected(request, head) : undefined
  if (!next) return response
  response.resume()
  return open(next, patience, redirects + 1)
}

function redirected(
  request: Request,
  { status, headers: { location } }: Pick<Answer, 'status' | 'headers'>,
): Request | undefined {
  const moved = status >= 301 && status <= 308 && location !== undefined
  if (!moved || request.method !== 'GET') return undefined
  const url = new URL(location, request.url)
  const { authorization, ...others } = request.headers
  return { ...request, url, headers: url.origin === request.url.origin ? request.headers : others }
}

export async function sendWhole(
  request: Request,
  patience: Patience,
  flow?: Flow,
): Promise<Answer> {
  const deadline = deadlineOf(patience)
  try {
    const response = await exchange(request, deadline, flow)
    const body = await readBody(response)
    return { status: response.statusCode ?? 0, headers: response.headers, body }
  } catch (error) {
    // Node says "aborted" of a deadline too, which could as well be our own doing.
    if (!deadline.aborted) throw error
    throw new Error(`timeout: no whole answer within ${patience.timeoutMs}ms`)
  }
}

function deadlineOf({ signal, timeoutMs }: Patience): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
}

/** Until the head of the answer is there. */
function exchange(
  { method, url, headers, body }: Request,
  signal: AbortSignal,
  flow?: Flow,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http
    const bytes = flow?.bytes ?? (body === undefined ? undefined : Buffer.byteLength(body))
    const length = bytes === undefined ? {} : { 'content-length': String(bytes) }
    const outgoing = client.request(url, { method, headers: { ...headers, ...length }, signal })
    outgoing.on('error', reject)
    outgoing.on('response', resolve)
    if (!flow) outgoing.end(body)
    else {
      flow.content.on('error', (error) => outgoing.destroy(error))
      flow.content.pipe(outgoing)
    }
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
