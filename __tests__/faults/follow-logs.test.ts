// What services say is shown while they are tried, and never decides over the trial.
import { describe, expect, test } from '@jest/globals'
import { followLogs } from '../../src/stages/follow-logs.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const command = /^docker compose .* logs --follow --no-color$/
const live = { follow: 'live', maxLines: 3, maxLineLength: 10 } as const
const stack = {
  project: 'p',
  workdir: '/srv',
  files: ['compose.yaml'],
  profiles: [],
  envFiles: [],
  overrideFile: '/tmp/override.json',
  scale: new Map(),
  labels: {},
  own: { networks: [], volumes: [] },
  services: ['api'],
  quickProbes: { kind: 'as-written' },
  imageUsers: [],
  fixedPorts: [],
  oneOffs: [],
  timeoutMs: 1,
} as const

/** Says these lines, and goes on until it is ended. */
function saying(lines: readonly string[]): ScriptedWorld {
  const scripted = new ScriptedWorld()
  return scripted.on(command, async (_, { onLine, signal }) => {
    for (const line of lines) onLine?.('stdout', line)
    if (!signal?.aborted) {
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
    }
    scripted.deeds.push('logs ended')
    return {}
  })
}

describe('followed logs', () => {
  test('are shown line by line, each no longer than can be read', async () => {
    const scripted = saying(['api-1  | listening', 'db-1  | x'])
    await followLogs(live, stack, scripted.world).end()
    expect(scripted.said).toEqual(['api-1  | l', 'db-1  | x'])
    expect(scripted.deeds.at(-1)).toBe('logs ended')
  })

  test('end by themselves when too much is said, and say so', async () => {
    const scripted = saying(['1', '2', '3', '4', '5'])
    const logs = followLogs(live, stack, scripted.world)
    await new Promise((resolve) => setImmediate(resolve))
    expect(scripted.deeds.at(-1)).toBe('logs ended')
    const last = '… the services said 3 lines; what they say from here on is not shown'
    expect(scripted.said).toEqual(['1', '2', '3', last])
    await logs.end()
  })

  test('that can not be had hinder nothing', async () => {
    const scripted = new ScriptedWorld().on(command, async () => {
      throw new Error('no such program')
    })
    await followLogs(live, stack, scripted.world).end()
    expect(scripted.warnings).toEqual([])
  })

  test('are asked of nobody where nobody asked for them', async () => {
    const scripted = new ScriptedWorld()
    await followLogs({ ...live, follow: 'never' }, stack, scripted.world).end()
    expect(scripted.deeds).toEqual([])
  })
})

test('a trial follows no logs unless it is asked to, and ends them before it pushes', async () => {
  const silent = new ScriptedWorld()
  expect((await silent.run()).verdict).toBe('passed')
  expect(silent.deeds.filter((deed) => command.test(deed.replace('run ', '')))).toEqual([])
  const scripted = saying(['api-1  | listening'])
  const record = await scripted.run({}, { logs: 'live' })
  expect(record.failures).toEqual([])
  expect(scripted.said).toContain('api-1  | listening')
  const ended = scripted.deeds.indexOf('logs ended')
  const pushed = scripted.deeds.findIndex((deed) => deed.startsWith('run docker push'))
  expect(ended).toBeGreaterThan(0)
  expect(ended).toBeLessThan(pushed)
})

test('a trial whose stack fails leaves nobody following its logs', async () => {
  const scripted = saying(['api-1  | listening'])
  scripted.engine.onStart = async (id) => scripted.engine.set(id, { status: 'exited', exitCode: 1 })
  await scripted.run({}, { logs: 'live' })
  const removed = scripted.deeds.findIndex((deed) => deed.startsWith('engine remove'))
  expect(scripted.deeds.indexOf('logs ended')).toBeLessThan(removed)
})
