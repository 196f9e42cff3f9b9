// Goes where an answer sends: only while that is on the stack.
import { type Cookie, cookiesFor, placeOf, received } from '../../smoke/cookies.ts'
import type { HttpCheck } from '../../smoke/kinds.ts'
import { cookiesOf } from '../../smoke/request-line.ts'
import { type Ground, type Route, routeTo } from '../../smoke/route.ts'
import type { HttpRequest, HttpResponse } from '../../world/world.ts'
import type { Asking } from './ask.ts'

const maxRedirects = 10

export interface Located {
  readonly url: string
  readonly connectTo?: NonNullable<HttpRequest['connectTo']>
}

interface Followed {
  readonly response: HttpResponse
  readonly cookies: readonly Cookie[]
  /** Why it was not followed to the end. */
  readonly why?: string
}

export async function follow(
  first: HttpRequest,
  known: readonly Cookie[],
  check: HttpCheck,
  asking: Asking,
): Promise<Followed> {
  const { http, clock } = asking.world
  const until = clock.now() + asking.timeoutMs
  let request = first
  let cookies = known
  const home = placeOf(new URL(first.url), asking.ground)
  for (let hop = 0; ; hop++) {
    const left = Math.max(1, until - clock.now())
    const response = await http.request({ ...request, timeoutMs: left }, asking.signal)
    const place = placeOf(new URL(request.url), asking.ground)
    cookies = received(cookies, response.cookies, place, clock.date().getTime())
    const location = response.headers['location']
    const moved = [301, 302, 303, 307, 308].includes(response.status) && location !== undefined
    if (check.redirects === 'none' || !moved) return { response, cookies }
    const ends = { response, cookies }
    if (hop >= maxRedirects) return { ...ends, why: `redirected more than ${maxRedirects} times` }
    const next = await redirected(new URL(location, request.url), request, asking.ground)
    if (!next)
      return { ...ends, why: `redirected to ${location}, which is not on the stack: not followed` }
    const to = placeOf(new URL(next.url), asking.ground)
    const pairs = cookiesFor(cookies, to)
    const isHome = to.site === home.site && check.headers['cookie'] === undefined
    request = nextRequest(request, next, response.status, isHome ? cookiesOf(check, pairs) : pairs)
  }
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
