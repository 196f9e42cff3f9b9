// A registry that misbehaves on command: the real one behind it, faults by rule in front of it.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { registry } from './harbour.ts'
import { until } from './programs.ts'

export type Fault =
  /** Answers itself instead of the registry. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Breaks the connection after the request's head, before the registry sees it. */
  | { readonly kind: 'reset' }
  /** The registry takes it; whoever asked never hears of it. */
  | { readonly kind: 'reset-after' }
  /** Waits until something holds; then the registry gets it as it is. */
  | { readonly kind: 'hold'; readonly until: () => boolean }
  /** The registry's answer with other headers. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }

export interface Rule {
  readonly method?: string
  readonly path: RegExp
  /** How often it strikes; always without it. */
  readonly times?: number
  readonly fault: Fault
}

export interface Seen {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
}

/** As real registries put it: the docker client passes on the message and drops the status. */
const errors: Readonly<Record<number, { readonly code: string; readonly message: string }>> = {
  401: { code: 'UNAUTHORIZED', message: 'authentication required' },
  403: { code: 'DENIED', message: 'requested access to the resource is denied' },
  404: { code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' },
  429: { code: 'TOOMANYREQUESTS', message: 'too many requests' },
  500: { code: 'UNKNOWN', message: 'internal server error' },
  503: { code: 'UNAVAILABLE', message: 'service unavailable' },
}

export class FaultProxy {
  readonly seen: Seen[] = []
  /** What the registry has answered. */
  readonly served: Seen[] = []
  /** Of layers and configurations, by repository. */
  readonly uploaded = new Map<string, number>()
  readonly #server: http.Server
  readonly #struck = new Map<Rule, number>()
  #rules: readonly Rule[] = []
  #demanded: { authorization: string; challenge: Record<string, string> } | undefined

  private constructor() {
    this.#server = http.createServer((request, response) => this.#serve(request, response))
  }

  static async start(): Promise<FaultProxy> {
    const proxy = new FaultProxy()
    await new Promise<void>((resolve) => proxy.#server.listen(0, resolve))
    return proxy
  }

  /** As a registry in an image's name. */
  get host(): string {
    return `localhost:${(this.#server.address() as AddressInfo).port}`
  }

  use(...rules: readonly Rule[]): void {
    this.#rules = rules
    this.#struck.clear()
    this.seen.length = 0
    this.served.length = 0
    this.uploaded.clear()
  }

  /** From now on everybody needs this authorization, or gets the challenge. */
  demand(authorization: string | undefined, challenge: Record<string, string>): void {
    this.#demanded = authorization === undefined ? undefined : { authorization, challenge }
  }

  struck(rule: Rule): number {
    return this.#struck.get(rule) ?? 0
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method = 'GET', url: path = '/' } = request
    this.seen.push({ method, path, authorization: request.headers.authorization })
    const { authorization } = request.headers
    if (this.#demanded && authorization !== this.#demanded.authorization) {
      request.resume()
      response.writeHead(401, this.#demanded.challenge)
      response.end()
      return
    }
    delete request.headers.authorization // the registry behind wants none
    const rule = this.#rules.find(
      (one) =>
        (one.method ?? method) === method &&
        one.path.test(path) &&
        this.struck(one) < (one.times ?? Number.POSITIVE_INFINITY),
    )
    if (rule) this.#struck.set(rule, this.struck(rule) + 1)
    const fault = rule?.fault
    if (fault?.kind === 'reset') {
      request.socket.resetAndDestroy()
    } else if (fault?.kind === 'answer') {
      request.resume()
      response.writeHead(fault.status, { ...fault.headers, 'content-type': 'application/json' })
      response.end(JSON.stringify({ errors: [errors[fault.status] ?? errors[500]] }))
    } else if (fault?.kind === 'hold') {
      // Who was killed meanwhile sends no more of it, and the registry would wait for ever.
      until(fault.until).then(
        () => (request.destroyed ? response.destroy() : this.#forward(request, response)),
        () => response.destroy(),
      )
    } else this.#forward(request, response, fault)
  }

  #forward(request: http.IncomingMessage, response: http.ServerResponse, fault?: Fault): void {
    const { method = 'GET', url: path = '/', headers } = request
    const [hostname, port] = registry.split(':')
    // The Host stays, so that upload locations lead back here.
    const onward = http.request({ hostname, port, method, path, headers }, (answer) => {
      if (fault?.kind === 'reset-after') {
        answer.resume()
        answer.on('end', () => request.socket.resetAndDestroy())
        return
      }
      this.served.push({ method, path, authorization: undefined })
      const changed = fault?.kind === 'headers' ? fault.headers : {}
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...changed })
      answer.pipe(response)
    })
    const repository = /^\/v2\/(.+)\/blobs\/uploads\//.exec(path)?.[1]
    if (repository !== undefined)
      request.on('data', ({ length }: Buffer) => this.#count(repository, length))
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  }

  #count(repository: string, bytes: number): void {
    this.uploaded.set(repository, (this.uploaded.get(repository) ?? 0) + bytes)
  }
}
