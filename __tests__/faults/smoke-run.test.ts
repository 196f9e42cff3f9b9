// How checks run together: values handed on, needs, limits, expressions without end.
import { afterEach, describe, expect, test } from '@jest/globals'
import { closeAll, sail, serve } from '../support/smoke-world.ts'

afterEach(closeAll)

async function bareRequests(port: number, count: number, limit: number): Promise<number> {
  const startedAt = performance.now()
  let left = count
  const worker = async (): Promise<void> => {
    while (left-- > 0) await (await fetch(`http://127.0.0.1:${port}/`)).text()
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return performance.now() - startedAt
}

describe('checks', () => {
  test('hand values on to those that need them', async () => {
    const port = await serve((request, response) => {
      const known = request.url === '/me/42' && request.headers.authorization === 'Bearer abc'
      if (request.url === '/login') {
        response.writeHead(201, { location: '/me/42' }).end('{"token":"abc"}')
      } else response.writeHead(known ? 200 : 401).end()
    })
    const capture = { token: 'json.token', id: { header: 'location', regex: '(\\d+)$' } }
    const login = { name: 'login', post: '/login', retry: false, capture }
    const me = {
      name: 'me',
      get: `/me/${'$'}{id}`,
      headers: { authorization: `Bearer ${'$'}{token}` },
      needs: 'login',
      retry: false,
    }
    const { failures, results } = await sail({ port, checks: [me, login] })
    expect(failures).toEqual([])
    expect(results.map(({ name }) => name)).toEqual(['login', 'me'])
  })

  test('send the cookies that the checks they need were given, and no other', async () => {
    const port = await serve((request, response) => {
      const { url = '', headers } = request
      if (url === '/login') {
        const session = ['sid=a=b; HttpOnly; SameSite=Lax', 'admin=1; Path=/admin; Secure']
        response.writeHead(303, { location: '/home', 'set-cookie': session }).end()
      } else if (url === '/logout') {
        response.writeHead(200, { 'set-cookie': 'sid=; Max-Age=0' }).end(headers.cookie)
      } else response.end(`[${headers.cookie ?? 'none'}]`)
    })
    const got = (name: string, path: string, cookie: string, more: object) => ({
      ...{ name, get: path, retry: false, expect: { body: `[${cookie}]` } },
      ...more,
    })
    const checks = [
      { name: 'login', post: '/login', retry: false, expect: { status: 303 } },
      got('home', '/home', 'sid=a=b', { needs: 'login' }),
      got('through', '/home', 'sid=a=b', { needs: 'home' }),
      got('admin', '/admin/users', 'admin=1; sid=a=b', { needs: 'login' }),
      got('nobody', '/home', 'none', { needs: 'login', cookies: 'none' }),
      got('stranger', '/home', 'none', {}),
      got('own', '/home', 'theme=dark; sid=a=b', { needs: 'login', cookies: { theme: 'dark' } }),
      got('instead', '/home', 'sid=c', { needs: 'login', cookies: { sid: 'c' } }),
      got('by hand', '/home', 'x=y', { needs: 'login', headers: { cookie: 'x=y' } }),
      { name: 'logout', get: '/logout', retry: false, needs: 'home', expect: { body: 'sid=a=b' } },
      got('after', '/home', 'none', { needs: ['login', 'logout'] }),
      {
        ...{ name: 'moved', post: '/login', redirects: 'follow', retry: false },
        ...{ cookies: { theme: 'dark' }, expect: { body: '[theme=dark; sid=a=b]' } },
      },
    ]
    const { failures, results } = await sail({ port, checks })
    expect(failures.map(({ what }) => what)).toEqual([])
    expect(results).toHaveLength(checks.length)
    const own = results.find(({ name }) => name === 'own')
    expect(own?.request).toBe(`curl -i -b 'theme=dark; sid=a=b' http://localhost:${port}/home`)
  })

  test('whose need failed are not asked', async () => {
    const asked: string[] = []
    const port = await serve((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(500).end()
    })
    const checks = [
      { name: 'a', get: '/a', retry: false },
      { name: 'b', get: '/b', needs: ['a'] },
      { name: 'c', get: '/c', needs: ['b'] },
    ]
    const { failures, results } = await sail({ port, checks })
    expect(asked).toEqual(['/a'])
    expect(failures).toHaveLength(1)
    expect(results.map(({ verdict }) => verdict)).toEqual(['failed', 'skipped', 'skipped'])
  })

  test('that need what must never appear in a log run after it', async () => {
    const port = await serve((_, response) => response.end())
    const checks = [
      { name: 'after', get: '/', needs: 'quiet' },
      { name: 'quiet', logs: { never: 'panic' } },
      { name: 'before', get: '/' },
    ]
    const { failures, results } = await sail({ port, checks })
    expect(failures).toEqual([])
    expect(results.map(({ name }) => name)).toEqual(['before', 'quiet', 'after'])
  })

  test('whose turn comes after the time of all are told apart from those that failed', async () => {
    const port = await serve(() => {})
    const checks = Array.from({ length: 17 }, (_, index) => ({ get: `/${index}`, retry: false }))
    const { failures } = await sail({ port, checks, timeoutMs: 200 })
    expect(failures).toHaveLength(17)
    expect(failures.at(-1)?.what).toContain('smoke-timeout were over before it was asked')
  })

  test('run side by side, and no more than the limit at once', async () => {
    let now = 0
    let most = 0
    const port = await serve((_, response) => {
      now += 1
      most = Math.max(most, now)
      setTimeout(() => {
        now -= 1
        response.end()
      }, 50)
    })
    const checks = Array.from({ length: 200 }, (_, index) => ({ get: `/${index}` }))
    // In turns with as many bare requests: what else the machine does slows down both.
    const ratios: number[] = []
    for (let turn = 0; turn < 3; turn++) {
      const floorMs = await bareRequests(port, checks.length, 16)
      const { failures, tookMs } = await sail({ port, checks })
      expect(failures).toEqual([])
      ratios.push(tookMs / floorMs)
    }
    expect(most).toBe(16)
    // One after the other they would take sixteen times as long.
    expect(Math.min(...ratios)).toBeLessThan(4)
  }, 60_000)

  test('with an expression that never ends fail after its limit', async () => {
    const port = await serve((_, response) => response.end(`${'a'.repeat(40)}!`))
    const check = { get: '/', expect: { body: { matches: '^(a+)+$' } }, retry: false }
    const { failures, tookMs } = await sail({ port, checks: [check] })
    expect(failures[0]?.what).toContain('took too long')
    expect(tookMs).toBeLessThan(4000)
  })

  test('with an expression that is code find nothing and run nothing', async () => {
    const port = await serve((_, response) => response.end('{"a":1}'))
    const expression = 'json.constructor.constructor'
    const { failures } = await sail({
      port,
      checks: [{ get: '/', expect: { [expression]: null }, retry: false }],
    })
    expect(failures).toEqual([])
  })

  test('of bare TCP say something and hear the answer', async () => {
    const port = await serve((socket: import('node:net').Socket) => {
      socket.on('data', (said) =>
        socket.write(said.toString() === 'PING' ? '+PONG\r\n' : '-ERR\r\n'),
      )
    }, 'raw')
    const check = { tcp: `localhost:${port}`, send: 'PING', expect: { data: '+PONG' } }
    expect((await sail({ port, checks: [check] })).failures).toEqual([])
    const wrong = { ...check, send: 'PONG', retry: false, timeout: '300ms' }
    const { failures } = await sail({ port, checks: [wrong] })
    expect(failures[0]?.what).toContain('expected the answer to contain +PONG, got -ERR')
  })

  test('run a command of the host with the way to the stack', async () => {
    const port = await serve((_, response) => response.end())
    const run = 'test "$SEA_TRIAL_API_PORT" = "$1" || { echo "got $SEA_TRIAL_API_URL"; exit 3; }'
    const passes = { name: 'p', run: run.replace('$1', String(port)), shell: 'sh' }
    const fails = { name: 'f', run, shell: 'sh' }
    const { failures } = await sail({ port, checks: [passes, fails] })
    expect(failures).toHaveLength(1)
    expect(failures[0]?.what).toContain(`expected exit code 0, got 3: got http://localhost:${port}`)
  })

  test('of a command end with their time, children and all', async () => {
    const check = { run: 'sleep 60 & wait', shell: 'sh', timeout: '200ms' }
    const { failures, tookMs } = await sail({ port: 1, checks: [check] })
    expect(failures[0]?.what).toContain('did not end within')
    expect(tookMs).toBeLessThan(4000)
  })
})
