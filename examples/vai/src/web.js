// A small server of JSON: routes are "METHOD /path" to a function of the body.
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'

export function serve(port, routes) {
  const server = createServer(async (request, response) => {
    const handle = routes[`${request.method} ${request.url}`]
    const [status, body] = await Promise.try(answer, handle, request).catch((error) => [
      500,
      { error: error.message },
    ])
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(`${JSON.stringify(body)}\n`)
  })
  process.once('SIGTERM', () => process.exit(0))
  server.listen(port, () => console.log(`listening on ${port}`))
}

async function answer(handle, request) {
  if (!handle) return [404, { error: 'there is nothing here' }]
  return handle(request.method === 'POST' ? await json(request) : undefined)
}
