// Asks over HTTP: redirects are followed only while they stay on the stack.
import { messageOf } from '../../errors.ts'
import { capture } from '../../smoke/captures.ts'
import { judgeResponse, sentence } from '../../smoke/judge-response.ts'
import type { HttpCheck } from '../../smoke/kinds.ts'
import { curlLine, headersOf } from '../../smoke/request-line.ts'
import { type Ground, type Route, routeTo } from '../../smoke/route.ts'
import type { HttpRequest, HttpResponse } from '../../world/world.ts'
import { type Answer, type Asking, refusal } from './ask.ts'

const maxBodyBytes = 4 * 1024 * 1024
const maxRedirects = 10
const shownBodyBytes = 2048

interface Located {
  readonly url: string
  readonly connectTo?: { readonly host: string; readonly port: number }
}

export async function askHttp(check: HttpCheck, asking: Asking): Promise<Answer> {
  const located = await locate(check, asking.ground)
  if ('why' in located)
    return refusal(located.why, curlLine(shownOf(asking, check), { url: check.target }))
  const line = curlLine(shownOf(asking, check), located)
  let response: HttpResponse
  try {
    const first = await requestOf(check, located, asking)
    const last = await follow(first, check, asking)
    if ('why' in last) return { ...refusal(last.why, line), seen: headOf(last.response) }
    response = last.response
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

/** The URL stays as written, so that the server sees the name that it was asked by. */
function withRoute(url: URL, route: Exclude<Route, { kind: 'none' }>): Located {
  if (route.kind === 'inside') return { url: url.href, connectTo: route.connectTo }
  if (route.kind === 'direct' || url.host === `${route.host}:${route.port}`)
    return { url: url.href }
  return { url: url.href, connectTo: { host: route.host, port: route.port } }
}

async function requestOf(
  check: HttpCheck,
  { url, connectTo }: Located,
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
    headers: { ...(basic && { authorization: basic }), ...headersOf(check) },
    timeoutMs: asking.timeoutMs,
    maxBodyBytes,
    ...(body !== undefined && { body }),
    ...(connectTo && { connectTo }),
    ...(tls && { tls }),
  }
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

type Followed =
  | { readonly response: HttpResponse }
  | { readonly response: HttpResponse; readonly why: string }

async function follow(first: HttpRequest, check: HttpCheck, asking: Asking): Promise<Followed> {
  const { http, clock } = asking.world
  const until = clock.now() + asking.timeoutMs
  let request = first
  let cookies: readonly string[] = []
  for (let hop = 0; ; hop++) {
    const left = Math.max(1, until - clock.now())
    const response = await http.request({ ...request, timeoutMs: left }, asking.signal)
    const location = response.headers['location']
    const moved = [301, 302, 303, 307, 308].includes(response.status) && location !== undefined
    if (check.redirects === 'none' || !moved) return { response }
    if (hop >= maxRedirects) return { response, why: `redirected more than ${maxRedirects} times` }
    const next = await redirected(new URL(location, request.url), request, asking.ground)
    if (!next)
      return { response, why: `redirected to ${location}, which is not on the stack: not followed` }
    cookies = mergeCookies(cookies, response.cookies)
    request = nextRequest(request, next, response.status, cookies)
  }
}

function mergeCookies(old: readonly string[], fresh: readonly string[]): readonly string[] {
  const byName = new Map([...old, ...fresh].map((pair) => [pair.split('=', 1)[0] ?? '', pair]))
  return [...byName.values()]
}

/** Undefined where the target is neither a service nor one of the stack's published ports. */
async function redirected(
  to: URL,
  from: HttpRequest,
  ground: Ground,
): Promise<Located | undefined> {
  if (!/^https?:$/.test(to.protocol)) return undefined
  const current = new URL(from.url)
  if (to.host === current.host)
    return { url: to.href, ...(from.connectTo && { connectTo: from.connectTo }) }
  const port = to.port || (to.protocol === 'https:' ? '443' : '80')
  const published = ground.states.some(({ ports }) =>
    ports.some(({ hostPort }) => String(hostPort) === port),
  )
  const local = ['localhost', '127.0.0.1', '[::1]', ground.host].includes(to.hostname)
  if (local && published) return { url: to.href }
  if (!ground.services.some(({ service }) => service === to.hostname)) return undefined
  const route = await routeTo({ host: to.hostname, port }, {}, ground)
  return route.kind === 'none' ? undefined : withRoute(to, route)
}

/** As browsers do: all but 307 and 308 go on with GET and without the body. */
function nextRequest(
  old: HttpRequest,
  next: Located,
  status: number,
  cookies: readonly string[],
): HttpRequest {
  const keeps = status === 307 || status === 308 || old.method === 'GET' || old.method === 'HEAD'
  const { body, connectTo: _, ...rest } = old
  const { authorization, cookie: __, 'content-type': type, ...headers } = old.headers
  const sameHost = new URL(old.url).host === new URL(next.url).host
  return {
    ...rest,
    url: next.url,
    method: keeps ? old.method : 'GET',
    headers: {
      ...headers,
      ...(keeps && type !== undefined && { 'content-type': type }),
      ...(sameHost && authorization !== undefined && { authorization }),
      ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
    },
    ...(keeps && body !== undefined && { body }),
    ...(next.connectTo && { connectTo: next.connectTo }),
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
