// What services say is shown while they are tried, and never decides over the trial.
import { describe, expect, test } from '@jest/globals'
import { momentAfter } from '../../src/io/log-lines.ts'
import { followLogs } from '../../src/stages/follow-logs.ts'
import type { LineOptions } from '../../src/world/inside.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const live = { follow: 'live', maxLines: 3, maxLineLength: 14 } as const

/** `api` says these lines at each start, and goes on until it is ended. */
function saying(lines: readonly string[]): ScriptedWorld {
  const scripted = new ScriptedWorld()
  scripted.speak = async (id, options) => {
    if (id === 'api') for (const line of lines) options.onLine(line)
    await ended(options)
    scripted.deeds.push(`log of ${id} ended`)
    return undefined
  }
  return scripted
}

function started(scripted: ScriptedWorld, ...names: readonly string[]): ScriptedWorld {
  for (const name of names) {
    scripted.engine.create(name, name)
    scripted.engine.set(name, { status: 'running', startedAt: 'first' })
  }
  return scripted
}

function ended({ signal }: LineOptions): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}

const aMoment = () => new Promise((resolve) => setImmediate(resolve))

describe('followed logs', () => {
  test('are shown line by line, each no longer than can be read', async () => {
    const scripted = started(saying(['listening']), 'api', 'other')
    const logs = followLogs(live, 'p', scripted.world)
    await aMoment()
    await logs.end()
    expect(scripted.said).toEqual(['api-1    | lis'])
    expect(scripted.deeds).toContain('log of api ended')
    expect(scripted.deeds).toContain('log of other ended')
  })

  test('begin with each start, where the one before ended', async () => {
    const scripted = new ScriptedWorld()
    const asked: (string | undefined)[] = []
    scripted.speak = async (_, { after, onLine }) => {
      asked.push(after)
      onLine(`x ${after ?? ''}`)
      return `line ${asked.length}`
    }
    scripted.engine.create('api', 'api')
    const logs = followLogs(live, 'p', scripted.world)
    await aMoment()
    expect(scripted.said).toEqual([])
    for (const startedAt of ['first', 'second']) {
      scripted.engine.set('api', { status: 'running', startedAt })
      await aMoment()
      scripted.engine.set('api', { status: 'exited' })
      await aMoment()
    }
    await logs.end()
    expect(asked).toEqual([undefined, 'line 1'])
    expect(scripted.said).toEqual(['api-1  | x ', 'api-1  | x lin'])
  })

  test('end by themselves when too much is said, and say so', async () => {
    const scripted = started(saying(['1', '2', '3', '4', '5']), 'api')
    const logs = followLogs(live, 'p', scripted.world)
    await aMoment()
    await aMoment()
    expect(scripted.deeds.at(-1)).toBe('log of api ended')
    const last = '… the services said 3 lines; what they say from here on is not shown'
    expect(scripted.said).toEqual(['api-1  | 1', 'api-1  | 2', 'api-1  | 3', last])
    await logs.end()
  })

  test('that can not be had hinder nothing', async () => {
    const scripted = started(new ScriptedWorld(), 'api')
    scripted.speak = async () => {
      throw new Error('its driver keeps none')
    }
    const logs = followLogs(live, 'p', scripted.world)
    await aMoment()
    scripted.engine.breakStream(new Error('no such engine'))
    await logs.end()
    expect([scripted.warnings, scripted.failures]).toEqual([[], []])
  })

  test('are asked of nobody where nobody asked for them', async () => {
    const scripted = started(saying(['x']), 'api')
    await followLogs({ ...live, follow: 'never' }, 'p', scripted.world).end()
    expect(scripted.deeds).toEqual([])
  })
})

test('a trial follows no logs unless it is asked to, and ends them before it pushes', async () => {
  const silent = saying(['listening'])
  expect((await silent.run()).verdict).toBe('passed')
  expect(silent.deeds).not.toContain('log of api ended')
  const scripted = saying(['listening'])
  const record = await scripted.run({}, { logs: 'live' })
  expect(record.failures).toEqual([])
  expect(scripted.said).toContain('api-1  | listening')
  const over = scripted.deeds.indexOf('log of api ended')
  const pushed = scripted.deeds.findIndex((deed) => deed.startsWith('push '))
  expect(over).toBeGreaterThan(0)
  expect(over).toBeLessThan(pushed)
})

test('a trial whose stack fails leaves nobody following its logs', async () => {
  const scripted = saying(['listening'])
  scripted.engine.onStart = async (id) => scripted.engine.set(id, { status: 'exited', exitCode: 1 })
  await scripted.run({}, { logs: 'live' })
  const removed = scripted.deeds.findIndex((deed) => deed.startsWith('engine remove'))
  const over = scripted.deeds.indexOf('log of api ended')
  expect(over).toBeGreaterThan(0)
  expect(over).toBeLessThan(removed)
})

test.each([
  ['2026-11-21T18:49:39.168810023Z', '1795286979.168810024'],
  ['2026-11-21T18:49:39.999999999Z', '1795286980.000000000'],
  ['2026-11-21T19:49:39.5+01:00', '1795286979.500000001'],
])('the moment after %s is %s', (stamp, moment) => {
  expect(momentAfter(stamp)).toBe(moment)
})
