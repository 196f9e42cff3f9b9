import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { TrialError } from '../../src/errors.ts'
import { DockerEngine } from '../../src/io/engine.ts'
import { addressOf } from '../../src/io/engine-address.ts'
import type { ContainerState } from '../../src/world/world.ts'
import {
  container,
  cut,
  event,
  gone,
  json,
  type Reply,
  ScriptedEngine,
  silent,
  text,
} from '../support/scripted-engine.ts'

const never = new AbortController().signal
const list = 'GET /containers/json'

let server: ScriptedEngine
let engine: DockerEngine
beforeEach(async () => {
  server = new ScriptedEngine()
  engine = await server.start()
})
afterEach(() => server.stop())

/** What was thrown must be a failure in words: anything else would be reported as a bug of ours. */
async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    expect(error).toBeInstanceOf(TrialError)
    const [failure] = (error as TrialError).failures
    expect(failure).toMatchObject({ class: 'infrastructure' })
    return `${failure?.what}; ${failure?.why}`
  }
  throw new Error('nothing was thrown')
}

async function nextOf<T>(items: AsyncIterator<T>): Promise<T | undefined> {
  const { value, done } = await items.next()
  return done ? undefined : value
}

describe('an engine that does not answer', () => {
  test('because nothing listens is told with its reason and a remedy', async () => {
    const absent = new DockerEngine({
      hostname: 'localhost',
      way: { kind: 'socket', path: '/nowhere/docker.sock' },
    })
    expect(await failureOf(absent.version())).toMatch(/does not answer.*ENOENT.*\/nowhere/)
  })

  test('to the end of its answer is told as such', async () => {
    server.on(list, cut)
    expect(await failureOf(engine.containers('p'))).toContain('does not answer')
  })

  test('to many starts at once still answers looks', async () => {
    const ids = Array.from({ length: 60 }, (_, id) => `c${id}`)
    for (const id of ids) server.on(`POST /containers/${id}/start`, silent)
    server.on(list, json([]))
    const enough = new AbortController()
    const patient = server.engine({
      signal: enough.signal,
      deadlines: { lookMs: 5000, deedMs: 60_000 },
    })
    const starts = ids.map((id) => patient.start(id).catch(() => {}))
    expect(await patient.containers('p')).toEqual([])
    enough.abort()
    await Promise.all(starts)
  })

  test('is not waited for once the caller has had enough', async () => {
    server.on('DELETE /images/a%3A1', silent)
    const removal = engine.removeImageTag('a:1', AbortSignal.timeout(100))
    await expect(removal).rejects.toThrow()
  })

  describe('a word, although it takes every call,', () => {
    const calls: readonly (readonly [string, (silentEngine: DockerEngine) => Promise<unknown>])[] =
      [
        ['its version', (it) => it.version()],
        ['containers', (it) => it.containers('p')],
        ['a start', (it) => it.start('a')],
        ['a log', (it) => it.tailOf('a', 5)],
        ['a tag', (it) => it.tag('a', 'b', 'c')],
        ['events', (it) => nextOf(it.follow('p', never)[Symbol.asyncIterator]())],
        ['the name of an image', (it) => it.removeImageTag('a:1', never)],
      ]

    beforeEach(() => {
      for (const call of ['GET /info', list, 'GET /events', 'GET /containers/a/logs'])
        server.on(call, silent)
      for (const call of ['POST /containers/a/start', 'POST /images/a/tag', 'DELETE /images/a%3A1'])
        server.on(call, silent)
    })

    test.each(calls)('is not waited for beyond a deadline: %s', async (_, ask) => {
      const deadlines = { lookMs: 50, deedMs: 50 }
      const told = await failureOf(ask(server.engine({ deadlines })))
      expect(told).toMatch(/does not answer; it said nothing to \w+ \/\S+ within 0\.05 s/)
    })

    test.each(calls.slice(0, 5))('is not waited for in a cancelled run: %s', async (_, ask) => {
      const run = new AbortController()
      const asked = ask(server.engine({ signal: run.signal }))
      setTimeout(() => run.abort(new Error('SIGINT')), 20)
      await expect(asked).rejects.toThrow('SIGINT')
    })
  })

  test('in the middle of its answer is not waited for beyond the deadline', async () => {
    server.on(list, (response) => void response.writeHead(200).write('['))
    const deadlines = { lookMs: 50, deedMs: 50 }
    expect(await failureOf(server.engine({ deadlines }).containers('p'))).toContain('said nothing')
  })

  test('with events for long is still followed, since a quiet stack has none', async () => {
    server.on(list, json([])).on('GET /events', (response) => {
      response.writeHead(200).flushHeaders()
      setTimeout(() => response.write(event('a', 'start')), 200)
    })
    server.on('GET /containers/a/json', json(container('a')))
    const patient = server.engine({ deadlines: { lookMs: 100, deedMs: 100 } })
    const states = patient.follow('p', never)[Symbol.asyncIterator]()
    expect(await nextOf(states)).toEqual([])
    expect(await nextOf(states)).toMatchObject([{ id: 'a' }])
  })
})

describe('a refusal', () => {
  test.each([
    ['in JSON', json({ message: 'no space left' }, 500), 'no space left'],
    ['of a proxy, in its own format', text(502, '<h1>Bad Gateway</h1>'), 'Bad Gateway'],
    ['without a word', text(503), '503'],
  ])('%s is told in its words', async (_, reply, words) => {
    server.on(list, reply).on('GET /info', reply).on('POST /containers/a/start', reply)
    expect(await failureOf(engine.containers('p'))).toContain(words)
    expect(await failureOf(engine.version())).toContain(words)
    await expect(engine.start('a')).rejects.toThrow(words)
  })

  test('to describe a container is no container', async () => {
    server.on(list, json([{ Id: 'a' }])).on('GET /containers/a/json', json({ message: 'no' }, 500))
    expect(await failureOf(engine.containers('p'))).toContain('no')
  })

  test('to give a log is no log', async () => {
    server.on('GET /containers/a/logs', gone)
    await expect(engine.tailOf('a', 5)).rejects.toThrow('No such container')
  })

  test('of a list that is no JSON is told as such', async () => {
    server.on(list, text(200, 'hello'))
    expect(await failureOf(engine.containers('p'))).toMatch(/hello/)
  })
})

describe('the containers of a project', () => {
  test('are those with its label, whatever their state', async () => {
    server.on(list, json([{ Id: 'a' }])).on('GET /containers/a/json', json(container('a')))
    expect(await engine.containers('p')).toMatchObject([{ id: 'a', status: 'running' }])
    const [asked] = server.urls
    expect(asked?.searchParams.get('all')).toBe('1')
    expect(asked?.searchParams.get('filters')).toBe('{"label":["com.docker.compose.project=p"]}')
  })

  test('do not include one that went away while we looked', async () => {
    server
      .on(list, json([{ Id: 'a' }, { Id: 'b' }]))
      .on('GET /containers/a/json', gone)
      .on('GET /containers/b/json', json(container('b')))
    expect((await engine.containers('p')).map(({ id }) => id)).toEqual(['b'])
  })
})

describe('following a project', () => {
  let tell: (text: string) => void
  let hangUp: () => void
  let cutOff: () => void

  beforeEach(() => {
    server
      .on(list, json([{ Id: 'a' }]))
      .on('GET /containers/a/json', json(container('a', 'created')))
      .on('GET /events', (response) => {
        response.writeHead(200).flushHeaders()
        tell = (text) => void response.write(text)
        hangUp = () => void response.end()
        cutOff = () => void response.socket?.destroy()
      })
  })

  const follow = (signal = never): AsyncIterator<readonly ContainerState[]> =>
    engine.follow('p', signal)[Symbol.asyncIterator]()

  test('listens before it looks, so that no change falls between', async () => {
    await nextOf(follow())
    expect(server.calls).toEqual(['GET /events', list, 'GET /containers/a/json'])
  })

  test('tells every change, also of an event in two pieces', async () => {
    const states = follow()
    expect(await nextOf(states)).toMatchObject([{ id: 'a', status: 'created' }])
    server.on('GET /containers/a/json', json(container('a', 'running')))
    const started = event('a', 'start')
    tell(started.slice(0, 9))
    setTimeout(() => tell(started.slice(9)), 20)
    expect(await nextOf(states)).toMatchObject([{ id: 'a', status: 'running' }])
  })

  test('does not ask about probes, which change no state', async () => {
    const states = follow()
    await nextOf(states)
    const before = server.calls.length
    tell(event('a', 'exec_start: curl') + event('a', 'exec_die') + event('a', 'start'))
    await nextOf(states)
    expect(server.calls.length).toBe(before + 1)
  })

  test('forgets a container that is gone', async () => {
    const states = follow()
    await nextOf(states)
    server.on('GET /containers/a/json', gone)
    tell(event('a', 'destroy'))
    expect(await nextOf(states)).toEqual([])
  })

  test.each([
    ['ends', () => hangUp()],
    ['is cut', () => cutOff()],
    ['turns into something else', () => tell('<html>\n')],
  ])('fails in words when the stream %s', async (_, happen) => {
    const states = follow()
    await nextOf(states)
    happen()
    expect(await failureOf(nextOf(states))).toContain('Engine')
  })

  test('fails in words when the engine refuses it', async () => {
    server.on('GET /events', json({ message: 'not now' }, 500))
    expect(await failureOf(nextOf(follow()))).toContain('not now')
  })

  test('ends when it is told to, also while the engine keeps us waiting', async () => {
    server.on('GET /containers/a/json', silent)
    const enough = new AbortController()
    const waiting = nextOf(follow(enough.signal))
    setTimeout(() => enough.abort(), 50)
    await expect(waiting).rejects.toThrow()
  })
})

describe('removing a project', () => {
  beforeEach(() => {
    server
      .on(
        list,
        json([
          { Id: 'a', State: 'running' },
          { Id: 'b', State: 'exited' },
        ]),
      )
      .on('POST /containers/a/stop', text(204))
      .on('DELETE /containers/a', text(204))
      .on('DELETE /containers/b', text(204))
      .on('GET /networks', json([{ Id: 'n1', Name: 'p_default' }]))
      .on('GET /volumes', json({ Volumes: [{ Name: 'p_data' }] }))
      .on('DELETE /networks/n1', text(204))
      .on('DELETE /volumes/p_data', text(204))
  })

  const bind = { Type: 'bind', Source: '/srv', Destination: '/srv', RW: true }
  const volume = { Type: 'volume', Name: 'p_data', Destination: '/data', RW: true }
  const running = (...mounts: readonly unknown[]) =>
    json([
      { Id: 'a', State: 'running', Mounts: mounts },
      { Id: 'b', State: 'exited', Mounts: mounts },
    ])

  test('of one run asks for what carries its label too', async () => {
    await engine.removeProject({ project: 'p', runId: 'f00d' }, { graceSeconds: 0, signal: never })
    const filters = server.urls.map(({ searchParams }) => searchParams.get('filters'))
    const label = ['com.docker.compose.project=p', 'sea-trial.run=f00d']
    expect(new Set(filters.filter(Boolean))).toEqual(new Set([JSON.stringify({ label })]))
  })

  test('stops what runs, then removes containers before what they use', async () => {
    server.on(list, running(bind))
    expect(
      await engine.removeProject({ project: 'p' }, { graceSeconds: 2, signal: never }),
    ).toEqual({ left: [] })
    expect(server.calls).toContain('POST /containers/a/stop')
    expect(server.calls).not.toContain('POST /containers/b/stop')
    const order = ['DELETE /containers/a', 'DELETE /networks/n1', 'DELETE /volumes/p_data']
    const places = order.map((call) => server.calls.indexOf(call))
    expect(places[0]).toBeLessThan(Math.min(...places.slice(1)))
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0)
  })

  test('tells when no container holds an image any more, before the networks are gone', async () => {
    const seen: (readonly string[])[] = []
    const onFreed = (): void => void seen.push([...server.calls])
    server.on('DELETE /networks/n1', (response) => {
      const look = setInterval(() => {
        if (seen.length === 0) return
        clearInterval(look)
        response.writeHead(204).end()
      }, 5)
    })
    const signal = AbortSignal.timeout(5000)
    const removal = engine.removeProject({ project: 'p' }, { graceSeconds: 0, signal, onFreed })
    expect(await removal).toEqual({ left: [] })
    expect(seen).toHaveLength(1)
    expect(seen[0]).toContain('DELETE /containers/b')
  })

  describe('does not wait for the engine to collect its garbage', () => {
    const remove = () =>
      engine.removeProject({ project: 'p' }, { graceSeconds: 0, signal: AbortSignal.timeout(5000) })
    const died = json({ StatusCode: 137 })
    /** Answers when the call has come, which would not come if it waited for the answer. */
    const behind =
      (call: string): Reply =>
      (response) => {
        const look = setInterval(() => {
          if (!server.calls.includes(call)) return
          clearInterval(look)
          response.writeHead(204).end()
        }, 5)
      }

    beforeEach(() => {
      server.on('POST /containers/a/wait', died).on('POST /containers/b/wait', died)
    })

    test('before networks go that all containers have left', async () => {
      server.on('DELETE /containers/b', behind('DELETE /networks/n1'))
      expect(await remove()).toEqual({ left: [] })
    })

    /** What has been asked when the container has been going for a while. */
    const askedMeanwhile = (): readonly string[] => {
      const asked: string[] = []
      server.on('DELETE /containers/b', (response) => {
        setTimeout(() => {
          asked.push(...server.calls)
          response.writeHead(204).end()
        }, 50)
      })
      return asked
    }

    test('but for the death of each', async () => {
      const hungUp = new Promise((resolve) => {
        server.on('POST /containers/b/wait', (response) => void response.on('close', resolve))
      })
      const asked = askedMeanwhile()
      expect(await remove()).toEqual({ left: [] })
      expect(asked).toContain('DELETE /containers/a')
      expect(asked).not.toContain('DELETE /networks/n1')
      expect(server.calls).toContain('DELETE /networks/n1')
      await hungUp
    })

    test('before a volume goes that no other container holds', async () => {
      server.on(list, json([{ Id: 'a', State: 'running', Mounts: [volume] }, { Id: 'b' }]))
      server.on('DELETE /containers/b', behind('DELETE /volumes/p_data'))
      expect(await remove()).toEqual({ left: [] })
    })

    test('but for the last container that holds a volume', async () => {
      server.on(list, running(volume))
      const asked = askedMeanwhile()
      expect(await remove()).toEqual({ left: [] })
      expect(asked).toContain('DELETE /containers/a')
      expect(asked).not.toContain('DELETE /volumes/p_data')
      expect(server.calls).toContain('DELETE /volumes/p_data')
    })

    test('and tries once more what would not go, which alone is told', async () => {
      const refusals: number[] = []
      const refuse =
        (most: number): Reply =>
        (response) => {
          const isLast = refusals.push(403) > most
          response.writeHead(isLast ? 204 : 403).end(isLast ? '' : '{"message":"active endpoints"}')
        }
      server.on('DELETE /networks/n1', refuse(1))
      expect(await remove()).toEqual({ left: [] })
      expect(refusals).toHaveLength(2)
      server.on('DELETE /networks/n1', refuse(99))
      expect(await remove()).toEqual({ left: ['network p_default: active endpoints'] })
    })

    test('where there are few, and else asks nothing about each', async () => {
      const many = Array.from({ length: 17 }, (_, index) => ({ Id: `c${index}` }))
      server.on(list, json(many))
      for (const { Id } of many) server.on(`DELETE /containers/${Id}`, text(204))
      expect(await remove()).toEqual({ left: [] })
      expect(server.calls.filter((call) => call.endsWith('/wait'))).toEqual([])
      expect(server.calls).toContain('DELETE /networks/n1')
    })
  })

  test.each([
    ['a folder of the host', bind],
    ['a volume of others', { ...volume, Name: 'kept' }],
  ])('asks what writes to %s to stop', async (_, mount) => {
    server.on(list, running(mount))
    await engine.removeProject({ project: 'p' }, { graceSeconds: 2, signal: never })
    expect(server.calls).toContain('POST /containers/a/stop')
  })

  test.each([
    ['only reads a folder of the host', { ...bind, RW: false }],
    ['writes to a volume that goes too', volume],
    ['writes to a volume without a name', { ...volume, Name: 'f'.repeat(64) }],
    ['writes to memory', { Type: 'tmpfs', Destination: '/tmp', RW: true }],
  ])('waits for nothing that %s', async (_, mount) => {
    server.on(list, running(mount))
    expect(
      await engine.removeProject({ project: 'p' }, { graceSeconds: 2, signal: never }),
    ).toEqual({ left: [] })
    expect(server.calls).not.toContain('POST /containers/a/stop')
  })

  test('in a hurry stops nothing politely', async () => {
    server.on(list, running(bind))
    await engine.removeProject({ project: 'p' }, { graceSeconds: 0, signal: never })
    expect(server.calls.filter((call) => call.endsWith('/stop'))).toEqual([])
  })

  test('lists what is left, with the reason, and goes on', async () => {
    server
      .on('DELETE /containers/b', json({ message: 'device or resource busy' }, 500))
      .on('DELETE /volumes/p_data', json({ message: 'volume is in use' }, 409))
    const { left } = await engine.removeProject(
      { project: 'p' },
      { graceSeconds: 0, signal: never },
    )
    expect(left).toEqual([
      'container b: device or resource busy',
      'volume p_data: volume is in use',
    ])
    expect(server.calls).toContain('DELETE /networks/n1')
  })

  test('counts what is gone already as removed', async () => {
    server.on('DELETE /containers/a', gone).on('DELETE /networks/n1', gone)
    expect(
      await engine.removeProject({ project: 'p' }, { graceSeconds: 0, signal: never }),
    ).toEqual({ left: [] })
  })

  test('that has no volumes, which the engine says as null, is no error', async () => {
    server.on('GET /volumes', json({ Volumes: null }))
    expect(
      await engine.removeProject({ project: 'p' }, { graceSeconds: 0, signal: never }),
    ).toEqual({ left: [] })
  })

  test('removes the rest when one answer was cut', async () => {
    server.on('DELETE /containers/a', cut)
    const { left } = await engine.removeProject(
      { project: 'p' },
      { graceSeconds: 0, signal: never },
    )
    expect(left).toHaveLength(1)
    expect(left[0]).toMatch(/^container a: /)
    expect(server.calls).toContain('DELETE /volumes/p_data')
  })

  test('removes volumes when the networks cannot be listed', async () => {
    server.on('GET /networks', json({ message: 'no' }, 500))
    expect(
      (await engine.removeProject({ project: 'p' }, { graceSeconds: 0, signal: never })).left,
    ).toEqual(['networks: no'])
    expect(server.calls).toContain('DELETE /volumes/p_data')
  })
})

describe('removing the name of an image', () => {
  const call = 'DELETE /images/localhost%3A5000%2Fapi%3Atrial'
  const remove = (): Promise<void> => engine.removeImageTag('localhost:5000/api:trial', never)

  test.each([
    ['that is there is done', json([])],
    ['that is gone already is done', gone],
  ])('%s', async (_, reply) => {
    server.on(call, reply)
    await remove()
    expect(server.calls).toEqual([call])
  })

  test('that is in use says so', async () => {
    server.on(call, json({ message: 'image is in use' }, 409))
    await expect(remove()).rejects.toThrow('image is in use')
  })
})

describe('the address', () => {
  test('of an engine on IPv6 serves for its API and for the ports that it publishes', async () => {
    const address = addressOf({ DOCKER_HOST: 'tcp://[::1]:1' }, [])
    expect(await failureOf(new DockerEngine(address).version())).toContain('ECONNREFUSED ::1:1')
    expect(new URL(`http://${new DockerEngine(address).host}:80/`).hostname).toBe('[::1]')
  })
})

describe('removing an image', () => {
  const remove = 'DELETE /images/api%3Atrial'
  const look = 'GET /images/api%3Atrial/json'

  test('ends when its name is gone, however long the engine collects garbage', async () => {
    server.on(remove, silent).on(look, gone)
    await engine.removeImageTag('api:trial', never)
    expect(server.calls).toContain(look)
  })

  test('waits for the engine while the name is there', async () => {
    server
      .on(remove, (response) => setTimeout(() => response.writeHead(200).end('[]'), 600))
      .on(look, json({ Id: 'sha256:1' }))
    await engine.removeImageTag('api:trial', never)
    expect(server.calls.filter((call) => call === look).length).toBeGreaterThan(0)
  })

  test('tells why the engine refuses it', async () => {
    const refuse: Reply = (response, url) =>
      setTimeout(() => json({ message: 'a container uses it' }, 409)(response, url), 600)
    server.on(remove, refuse).on(look, json({ Id: 'sha256:1' }))
    await expect(engine.removeImageTag('api:trial', never)).rejects.toThrow('a container uses it')
  })

  test('ends when it is told to, also while the engine keeps us waiting', async () => {
    server.on(remove, silent).on(look, silent)
    const enough = new AbortController()
    setTimeout(() => enough.abort(), 600)
    await expect(engine.removeImageTag('api:trial', enough.signal)).rejects.toThrow()
  })
})
