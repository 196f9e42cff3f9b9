// Goes where an answer sends: only while that is on the stack.
import type { HttpCheck } from '../../smoke/kinds.ts'
import { type Ground, type Route, routeTo } from '../../smoke/route.ts'
import type { HttpRequest, HttpResponse } from '../../world/world.ts'
import type { Asking } from './ask.ts'

const maxRedirects = 10

export interface Located {
  readonly url: string
  readonly connectTo?: { readonly host: string; readonly port: number }
}

type Followed =
  | { readonly response: HttpResponse }
  | { readonly response: HttpResponse; readonly why: string }

export async function follow(
  first: HttpRequest,
  check: HttpCheck,
  asking: Asking,
): Promise<Followed> {
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

/** The URL stays as written, so that the server sees the name that it was asked by. */
export function withRoute(url: URL, route: Exclude<Route, { kind: 'none' }>): Located {
  if (route.kind === 'inside') return { url: url.href, connectTo: route.connectTo }
  if (route.kind === 'direct' || url.host === `${route.host}:${route.port}`)
    return { url: url.href }
  return { url: url.href, connectTo: { host: route.host, port: route.port } }
}
