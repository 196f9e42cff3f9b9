// A registry over its own API: manifests by bytes, so that a tag can move without an upload.
import { createHash } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { basicHeader, type Credentials, parseChallenge } from '../publish/credentials.ts'
import type { Manifest, Registry, RegistryAnswer } from '../world.ts'

export interface RegistryOptions {
  credentialsFor(registry: string): Promise<Credentials | undefined>
  /** Registries that the engine reaches without TLS. */
  isPlain(registry: string): Promise<boolean>
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

const timeoutMs = 30_000
/** Manifests are kilobytes; distribution refuses those over 4 MiB. */
const maxBytes = 4 * 1024 * 1024
const maxRedirects = 3

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

interface Request {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export class HttpRegistry implements Registry {
  readonly #options: RegistryOptions
  /** By registry and scope: a token is asked for once. */
  readonly #tokens = new Map<string, string>()

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  async manifest(repository: string, reference: string, signal: AbortSignal) {
    const { registry, url } = await this.#place(repository, `manifests/${reference}`)
    return this.#ask<Manifest>(
      registry,
      { method: 'GET', url, headers: { accept: manifestTypes } },
      signal,
      readManifest,
    )
  }

  async putManifest(repository: string, tag: string, manifest: Manifest, signal: AbortSignal) {
    const { registry, url } = await this.#place(repository, `manifests/${tag}`)
    const headers = { 'content-type': manifest.mediaType }
    const request = { method: 'PUT', url, headers, body: manifest.text }
    return this.#ask<undefined>(registry, request, signal, () => undefined)
  }

  async blob(repository: string, digest: string, signal: AbortSignal) {
    const { registry, url } = await this.#place(repository, `blobs/${digest}`)
    return this.#ask<string>(registry, { method: 'GET', url, headers: {} }, signal, ({ body }) =>
      body.toString(),
    )
  }

  async tryUpload(repository: string, signal: AbortSignal): Promise<RegistryAnswer<undefined>> {
    const { registry, url } = await this.#place(repository, 'blobs/uploads/')
    const begun = await this.#ask<string>(
      registry,
      { method: 'POST', url, headers: { 'content-length': '0' } },
      signal,
      ({ headers }) => headers.location ?? '',
    )
    if (begun.kind !== 'ok') return begun
    const upload = URL.canParse(begun.value, url.href) ? new URL(begun.value, url) : undefined
    // Only the registry itself is told to forget it: another host would get our credentials.
    if (upload?.host === url.host) {
      await this.#ask(
        registry,
        { method: 'DELETE', url: upload, headers: {} },
        signal,
        () => undefined,
      )
    }
    return { kind: 'ok', value: undefined }
  }

  async #place(repository: string, rest: string): Promise<{ registry: string; url: URL }> {
    const slash = repository.indexOf('/')
    const registry = repository.slice(0, slash)
    const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry
    const scheme = (await this.#options.isPlain(registry)) ? 'http' : 'https'
    return {
      registry,
      url: new URL(`${scheme}://${host}/v2/${repository.slice(slash + 1)}/${rest}`),
    }
  }

  async #ask<Value>(
    registry: string,
    request: Request,
    signal: AbortSignal,
    read: (answer: Answer) => Value,
  ): Promise<RegistryAnswer<Value>> {
    try {
      const answer = await this.#authorised(registry, request, signal)
      const { status, headers, body } = answer
      if (status >= 200 && status < 300) return { kind: 'ok', value: read(answer) }
      if (status === 404 && request.method === 'GET') return { kind: 'absent' }
      const retryAfter = headers['retry-after']
      const message = `${status} ${messageIn(body)}`.trim()
      return { kind: 'refused', refusal: { status, message, ...(retryAfter && { retryAfter }) } }
    } catch (error) {
      signal.throwIfAborted()
      return { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) }
    }
  }

  async #authorised(registry: string, request: Request, signal: AbortSignal): Promise<Answer> {
    const scope = `${registry} ${request.url.pathname.replace(/\/(manifests|blobs)\/.*$/, '')}`
    const known = this.#tokens.get(scope)
    const first = await send(withAuthorization(request, known), signal)
    if (first.status !== 401) return first
    const authorization = await this.#authorize(registry, request, first, signal)
    if (authorization === undefined) return first
    this.#tokens.set(scope, authorization)
    return send(withAuthorization(request, authorization), signal)
  }

  async #authorize(
    registry: string,
    request: Request,
    { headers }: Answer,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const challenge = parseChallenge(headers['www-authenticate'])
    const credentials = await this.#options.credentialsFor(registry)
    if (challenge?.scheme === 'basic') return credentials && basicHeader(credentials)
    const realm = challenge?.parameters.get('realm')
    if (!challenge || realm === undefined || !URL.canParse(realm)) return undefined
    const url = new URL(realm)
    const isPlainElsewhere = url.protocol === 'http:' && url.hostname !== request.url.hostname
    if (isPlainElsewhere) return undefined // a password would cross the network in the open
    const repository = /^\/v2\/(.+?)\/(?:manifests|blobs)\//.exec(request.url.pathname)?.[1] ?? ''
    url.searchParams.set('service', challenge.parameters.get('service') ?? '')
    url.searchParams.set('scope', `repository:${repository}:pull,push`)
    const authorization = credentials && { authorization: basicHeader(credentials) }
    const answer = await send({ method: 'GET', url, headers: { ...authorization } }, signal)
    const token = answer.status === 200 ? tokenIn(answer.body) : undefined
    return token && `Bearer ${token}`
  }
}

/** The digest is what the bytes give; a registry whose header says otherwise is not to be trusted. */
function readManifest({ headers, body }: Answer): Manifest {
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`
  const said = headers['docker-content-digest']
  if (said !== undefined && said !== digest) {
    throw new Error(`the registry says ${said} of a manifest that is ${digest}`)
  }
  return { digest, mediaType: headers['content-type'] ?? '', text: body.toString() }
}

function withAuthorization(request: Request, authorization: string | undefined): Request {
  if (authorization === undefined) return request
  return { ...request, headers: { ...request.headers, authorization } }
}

/** Follows what a GET is redirected to, without our credentials where the host is another one. */
async function send(request: Request, signal: AbortSignal, redirects = 0): Promise<Answer> {
  const answer = await sendOnce(request, signal)
  const { location } = answer.headers
  const moved = answer.status >= 301 && answer.status <= 308 && location !== undefined
  if (!moved || request.method !== 'GET' || redirects >= maxRedirects) return answer
  const url = new URL(location, request.url)
  const { authorization, ...others } = request.headers
  const headers = url.host === request.url.host ? request.headers : others
  return send({ ...request, url, headers }, signal, redirects + 1)
}

function sendOnce({ method, url, headers, body }: Request, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const outgoing = client.request(url, {
      method,
      headers: { ...headers, ...length },
      signal: deadline,
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      readBody(response).then(
        (content) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: content }),
        reject,
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

/** The first error of the registry, in its own words. */
function messageIn(body: Buffer): string {
  const value = parseJson(body)
  const errors = value?.['errors']
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : []
  if (typeof first !== 'object' || first === null) return body.toString().slice(0, 200)
  const { code, message } = first as Record<string, unknown>
  return [code, message].filter((part) => typeof part === 'string').join(': ')
}

function tokenIn(body: Buffer): string | undefined {
  const value = parseJson(body)
  const token = value?.['token'] ?? value?.['access_token']
  return typeof token === 'string' ? token : undefined
}

function parseJson(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined // not JSON: a proxy's page; the status says enough
  }
}
