// An engine that takes a call about a container or an image and says nothing to it.
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { EngineCalls } from '../../src/io/engine-calls.ts'
import { EngineInside } from '../../src/io/engine-inside.ts'
import type { EngineAddress } from '../../src/io/engine-route.ts'
import { closeAll, serve } from '../support/smoke-world.ts'

let address: EngineAddress

beforeAll(async () => {
  const port = await serve(() => {})
  address = { hostname: 'localhost', way: { kind: 'tcp', port } }
})
afterAll(closeAll)

const signal = new AbortController().signal
const command = { argv: ['true'], env: {} }
const calls: readonly (readonly [string, (inside: EngineInside) => Promise<unknown>])[] = [
  ['GET /containers/a/json', (inside) => inside.network('a')],
  ['GET /images/a/json', (inside) => inside.image('a')],
  ['HEAD /containers/a/archive', (inside) => inside.file('a', '/x')],
  ['POST /containers/a/exec', (inside) => inside.exec('a', command, { timeoutMs: 100, signal })],
]

test.each(calls)('%s is not waited for without end', async (asked, call) => {
  await expect(call(new EngineInside(address, { deadlineMs: 100 }))).rejects.toThrow(
    `the engine did not answer ${asked} within 0.1 s`,
  )
})

test('a stream that never begins is not waited for without end', async () => {
  const call = { method: 'POST', path: '/exec/a/start', body: {} } as const
  await expect(new EngineCalls(address, 100).stream(call)).rejects.toThrow('within 0.1 s')
})
