// The engine's own push over its API, with answers that engines and registries give on bad days.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { EngineUploads } from '../../src/io/engine-uploads.ts'
import type { Credentials } from '../../src/publish/credentials.ts'
import type { UploadedBytes } from '../../src/world/uploads.ts'
import { cut, json, type Reply, ScriptedEngine, silent } from '../support/scripted-engine.ts'

const engine = new ScriptedEngine()
beforeAll(() => engine.start())
afterAll(() => engine.stop())

const reference = 'r.example:5000/acme/api:sha-1'
const call = 'POST /images/r.example:5000/acme/api/push'

interface Asked {
  readonly credentials?: Credentials
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

async function push(reply: Reply, { credentials, timeoutMs = 5000, signal }: Asked = {}) {
  engine.on(call, reply)
  const address = {
    hostname: 'localhost',
    way: { kind: 'socket', path: engine.socketPath },
  } as const
  const uploads = new EngineUploads(address, async () => credentials)
  const told: UploadedBytes[] = []
  const upload = await uploads.push(reference, {
    timeoutMs,
    signal: signal ?? new AbortController().signal,
    onProgress: (bytes) => told.push(bytes),
  })
  return { upload, told }
}

/** In pieces that end anywhere. */
function lines(...values: readonly unknown[]): Reply {
  const text = values.map((value) => `${JSON.stringify(value)}\r\n`).join('')
  return (response) => {
    response.writeHead(200)
    response.write(text.slice(0, 25))
    setImmediate(() => response.end(text.slice(25)))
  }
}

const pushing = (id: string, current: number, total: number): unknown => ({
  ...{ status: 'Pushing', id },
  progressDetail: { current, total },
})

describe('a push', () => {
  test('tells how far all layers together are', async () => {
    const { upload, told } = await push(
      lines(
        { status: 'The push refers to repository [r.example:5000/acme/api]' },
        { status: 'Waiting', progressDetail: {}, id: 'a' },
        pushing('a', 10, 100),
        { status: 'Layer already exists', progressDetail: {}, id: 'b' },
        pushing('c', 50, 300),
        { status: 'Pushed', progressDetail: {}, id: 'a' },
        pushing('c', 400, 300), // with the frame around it
        { status: 'sha-1: digest: sha256:1 size: 855' },
      ),
    )
    expect(upload).toEqual({ kind: 'done' })
    expect(told).toEqual([
      { done: 10, all: 100 },
      { done: 60, all: 400 },
      { done: 150, all: 400 },
      { done: 400, all: 400 },
    ])
    expect(engine.urls.at(-1)?.searchParams.get('tag')).toBe('sha-1')
  })

  test('that the registry refuses fails with its words', async () => {
    const message = 'denied: requested access to the resource is denied'
    const { upload } = await push(lines({ errorDetail: { message }, error: message }))
    expect(upload).toEqual({ kind: 'failed', reason: message })
  })

  test('that the engine refuses fails with its words', async () => {
    const { upload } = await push(json({ message: 'no such image' }, 404))
    expect(upload).toEqual({ kind: 'failed', reason: 'no such image' })
  })

  test('that breaks off is no success', async () => {
    const { upload } = await push(cut)
    expect(upload).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^the engine broke off: .*(aborted|hang up)/),
    })
  })

  test('that never ends is given up at its time, or with the run', async () => {
    expect((await push(silent, { timeoutMs: 50 })).upload).toEqual({ kind: 'late' })
    const signal = AbortSignal.timeout(50)
    await expect(push(silent, { signal })).rejects.toThrow('aborted')
  })

  test.each([
    [undefined, {}],
    [
      { username: 'me', password: 'pä~~>?' },
      { username: 'me', password: 'pä~~>?', serveraddress: 'r.example:5000' },
    ],
    [
      { username: '<token>', password: 't', identityToken: 't' },
      { identitytoken: 't', serveraddress: 'r.example:5000' },
    ],
  ])('has the login %j in a header that Docker reads', async (credentials, login) => {
    let header = ''
    const reply: Reply = (response) => {
      header = String(response.req.headers['x-registry-auth'])
      response.end()
    }
    await push(reply, credentials && { credentials })
    expect(header).toMatch(/^[\w-]+=*$/)
    expect(header.length % 4).toBe(0)
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual(login)
  })
})
