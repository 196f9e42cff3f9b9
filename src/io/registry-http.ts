// Requests to registries and their token servers: bounded bodies, and credentials that stay at home.
import http from 'node:http'
import https from 'node:https'
import { type Answer, LateAnswer, wholeAnswer } from './whole-answer.ts'

/** Manifests are kilobytes; distribution refuses those over 4 MiB. */
const most = { bytes: 4 * 1024 * 1024, why: 'the registry sends more than a manifest can be' }
const maxRedirects = 3

/**
 * For questions, which are short: twenty images at once, with a handshake for each of theirs, are slower
 * than some that wait. Behind a layer of a gigabyte they would wait too long, so content takes no turn.
 */
const maxSockets = 16
const questions = {
  http: new http.Agent({ ...ownOptions(http.globalAgent), maxSockets }),
  https: new https.Agent({ ...ownOptions(https.globalAgent), maxSockets }),
}

/** What Node gives its own agent, the way through a proxy among it; its types do not know of them. */
function ownOptions(agent: http.Agent): http.AgentOptions {
  return (agent as unknown as { readonly options: http.AgentOptions }).options
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
  const response = await headOf(requestOf(request, { signal: deadlineOf(patience) }))
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
  { signal, timeoutMs }: Patience,
  flow?: Flow,
): Promise<Answer> {
  const agent = flow ? undefined : agentFor(request.url)
  const outgoing = requestOf(request, { bytes: flow?.bytes, agent })
  try {
    return await wholeAnswer(outgoing, { signal, timeoutMs, most }, () =>
      flow ? pour(flow, outgoing) : outgoing.end(request.body),
    )
  } catch (error) {
    if (!(error instanceof LateAnswer)) throw error
    throw new Error(`timeout: ${error.message}`, { cause: error })
  }
}

function pour({ content }: Flow, outgoing: http.ClientRequest): void {
  content.on('error', (error) => outgoing.destroy(error))
  content.pipe(outgoing)
}

function headOf(outgoing: http.ClientRequest): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', resolve)
    outgoing.end()
  })
}

function deadlineOf({ signal, timeoutMs }: Patience): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
}

function agentFor({ protocol }: URL): http.Agent {
  return protocol === 'https:' ? questions.https : questions.http
}

function requestOf(
  { method, url, headers, body }: Request,
  {
    bytes,
    agent,
    signal,
  }: {
    readonly bytes?: number | undefined
    readonly agent?: http.Agent | undefined
    readonly signal?: AbortSignal
  },
): http.ClientRequest {
  const client = url.protocol === 'https:' ? https : http
  const known = bytes ?? (body === undefined ? undefined : Buffer.byteLength(body))
  const length = known === undefined ? {} : { 'content-length': String(known) }
  const own = { ...headers, ...length }
  const how = { ...(agent && { agent }), ...(signal && { signal }) }
  return client.request(url, { method, headers: own, ...how })
}
