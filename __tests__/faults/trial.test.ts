import { describe, expect, test } from '@jest/globals'
import { overdueRecord } from '../../src/report/overdue.ts'
import type { TrialRecord } from '../../src/report/record.ts'
import type { Recorder } from '../../src/report/recorder.ts'
import { outputsOf } from '../../src/report/results.ts'
import type { Manifest, RegistryAnswer } from '../../src/world/world.ts'
import { denied, digests, ScriptedWorld, sha } from '../support/scripted-world.ts'

const project = 'st-harbor-f00d'
const references = ['api', 'web'].map((name) => `registry.example/acme/harbor/${name}:sha-${sha}`)

function words(record: TrialRecord): string {
  return record.failures.map(({ what, why }) => `${what}; ${why}`).join('\n')
}

function place(scripted: ScriptedWorld, deed: RegExp): number {
  const at = scripted.deeds.findIndex((done) => deed.test(done))
  if (at < 0) throw new Error(`not done: ${deed}\n${scripted.deeds.join('\n')}`)
  return at
}

const pushes = ({ deeds }: ScriptedWorld) => deeds.filter((deed) => deed.startsWith('push '))

describe('a trial in which nothing goes wrong', () => {
  test('pushes each image once, and leaves nothing', async () => {
    const scripted = new ScriptedWorld()
    const record = await scripted.run()
    expect(words(record)).toBe('')
    expect(record.verdict).toBe('passed')
    const moving = references.map((reference) => reference.replace(/:sha-.*/, ':main'))
    expect(new Set(record.images.flatMap(({ pushed }) => pushed))).toEqual(
      new Set([...references, ...moving]),
    )
    expect(scripted.deeds.at(-1)).toBe('save ')
    expect(scripted.warnings).toEqual([])
  })

  test('saves how to undo a thing before it makes the thing', async () => {
    const scripted = new ScriptedWorld()
    await scripted.run()
    const pairs = [
      [/^save processes \/tmp\/run$/, /^run docker compose .*config/],
      [/^save .*api:trial-f00d .*web:trial-f00d/, /^run docker buildx bake/],
      [new RegExp(`^save .*${project}`), /^run docker compose .*create/],
      [/^save .*api:sha-/, /^engine tag .*api:sha-/],
      [/^save .*web:sha-/, /^engine tag .*web:sha-/],
    ] as const
    for (const [saved, made] of pairs) {
      expect(place(scripted, saved)).toBeLessThan(place(scripted, made))
    }
  })

  test('removes containers before the names of the images that they run', async () => {
    const scripted = new ScriptedWorld()
    await scripted.run()
    expect(place(scripted, /^engine remove/)).toBeLessThan(place(scripted, /^engine untag/))
  })
})

describe('buildx', () => {
  test.each([
    ['writes no metadata', undefined],
    ['writes metadata that is no JSON', '{"api": '],
    ['writes an empty file', ''],
    ['names one image only', JSON.stringify({ api: { 'containerimage.digest': digests.api } })],
    ['names no digest', '{"api":{},"web":{}}'],
    ['writes null', 'null'],
  ])('that %s fails the build in words, and nothing is pushed', async (_, metadata) => {
    const scripted = new ScriptedWorld().on(/^docker buildx bake/, async () => {
      if (metadata !== undefined) scripted.files.set('/tmp/run/build.json', metadata)
      return {}
    })
    const record = await scripted.run()
    expect(record.failures).toMatchObject([{ stage: 'build', class: 'infrastructure' }])
    expect(words(record)).toContain('digest')
    expect(words(record)).not.toContain('bug')
    expect(pushes(scripted)).toEqual([])
  })
})

describe('the registry', () => {
  const second = /\/web:/

  test('that refuses one image fails the run, and the report names what it has taken', async () => {
    const scripted = new ScriptedWorld().onPush(second, denied)
    const record = await scripted.run()
    expect(record).toMatchObject({ verdict: 'failed', failures: [{ class: 'registry' }] })
    expect(words(record)).toContain('denied')
    expect(record.images.flatMap(({ pushed }) => pushed)).toEqual([references[0]])
    expect(record.publish).toBe('1 pushed')
    expect(pushes(scripted).filter((push) => push.endsWith(':main'))).toEqual([])
  })

  test('that refuses both tells of both', async () => {
    const scripted = new ScriptedWorld().onPush(/./, denied)
    const record = await scripted.run()
    expect(record.failures.map(({ what }) => what)).toEqual(
      references.map((reference) => expect.stringContaining(reference)),
    )
  })

  test('that refuses one image at once is not left while another is still being pushed', async () => {
    const scripted = new ScriptedWorld()
      .onPush(second, denied)
      .onPush(/\/api:/, async (reference) => {
        scripted.registry.take(reference, digests.api)
        for (let turns = 0; turns < 20; turns++)
          await new Promise((resolve) => setImmediate(resolve))
        scripted.deeds.push('pushed api')
        return { kind: 'done' }
      })
    await scripted.run()
    expect(place(scripted, /^pushed api/)).toBeLessThan(place(scripted, /^engine untag .*\/api:/))
    expect(scripted.deeds.at(-1)).toBe('save ')
  })

  const other = { digest: 'sha256:other', mediaType: 'application/json', text: '{}' }
  test.each<[string, RegistryAnswer<Manifest>, string]>([
    ['holds another image', { kind: 'ok', value: other }, 'sha256:other'],
    ['never knows it', { kind: 'absent' }, 'does not know it'],
    [
      'refuses to show it',
      { kind: 'refused', refusal: { status: 403, message: '403 no' } },
      '403 no',
    ],
  ])('that %s afterwards fails the run and says so', async (_, answer, told) => {
    const scripted = new ScriptedWorld()
    scripted.registry.on(/\/web:/, answer)
    const record = await scripted.run()
    expect(record).toMatchObject({ verdict: 'failed', failures: [{ class: 'registry' }] })
    expect(words(record)).toContain(references[1])
    expect(words(record)).toContain(told)
  })
})

describe('an engine that is gone when the stack is to be taken down', () => {
  const gone = async (): Promise<never> => {
    throw new Error('connect ECONNREFUSED')
  }

  test('and comes back has it taken down then', async () => {
    const scripted = new ScriptedWorld()
    let asked = 0
    scripted.engine.removal = async () => {
      const { version } = scripted.engine
      scripted.engine.removal = async () => ({ left: [] })
      scripted.engine.version = () => (++asked < 4 ? gone() : version())
      return gone()
    }
    // So that it is taken down at the end alone.
    const record = await scripted.run({ keep: 'on-failure' })
    expect(record.verdict).toBe('passed')
    expect(asked).toBe(4)
    expect(scripted.warnings).toEqual([])
    expect(scripted.deeds.at(-1)).toBe('save ')
  })

  test('and stays away is not waited for for long, and what is left is told', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.removal = () => {
      scripted.engine.version = gone
      return gone()
    }
    const record = await scripted.run()
    expect(scripted.warnings).toEqual([`not removed: stack ${project}: connect ECONNREFUSED`])
    const cleanup = record.steps.find(({ name }) => name === 'cleanup')
    expect(cleanup?.durationMs).toBeGreaterThan(15_000)
    expect(cleanup?.durationMs).toBeLessThan(30_000)
  })
})

describe('an exception that nobody expected', () => {
  test('is reported as a bug, with its stack', async () => {
    const scripted = new ScriptedWorld().on(/create/, async () => {
      throw new TypeError('x is not a function')
    })
    const record = await scripted.run()
    const [failure] = record.failures
    expect(failure).toMatchObject({ stage: 'stack', why: 'this is a bug in Sea Trial' })
    expect(failure?.what).toContain('x is not a function')
    expect(failure?.evidence?.[0]).toMatch(/^at .*trial\.test/)
    expect(place(scripted, /^engine remove/)).toBeGreaterThan(0)
  })

  test('also when it is no error at all', async () => {
    const scripted = new ScriptedWorld().on(/create/, () => Promise.reject('a string'))
    expect(words(await scripted.run())).toContain('a string')
  })
})

describe('cleanup', () => {
  test('that fails is a warning and changes no verdict', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.removal = () => Promise.reject(new Error('the engine is gone'))
    const record = await scripted.run()
    expect(record.verdict).toBe('passed')
    expect(scripted.warnings).toEqual([`not removed: stack ${project}: the engine is gone`])
  })

  test('tries everything else when one thing cannot be removed, and lists what is left', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.removal = async () => ({ left: ['volume p_data: in use'] })
    scripted.engine.onRemoveImage = (reference) => {
      if (reference.includes('api:trial')) throw new Error('image is in use')
    }
    const record = await scripted.run()
    expect(record.notes.filter((note) => note.startsWith('not removed'))).toEqual([
      'not removed: volume p_data: in use',
      expect.stringMatching(/api:trial-f00d: image is in use$/),
    ])
    expect(place(scripted, /^engine untag .*web:trial/)).toBeGreaterThan(0)
    expect(place(scripted, /^remove \/tmp\/run/)).toBeGreaterThan(0)
  })

  test('whose saved list cannot be written is a warning too', async () => {
    const scripted = new ScriptedWorld()
    const { save } = scripted.store
    scripted.store = {
      save: (undos) => {
        if (undos.length === 0) throw new Error('ENOSPC')
        save(undos)
      },
    }
    const record = await scripted.run()
    expect(record.verdict).toBe('passed')
    expect(scripted.warnings.join()).toContain('ENOSPC')
  })

  test('does not hide why the trial failed', async () => {
    const scripted = new ScriptedWorld()
    scripted.respond = async () => ({ status: 500 })
    scripted.engine.removal = () => Promise.reject(new Error('the engine is gone'))
    const record = await scripted.run()
    expect(record.failures).toMatchObject([{ stage: 'smoke' }])
  })
})

describe('keep', () => {
  const failing = (): ScriptedWorld => {
    const scripted = new ScriptedWorld()
    scripted.respond = async () => ({ status: 500 })
    return scripted
  }

  test('on-failure leaves a failed stack up and says how to take it down', async () => {
    const scripted = failing()
    const record = await scripted.run({ keep: 'on-failure' })
    expect(record.notes.join()).toContain(`docker compose -p ${project} down -v`)
    expect(scripted.deeds.filter((deed) => /^engine (remove|untag)/.test(deed))).toEqual([])
    expect(place(scripted, /^remove \/tmp\/run/)).toBeGreaterThan(0)
  })

  test('names its images in the command that takes it down, and nothing but what is there', async () => {
    const record = await failing().run({ keep: 'on-failure' })
    const names = ['api', 'web'].map((name) => `registry.example/acme/harbor/${name}:trial-f00d`)
    expect(record.notes.join()).toContain(`down -v && docker image rm ${names.join(' ')}`)
  })

  test.each([
    ['the build', /^docker buildx bake/],
    ['the Compose file', /config$/],
  ])('keeps nothing when %s failed, since nothing was started', async (_, command) => {
    const scripted = new ScriptedWorld().on(command, { exitCode: 1, stderr: 'ERROR: no' })
    const record = await scripted.run({ keep: 'on-failure' })
    expect(record.verdict).toBe('failed')
    expect(record.notes.join()).not.toContain('kept')
    if (/bake/.test(String(command))) place(scripted, /^engine untag .*api:trial-f00d/)
  })

  test.each([
    ['on-failure takes down a stack that passed', 'on-failure', new ScriptedWorld()],
    ['never takes down one that failed', 'never', failing()],
    ['always yields to a cancelled run', 'always', new ScriptedWorld().cancelAt(/^http/)],
  ])('%s', async (_, keep, scripted) => {
    await scripted.run({ keep })
    expect(place(scripted, /^engine remove/)).toBeGreaterThan(0)
  })

  test.each([
    ['never lets a stack go that passed while its images are pushed', 'never', true],
    ['on-failure lets it go when all is done, for what may still fail', 'on-failure', false],
  ])('%s', async (_, keep, early) => {
    const scripted = new ScriptedWorld()
    await scripted.run({ keep })
    const [removed, tagged] = [place(scripted, /^engine remove/), place(scripted, /^engine tag /)]
    expect(removed < tagged).toBe(early)
    expect(removed).toBeGreaterThan(scripted.deeds.findLastIndex((deed) => /^http/.test(deed)))
    expect(scripted.deeds.filter((deed) => deed.startsWith('engine remove'))).toHaveLength(1)
  })

  test('on-failure keeps a stack whose images could not be pushed', async () => {
    const scripted = new ScriptedWorld().onPush(/./, denied)
    const record = await scripted.run({ keep: 'on-failure' })
    expect(record.notes.join()).toContain('kept as asked')
    expect(scripted.deeds.filter((deed) => deed.startsWith('engine remove'))).toEqual([])
  })

  test.each([
    [
      'on-failure',
      'has the logs of a stack whose images could not be pushed',
      'logs of all services',
    ],
    ['never', 'asks nothing of one that is on its way out', ''],
  ])('%s %s', async (keep, _, told) => {
    const scripted = new ScriptedWorld().onPush(/./, denied)
    const { notes } = await scripted.run({ keep }, { logFolder: '/srv/report/logs' })
    const ofLogs = notes.filter((note) => note.includes('log'))
    expect(ofLogs).toEqual(told === '' ? [] : [expect.stringContaining(told)])
  })

  test('always leaves a stack up that passed', async () => {
    const scripted = new ScriptedWorld()
    await scripted.run({ keep: 'always' })
    expect(scripted.deeds.filter((deed) => deed.startsWith('engine remove'))).toEqual([])
  })
})

describe('a run that is cancelled', () => {
  const beginning = { mode: 'trial', startedAt: new Date(0), durationMs: 7 } as const

  test('is told as far as it came where its end hangs, with outputs that programs can read', async () => {
    const scripted = new ScriptedWorld().cancelAt(/^http/)
    const { save } = scripted.store
    let recorder: Recorder | undefined
    const told: TrialRecord[] = []
    scripted.store = {
      save(undos) {
        save(undos)
        // The first thing that the cleanup does; what comes after it could hang.
        const isCancelled = scripted.deeds.some((deed) => deed.startsWith('http'))
        if (isCancelled) told.push(overdueRecord(recorder, new Error('SIGINT'), beginning))
      },
    }
    const end = await scripted.run({}, { onBegun: (begun) => (recorder = begun) })
    expect(told[0]).toMatchObject({ verdict: 'cancelled', failures: [{ code: 'ST-CANCELLED' }] })
    expect(told[0]?.images).toHaveLength(2)
    expect(end.failures).toHaveLength(1)
    const outputs = outputsOf(told[0] as TrialRecord, '')
    expect(JSON.parse(outputs.digests)).toEqual(digests)
    for (const name of ['images', 'endpoints', 'plan', 'matrix', 'json'] as const)
      expect(JSON.parse(outputs[name])).toBeInstanceOf(Object)
  })

  test('before it has begun is told as one that did nothing', () => {
    const record = overdueRecord(undefined, new Error('SIGINT'), beginning)
    expect(record).toMatchObject({
      verdict: 'cancelled',
      publish: 'nothing was pushed',
      images: [],
    })
  })

  test.each([
    ['while the stack is read', /config$/],
    ['while it builds', /^run docker buildx bake/],
    ['after the build', /^write .*override/],
    ['while containers are created', /^run docker compose .*create/],
    ['while containers are compared', /^engine containers/],
    ['before anything was started', /^engine follow/],
    ['while containers start', /^engine start web/],
    ['while it checks', /^http/],
    ['while an image gets its name', /^engine tag/],
    ['while it pushes', /^push /],
    ['while it asks for its rights', /^registry ask/],
    ['while it looks what is there', /^registry read .*:sha-/],
    ['before a tag moves', /^registry read .*:main/],
  ])('%s says so, cleans up in a hurry, and pushes nothing more', async (_, deed) => {
    const scripted = new ScriptedWorld().cancelAt(deed)
    const record = await scripted.run()
    expect(record).toMatchObject({ verdict: 'cancelled', failures: [{ class: 'cancelled' }] })
    const at = place(scripted, deed)
    const after = scripted.deeds.slice(at + 1)
    expect(after.filter((done) => /^run|^http/.test(done))).toEqual([])
    expect(place(scripted, /^remove \/tmp\/run/)).toBeGreaterThan(at)
    expect(scripted.deeds.at(-1)).toBe('save ')
    if (scripted.deeds.some((done) => /create/.test(done))) {
      // What had passed is on its way out already.
      const hasPassed = scripted.deeds.slice(0, at).some((done) => /^http/.test(done))
      const removed = place(scripted, hasPassed ? /^engine remove/ : /^engine remove .* after 0s/)
      if (!hasPassed) expect(removed).toBeGreaterThan(at)
    }
  })
})
