// What a check asks over HTTP; io/http.ts implements it. Types only.

/** A network of the stack that this machine has no way into, and a container in it. */
export interface Beside {
  readonly network: string
  readonly containerId: string
}

export interface HttpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly timeoutMs: number
  readonly maxBodyBytes: number
  /** Where to connect instead of where the URL says; the URL still names the host. */
  readonly connectTo?: { readonly host: string; readonly port: number; readonly beside?: Beside }
  readonly tls?: { readonly kind: 'insecure' } | { readonly kind: 'ca'; readonly pem: string }
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The `Set-Cookie` headers, one by one. */
  readonly cookies: readonly string[]
  readonly body: string
  readonly bytes: number
  readonly sha256: string
  readonly truncated: boolean
  readonly elapsedMs: number
}

export interface Http {
  /**
   * Follows no redirect and connects to no link-local or metadata address, whatever a name stands
   * for; throws an Error with the socket's reason when there is no answer.
   */
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>
}
