// Servers that misbehave, asked by the smoke stage as it is.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import https from 'node:https'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { renderFailure } from '../../src/errors.ts'
import { httpBy } from '../../src/io/http.ts'
import { refuseLiteral } from '../../src/io/reachable.ts'
import { closeAll, listen, sail, serve, stateOf } from '../support/smoke-world.ts'

afterEach(closeAll)

const once = { retry: false, timeout: '400ms' }
const text = async (port: number, check: object, timeoutMs = 5000): Promise<string> => {
  const { failures } = await sail({ port, checks: [check], timeoutMs })
  return failures.map(renderFailure).join('\n')
}

describe('a check', () => {
  test('is asked again until its service answers', async () => {
    const port = await serve(() => {})
    closeAll()
    const sailing = sail({ port, checks: [{ get: '/', retry: { until: '5s', every: '50ms' } }] })
    setTimeout(() => void serve((_, response) => response.end('ok'), 'http', { port }), 300)
    const { failures, results } = await sailing
    expect(failures).toEqual([])
    expect(results[0]?.tries).toBeGreaterThan(1)
  })

  test.each([
    {
      answers: 'status 500',
      reply: [500, 'boom'],
      expected: {},
      says: 'expected status 2xx, got 500',
    },
    {
      answers: 'status 404',
      reply: [404, 'no'],
      expected: { status: [200, '3xx'] },
      says: 'expected status 200 or 3xx, got 404',
    },
    {
      answers: 'a wrong body',
      reply: [200, 'bye'],
      expected: { body: 'hello' },
      says: 'expected the body to contain hello, got bye',
    },
    {
      answers: 'a wrong type',
      reply: [200, 'bye'],
      expected: { headers: { 'content-type': 'json' } },
      says: 'expected header content-type, got none',
    },
    {
      answers: 'no JSON',
      reply: [200, '<html>'],
      expected: { json: { a: 1 } },
      says: 'expected JSON, got <html>',
    },
    {
      answers: 'other JSON',
      reply: [200, '{"a":2}'],
      expected: { json: { a: 1 } },
      says: '- a: 1\n  | + a: 2',
    },
    {
      answers: 'JSON that an expression finds wanting',
      reply: [200, '{"a":[1,2]}'],
      expected: { 'json.length(a)': 3 },
      says: 'expected json.length(a) to be 3, got 2',
    },
    {
      answers: 'another size',
      reply: [200, 'abc'],
      expected: { size: { min: 5 } },
      says: 'expected the body to have at least 5 bytes, got 3 bytes',
    },
    {
      answers: 'other bytes',
      reply: [200, 'abc'],
      expected: { sha256: '0'.repeat(64) },
      says: 'got ba7816bf8f01cfea',
    },
  ] as const)('of $answers fails with expected and actual', async ({ reply, expected, says }) => {
    const port = await serve((_, response) => response.writeHead(reply[0]).end(reply[1]))
    const told = await text(port, { get: '/x', expect: expected, ...once })
    expect(told).toContain(says)
    expect(told).toContain(`$ curl -i http://localhost:${port}/x`)
    expect(told).toContain(`HTTP ${reply[0]}`)
    expect(told).toContain('a line of its log')
  })

  test('shows a long body cut', async () => {
    const port = await serve((_, response) => response.writeHead(500).end('x'.repeat(100_000)))
    expect((await text(port, { get: '/', ...once })).length).toBeLessThan(6000)
  })

  test('tells all checks that fail, not the first', async () => {
    const port = await serve((_, response) => response.writeHead(500).end())
    const checks = ['/a', '/b', '/c'].map((get) => ({ get, ...once }))
    expect((await sail({ port, checks })).failures).toHaveLength(3)
  })

  test('ends the moment its container dies, and says so', async () => {
    let answers = 0
    const port = await serve((_, response) => response.writeHead(503).end(() => answers++))
    const changes = async function* () {
      while (answers < 2) await new Promise((resolve) => setTimeout(resolve, 100))
      yield [stateOf(port, { status: 'exited', exitCode: 3 })]
    }
    const check = { get: '/', retry: { until: '20s', every: '50ms' } }
    const { failures, tookMs } = await sail({ port, checks: [check], timeoutMs: 20_000, changes })
    expect(failures.map(({ what }) => what).join()).toContain(
      'api exited with exit code 3 while it was checked; expected status 2xx, got 503',
    )
    expect(tookMs).toBeLessThan(5000)
  })
})

describe('a server that', () => {
  test('never answers costs one try, and all tries cost no more than their time', async () => {
    const port = await serve(() => {}, 'raw')
    const check = { get: '/', timeout: '200ms', retry: { until: '700ms', every: '10ms' } }
    const { results, tookMs, failures } = await sail({ port, checks: [check] })
    expect(failures[0]?.what).toContain('no answer within')
    expect(results[0]?.tries).toBeGreaterThan(1)
    expect(tookMs).toBeLessThan(3000)
  })

  test('trickles is ended by the time of the try', async () => {
    const port = await serve((socket: net.Socket) => {
      socket.on('error', () => {})
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n')
      setInterval(() => socket.write('x'), 50).unref()
    }, 'raw')
    expect(await text(port, { get: '/', ...once })).toContain('no answer within 400 ms')
  })

  test('never answers is ended by the time of all checks', async () => {
    const port = await serve(() => {}, 'raw')
    const { failures, tookMs } = await sail({
      port,
      checks: [{ get: '/', timeout: '20s' }],
      timeoutMs: 300,
    })
    expect(failures).toHaveLength(1)
    expect(tookMs).toBeLessThan(3000)
  })

  test.each([
    { does: 'speaks HTTP/1.0', bytes: 'HTTP/1.0 200 OK\r\n\r\nhello', passes: true },
    {
      does: 'sends garbage for chunks',
      bytes: 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzzz\r\n',
      passes: false,
    },
    { does: 'replies nothing', bytes: '', passes: false },
    {
      does: 'says 103 first',
      bytes: 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello',
      passes: true,
    },
    { does: 'sends no HTTP', bytes: 'hello', passes: false },
    {
      does: 'sends headers without end',
      bytes: `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(100_000)}`,
      passes: false,
    },
  ])('$does gets a verdict', async ({ bytes, passes }) => {
    const port = await serve((socket: net.Socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(bytes))
    }, 'raw')
    const { failures } = await sail({
      port,
      checks: [{ get: '/', expect: { body: 'hello' }, ...once }],
    })
    expect(failures.length === 0).toBe(passes)
    for (const failure of failures) expect(failure).toMatchObject({ stage: 'smoke', class: 'test' })
  })

  test('answers HEAD with the head alone passes', async () => {
    const port = await serve((_, response) =>
      response.writeHead(200, { 'content-length': 5 }).end(),
    )
    expect(await text(port, { head: '/', ...once })).toBe('')
  })

  test('compresses is read as what it says', async () => {
    const zipped = gzipSync('hello')
    const port = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped),
    )
    expect(
      await text(port, { get: '/', expect: { body: { equals: 'hello' }, size: 5 }, ...once }),
    ).toBe('')
  })

  test.each(['an endless body', 'a body that unfolds without end'])(
    'sends %s is cut and fails',
    async (kind) => {
      const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
      const port = await serve((_, response) => {
        response.on('error', () => {})
        if (kind.includes('unfolds'))
          response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
        else {
          const more = (): void => {
            while (!response.destroyed && response.write(Buffer.alloc(65_536)));
          }
          response.on('drain', more)
          more()
        }
      })
      const before = process.memoryUsage().rss
      expect(await text(port, { get: '/', expect: { json: {} }, retry: false })).toContain(
        'too large to read',
      )
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    },
  )

  test.each([6000, 10_080])('listens on port %i, which browsers refuse, is asked', async (port) => {
    await serve((_, response) => response.end('ok'), 'http', { port })
    expect(await text(port, { get: '/', ...once })).toBe('')
  })

  test('listens on IPv6 alone is reached as localhost', async () => {
    const port = await serve((_, response) => response.end('ok'), 'http', { host: '::1' })
    expect(await text(port, { get: '/', ...once })).toBe('')
  })
})

describe('an address that gives credentials away', () => {
  test.each([
    'http://169.254.169.254/latest',
    'http://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    'http://0xA9FEA9FE/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fd00:ec2::23]/',
    'http://[fd20:ce::254]/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://100.100.100.200/',
  ])('is refused before anything connects: %s', async (get) => {
    expect(await text(1, { get, ...once })).toContain('is a link-local or metadata address')
  })

  test('is refused for tcp too', async () => {
    expect(await text(1, { tcp: '169.254.169.254:80', ...once })).toContain(
      'link-local or metadata',
    )
  })

  test.each([
    ['0:0:0:0:0:ffff:a9fe:a9fe', 'refused'],
    ['::FFFF:A9FE:A9FE', 'refused'],
    ['64:ff9b:0:0:0:0:a9fe:a9fe', 'refused'],
    ['fe80::1%lo', 'refused'],
    ['64:ff9b::8.8.8.8', 'asked'],
    ['::1', 'asked'],
    ['0.0.0.0', 'asked'],
    ['fd00:ec3::1', 'asked'],
  ])('in whatever way it is written: %s is %s', (address, verdict) => {
    const ask = (): void => refuseLiteral(address)
    if (verdict === 'refused') expect(ask).toThrow('link-local or metadata')
    else expect(ask).not.toThrow()
  })
})

describe('a redirect', () => {
  test.each([
    'http://169.254.169.254/',
    'http://example.com/',
    'https://example.com/',
    'file:///etc/passwd',
  ])('to %s is not followed', async (location) => {
    const port = await serve((_, response) => response.writeHead(302, { location }).end())
    const told = await text(port, { get: '/', redirects: 'follow', ...once })
    expect(told).toContain(`redirected to ${location}, which is not on the stack: not followed`)
  })

  test('on the stack is followed, with its cookies', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/')
        response.writeHead(302, { location: '/in', 'set-cookie': 'a=1; Path=/' }).end()
      else response.end(`cookie ${request.headers.cookie}`)
    })
    const check = {
      post: '/',
      body: 'x',
      redirects: 'follow',
      expect: { body: 'cookie a=1' },
      ...once,
    }
    expect(await text(port, check)).toBe('')
  })

  test('is an answer like any other unless it is to be followed', async () => {
    const port = await serve((_, response) => response.writeHead(302, { location: '/x' }).end())
    expect(
      await text(port, { get: '/', expect: { status: 302, headers: { location: '/x' } }, ...once }),
    ).toBe('')
  })

  test('in a circle ends', async () => {
    const port = await serve((_, response) => response.writeHead(302, { location: '/' }).end())
    expect(await text(port, { get: '/', redirects: 'follow', retry: false })).toContain(
      'more than 10 times',
    )
  })
})

describe('a certificate of its own', () => {
  let folder = ''
  let port = 0

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-tls-'))
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const out = ['-keyout', `${folder}/key.pem`, '-out', `${folder}/cert.pem`]
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        ...subject,
        ...out,
      ],
      { stdio: 'ignore' },
    )
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  async function listenTls(): Promise<void> {
    const [key, cert] = [readFileSync(`${folder}/key.pem`), readFileSync(`${folder}/cert.pem`)]
    port = await listen(https.createServer({ key, cert }, (_, response) => response.end('safe')))
  }

  test('fails with what to write', async () => {
    await listenTls()
    const told = await text(port, { get: '/', tls: true, ...once })
    expect(told).toContain('write tls: { ca: <file> } or tls: { insecure: true }')
  })

  test('passes through a relay into a network elsewhere', async () => {
    await listenTls()
    const client = httpBy(async () => net.connect(port, '127.0.0.1'))
    const beside = { network: 'back', containerId: 'abc' }
    const request = {
      ...{ method: 'GET', url: 'https://localhost/', headers: {}, timeoutMs: 5000 },
      ...{ maxBodyBytes: 1000, connectTo: { host: '172.18.0.9', port: 443, beside } },
    }
    const { signal } = new AbortController()
    const pem = readFileSync(`${folder}/cert.pem`, 'utf8')
    const answer = await client.request({ ...request, tls: { kind: 'ca', pem } }, signal)
    expect(answer.body).toBe('safe')
    await expect(client.request(request, signal)).rejects.toThrow('self-signed certificate')
  })

  test.each(['insecure', 'ca'])('passes with %s', async (way) => {
    await listenTls()
    const tls = way === 'ca' ? { ca: `${folder}/cert.pem` } : { insecure: true }
    expect(await text(port, { get: '/', tls, expect: { body: 'safe' }, ...once })).toBe('')
  })
})
