// What the client of a registry does with answers that real registries give on bad days.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { HttpRegistry } from '../../src/io/registry.ts'
import { basicHeader, type Credentials } from '../../src/publish/credentials.ts'
import { sortRefusal } from '../../src/publish/refusals.ts'
import { AnsweringServer, type Asked, type Reply } from '../support/token-registry.ts'

const text = '{"schemaVersion":2}'
const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
const mediaType = 'application/vnd.oci.image.manifest.v1+json'
const me = { username: 'me', password: 'se:cret' }
const basic = basicHeader(me)
const { signal } = new AbortController()
const good: Reply = { headers: { 'content-type': mediaType }, body: text }

const registry = new AnsweringServer()
const elsewhere = new AnsweringServer()
beforeAll(async () => {
  await Promise.all([registry.start(), elsewhere.start()])
})
afterAll(() => {
  registry.stop()
  elsewhere.stop()
})

interface Given {
  readonly credentials?: Credentials
  readonly timeoutMs?: number
}

function client({ credentials, timeoutMs = 5000 }: Given = {}): HttpRegistry {
  return new HttpRegistry({
    credentialsFor: async () => credentials,
    isPlain: async () => true,
    timeoutMs,
  })
}

const read = (from: HttpRegistry, name = 'acme/api') =>
  from.manifest(`${registry.host}/${name}`, 'main', signal)

/** A registry that takes this header alone, and says how to get one. */
function demand(authorization: string, challenge: string, token: (asked: Asked) => Reply): void {
  registry.reset((asked) => {
    if (asked.line.includes('/token')) return token(asked)
    if (asked.authorization === authorization) return good
    return { status: 401, headers: { 'www-authenticate': challenge } }
  })
}

const realm = () => `Bearer realm="http://${registry.host}/token",service="here"`

describe('a registry that wants a login', () => {
  test('by password gets it on the second request only', async () => {
    demand(basic, 'Basic realm="x"', () => ({}))
    expect(await read(client({ credentials: me }))).toEqual({
      kind: 'ok',
      value: { digest, mediaType, text },
    })
    expect(registry.asked.map(({ authorization }) => authorization)).toEqual([undefined, basic])
  })

  test('by token gets one for this repository, to pull and push, and once', async () => {
    demand('Bearer t1', realm(), () => ({ body: '{"token":"t1"}' }))
    const from = client({ credentials: me })
    expect((await read(from)).kind).toBe('ok')
    expect((await read(from)).kind).toBe('ok')
    const tokens = registry.asked.filter(({ line }) => line.includes('/token'))
    expect(tokens).toHaveLength(1)
    expect(tokens[0]?.authorization).toBe(basic)
    const { searchParams } = new URL(tokens[0]?.line.slice(4) ?? '', 'http://x')
    expect(searchParams.get('scope')).toBe('repository:acme/api:pull,push')
    expect(searchParams.get('service')).toBe('here')
  })

  test.each(['acme/blobs/api', 'manifests/blobs/manifests'])(
    'by token gets one for %s, whatever its name is made of',
    async (name) => {
      demand('Bearer t1', realm(), () => ({ body: '{"access_token":"t1"}' }))
      expect((await read(client(), name)).kind).toBe('ok')
      expect(decodeURIComponent(registry.lines.join())).toContain(`repository:${name}:pull,push`)
    },
  )

  test('by token gives one to read to whoever may do no more', async () => {
    demand('Bearer t1', realm(), ({ line }) =>
      line.includes('push') ? { status: 403 } : { body: '{"token":"t1"}' },
    )
    expect((await read(client())).kind).toBe('ok')
    const scopes = registry.lines.filter((line) => line.includes('/token'))
    expect(scopes.map((line) => decodeURIComponent(line).endsWith(':pull'))).toEqual([false, true])
  })

  test('by token gets a new one when the old one has run out', async () => {
    let given = 0
    demand('Bearer t2', realm(), () => ({ body: `{"token":"t${++given}"}` }))
    const from = client()
    expect(await read(from)).toMatchObject({ kind: 'refused', refusal: { status: 401 } })
    expect((await read(from)).kind).toBe('ok')
  })

  test('by a token that a login left gets it in a form, not as a password', async () => {
    demand('Bearer t1', realm(), ({ line, body }) =>
      line.startsWith('POST') && new URLSearchParams(body).get('refresh_token') === 'refresh'
        ? { body: '{"access_token":"t1"}' }
        : { status: 401 },
    )
    const credentials = { username: '<token>', password: 'refresh', identityToken: 'refresh' }
    expect((await read(client({ credentials }))).kind).toBe('ok')
    expect(registry.asked.some(({ authorization }) => authorization?.startsWith('Basic'))).toBe(
      false,
    )
  })

  test('again and again is asked twice and no more', async () => {
    registry.reset(({ line }) =>
      line.includes('/token')
        ? { body: '{"token":"t"}' }
        : {
            status: 401,
            headers: { 'www-authenticate': realm() },
            body: '{"errors":[{"code":"UNAUTHORIZED","message":"no"}]}',
          },
    )
    expect(await read(client({ credentials: me }))).toEqual({
      kind: 'refused',
      refusal: { status: 401, message: '401 UNAUTHORIZED: no' },
    })
    expect(registry.lines.filter((line) => line.includes('/v2/'))).toHaveLength(2)
  })

  test.each<[string, Reply, object]>([
    ['429', { status: 429, headers: { 'retry-after': '7' } }, { status: 429, retryAfter: '7' }],
    ['503', { status: 503 }, { status: 503 }],
    [
      '403',
      { status: 403, body: '{"errors":[{"code":"DENIED","message":"not you"}]}' },
      { status: 403, message: expect.stringContaining('not you') },
    ],
  ])('is told apart from its token server that says %s', async (_, reply, refusal) => {
    demand('Bearer t', realm(), () => reply)
    expect(await read(client())).toMatchObject({ kind: 'refused', refusal })
  })

  test.each<[string, string, string]>([
    ['another host without TLS', 'Bearer realm="http://127.0.0.1:1/token"', 'without TLS'],
    ['no URL', 'Bearer realm="token"', 'names no token server'],
    ['a file', 'Bearer realm="file:///etc/passwd"', 'names no token server'],
    ['nothing', 'Negotiate', 'no way to log in'],
  ])('at %s gets none, and the reason is told', async (_, challenge, words) => {
    demand('Bearer t', challenge, () => ({}))
    const answer = await read(client({ credentials: me }))
    expect(answer).toMatchObject({ kind: 'refused', refusal: { status: 401 } })
    expect(JSON.stringify(answer)).toContain(words)
    expect(registry.asked).toHaveLength(1)
  })

  test.each(['', 'null', '[]', '{"token":5}', '<html>'])(
    'and gives the token %p has its first answer stand',
    async (body) => {
      demand('Bearer t', realm(), () => ({ body }))
      const answer = await read(client({ credentials: me }))
      expect(JSON.stringify(answer)).toContain('its token server gives no token')
    },
  )
})

describe('our credentials', () => {
  const isSent = () =>
    [...elsewhere.asked, ...registry.asked.slice(2)].some(
      ({ authorization }) => authorization !== undefined,
    )

  test('do not follow a redirect to another host', async () => {
    elsewhere.reset(() => ({ body: 'the blob' }))
    registry.reset(({ authorization }) =>
      authorization === basic
        ? { status: 307, headers: { location: `http://${elsewhere.host}/blob` } }
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
    )
    const answer = await client({ credentials: me }).blob(
      `${registry.host}/acme/api`,
      digest,
      signal,
    )
    expect(answer).toEqual({ kind: 'ok', value: 'the blob' })
    expect(elsewhere.lines).toEqual(['GET /blob'])
    expect(isSent()).toBe(false)
  })

  test('are not sent to the upload that another host offers, which is not called at all', async () => {
    elsewhere.reset(() => ({}))
    registry.reset(() => ({
      status: 202,
      headers: { location: `http://${elsewhere.host}/upload` },
    }))
    const answer = await client().tryUpload(`${registry.host}/acme/api`, signal)
    expect(answer.kind).toBe('ok')
    expect(elsewhere.lines).toEqual([])
    expect(registry.lines).toEqual(['POST /v2/acme/api/blobs/uploads/'])
  })

  test.each(['//', 'http://', '/v2/acme/api/blobs/uploads/1?x=y', ''])(
    'survive an upload at %p',
    async (location) => {
      registry.reset(({ line }) =>
        line.startsWith('POST') ? { status: 202, headers: { location } } : { status: 204 },
      )
      expect((await client().tryUpload(`${registry.host}/acme/api`, signal)).kind).toBe('ok')
    },
  )
})

describe('an upload that was begun', () => {
  const api = () => `${registry.host}/acme/api`
  const ask = 'POST /v2/acme/api/blobs/uploads/'
  const blob = { digest, text: 'what passed', isNew: true } as const
  /** Sessions of its own number each, of which it knows these. */
  function sessions(known: (line: string) => boolean): void {
    let begun = 0
    registry.reset(({ line }) => {
      if (!line.startsWith('POST')) return { status: known(line) ? 201 : 404 }
      begun += 1
      return { status: 202, headers: { location: `/v2/u/${begun}?state=x` } }
    })
  }

  test('takes the first content', async () => {
    sessions(() => true)
    const one = client()
    await one.tryUpload(api(), signal)
    expect(await one.putBlob(api(), blob, signal)).toEqual({ kind: 'ok', value: undefined })
    const put = `PUT /v2/u/1?state=x&digest=${encodeURIComponent(digest)}`
    expect(registry.lines).toEqual([ask, put])
    await one.abandonUploads(signal)
    expect(registry.lines).toHaveLength(2)
  })

  test('and was forgotten meanwhile is begun anew', async () => {
    sessions((line) => line.includes('/u/2?'))
    const one = client()
    await one.tryUpload(api(), signal)
    expect((await one.putBlob(api(), blob, signal)).kind).toBe('ok')
    expect(registry.lines.map((line) => line.replace(/[?].*/, ''))).toEqual([
      ask,
      'PUT /v2/u/1',
      ask,
      'PUT /v2/u/2',
    ])
  })

  test('is for its own repository', async () => {
    sessions(() => true)
    const one = client()
    await one.tryUpload(api(), signal)
    await one.putBlob(`${registry.host}/acme/web`, blob, signal)
    expect(registry.lines[1]).toBe('POST /v2/acme/web/blobs/uploads/')
  })

  test('and not used is taken back at the registry itself', async () => {
    sessions(() => true)
    const one = client()
    await one.tryUpload(api(), signal)
    await one.abandonUploads(signal)
    await one.abandonUploads(signal)
    expect(registry.lines).toEqual([ask, 'DELETE /v2/u/1?state=x'])
  })

  test('is no failure at a registry that takes nothing back', async () => {
    registry.reset(({ line }) =>
      line.startsWith('POST')
        ? { status: 202, headers: { location: '/v2/u/1' } }
        : { fault: 'reset' },
    )
    const one = client()
    await one.tryUpload(api(), signal)
    await expect(one.abandonUploads(signal)).resolves.toBeUndefined()
  })
})

describe('a digest', () => {
  const digestOf = () => client().digest(`${registry.host}/acme/api`, 'main', signal)

  test('is asked for without the manifest', async () => {
    registry.reset(() => ({ headers: { 'docker-content-digest': digest } }))
    expect(await digestOf()).toEqual({ kind: 'ok', value: digest })
    expect(registry.lines).toEqual(['HEAD /v2/acme/api/manifests/main'])
  })

  test('is that of the manifest where the registry does not tell it', async () => {
    registry.reset(({ line }) => (line.startsWith('HEAD') ? {} : good))
    expect(await digestOf()).toEqual({ kind: 'ok', value: digest })
  })
})

describe('an answer', () => {
  test.each<[string, Reply, string, boolean]>([
    [
      'with another digest in its header',
      { ...good, headers: { 'docker-content-digest': 'sha256:lie' } },
      'the registry says sha256:lie',
      false,
    ],
    [
      'that is too large',
      { body: Buffer.alloc(5 * 1024 * 1024) },
      'more than a manifest can be',
      false,
    ],
    ['that is no text', { body: Buffer.from([0xff, 0xfe, 0x00]) }, 'no text', false],
    ['that never comes', { fault: 'silence' }, 'timeout', true],
    ['that is cut', { fault: 'half' }, '', true],
    ['that is a reset', { fault: 'reset' }, '', true],
    [
      'that leads nowhere',
      { status: 302, headers: { location: 'http://:x' } },
      'Invalid URL',
      false,
    ],
  ])('%s is none, and worth another try: %4$p', async (_, reply, words, passing) => {
    registry.reset(() => reply)
    const answer = await read(client({ timeoutMs: 300 }))
    expect(answer.kind).toBe('unreachable')
    const reason = answer.kind === 'unreachable' ? answer.reason : ''
    expect(reason).not.toBe('')
    expect(reason).toContain(words)
    expect(sortRefusal(reason).passing).toBe(passing)
  })

  test.each<[string, Reply, string]>([
    [
      'in the words of a registry',
      { status: 400, body: '{"errors":[{"code":"X","message":"y"}]}' },
      '400 X: y',
    ],
    [
      'with a proxy’s page',
      { status: 502, body: '<html>Bad gateway</html>' },
      '502 <html>Bad gateway</html>',
    ],
    ['with nothing', { status: 500 }, '500'],
    ['with no error in it', { status: 403, body: '{"errors":[]}' }, '403 {"errors":[]}'],
    ['with null', { status: 403, body: '{"errors":[null]}' }, '403 {"errors":[null]}'],
    ['with numbers', { status: 403, body: '{"errors":[{"code":1}]}' }, '403'],
  ])('that refuses %s is passed on', async (_, reply, message) => {
    registry.reset(() => reply)
    expect(await read(client())).toMatchObject({ kind: 'refused', refusal: { message } })
  })

  test('with a long page is cut', async () => {
    registry.reset(() => ({ status: 500, body: 'x'.repeat(10_000) }))
    expect(JSON.stringify(await read(client())).length).toBeLessThan(400)
  })

  test('that leads in a circle ends', async () => {
    registry.reset(({ line }) => ({ status: 302, headers: { location: line.slice(4) } }))
    expect(await read(client())).toMatchObject({ kind: 'refused', refusal: { status: 302 } })
    expect(registry.lines).toHaveLength(4)
  })

  test('of nobody is told with a reason that is worth another try', async () => {
    const answer = await client().manifest('localhost:1/acme/api', 'main', signal)
    const reason = answer.kind === 'unreachable' ? answer.reason : ''
    expect(reason).toContain('ECONNREFUSED')
    expect(sortRefusal(reason).passing).toBe(true)
  })

  test('that is 404 means absent for what is read, and a refusal for what is written', async () => {
    registry.reset(() => ({ status: 404 }))
    expect(await read(client())).toEqual({ kind: 'absent' })
    const put = await client().putManifest(
      `${registry.host}/acme/api`,
      'main',
      { digest, mediaType, text },
      signal,
    )
    expect(put).toMatchObject({ kind: 'refused', refusal: { status: 404 } })
  })
})

test('a run that is cancelled while the registry is silent ends at once', async () => {
  const cancel = new AbortController()
  registry.reset(() => {
    cancel.abort(new Error('SIGINT'))
    return { fault: 'silence' }
  })
  const asked = client().manifest(`${registry.host}/acme/api`, 'main', cancel.signal)
  await expect(asked).rejects.toThrow('SIGINT')
})
