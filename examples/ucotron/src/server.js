#!/usr/local/bin/node
// Learns (one writer) and remembers (everyone) over HTTP; who it is, the environment says.
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { Memory } from './memory.js'
import { likeness, loadModel } from './model.js'

const {
  UCOTRON_PORT: port = '8420',
  UCOTRON_DATA: data = '/data',
  UCOTRON_MODEL: modelFile = '/models/embedding.bin',
  UCOTRON_INSTANCE_ID: instanceId = process.env.HOSTNAME,
  UCOTRON_INSTANCE_ROLE: role = 'writer',
  UCOTRON_ID_RANGE: range = '1-999999',
} = process.env

if (role !== 'writer' && role !== 'reader') throw new Error(`${role} is no role: writer or reader`)
const memory = new Memory(data, range)
const model = await loadModel(modelFile)

const routes = [
  ['GET', /^\/api\/v1\/health$/, health],
  ['POST', /^\/api\/v1\/memories$/, learn],
  ['GET', /^\/api\/v1\/memories\/(\d+)$/, remember],
  ['GET', /^\/api\/v1\/recall$/, recall],
]

async function health() {
  const memories = (await memory.all()).length
  const instance = { instance_id: instanceId, instance_role: role, id_range: range }
  return [200, { status: 'ok', ...instance, model_bytes: model.bytes, memories }]
}

async function learn(request) {
  if (role !== 'writer') return [403, { error: 'this instance only reads' }]
  const { content } = await json(request).catch(() => ({}))
  if (typeof content !== 'string' || content === '') return [422, { error: 'content is missing' }]
  return [201, await memory.learn(content)]
}

async function remember(_, __, id) {
  const found = await memory.find(Number(id))
  return found ? [200, found] : [404, { error: `nothing is remembered under ${id}` }]
}

async function recall(_, { searchParams }) {
  const asked = await model.embed(searchParams.get('q') ?? '')
  const all = await Promise.all(
    (await memory.all()).map(async (one) => ({
      ...one,
      likeness: likeness(asked, await model.embed(one.content)),
    })),
  )
  return [200, { found: all.sort((a, b) => b.likeness - a.likeness).slice(0, 3) }]
}

async function answer(request) {
  const url = new URL(request.url, 'http://ucotron')
  for (const [method, path, handle] of routes) {
    const [, ...parts] = path.exec(url.pathname) ?? []
    if (method === request.method && path.test(url.pathname)) return handle(request, url, ...parts)
  }
  return [404, { error: 'there is nothing here' }]
}

const server = createServer(async (request, response) => {
  const [status, body] = await answer(request).catch((error) => [500, { error: error.message }])
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(`${JSON.stringify(body)}\n`)
})

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close())
server.listen(Number(port), () => console.log(`${role} ${instanceId} listens on ${port}`))
