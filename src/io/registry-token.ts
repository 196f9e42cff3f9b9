// How a registry wants to know who asks: by password at itself, or by a token from its token server.
import { basicHeader, type Credentials, parseChallenge } from '../publish/credentials.ts'
import { type Patience, type Request, send } from './registry-http.ts'
import type { Answer } from './whole-answer.ts'

export type Authorization =
  | { readonly kind: 'header'; readonly header: string }
  /** The token server has its own refusals, which say more than the 401 of the registry. */
  | { readonly kind: 'refused'; readonly answer: Answer }
  | { readonly kind: 'none'; readonly why: string }

export interface AuthorizationQuestion {
  readonly challenge: string | undefined
  readonly credentials: Credentials | undefined
  readonly repository: string
  /** Token servers give the right to delete only to those who ask for it, and some a stranger none to write. */
  readonly deed: 'read' | 'write' | 'delete'
  /** What was asked when the challenge came. */
  readonly asked: URL
}

export async function authorize(
  question: AuthorizationQuestion,
  patience: Patience,
): Promise<Authorization> {
  const { credentials, asked } = question
  const challenge = parseChallenge(question.challenge)
  if (!challenge) return { kind: 'none', why: '(it names no way to log in that is known here)' }
  if (challenge.scheme === 'basic') {
    if (credentials === undefined || credentials.identityToken !== undefined)
      return { kind: 'none', why: '(no login is known for it)' }
    return { kind: 'header', header: basicHeader(credentials) }
  }
  const realm = challenge.parameters.get('realm') ?? ''
  if (!/^https?:/i.test(realm) || !URL.canParse(realm))
    return { kind: 'none', why: '(it names no token server)' }
  const url = new URL(realm)
  const isHome = asked.protocol === 'http:' && url.hostname === asked.hostname
  if (url.protocol === 'http:' && !isHome) {
    const why = `(its token server ${url.host} is asked without TLS, which would show the password)`
    return { kind: 'none', why }
  }
  const service = challenge.parameters.get('service') ?? ''
  const answer = await send(tokenRequest(url, service, question), patience)
  if (answer.status !== 200) return { kind: 'refused', answer }
  const token = tokenIn(answer.body)
  if (token === undefined) return { kind: 'none', why: '(its token server gives no token)' }
  return { kind: 'header', header: `Bearer ${token}` }
}

function tokenRequest(
  url: URL,
  service: string,
  { credentials, repository, deed }: AuthorizationQuestion,
): Request {
  const actions = { read: 'pull', write: 'pull,push', delete: 'pull,push,delete' }[deed]
  const fields = { service, scope: `repository:${repository}:${actions}` }
  const refresh = credentials?.identityToken
  if (refresh !== undefined) {
    const form = { ...fields, grant_type: 'refresh_token', client_id: 'sea-trial' }
    const body = new URLSearchParams({ ...form, refresh_token: refresh }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return { method: 'POST', url, headers, body }
  }
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value)
  const authorization = credentials && { authorization: basicHeader(credentials) }
  return { method: 'GET', url, headers: { ...authorization } }
}

function tokenIn(body: Buffer): string | undefined {
  const value = parseJson(body)
  const token = value?.['token'] ?? value?.['access_token']
  return typeof token === 'string' ? token : undefined
}

export function parseJson(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined // not JSON: a proxy's page; the status says enough
  }
}
