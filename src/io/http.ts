// Requests of smoke checks: any port, no redirect, a bounded body (fetch refuses ports and follows).
import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { messageOf } from '../errors.ts'
import type { Http, HttpRequest, HttpResponse } from '../world.ts'

export const nodeHttp: Http = {
  request(request, signal) {
    const startedAt = performance.now()
    return new Promise<HttpResponse>((resolve, reject) => {
      const url = new URL(request.url)
      const client = url.protocol === 'https:' ? https : http
      const deadline = AbortSignal.timeout(Math.ceil(request.timeoutMs))
      const outgoing = client.request(url, {
        method: request.method,
        headers: { ...lengthOf(request.body), ...request.headers },
        lookup: bothFamilies,
        agent: false, // a connection per try: a dead one must not be reused
        signal: AbortSignal.any([signal, deadline]),
      })
      const fail = (error: Error): void => {
        const late = deadline.aborted && !signal.aborted
        reject(
          late ? new Error(`no answer within ${Math.ceil(request.timeoutMs)} ms`) : inWords(error),
        )
      }
      outgoing.on('error', fail)
      outgoing.on('upgrade', (_, socket) => {
        socket.destroy()
        fail(new Error('the server changed to another protocol'))
      })
      outgoing.on('response', (response) => {
        readBody(response, request).then(
          (body) =>
            resolve({ ...headOf(response), ...body, elapsedMs: performance.now() - startedAt }),
          fail,
        )
      })
      outgoing.end(request.body)
    })
  },
}

const loopback = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/** A server may listen on one family alone, and not every machine's hosts file names both. */
const bothFamilies: LookupFunction = (hostname, options, callback) => {
  if (hostname === 'localhost' && options.all) callback(null, loopback)
  else lookup(hostname, options, callback)
}

/** Where several addresses were tried, the error of the whole has no words of its own. */
function inWords(error: Error): Error {
  if (!('errors' in error) || !Array.isArray(error.errors)) return error
  return new Error(error.errors.map(messageOf).join(', '), { cause: error })
}

/** Node says how long a body is for some methods only; for the others its end would be unknown. */
function lengthOf(body: string | undefined): Readonly<Record<string, string>> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
}

function headOf(response: http.IncomingMessage): Pick<HttpResponse, 'status' | 'headers'> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(response.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  }
  return { status: response.statusCode ?? 0, headers }
}

async function readBody(
  response: http.IncomingMessage,
  { maxBodyBytes }: HttpRequest,
): Promise<Pick<HttpResponse, 'body' | 'truncated'>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    const bytes = chunk as Buffer
    size += bytes.length
    chunks.push(bytes)
    if (size > maxBodyBytes) break // leaving the loop destroys the response
  }
  const body = Buffer.concat(chunks).subarray(0, maxBodyBytes).toString()
  return { body, truncated: size > maxBodyBytes }
}
