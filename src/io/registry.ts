// A registry over its own API: manifests by bytes, so that a tag can move without an upload.
import { createHash } from 'node:crypto'
import { messageOf } from '../errors.ts'
import type { Credentials } from '../publish/credentials.ts'
import type { Manifest, Registry, RegistryAnswer } from '../world/world.ts'
import { type Answer, type Request, send } from './registry-http.ts'
import { type Authorization, authorize, parseJson } from './registry-token.ts'

export interface RegistryOptions {
  credentialsFor(registry: string): Promise<Credentials | undefined>
  /** Registries that the engine reaches without TLS. */
  isPlain(registry: string): Promise<boolean>
  /** For each request, body included. */
  readonly timeoutMs?: number
}

const defaultTimeoutMs = 30_000

/** One resource of one repository. */
interface Place {
  readonly registry: string
  readonly repository: string
  readonly url: URL
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

export class HttpRegistry implements Registry {
  readonly #options: RegistryOptions
  /** By registry and scope: a token is asked for once. */
  readonly #tokens = new Map<string, string>()

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  async manifest(repository: string, reference: string, signal: AbortSignal) {
    const place = await this.#place(repository, `manifests/${reference}`)
    const headers = { accept: manifestTypes }
    return this.#ask<Manifest>(place, { method: 'GET', headers }, signal, readManifest)
  }

  async putManifest(repository: string, tag: string, manifest: Manifest, signal: AbortSignal) {
    const place = await this.#place(repository, `manifests/${tag}`)
    const headers = { 'content-type': manifest.mediaType }
    const request = { method: 'PUT', headers, body: manifest.text }
    return this.#ask<undefined>(place, request, signal, () => undefined)
  }

  async blob(repository: string, digest: string, signal: AbortSignal) {
    const place = await this.#place(repository, `blobs/${digest}`)
    const read = ({ body }: Answer): string => body.toString()
    return this.#ask<string>(place, { method: 'GET', headers: {} }, signal, read)
  }

  async tryUpload(repository: string, signal: AbortSignal): Promise<RegistryAnswer<undefined>> {
    const place = await this.#place(repository, 'blobs/uploads/')
    const request = { method: 'POST', headers: { 'content-length': '0' } }
    const read = ({ headers }: Answer): string => headers.location ?? ''
    const begun = await this.#ask<string>(place, request, signal, read)
    if (begun.kind !== 'ok') return begun
    const { url } = place
    const upload = URL.canParse(begun.value, url.href) ? new URL(begun.value, url) : undefined
    // Only the registry itself is told to forget it: another host would get our credentials.
    if (upload?.origin === url.origin) {
      const forget = { method: 'DELETE', headers: {} }
      await this.#ask({ ...place, url: upload }, forget, signal, () => undefined)
    }
    return { kind: 'ok', value: undefined }
  }

  async #place(name: string, rest: string): Promise<Place> {
    const slash = name.indexOf('/')
    const [registry, repository] = [name.slice(0, slash), name.slice(slash + 1)]
    const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry
    const scheme = (await this.#options.isPlain(registry)) ? 'http' : 'https'
    const url = new URL(`${scheme}://${host}/v2/${repository}/${rest}`)
    return { registry, repository, url }
  }

  async #ask<Value>(
    place: Place,
    what: Omit<Request, 'url'>,
    signal: AbortSignal,
    read: (answer: Answer) => Value,
  ): Promise<RegistryAnswer<Value>> {
    try {
      const { answer, why } = await this.#authorised(place, { ...what, url: place.url }, signal)
      const { status, headers, body } = answer
      if (status >= 200 && status < 300) return { kind: 'ok', value: read(answer) }
      if (status === 404 && what.method === 'GET') return { kind: 'absent' }
      const retryAfter = headers['retry-after']
      const message = [status, messageIn(body), why].filter(Boolean).join(' ')
      return { kind: 'refused', refusal: { status, message, ...(retryAfter && { retryAfter }) } }
    } catch (error) {
      signal.throwIfAborted()
      return { kind: 'unreachable', reason: reasonOf(error) }
    }
  }

  /** Asks once more with a login, if that is what is missing; a second refusal stands. */
  async #authorised(
    place: Place,
    request: Request,
    signal: AbortSignal,
  ): Promise<{ readonly answer: Answer; readonly why?: string }> {
    const patience = { signal, timeoutMs: this.#options.timeoutMs ?? defaultTimeoutMs }
    const scope = `${place.registry}/${place.repository}`
    const first = await send(withAuthorization(request, this.#tokens.get(scope)), patience)
    if (first.status !== 401) return { answer: first }
    const got: Authorization = await authorize(
      {
        challenge: first.headers['www-authenticate'],
        credentials: await this.#options.credentialsFor(place.registry),
        repository: place.repository,
        asked: request.url,
      },
      patience,
    )
    switch (got.kind) {
      case 'none':
        return { answer: first, why: got.why }
      case 'refused':
        return { answer: got.answer, why: '(asked for a token)' }
      case 'header':
        this.#tokens.set(scope, got.header)
        return { answer: await send(withAuthorization(request, got.header), patience) }
    }
  }
}

/** Where a name has several addresses, Node's error has one for each and no words of its own. */
function reasonOf(error: unknown): string {
  if (!(error instanceof AggregateError)) return messageOf(error)
  return messageOf(error) || error.errors.map(messageOf).join('; ')
}

/** The digest is what the bytes give; a registry whose header says otherwise is not to be trusted. */
function readManifest({ headers, body }: Answer): Manifest {
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`
  const said = headers['docker-content-digest']
  if (said !== undefined && said !== digest) {
    throw new Error(`the registry says ${said} of a manifest that is ${digest}`)
  }
  const text = body.toString()
  if (!Buffer.from(text).equals(body))
    throw new Error('the registry sends a manifest that is no text')
  return { digest, mediaType: headers['content-type'] ?? '', text }
}

function withAuthorization(request: Request, authorization: string | undefined): Request {
  if (authorization === undefined) return request
  return { ...request, headers: { ...request.headers, authorization } }
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
