// A registry with the referrers API of OCI distribution 1.1: the real one behind it, and in front of
// it the list of what was pushed with a subject. Debian's registry is of before that API.
import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { registry } from './harbour.ts'

interface Listed {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly artifactType?: string
  readonly annotations?: unknown
}

interface Pushed {
  readonly artifactType?: string
  readonly config?: { readonly mediaType?: string }
  readonly annotations?: unknown
  readonly subject?: { readonly digest?: string }
}

const indexType = 'application/vnd.oci.image.index.v1+json'

export class ReferrersRegistry {
  /** Every request, as `METHOD path`. */
  readonly seen: string[] = []
  readonly #lists = new Map<string, readonly Listed[]>()
  readonly #server = http.createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy())
  })

  static async start(): Promise<ReferrersRegistry> {
    const front = new ReferrersRegistry()
    await new Promise<void>((resolve) => front.#server.listen(0, resolve))
    return front
  }

  /** As a registry in an image's name. */
  get host(): string {
    return `localhost:${(this.#server.address() as AddressInfo).port}`
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request
    this.seen.push(`${method} ${url}`)
    const [, name, digest] = /^\/v2\/(.+)\/referrers\/([^/?]+)/.exec(url) ?? []
    if (method === 'GET' && name !== undefined && digest !== undefined) {
      const manifests = this.#lists.get(`${name}@${digest}`) ?? []
      response.writeHead(200, { 'content-type': indexType })
      response.end(JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests }))
      return
    }
    const [, repository] = /^\/v2\/(.+)\/manifests\//.exec(url) ?? []
    if (method === 'PUT' && repository !== undefined) {
      const body = await whole(request)
      this.#forward(request, response, { body, repository })
    } else this.#forward(request, response)
  }

  #forward(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    put?: { readonly body: Buffer; readonly repository: string },
  ): void {
    const { method = 'GET', url: path = '/', headers } = request
    const [hostname, port] = registry.split(':')
    // The Host stays, so that upload locations lead back here.
    const onward = http.request({ hostname, port, method, path, headers }, (answer) => {
      const taken = put && answer.statusCode === 201 ? this.#list(put, headers) : undefined
      const more = taken === undefined ? {} : { 'oci-subject': taken }
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...more })
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    if (put) onward.end(put.body)
    else request.pipe(onward)
  }

  /** Gives the subject of what was pushed, if it has one. */
  #list(
    { body, repository }: { readonly body: Buffer; readonly repository: string },
    headers: http.IncomingHttpHeaders,
  ): string | undefined {
    const { artifactType, config, annotations, subject } = JSON.parse(body.toString()) as Pushed
    if (subject?.digest === undefined) return undefined
    const type = artifactType ?? config?.mediaType
    const listed: Listed = {
      mediaType: headers['content-type'] ?? '',
      digest: `sha256:${createHash('sha256').update(body).digest('hex')}`,
      size: body.length,
      ...(type !== undefined && { artifactType: type }),
      ...(annotations !== undefined && { annotations }),
    }
    const key = `${repository}@${subject.digest}`
    const others = (this.#lists.get(key) ?? []).filter(({ digest }) => digest !== listed.digest)
    this.#lists.set(key, [...others, listed])
    return subject.digest
  }
}

async function whole(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
