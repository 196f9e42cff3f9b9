// Requests of smoke checks: any port, no redirect, a bounded body (fetch refuses ports and follows).
import { createHash } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import type { Duplex, Readable } from 'node:stream'
import tls from 'node:tls'
import { createBrotliDecompress, createUnzip } from 'node:zlib'
import { messageOf } from '../errors.ts'
import type { Http, HttpRequest, HttpResponse } from '../world/world.ts'
import type { Dial } from './network-relays.ts'
import { checkedLookup, refuseLiteral } from './reachable.ts'

/** `dial`: the way into networks that this machine has none to. */
export function httpBy(dial: Dial): Http {
  return {
    async request(request, signal) {
      const url = new URL(request.url)
      refuseLiteral(request.connectTo?.host ?? url.hostname)
      const deadline = AbortSignal.timeout(Math.ceil(request.timeoutMs))
      const ending = AbortSignal.any([signal, deadline])
      try {
        const { connectTo } = request
        const relayed = connectTo?.beside && { ...connectTo, beside: connectTo.beside }
        const stream = relayed && (await dial(relayed, ending))
        return await exchange(url, request, ending, stream)
      } catch (error) {
        if (!deadline.aborted || signal.aborted) throw inWords(error)
        throw new Error(`no answer within ${Math.ceil(request.timeoutMs)} ms`, { cause: error })
      }
    },
  }
}

/** A connection per try: a dead one must not be reused. */
function agentOver(stream: Duplex | undefined, { protocol }: URL): http.Agent | false {
  if (!stream) return false
  if (protocol !== 'https:') {
    return Object.assign(new http.Agent(), { createConnection: () => stream })
  }
  const secure = (options: tls.ConnectionOptions) => tls.connect({ ...options, socket: stream })
  return Object.assign(new https.Agent(), { createConnection: secure })
}

function exchange(
  url: URL,
  request: HttpRequest,
  signal: AbortSignal,
  stream: Duplex | undefined,
): Promise<HttpResponse> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method: request.method,
      headers: { host: url.host, ...lengthOf(request.body), ...request.headers },
      lookup: checkedLookup,
      ...(request.connectTo && { hostname: request.connectTo.host, port: request.connectTo.port }),
      // A name that is an address has no place in the TLS greeting.
      ...(url.protocol === 'https:' &&
        !/^[\d.]+$|^\[/.test(url.hostname) && { servername: url.hostname }),
      ...(request.tls?.kind === 'insecure' && { rejectUnauthorized: false }),
      ...(request.tls?.kind === 'ca' && { ca: request.tls.pem }),
      agent: agentOver(stream, url),
      signal,
    })
    outgoing.on('error', reject)
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy()
      reject(new Error('the server changed to another protocol'))
    })
    outgoing.on('response', (response) => {
      readBody(response, request).then((body) => {
        resolve({ ...headOf(response), ...body, elapsedMs: performance.now() - startedAt })
        outgoing.destroy()
      }, reject)
    })
    outgoing.end(request.body)
  })
}

/** Where several addresses were tried, the error of the whole has no words of its own. */
function inWords(error: unknown): unknown {
  // Not `instanceof`: an error of another realm, as under a test runner, is one all the same.
  if (typeof error !== 'object' || error === null || !('errors' in error)) return error
  if (!Array.isArray(error.errors)) return error
  return new Error(error.errors.map(messageOf).join(', '), { cause: error })
}

/** Node says how long a body is for some methods only; for the others its end would be unknown. */
function lengthOf(body: string | Uint8Array | undefined): Readonly<Record<string, string>> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
}

function headOf(
  response: http.IncomingMessage,
): Pick<HttpResponse, 'status' | 'headers' | 'cookies'> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(response.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  }
  return {
    status: response.statusCode ?? 0,
    headers,
    cookies: response.headers['set-cookie'] ?? [],
  }
}

/** What was asked for without compression may come with it; the limit is on what it unfolds to. */
function unfolded(response: http.IncomingMessage): Readable {
  const coding = response.headers['content-encoding']?.trim().toLowerCase()
  const unzip =
    coding === 'gzip' || coding === 'x-gzip' || coding === 'deflate'
      ? createUnzip()
      : coding === 'br'
        ? createBrotliDecompress()
        : undefined
  if (!unzip) return response
  response.on('error', (error) => unzip.destroy(error))
  return response.pipe(unzip)
}

async function readBody(
  response: http.IncomingMessage,
  { maxBodyBytes, method }: HttpRequest,
): Promise<Pick<HttpResponse, 'body' | 'bytes' | 'sha256' | 'truncated'>> {
  const chunks: Buffer[] = []
  let size = 0
  // An answer to HEAD names the coding of a body that does not come.
  for await (const chunk of method === 'HEAD' ? response : unfolded(response)) {
    const bytes = chunk as Buffer
    size += bytes.length
    chunks.push(bytes)
    if (size > maxBodyBytes) break // leaving the loop destroys the response
  }
  const whole = Buffer.concat(chunks).subarray(0, maxBodyBytes)
  return {
    body: whole.toString(),
    bytes: size,
    sha256: createHash('sha256').update(whole).digest('hex'),
    truncated: size > maxBodyBytes,
  }
}
