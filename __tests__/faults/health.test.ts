import { describe, expect, test } from '@jest/globals'
import { TrialError } from '../../src/errors.ts'
import type { TrialRecord } from '../../src/report/record.ts'
import { digests, ScriptedWorld } from '../support/scripted-world.ts'

function words(record: TrialRecord): string {
  return record.failures.map(({ what, why }) => `${what}; ${why}`).join('\n')
}

const engineGone = (): TrialError =>
  new TrialError({
    stage: 'plan',
    class: 'infrastructure',
    code: 'ST-ENGINE',
    what: 'the Docker Engine does not answer',
  })

function wasCleanedUp({ deeds }: ScriptedWorld): boolean {
  return deeds.some((deed) => deed.startsWith('engine remove'))
}

describe('while the stack starts', () => {
  test('an engine that vanishes fails the run at once, as infrastructure', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.onStart = async () => scripted.engine.breakStream(engineGone())
    const record = await scripted.run()
    expect(record.failures).toMatchObject([{ stage: 'health', class: 'infrastructure' }])
    expect(record.durationMs).toBeLessThan(30_000)
    expect(wasCleanedUp(scripted)).toBe(true)
  })

  test('a container that dies without an event is found at the end of the time', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.onStart = async (id) =>
      id === 'web'
        ? scripted.engine.setUnseen('web', { status: 'exited', exitCode: 3 })
        : scripted.engine.set(id, { status: 'running' })
    const record = await scripted.run()
    expect(words(record)).toContain('web exited with code 3')
    expect(record.failures).toHaveLength(1)
  })

  test('a container that became ready without an event has passed', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.onStart = async (id) => {
      if (id === 'api') scripted.engine.set(id, { status: 'running' })
      else scripted.engine.setUnseen(id, { status: 'running', health: 'healthy' })
    }
    const record = await scripted.run()
    expect(words(record)).toBe('')
  })

  test('a stack that is removed from outside fails, and is not waited for', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.onStart = async () => {
      scripted.engine.remove('web')
      scripted.engine.remove('api')
    }
    const record = await scripted.run()
    expect(words(record)).toMatch(/api .*removed from outside.*\nweb .*removed from outside/)
    expect(record.durationMs).toBeLessThan(60_000)
  })

  test('a container that the engine refuses to start fails with the words of the engine', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.onStart = async (id) => {
      if (id === 'api') throw new Error('port is already allocated')
      scripted.engine.set(id, { status: 'running' })
    }
    expect(words(await scripted.run())).toContain('api could not be started: port is already')
  })

  test('a refusal without a word is a refusal', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.onStart = () => Promise.reject(new Error(''))
    expect(words(await scripted.run())).toContain('api could not be started')
  })

  test('an engine that gives no log hides no failure', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.onStart = async (id) =>
      scripted.engine.set(id, { status: 'exited', exitCode: 1 })
    scripted.engine.tail = () => Promise.reject(new Error('no log here'))
    const record = await scripted.run()
    expect(words(record)).toContain('api exited with code 1')
    expect(record.failures[0]?.evidence?.join()).toContain('no log here')
  })
})

describe('a service that only Compose can start', () => {
  const model = `
name: harbor
services:
  api:
    image: api
    build: { context: /srv/api }
    post_start: [{ command: ./hook }]
    ports: [{ target: 80 }]
    x-smoke: [{ get: /health }]
  web: { image: web, build: { context: /srv/web } }
`
  const up = /^docker compose .*up --detach/
  const withHook = (): ScriptedWorld => new ScriptedWorld().on(/config$/, { stdout: model })

  test('is started by Compose, and by nobody else', async () => {
    const scripted = withHook().on(up, async () => {
      scripted.engine.set('api', { status: 'running' })
      return {}
    })
    expect(words(await scripted.run())).toBe('')
    expect(scripted.deeds).not.toContain('engine start api')
  })

  test.each([
    ['says why', { exitCode: 1, stderr: 'hook failed\n' }, 'hook failed'],
    ['says nothing', { exitCode: 17 }, '17'],
    ['is out of time', { exitCode: 128, timedOut: true }, 'time was up'],
  ])('and that Compose fails to start and %s fails the run', async (_, outcome, told) => {
    const record = await withHook().on(up, outcome).run()
    expect(words(record)).toContain('api could not be started')
    expect(words(record)).toContain(told)
  })

  test('is no longer being started when cleanup begins', async () => {
    const scripted = withHook().on(up, async (_, { signal }) => {
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
      scripted.deeds.push('compose ended')
      return {}
    })
    scripted.engine.onStart = async (id) =>
      scripted.engine.set(id, { status: 'exited', exitCode: 1 })
    const record = await scripted.run()
    expect(words(record)).toContain('web exited with code 1')
    const ended = scripted.deeds.indexOf('compose ended')
    const removed = scripted.deeds.findIndex((deed) => deed.startsWith('engine remove'))
    expect(ended).toBeGreaterThan(0)
    expect(ended).toBeLessThan(removed)
  })
})

describe('while the stack is checked', () => {
  test.each([
    [
      'dies',
      'exited with exit code 0',
      (s: ScriptedWorld) => s.engine.setUnseen('web', { status: 'exited' }),
    ],
    [
      'is restarted',
      'was restarted',
      (s: ScriptedWorld) => s.engine.setUnseen('web', { restarts: 1 }),
    ],
    [
      'becomes unhealthy',
      'turned unhealthy',
      (s: ScriptedWorld) => s.engine.setUnseen('web', { health: 'unhealthy' }),
    ],
    ['is removed', 'is gone', (s: ScriptedWorld) => s.engine.remove('web')],
  ])('a service that %s fails the run although every check passed', async (_, became, happen) => {
    const scripted = new ScriptedWorld()
    scripted.respond = async () => {
      happen(scripted)
      return {}
    }
    const record = await scripted.run()
    expect(record.failures).toMatchObject([{ stage: 'smoke', class: 'test' }])
    expect(words(record)).toContain(`web ${became} during the checks`)
    expect(scripted.deeds.filter((deed) => deed.startsWith('push '))).toEqual([])
  })

  test('an engine that gives no log hides no failed check', async () => {
    const scripted = new ScriptedWorld()
    scripted.respond = async () => ({ status: 500 })
    scripted.engine.tail = () => Promise.reject(engineGone())
    expect(words(await scripted.run())).toContain('expected status 2xx, got 500')
  })

  test('an engine that vanishes hides no failed check', async () => {
    const scripted = new ScriptedWorld()
    scripted.respond = async () => {
      scripted.engine.onContainers = () => {
        throw engineGone()
      }
      return { status: 500 }
    }
    const record = await scripted.run()
    expect(words(record)).toContain('expected status 2xx, got 500')
    expect(words(record)).toContain('the Docker Engine does not answer')
    expect(record.failures.map(({ stage }) => stage)).toEqual(['smoke', 'smoke'])
  })

  test('is tried again until it passes', async () => {
    const scripted = new ScriptedWorld()
    let tries = 0
    scripted.respond = async () => {
      tries += 1
      if (tries === 1) throw new Error('connect ECONNREFUSED')
      return { status: tries === 2 ? 503 : 200 }
    }
    const record = await scripted.run()
    expect(record.checks).toMatchObject([{ verdict: 'passed', tries: 3 }])
  })
})

describe('what was created', () => {
  test('from other bytes than those that were built is never started', async () => {
    const scripted = new ScriptedWorld().on(/ create /, async () => {
      scripted.engine.create('api', digests.api)
      scripted.engine.create('web', 'sha256:other')
      return {}
    })
    const record = await scripted.run()
    expect(words(record)).toContain('web would run sha256:other')
    expect(scripted.deeds.filter((deed) => deed.startsWith('engine start'))).toEqual([])
  })

  test('is nothing where Compose refuses, in its words', async () => {
    const stderr = 'pulling\nError response from daemon: manifest unknown\nbye\n'
    const record = await new ScriptedWorld().on(/ create /, { exitCode: 1, stderr }).run()
    expect(record.failures).toMatchObject([{ stage: 'stack' }])
    expect(words(record)).toContain('manifest unknown')
  })
})
