import http from 'node:http'
import net from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from '@jest/globals'
import { httpBy } from '../../src/io/http.ts'
import type { HttpRequest } from '../../src/world/world.ts'
import { noRelay } from '../support/smoke-world.ts'

const never = new AbortController().signal
const opened: net.Server[] = []
const sockets = new Set<net.Socket>()

afterEach(() => {
  for (const server of opened.splice(0)) server.close()
  for (const socket of sockets) socket.destroy()
  sockets.clear()
})

async function listen(server: net.Server, port = 0, host = '127.0.0.1'): Promise<string> {
  server.on('connection', (socket: net.Socket) => sockets.add(socket))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  opened.push(server)
  const { port: given } = server.address() as net.AddressInfo
  return `http://${host === '::1' ? 'localhost' : host}:${given}/`
}

/** A server that answers with these very bytes, then closes the connection or keeps it open. */
function raw(text: string, after: 'close' | 'hold' | 'reset' = 'close'): net.Server {
  return net.createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(text, () => {
        if (after === 'close') socket.end()
        if (after === 'reset') socket.resetAndDestroy()
      })
    })
  })
}

function ask(url: string, overrides: Partial<HttpRequest> = {}) {
  const request = { method: 'GET', url, headers: {}, timeoutMs: 5000, maxBodyBytes: 1000 }
  return httpBy(noRelay).request({ ...request, ...overrides }, never)
}

/** What the server got of a request. */
async function seen(overrides: Partial<HttpRequest>): Promise<Record<string, unknown>> {
  const url = await listen(
    http.createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { method, headers, url: path } = request
      const body = Buffer.concat(chunks).toString()
      response.end(JSON.stringify({ method, headers, path, body }))
    }),
  )
  const { body } = await ask(url, overrides)
  return JSON.parse(body) as Record<string, unknown>
}

describe('a network that this machine has no way into', () => {
  const beside = { network: 'back', containerId: 'abc' }

  test('is asked through the stream that a relay gives, with the name of the URL', async () => {
    const server = http.createServer((request, response) => response.end(request.headers.host))
    const { port } = new URL(await listen(server))
    const dialled: unknown[] = []
    const client = httpBy(async (to) => {
      dialled.push(to)
      return net.connect(Number(port))
    })
    const connectTo = { host: '172.18.0.9', port: 80, beside }
    const request = { method: 'GET', headers: {}, timeoutMs: 5000, maxBodyBytes: 1000, connectTo }
    const answer = await client.request({ ...request, url: 'http://api/x' }, never)
    expect(answer).toMatchObject({ status: 200, body: 'api' })
    expect(dialled).toEqual([connectTo])
  })

  test('fails in the words of the relay', async () => {
    const client = httpBy(() => Promise.reject(new Error('Connection refused')))
    const connectTo = { host: '172.18.0.9', port: 80, beside }
    const request = { method: 'GET', headers: {}, timeoutMs: 5000, maxBodyBytes: 1000, connectTo }
    const asked = client.request({ ...request, url: 'http://api/x' }, never)
    await expect(asked).rejects.toThrow('Connection refused')
  })
})

describe('an answer', () => {
  test('is told with its status, its headers in lower case, and its body', async () => {
    const url = await listen(raw('HTTP/1.1 404 Gone\r\nX-A: 1\r\nx-a: 2\r\n\r\nno such thing'))
    const answer = await ask(url)
    expect(answer).toMatchObject({ status: 404, body: 'no such thing', truncated: false })
    expect(answer.headers['x-a']).toBe('1, 2')
    expect(answer.elapsedMs).toBeGreaterThan(0)
  })

  test.each([
    ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nhello', 'hello'],
    [
      'in chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n',
      'hello',
    ],
    ['without a body', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
    ['after hints', 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello', 'hello'],
  ])('%s is understood', async (_, text, body) => {
    expect(await ask(await listen(raw(text)))).toMatchObject({ body })
  })

  test('to HEAD has no body to wait for', async () => {
    const url = await listen(raw('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n', 'hold'))
    expect(await ask(url, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  })

  test('that sends elsewhere is told, not followed', async () => {
    const url = await listen(raw('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n'))
    const answer = await ask(url)
    expect(answer).toMatchObject({ status: 302 })
    expect(answer.headers['location']).toBe('http://127.0.0.1:1/')
  })

  test('that is packed though nobody asked for it is an answer all the same', async () => {
    const server = http.createServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'))
    })
    expect(await ask(await listen(server))).toMatchObject({ status: 200, truncated: false })
  })

  test('without end is cut at its bound', async () => {
    const server = http.createServer((_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(500, 'x')));
      }
      response.on('drain', more)
      more()
    })
    const answer = await ask(await listen(server))
    expect(answer).toMatchObject({ truncated: true })
    expect(answer.body).toHaveLength(1000)
  })

  test('of exactly the bound is whole', async () => {
    const url = await listen(raw(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(1000)}`))
    expect(await ask(url)).toMatchObject({ truncated: false })
  })

  test('cannot reach our objects through its header names', async () => {
    const url = await listen(raw('HTTP/1.1 200 OK\r\n__proto__: x\r\nconstructor: y\r\n\r\n'))
    const { headers } = await ask(url)
    expect(headers['constructor']).toBe('y')
    expect(headers['toString']).toBeUndefined()
  })
})

describe('no answer', () => {
  test.each([
    ['at all', '', 'hold'],
    ['but headers', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf', 'hold'],
    ['but hints', 'HTTP/1.1 103 Early Hints\r\n\r\n', 'hold'],
  ] as const)('%s is told after the time that was given', async (_, text, after) => {
    const url = await listen(raw(text, after))
    await expect(ask(url, { timeoutMs: 200 })).rejects.toThrow('no answer within 200 ms')
  })

  test('that trickles in lasts no longer than the time that was given', async () => {
    const server = http.createServer((_, response) => {
      const timer = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(timer))
    })
    const asked = ask(await listen(server), { timeoutMs: 200 })
    await expect(asked).rejects.toThrow('no answer within 200 ms')
  })

  test.each([
    ['a connection closed without a word', '', 'close', 'socket hang up'],
    ['a reset', '', 'reset', /reset|hang up/i],
    [
      'a reset in the body',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf',
      'reset',
      /reset|aborted/i,
    ],
    [
      'a body that ends too soon',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf',
      'close',
      'aborted',
    ],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'hold', /Parse Error/],
    [
      'broken chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'hold',
      /Parse Error|aborted/,
    ],
    ['endless headers', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(100_000)}`, 'hold', /overflow/i],
    [
      'a change to another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      'hold',
      'another protocol',
    ],
  ] as const)('but %s is told at once', async (_, text, after, words) => {
    await expect(ask(await listen(raw(text, after)))).rejects.toThrow(words)
  })

  test.each([
    ['127.0.0.1', /ECONNREFUSED 127/],
    ['localhost', /ECONNREFUSED 127.*ECONNREFUSED ::1/],
  ])('where nobody listens on %s names every refusal', async (host, words) => {
    const url = await listen(raw(''))
    for (const server of opened.splice(0)) server.close()
    await expect(ask(url.replace('127.0.0.1', host))).rejects.toThrow(words)
  })

  test('is waited for once the run is cancelled', async () => {
    const cancelled = new AbortController()
    const url = await listen(raw('', 'hold'))
    const request = { method: 'GET', url, headers: {}, timeoutMs: 60_000, maxBodyBytes: 10 }
    const asked = httpBy(noRelay).request(request, cancelled.signal)
    setTimeout(() => cancelled.abort(new Error('SIGINT')), 50)
    await expect(asked).rejects.toThrow()
  })
})

describe('a request', () => {
  test.each([6000, 10080])('reaches port %i, which browsers refuse', async (port) => {
    const url = await listen(raw('HTTP/1.1 200 OK\r\n\r\nhello'), port)
    expect(await ask(url)).toMatchObject({ body: 'hello' })
  })

  test('to localhost reaches a server that listens on IPv6 alone', async () => {
    const url = await listen(raw('HTTP/1.1 200 OK\r\n\r\nhello'), 0, '::1')
    expect(await ask(url)).toMatchObject({ body: 'hello' })
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'GET'])('%s carries its body', async (method) => {
    expect(await seen({ method, body: 'häll' })).toMatchObject({ method, body: 'häll' })
  })

  test('without a body has none', async () => {
    expect(await seen({ method: 'POST' })).toMatchObject({ body: '' })
  })

  test('carries the headers of the check, also Host', async () => {
    const { headers } = await seen({ headers: { host: 'example.org', 'x-a': 'ä' } })
    expect(headers).toMatchObject({ host: 'example.org' })
  })

  test('with a header that cannot be sent says so instead of throwing', async () => {
    const asked = ask('http://127.0.0.1:1/', { headers: { 'a b': 'c' } })
    await expect(asked).rejects.toThrow(/a b/)
  })
})
