// The front end while it is written: files as they are, and the API of the backend behind them.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

const backend = 'http://backend:8000'

createServer(async (request, response) => {
  if (request.url.startsWith('/api/')) {
    const answer = await fetch(backend + request.url, { method: request.method })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') })
    response.end(await answer.text())
    return
  }
  response.writeHead(200, { 'content-type': 'text/html' })
  response.end(await readFile('src/index.html'))
}).listen(5173, () => console.log('listening on 5173'))
