// Pulls that fail, and what is done about it.
import { describe, expect, test } from '@jest/globals'
import { TrialError } from '../../src/errors.ts'
import { isPassing, type PulledImage, pull } from '../../src/stages/pull.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const redis: PulledImage = { reference: 'redis:7', services: ['cache'], when: 'always' }
const timeout =
  'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout'

/** What each try of `docker pull` says; nothing is success. */
function registrySaying(...answers: readonly string[]): ScriptedWorld {
  const left = [...answers]
  return new ScriptedWorld().on(/^docker pull/, async () => {
    const stderr = left.shift() ?? ''
    return stderr === '' ? {} : { exitCode: 1, stderr: `${stderr}\n` }
  })
}

async function pulling(scripted: ScriptedWorld, ...images: readonly PulledImage[]) {
  const failures = await pull({ images, timeoutMs: 60_000 }, [], scripted.world).then(
    () => [],
    (error: unknown) => {
      if (error instanceof TrialError) return error.failures
      throw error
    },
  )
  const tries = scripted.deeds.filter((deed) => deed.startsWith('run docker pull')).length
  return { failures, tries, tookMs: scripted.world.clock.now() }
}

describe('a pull', () => {
  test('that fails for the network is tried again, after longer and longer waits', async () => {
    const scripted = registrySaying(timeout, timeout)
    expect(await pulling(scripted, redis)).toEqual({ failures: [], tries: 3, tookMs: 5_000 })
    expect(scripted.said).toEqual([
      `redis:7: ${timeout}; another try in 1s`,
      `redis:7: ${timeout}; another try in 4s`,
      '✓ pulled redis:7',
    ])
  })

  test('is given up after four tries, with the last reason', async () => {
    const { failures, tries } = await pulling(registrySaying(...Array(9).fill(timeout)), redis)
    expect(tries).toBe(4)
    expect(failures).toMatchObject([
      {
        stage: 'build',
        class: 'infrastructure',
        what: 'cache: redis:7 could not be pulled (4 tries)',
        why: timeout,
      },
    ])
  })

  test('that its registry refuses is not tried again', async () => {
    const denied =
      'Error response from daemon: pull access denied for redis, repository does not exist or may require docker login: denied'
    const { failures, tries } = await pulling(registrySaying(denied), redis)
    expect(tries).toBe(1)
    expect(failures).toHaveLength(1)
  })

  test('of what the engine has already is left out, unless newer is wanted', async () => {
    const scripted = registrySaying()
    scripted.engine.images.set('redis:7', 'sha256:f')
    const missing = { ...redis, when: 'missing' } as const
    expect((await pulling(scripted, missing)).tries).toBe(0)
    expect((await pulling(scripted, redis)).tries).toBe(1)
  })

  test('of one image that fails leaves the others going, and all failures are told', async () => {
    const gone = 'Error response from daemon: something odd'
    const scripted = registrySaying(gone, '', gone)
    const images = ['a:1', 'b:1', 'c:1'].map((reference) => ({ ...redis, reference }))
    const { failures } = await pulling(scripted, ...images)
    expect(failures.map(({ what }) => what)).toEqual([
      'cache: a:1 could not be pulled',
      'cache: c:1 could not be pulled',
    ])
  })

  test('that hangs ends at its time, and is tried again', async () => {
    let tries = 0
    const scripted = new ScriptedWorld().on(/^docker pull/, async () =>
      ++tries === 1 ? { exitCode: 128, timedOut: true } : {},
    )
    expect((await pulling(scripted, redis)).failures).toEqual([])
    expect(scripted.said[0]).toBe('redis:7: its time was up; another try in 1s')
  })

  test('that is being waited for ends with the run', async () => {
    const scripted = registrySaying(timeout, timeout).cancelAt(/^run docker pull/)
    await expect(pulling(scripted, redis)).rejects.toThrow('SIGINT')
    expect(scripted.deeds).toHaveLength(1)
  })
})

describe('what may work a moment later', () => {
  test.each([
    [timeout, true],
    ['toomanyrequests: You have reached your pull rate limit.', true],
    ['received unexpected HTTP status: 503 Service Unavailable', true],
    ['dial tcp: lookup registry.example on 127.0.0.53:53: no such host', true],
    ['unexpected EOF', true],
    ['manifest for redis:77 not found: manifest unknown: manifest unknown', false],
    ['pull access denied for redis, repository does not exist', false],
    ['no matching manifest for linux/arm64 in the manifest list entries', false],
    ['invalid reference format', false],
  ])('%s: %s', (words, expected) => {
    expect(isPassing(words)).toBe(expected)
  })
})
