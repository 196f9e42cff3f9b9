// GitHub's cache service, version 2, as BuildKit and @actions/cache speak to it: Twirp over JSON for
// the entries, Azure's blob protocol for their content.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Fault = 'none' | 'error' | 'hang' | 'refuse-writes' | 'corrupt'

export interface Scope {
  readonly Scope: string
  readonly Permission: number
}

interface Blob {
  readonly key: string
  /** The ref whose token wrote it. */
  readonly scope: string
  readonly version: string
  content: Buffer
  readonly blocks: Map<string, Buffer>
  done: boolean
}

export class CacheService {
  fault: Fault = 'none'
  readonly counts = { reads: 0, hits: 0, writes: 0, blobReads: 0 }
  readonly #blobs: Blob[] = []
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => {
      send(response, 500, { code: 'internal', msg: String(error) })
    })
  })

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** What the runner gives a step. */
  get env(): Readonly<Record<string, string>> {
    return {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: `http://localhost:${this.port}/`,
      ACTIONS_RUNTIME_TOKEN: tokenOf({ secondsLeft: 3600 }),
    }
  }

  keys(): readonly string[] {
    return this.#blobs.filter(({ done }) => done).map(({ key }) => key)
  }

  /** The refs in which anything is kept. */
  scopes(): readonly string[] {
    return [...new Set(this.#blobs.filter(({ done }) => done).map(({ scope }) => scope))]
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<ServerResponse> {
    const body = await bodyOf(request)
    // BuildKit's uploader dies without it, and takes the engine along.
    response.setHeader('x-ms-request-id', 'cache-service')
    if (this.fault === 'hang') return response
    if (this.fault === 'error') return send(response, 500, { code: 'internal', msg: 'broken' })
    const url = new URL(request.url ?? '/', 'http://localhost')
    const method = url.pathname.split('/').at(-1) ?? ''
    if (url.pathname.startsWith('/blob/')) return this.#blob(request, response, url, body)
    const question = JSON.parse(body.toString()) as Question
    const scopes = scopesOf(request.headers.authorization)
    const own = scopes.find(({ Permission }) => (Permission & 2) !== 0)?.Scope
    if (method === 'CreateCacheEntry') return this.#create(question, own, response)
    if (method === 'FinalizeCacheEntryUpload') return this.#finalize(question, own, response)
    if (method === 'GetCacheEntryDownloadURL') return this.#find(question, scopes, response)
    return send(response, 404, { code: 'bad_route', msg: url.pathname })
  }

  #create(
    { key, version }: Question,
    scope: string | undefined,
    response: ServerResponse,
  ): ServerResponse {
    if (this.fault === 'refuse-writes' || scope === undefined) {
      return send(response, 403, { code: 'permission_denied', msg: 'token is read-only' })
    }
    const same = { key, version, scope }
    if (this.#blobs.some((blob) => blob.done && isSame(blob, same))) {
      return send(response, 409, { code: 'already_exists', msg: key })
    }
    this.counts.writes += 1
    const blob = { ...same, content: Buffer.alloc(0), blocks: new Map(), done: false }
    const id = this.#blobs.push(blob) - 1
    return send(response, 200, { ok: true, signed_upload_url: this.#urlOf(id) })
  }

  #finalize(
    { key, version }: Question,
    scope: string | undefined,
    response: ServerResponse,
  ): ServerResponse {
    const blob = this.#blobs.findLast((one) => isSame(one, { key, version, scope }))
    if (blob) blob.done = true
    return send(response, 200, { ok: blob !== undefined, entry_id: '1' })
  }

  #find(question: Question, scopes: readonly Scope[], response: ServerResponse): ServerResponse {
    this.counts.reads += 1
    const done = this.#blobs.filter((blob) => blob.done && blob.version === question.version)
    // What the first ref has wins over what the next one has, also where it fits less well.
    const found = scopes
      .map(({ Scope }) => done.filter(({ scope }) => scope === Scope))
      .map((blobs) => bestOf(blobs, question))
      .find((blob) => blob !== undefined)
    if (!found) return send(response, 200, { ok: false })
    this.counts.hits += 1
    const url = this.#urlOf(this.#blobs.indexOf(found))
    return send(response, 200, { ok: true, signed_download_url: url, matched_key: found.key })
  }

  #blob(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    body: Buffer,
  ): ServerResponse {
    const blob = this.#blobs[Number(url.pathname.split('/')[2])]
    if (!blob) return send(response, 404, {})
    if (request.method === 'PUT') return this.#write(blob, url, body, response)
    this.counts.blobReads += 1
    return sendContent(request, response, this.fault === 'corrupt' ? damaged(blob) : blob.content)
  }

  #write(blob: Blob, url: URL, body: Buffer, response: ServerResponse): ServerResponse {
    const command = url.searchParams.get('comp')
    if (command === 'block') blob.blocks.set(url.searchParams.get('blockid') ?? '', body)
    else if (command === 'blocklist') {
      const ids = [...body.toString().matchAll(/<Latest>(.*?)<\/Latest>/g)].map(([, id]) => id)
      blob.content = Buffer.concat(ids.map((id) => blob.blocks.get(id ?? '') ?? Buffer.alloc(0)))
    } else blob.content = body
    return response.writeHead(201, { etag: '"1"', 'last-modified': new Date().toUTCString() }).end()
  }

  #urlOf(id: number): string {
    return `http://localhost:${this.port}/blob/${id}?sig=none`
  }
}

function isSame(
  blob: Pick<Blob, 'key' | 'version' | 'scope'>,
  other: Pick<Question, 'key' | 'version'> & { readonly scope: string | undefined },
): boolean {
  return blob.key === other.key && blob.version === other.version && blob.scope === other.scope
}

function bestOf(blobs: readonly Blob[], question: Question): Blob | undefined {
  const prefixes = question.restore_keys ?? question.restoreKeys ?? []
  return (
    blobs.findLast(({ key }) => key === question.key) ??
    prefixes
      .map((prefix) => blobs.findLast(({ key }) => key.startsWith(prefix)))
      .find((blob) => blob !== undefined)
  )
}

interface Question {
  readonly key: string
  readonly version: string
  readonly restore_keys?: readonly string[]
  readonly restoreKeys?: readonly string[]
}

/** As the runner's: only `ac`, `exp` and `nbf` are ever read. */
export function tokenOf(given: {
  readonly scopes?: readonly Scope[]
  readonly secondsLeft: number
}): string {
  const now = Math.floor(Date.now() / 1000)
  const ac = JSON.stringify(given.scopes ?? [{ Scope: 'refs/heads/main', Permission: 3 }])
  const claims = { ac, exp: now + given.secondsLeft, nbf: now - 60 }
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return [part({ alg: 'none' }), part(claims), 'unsigned'].join('.')
}

function scopesOf(authorization = ''): readonly Scope[] {
  const payload = authorization.replace(/^Bearer /, '').split('.')[1] ?? ''
  const { ac } = JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}') as { ac?: string }
  return JSON.parse(ac ?? '[]') as readonly Scope[]
}

/** The index stays readable, so that BuildKit believes in what it names. */
function damaged({ key, content }: Blob): Buffer {
  if (key.startsWith('index-')) return content
  const copy = Buffer.from(content)
  for (let at = 0; at < copy.length; at += 97) copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

function sendContent(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
): ServerResponse {
  const range = String(request.headers['x-ms-range'] ?? request.headers.range ?? '')
  const [, from, to] = /bytes=(\d+)-(\d*)/.exec(range) ?? []
  const start = Number(from ?? 0)
  const end = to ? Math.min(Number(to), content.length - 1) : content.length - 1
  const part = content.subarray(start, end + 1)
  const headers: Record<string, string> = {
    'content-length': String(part.length),
    'accept-ranges': 'bytes',
    etag: '"1"',
    'last-modified': new Date(0).toUTCString(),
  }
  if (from !== undefined) headers['content-range'] = `bytes ${start}-${end}/${content.length}`
  response.writeHead(from === undefined ? 200 : 206, headers)
  return response.end(request.method === 'HEAD' ? undefined : part)
}

function send(response: ServerResponse, status: number, value: unknown): ServerResponse {
  return response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(value))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
