import { cached, forget, ping } from './cache.js'
import { countMigrations } from './database.js'
import { arrive, depart, findShip, survey } from './harbor.js'

const longestShip = 400
const largestBody = 10_000

const routes = [
  ['GET', '/api/health', health],
  ['GET', '/api/harbor', showHarbor],
  ['POST', '/api/ships', receiveShip],
  ['GET', '/api/ships/:id(\\d{1,9})', showShip],
  ['DELETE', '/api/ships/:id(\\d{1,9})', releaseShip],
].map(([method, pathname, handler]) => ({
  method,
  pattern: new URLPattern({ pathname }),
  handler,
}))

/** What a request is answered with: `{ status, json, headers }`, all but the status optional. */
export async function answer(request) {
  const url = new URL(request.url, 'http://api')
  const matching = routes.filter(({ pattern }) => pattern.test(url))
  const route = matching.find(({ method }) => method === request.method)
  if (route) return route.handler(request, route.pattern.exec(url).pathname.groups)
  if (matching.length === 0) return { status: 404, json: { error: 'nothing is here' } }
  const allow = matching.map(({ method }) => method).join(', ')
  return { status: 405, json: { error: `use ${allow}` }, headers: { allow } }
}

async function health() {
  const [database, cache] = await Promise.allSettled([countMigrations(), ping()])
  const upOrDown = ({ status }) => (status === 'fulfilled' ? 'up' : 'down')
  const ok = [database, cache].every((result) => upOrDown(result) === 'up')
  return {
    status: ok ? 200 : 503,
    json: {
      status: ok ? 'ok' : 'degraded',
      database: upOrDown(database),
      cache: upOrDown(cache),
      migrations: database.value ?? null,
    },
  }
}

async function showHarbor() {
  const { hit, value } = await cached('harbor', survey)
  return { status: 200, json: value, headers: { 'x-cache': hit ? 'hit' : 'miss' } }
}

async function receiveShip(request) {
  const { name, length } = await readJson(request)
  if (typeof name !== 'string' || !/^\P{Cc}{1,60}$/u.test(name.trim())) {
    return { status: 422, json: { error: 'name must have 1 to 60 characters' } }
  }
  if (!Number.isInteger(length) || length < 1 || length > longestShip) {
    return { status: 422, json: { error: `length must be 1 to ${longestShip} metres` } }
  }
  const ship = await arrive({ name: name.trim(), length })
  await forget('harbor')
  return { status: 201, json: ship, headers: { location: `/api/ships/${ship.id}` } }
}

async function showShip(_request, { id }) {
  const ship = await findShip(id)
  return ship ? { status: 200, json: ship } : { status: 404, json: { error: 'no such ship' } }
}

async function releaseShip(_request, { id }) {
  if (!(await depart(id))) return { status: 404, json: { error: 'no such ship' } }
  await forget('harbor')
  return { status: 204 }
}

/** The fields of the body; none where it is not a JSON object, which the rules for fields then reject. */
async function readJson(request) {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    if (text.length < largestBody) text += chunk
  }
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}
