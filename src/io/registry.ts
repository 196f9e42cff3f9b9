// A registry over its own API: manifests by bytes, so that a tag can move without an upload.
import type { Credentials } from '../publish/credentials.ts'
import type { Blob, BlobCopy, Manifest, Receipt, Registry, RegistryAnswer } from '../world/world.ts'
import { answered, readManifest, reasonOf } from './registry-answer.ts'
import { type Flow, open, type Request, send, sendWhole } from './registry-http.ts'
import { type Place, placeOf, scopeOf, uploadTo } from './registry-place.ts'
import { type Authorization, authorize } from './registry-token.ts'
import type { Answer } from './whole-answer.ts'

export interface RegistryOptions {
  credentialsFor(registry: string): Promise<Credentials | undefined>
  /** Registries that the engine reaches without TLS. */
  isPlain(registry: string): Promise<boolean>
  /** For each request, body included. */
  readonly timeoutMs?: number
}

const defaultTimeoutMs = 30_000
/** For a layer of a gigabyte over a slow line. */
const flowTimeoutMs = 10 * 60_000

const binary = { 'content-type': 'application/octet-stream' }

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
  /** By repository: an upload that was begun to see whether we may, for the first content that comes. */
  readonly #begun = new Map<string, Place>()

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  async manifest(repository: string, reference: string, signal: AbortSignal) {
    const place = await this.#place(repository, `manifests/${reference}`)
    const headers = { accept: manifestTypes }
    return this.#ask<Manifest>(place, { method: 'GET', headers }, signal, readManifest)
  }

  async digest(repository: string, reference: string, signal: AbortSignal) {
    const place = await this.#place(repository, `manifests/${reference}`)
    const headers = { accept: manifestTypes }
    const read = (answer: Answer) => answer.headers['docker-content-digest']
    const said = await this.#ask(place, { method: 'HEAD', headers }, signal, read)
    if (said.kind !== 'ok') return said
    if (typeof said.value === 'string') return { kind: 'ok' as const, value: said.value }
    const whole = await this.manifest(repository, reference, signal)
    return whole.kind === 'ok' ? { kind: 'ok' as const, value: whole.value.digest } : whole
  }

  async putManifest(repository: string, tag: string, manifest: Manifest, signal: AbortSignal) {
    const place = await this.#place(repository, `manifests/${tag}`)
    const headers = { 'content-type': manifest.mediaType }
    const request = { method: 'PUT', headers, body: manifest.text }
    return this.#ask<Receipt>(place, request, signal, ({ headers: { 'oci-subject': subject } }) =>
      typeof subject === 'string' ? { subject } : {},
    )
  }

  async deleteManifest(repository: string, digest: string, signal: AbortSignal) {
    const place = await this.#place(repository, `manifests/${digest}`)
    return this.#ask(place, { method: 'DELETE', headers: {} }, signal, () => undefined)
  }

  async blob(repository: string, digest: string, signal: AbortSignal) {
    const place = await this.#place(repository, `blobs/${digest}`)
    const read = ({ body }: Answer): string => body.toString()
    return this.#ask<string>(place, { method: 'GET', headers: {} }, signal, read)
  }

  async referrers(repository: string, digest: string, signal: AbortSignal) {
    const place = await this.#place(repository, `referrers/${digest}`)
    const headers = { accept: 'application/vnd.oci.image.index.v1+json' }
    const read = ({ body }: Answer): string => body.toString()
    return this.#ask<string>(place, { method: 'GET', headers }, signal, read)
  }

  async putBlob(repository: string, { digest, text, isNew }: Blob, signal: AbortSignal) {
    if (isNew !== true) {
      const there = await this.#hasBlob(repository, digest, signal)
      if (there.kind !== 'absent') return there
    }
    const put = (place: Place) => {
      const request = { method: 'PUT', headers: binary, body: text }
      return this.#ask(uploadTo(place, digest), request, signal, () => undefined)
    }
    const earlier = this.#begun.get(repository)
    this.#begun.delete(repository) // nobody else may use it, whatever becomes of it here
    const sent = earlier && (await put(earlier))
    if (sent?.kind === 'ok') return sent // else it was forgotten meanwhile, as registries may
    const begun = await this.#begin(await this.#place(repository, 'blobs/uploads/'), signal)
    return begun.kind === 'ok' ? put(begun.value) : begun
  }

  async copyBlob({ from, to, digest, bytes }: BlobCopy, signal: AbortSignal) {
    const there = await this.#hasBlob(to, digest, signal)
    if (there.kind !== 'absent') return there
    const source = await this.#place(from, `blobs/${digest}`)
    const uploads = await this.#place(to, 'blobs/uploads/')
    if (source.registry === uploads.registry) {
      uploads.url.search = new URLSearchParams({
        mount: digest,
        from: source.repository,
      }).toString()
    }
    const begun = await this.#begin(uploads, signal)
    if (begun.kind !== 'ok' || begun.value.url.pathname.endsWith(`/blobs/${digest}`)) {
      return begun.kind === 'ok' ? { kind: 'ok' as const, value: undefined } : begun
    }
    const patience = { signal, timeoutMs: flowTimeoutMs }
    try {
      // Asked in small first, so that the token for it is there when the content must flow.
      const known = await this.#hasBlob(from, digest, signal)
      if (known.kind !== 'ok') return known
      const content = await open(this.#known(source, { method: 'GET', headers: {} }), patience)
      if (content.statusCode !== 200) {
        content.destroy()
        throw new Error(`${from} answers ${content.statusCode} for ${digest}`)
      }
      const place = uploadTo(begun.value, digest)
      const flow: Flow = { content, bytes }
      const request = this.#known(place, { method: 'PUT', headers: binary })
      return answered(await sendWhole(request, patience, flow), 'PUT', () => undefined)
    } catch (error) {
      signal.throwIfAborted()
      return { kind: 'unreachable' as const, reason: reasonOf(error) }
    }
  }

  async tryUpload(repository: string, signal: AbortSignal): Promise<RegistryAnswer<undefined>> {
    const place = await this.#place(repository, 'blobs/uploads/')
    const begun = await this.#begin(place, signal)
    if (begun.kind !== 'ok') return begun
    // Only the registry itself is told of it again: another host would get our credentials.
    const { origin, href } = begun.value.url
    if (origin === place.url.origin && href !== place.url.href) {
      this.#begun.set(repository, begun.value)
    }
    return { kind: 'ok', value: undefined }
  }

  /** A registry forgets by itself, too, what nobody goes on with. */
  async abandonUploads(signal: AbortSignal): Promise<void> {
    const forget = { method: 'DELETE', headers: {} }
    const left = [...this.#begun.values()]
    this.#begun.clear()
    await Promise.allSettled(left.map((place) => this.#ask(place, forget, signal, () => undefined)))
  }

  /** Where the registry wants the upload, or where the blob is if nothing need be uploaded. */
  async #begin(place: Place, signal: AbortSignal): Promise<RegistryAnswer<Place>> {
    const request = { method: 'POST', headers: { 'content-length': '0' } }
    return this.#ask<Place>(place, request, signal, ({ headers: { location = '' } }) => ({
      ...place,
      url: URL.canParse(location, place.url.href) ? new URL(location, place.url) : place.url,
    }))
  }

  async #hasBlob(repository: string, digest: string, signal: AbortSignal) {
    const place = await this.#place(repository, `blobs/${digest}`)
    return this.#ask(place, { method: 'HEAD', headers: {} }, signal, () => undefined)
  }

  #place(name: string, rest: string): Promise<Place> {
    return placeOf(name, rest, (registry) => this.#options.isPlain(registry))
  }

  async #ask<Value>(
    place: Place,
    what: Omit<Request, 'url'>,
    signal: AbortSignal,
    read: (answer: Answer) => Value,
  ): Promise<RegistryAnswer<Value>> {
    try {
      const { answer, why } = await this.#authorised(place, { ...what, url: place.url }, signal)
      return answered(answer, what.method, read, why)
    } catch (error) {
      signal.throwIfAborted()
      return { kind: 'unreachable', reason: reasonOf(error) }
    }
  }

  /** With the login that an earlier request to the same repository got. */
  #known(place: Place, what: Omit<Request, 'url'>): Request {
    const isHome = place.home === place.url.origin
    const token = isHome ? this.#tokens.get(scopeOf(place)) : undefined
    return withAuthorization({ ...what, url: place.url }, token)
  }

  /** Asks once more with a login, if that is what is missing; a second refusal stands. */
  async #authorised(
    place: Place,
    request: Request,
    signal: AbortSignal,
  ): Promise<{ readonly answer: Answer; readonly why?: string }> {
    const patience = { signal, timeoutMs: this.#options.timeoutMs ?? defaultTimeoutMs }
    const first = await send(this.#known(place, request), patience)
    // Another host, to which the registry sent us, gets no login of ours.
    if (first.status !== 401 || place.home !== place.url.origin) return { answer: first }
    const question = {
      challenge: first.headers['www-authenticate'],
      credentials: await this.#options.credentialsFor(place.registry),
      repository: place.repository,
      asked: request.url,
    }
    const deed = request.method === 'DELETE' ? 'delete' : 'write'
    const whole: Authorization = await authorize({ ...question, deed }, patience)
    // Who may only read is refused more by some registries, and given as much as they may by others.
    const got =
      whole.kind === 'refused' && (request.method === 'GET' || request.method === 'HEAD')
        ? await authorize({ ...question, deed: 'read' }, patience)
        : whole
    switch (got.kind) {
      case 'none':
        return { answer: first, why: got.why }
      case 'refused':
        return { answer: got.answer, why: '(asked for a token)' }
      case 'header':
        this.#tokens.set(scopeOf(place), got.header)
        return { answer: await send(withAuthorization(request, got.header), patience) }
    }
  }
}

function withAuthorization(request: Request, authorization: string | undefined): Request {
  if (authorization === undefined) return request
  return { ...request, headers: { ...request.headers, authorization } }
}
