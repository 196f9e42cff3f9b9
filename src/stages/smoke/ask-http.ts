// Asks over HTTP: redirects are followed only while they stay on the stack.
import { messageOf } from '../../errors.ts'
import { capture } from '../../smoke/captures.ts'
import { type Cookie, cookiesFor, placeOf } from '../../smoke/cookies.ts'
import { judgeResponse, sentence } from '../../smoke/judge-response.ts'
import type { HttpCheck } from '../../smoke/kinds.ts'
import { cookiesOf, curlLine, headersOf } from '../../smoke/request-line.ts'
import { type Ground, routeTo } from '../../smoke/route.ts'
import type { HttpRequest, HttpResponse } from '../../world/world.ts'
import { type Answer, type Asking, refusal } from './ask.ts'
import { follow, type Located, withRoute } from './redirects.ts'

const maxBodyBytes = 4 * 1024 * 1024
const shownBodyBytes = 2048

export async function askHttp(check: HttpCheck, asking: Asking): Promise<Answer> {
  const located = await locate(check, asking.ground)
  if ('why' in located)
    return refusal(located.why, curlLine(shownOf(asking, check), { url: check.target }))
  const known = check.cookies?.kind === 'none' ? [] : asking.cookies
  const sent = cookiesFor(known, placeOf(new URL(located.url), asking.ground))
  const line = curlLine(shownOf(asking, check), { ...located, cookies: sent })
  let response: HttpResponse
  let cookies: readonly Cookie[]
  try {
    const first = await requestOf(check, { ...located, cookies: sent }, asking)
    const last = await follow(first, known, check, asking)
    if (last.why !== undefined) {
      return { ...refusal(last.why, line), seen: headOf(last.response) }
    }
    response = last.response
    cookies = last.cookies
  } catch (error) {
    asking.signal.throwIfAborted()
    return refusal(`no answer: ${messageOf(error)}${hintFor(error)}`, line)
  }
  const match = asking.world.matchPattern
  const lacks = judgeResponse(check.expect, response, match)
  const taken = capture(check.captures, { headers: response.headers, text: response.body }, match)
  return {
    lacks: [...lacks, ...taken.lacks.map(sentence)],
    captured: taken.values,
    cookies,
    seen: headOf(response),
    request: line,
  }
}

function shownOf({ shown }: Asking, check: HttpCheck): HttpCheck {
  return shown.kind === 'http' ? shown : check
}

/** A certificate of its own is common in tests; that it is trusted has to be said. */
function hintFor(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_|ALTNAME/.test(code)) {
    return '; to accept its certificate write tls: { ca: <file> } or tls: { insecure: true }'
  }
  if (/WRONG_VERSION|EPROTO/.test(code)) return '; it does not speak TLS on this port'
  return ''
}

async function locate(
  check: HttpCheck,
  ground: Ground,
): Promise<Located | { readonly why: string }> {
  const scheme = check.tls ? 'https' : 'http'
  if (check.target.startsWith('/')) {
    const wanted = {
      host: check.service ?? '',
      ...(check.port !== undefined && { port: check.port }),
    }
    const route = await routeTo(wanted, check, ground)
    if (route.kind === 'none') return route
    return withRoute(new URL(`${scheme}://${route.host}:${route.port}${check.target}`), route)
  }
  let url: URL
  try {
    url = new URL(check.target)
  } catch {
    return { why: `${check.target} is no URL` }
  }
  if (!/^https?:$/.test(url.protocol) || url.username !== '')
    return { why: `${url.protocol} or credentials in a URL are not asked` }
  const port = check.port ?? (url.port || (url.protocol === 'https:' ? '443' : '80'))
  const route = await routeTo({ host: url.hostname, port }, check, ground)
  return route.kind === 'none' ? route : withRoute(url, route)
}

async function requestOf(
  check: HttpCheck,
  { url, connectTo, cookies }: Located & { readonly cookies: readonly string[] },
  asking: Asking,
): Promise<HttpRequest> {
  const { files } = asking.world
  const basic =
    check.auth &&
    `Basic ${Buffer.from(`${check.auth.username}:${check.auth.password}`).toString('base64')}`
  const body = await bodyOf(check, asking)
  const tls =
    check.tls?.kind === 'ca'
      ? ({ kind: 'ca', pem: await files.read(check.tls.file) } as const)
      : check.tls?.kind === 'insecure'
        ? ({ kind: 'insecure' } as const)
        : undefined
  return {
    method: check.method,
    url,
    headers: {
      ...(basic && { authorization: basic }),
      ...cookieHeader(cookiesOf(check, cookies)),
      ...headersOf(check),
    },
    timeoutMs: asking.timeoutMs,
    maxBodyBytes,
    ...(body !== undefined && { body }),
    ...(connectTo && { connectTo }),
    ...(tls && { tls }),
  }
}

function cookieHeader(cookies: readonly string[]): Readonly<Record<string, string>> {
  return cookies.length > 0 ? { cookie: cookies.join('; ') } : {}
}

async function bodyOf(
  { body }: HttpCheck,
  { world }: Asking,
): Promise<string | Uint8Array | undefined> {
  switch (body?.kind) {
    case undefined:
      return undefined
    case 'text':
      return body.text
    case 'json':
      return JSON.stringify(body.value)
    case 'form':
      return new URLSearchParams(body.fields).toString()
    case 'file':
      return world.files.readBytes(body.path)
  }
}

function headOf({ status, headers, body }: HttpResponse): readonly string[] {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value.slice(0, 300)}`)
  const text = body.slice(0, shownBodyBytes).trimEnd()
  const cut = body.length > shownBodyBytes ? ['…'] : []
  return [
    `HTTP ${status}`,
    ...head.slice(0, 20),
    ...(text === '' ? [] : ['', ...text.split('\n').slice(0, 20)]),
    ...cut,
  ]
}
