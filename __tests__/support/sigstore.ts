// GitHub's identities and a Sigstore on this machine: real keys, real certificates, a real log, over
// HTTP. Its CA believes the tokens that its own issuer gave out, and no others.
import { createHash, generateKeyPairSync } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  fulcioHandler,
  initializeCA,
  initializeCTLog,
  initializeTLog,
  initializeTSA,
  rekorHandler,
  tsaHandler,
} from '@sigstore/mock'

type Handle = ReturnType<typeof fulcioHandler>['fn']

export const issuer = 'https://token.actions.githubusercontent.com'
const requestToken = 'may-ask-for-an-identity'
const since = { start: '2020-01-01T00:00:00.000Z' }

const keys = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })
const coded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const base64 = (bytes: ArrayBufferView) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

const logPath = '/api/v1/log/entries'

/** A log keeps hashes and signatures of an envelope, and not the envelope. */
function asLogged(proposed: string): string {
  const { kind, apiVersion, spec } = JSON.parse(proposed) as {
    readonly kind: string
    readonly apiVersion: string
    readonly spec: {
      readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] }
    }
  }
  const { envelope, verifiers } = spec.proposedContent
  const { payload, signatures } = JSON.parse(envelope) as {
    readonly payload: string
    readonly signatures: readonly { readonly sig: string }[]
  }
  const hashOf = (bytes: string | Buffer) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(bytes).digest('hex'),
  })
  const kept = {
    envelopeHash: hashOf(envelope),
    payloadHash: hashOf(Buffer.from(payload, 'base64')),
    signatures: signatures.map(({ sig }, index) => ({
      signature: sig,
      verifier: verifiers[index],
    })),
  }
  return JSON.stringify({ kind, apiVersion, spec: kept })
}

export class LocalSigstore {
  /** Paths for which it answers with 503. */
  readonly down = new Set<string>()
  /** Every request, as `METHOD path`. */
  readonly seen: string[] = []
  /** Of the repository whose job asks next. */
  repository = ''
  issuer = issuer
  trustedRoot = ''
  readonly #tokens = new Set<string>()
  readonly #handlers = new Map<string, Handle>()
  readonly #server = http.createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy())
  })

  static async start(): Promise<LocalSigstore> {
    const sigstore = new LocalSigstore()
    await new Promise<void>((resolve) => sigstore.#server.listen(0, '127.0.0.1', resolve))
    await sigstore.#found()
    return sigstore
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What a job with `id-token: write` has in its environment. */
  get environment(): Readonly<Record<string, string>> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    }
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #found(): Promise<void> {
    const log = keys('prime256v1')
    const ctLog = await initializeCTLog(keys('prime256v1'))
    const ca = await initializeCA(keys('secp384r1'), ctLog)
    const tlog = await initializeTLog(this.url, log)
    const tsa = await initializeTSA(keys('secp384r1'))
    for (const { path, fn } of [
      fulcioHandler(ca, { subjectClaim: 'workflow_uri' }),
      rekorHandler(tlog),
      tsaHandler(tsa),
    ]) {
      this.#handlers.set(path, fn)
    }
    const logOf = (publicKey: Buffer, keyId: string) => ({
      baseUrl: this.url,
      hashAlgorithm: 'SHA2_256',
      publicKey: {
        rawBytes: base64(publicKey),
        keyDetails: 'PKIX_ECDSA_P256_SHA_256',
        validFor: since,
      },
      logId: { keyId },
    })
    const authority = (...certificates: readonly ArrayBufferView[]) => ({
      subject: { organization: 'sea-trial', commonName: 'test' },
      uri: this.url,
      certChain: { certificates: certificates.map((one) => ({ rawBytes: base64(one) })) },
      validFor: since,
    })
    const ofKey = createHash('sha256').update(tlog.publicKey).digest('base64')
    this.trustedRoot = JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [logOf(tlog.publicKey, ofKey)],
      certificateAuthorities: [authority(ca.rootCertificate)],
      ctlogs: [logOf(ctLog.publicKey, base64(ctLog.logID))],
      timestampAuthorities: [authority(tsa.intCertificate, tsa.rootCertificate)],
    })
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url)
    this.seen.push(`${request.method} ${pathname}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const handle = this.#handlers.get(pathname)
    const answer = (status: number, text: string | ArrayBufferView, type = 'application/json') =>
      response
        .writeHead(status, { 'content-type': type })
        .end(typeof text === 'string' ? text : Buffer.from(base64(text), 'base64'))
    if (this.down.has(pathname)) answer(503, '{"message":"out of service"}')
    else if (pathname === '/token') {
      const isAllowed = request.headers.authorization === `Bearer ${requestToken}`
      if (isAllowed) answer(200, JSON.stringify({ value: this.#issue(searchParams) }))
      else answer(401, '{"message":"who are you?"}')
    } else if (pathname === '/api/v2/signingCert' && !this.#isKnown(body)) {
      answer(401, '{"message":"this identity is not known here"}')
    } else if (handle === undefined) answer(404, '{}')
    else {
      const {
        statusCode,
        response: text,
        contentType,
      } = await handle(pathname === logPath ? asLogged(body) : body)
      answer(statusCode, text, contentType)
    }
  }

  #issue(asked: URLSearchParams): string {
    const workflow = `${this.repository}/.github/workflows/trial.yml@refs/heads/main`
    const claims = {
      iss: this.issuer,
      aud: asked.get('audience'),
      sub: `repo:${this.repository}:ref:refs/heads/main`,
      repository: this.repository,
      job_workflow_ref: workflow,
      workflow_uri: `https://github.com/${workflow}`,
    }
    const token = `${coded({ alg: 'none' })}.${coded(claims)}.${this.#tokens.size}`
    if (claims.aud === 'sigstore') this.#tokens.add(token)
    return token
  }

  #isKnown(body: string): boolean {
    const { credentials } = JSON.parse(body) as {
      readonly credentials?: { readonly oidcIdentityToken?: string }
    }
    return this.#tokens.has(credentials?.oidcIdentityToken ?? '')
  }
}
