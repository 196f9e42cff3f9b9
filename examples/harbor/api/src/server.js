import { createServer } from 'node:http'
import { connect, disconnect } from './cache.js'
import { pool } from './database.js'
import { answer } from './routes.js'

const port = Number(process.env.PORT ?? 3000)

const server = createServer(async (request, response) => {
  const { status, json, headers } = await answer(request).catch((error) => {
    console.error(`${request.method} ${request.url}:`, error)
    return { status: 500, json: { error: 'something broke' } }
  })
  response.writeHead(status, { ...headers, ...(json && { 'content-type': 'application/json' }) })
  response.end(json && `${JSON.stringify(json)}\n`)
})

// Finish what was begun, then leave: without this a container is killed after ten seconds.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => Promise.allSettled([pool.end(), disconnect()]))
  })
}

await connect()
server.listen(port, () => console.log(`listening on ${port}`))
