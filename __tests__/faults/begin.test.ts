// The part of a stack that comes up while the rest is being built, and what can befall either.
import { describe, expect, test } from '@jest/globals'
import type { TrialRecord } from '../../src/report/record.ts'
import { digests, ScriptedWorld } from '../support/scripted-world.ts'

const project = 'st-harbor-f00d'

const model = (db = ''): string => `
name: harbor
services:
  db: { image: "redis:7"${db} }
  api:
    build: { context: /srv/api }
    image: api
    ports: [{ target: 80 }]
    depends_on: { db: { condition: service_started } }
    x-smoke: [{ get: /health }]
  web: { build: { context: /srv/web }, image: web }
`

const createEarly = /docker compose (?!.*override\.json).* create .* db$/
const createRest = /docker compose .*override-early\.json .*override\.json.* create .* api web$/

function scriptedWith(db = ''): ScriptedWorld {
  const scripted = new ScriptedWorld().on(/config$/, { stdout: model(db) })
  scripted.engine.images.set('redis', 'sha256:redis')
  return scripted
    .on(/ create /, { exitCode: 9, stderr: 'neither part of the stack' })
    .on(createEarly, async () => {
      scripted.engine.create('db', 'sha256:redis')
      return {}
    })
    .on(createRest, async () => {
      for (const [name, image] of Object.entries(digests)) scripted.engine.create(name, image)
      return {}
    })
}

/** Time for everything that goes on beside. */
async function aWhile(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve))
}

/** The build ends, well or not, after the early part has had its time. */
function buildSlowly(scripted: ScriptedWorld, outcome: { exitCode: number }): ScriptedWorld {
  return scripted.on(/^docker buildx bake/, async () => {
    await aWhile()
    scripted.deeds.push('build ends')
    if (outcome.exitCode !== 0) return { ...outcome, stderr: 'ERROR: no space for it' }
    const entries = Object.entries(digests).map(([target, digest]) => [
      target,
      { 'containerimage.digest': digest },
    ])
    scripted.files.set('/tmp/run/build.json', JSON.stringify(Object.fromEntries(entries)))
    for (const [target, digest] of Object.entries(digests)) {
      scripted.engine.images.set(target, digest)
    }
    return {}
  })
}

function words(record: TrialRecord): string {
  return record.failures.map(({ what, why }) => `${what}; ${why}`).join('\n')
}

function inOrder({ deeds }: ScriptedWorld, ...patterns: readonly RegExp[]): void {
  const places = patterns.map((pattern) => deeds.findIndex((deed) => pattern.test(deed)))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
}

const removals = ({ deeds }: ScriptedWorld): readonly string[] =>
  deeds.filter((deed) => deed.startsWith(`engine remove ${project}`))

describe('beside the build', () => {
  test('a service that needs nothing built is running when the build ends, and stays', async () => {
    const scripted = buildSlowly(scriptedWith(), { exitCode: 0 })
    const record = await scripted.run()
    expect(words(record)).toBe('')
    inOrder(
      scripted,
      new RegExp(`^save .*${project}`),
      /^run .* create .* db$/,
      /^engine start db/,
      /^build ends/,
      /^run .* create .* api web$/,
      /^engine start api/,
    )
    expect(scripted.deeds.filter((deed) => deed === 'engine start db')).toHaveLength(1)
    expect(removals(scripted)).toHaveLength(1)
    expect(scripted.said.join('\n')).toMatch(/✓ db running for 3s after \d/)
    expect(scripted.said.join('\n')).not.toContain('… 0.0s')
  })

  test('a service that is ready after the build alone is so in the report', async () => {
    const scripted = scriptedWith(', healthcheck: { test: [CMD, x] }')
    scripted.engine.onStart = async (id) => {
      const health = id === 'db' ? { health: 'starting' as const } : {}
      scripted.engine.set(id, { status: 'running', ...health })
      if (id === 'api') scripted.engine.set('db', { health: 'healthy' })
    }
    const record = await scripted.run()
    expect(words(record)).toBe('')
    // What its own part knew last is older than what the whole stack knew.
    const verdicts = record.services.map(({ name, verdict }) => `${name} ${verdict}`)
    expect(verdicts.toSorted()).toEqual(['api ready', 'db ready', 'web ready'])
  })

  test('is followed by one stream of events at a time', async () => {
    const scripted = buildSlowly(scriptedWith(), { exitCode: 0 })
    let [open, most] = [0, 0]
    const follow = scripted.engine.follow.bind(scripted.engine)
    scripted.engine.follow = async function* (...given) {
      most = Math.max(most, ++open)
      try {
        yield* follow(...given)
      } finally {
        open -= 1
      }
    }
    await scripted.run()
    expect([open, most]).toEqual([0, 1])
  })

  test('what died is told at once, and fails the run with those that waited for it', async () => {
    const scripted = buildSlowly(scriptedWith(), { exitCode: 0 })
    scripted.engine.onStart = async (id) =>
      scripted.engine.set(id, { status: 'exited', exitCode: 1 })
    const record = await scripted.run()
    expect(scripted.said).toContain('✗ db exited with code 1')
    const causes = record.failures.map(({ stage, what }) => [stage, what])
    expect(causes).toContainEqual(['health', 'db exited with code 1; api waited for it'])
  })
})

describe('a build that fails', () => {
  test('takes down what came up beside it, and is the only one to blame', async () => {
    const scripted = buildSlowly(scriptedWith(), { exitCode: 1 })
    const record = await scripted.run()
    expect(record.failures.map(({ stage }) => stage)).toEqual(['build'])
    inOrder(scripted, /^engine start db/, /^build ends/, /^engine remove/)
    expect(removals(scripted)).toHaveLength(1)
  })

  test('is told before a service that failed beside it', async () => {
    const scripted = buildSlowly(scriptedWith(), { exitCode: 1 })
    scripted.engine.onStart = async (id) =>
      scripted.engine.set(id, { status: 'exited', exitCode: 1 })
    const record = await scripted.run()
    expect(record.failures.map(({ stage }) => stage)).toEqual(['build', 'health'])
    expect(record.failures[1]?.what).toBe('db exited with code 1')
    expect(record.failures[1]?.evidence).toContain('last line')
  })

  test('starts nothing more of what came up beside it', async () => {
    const hook = ', post_start: [{ command: ./hook }]'
    const scripted = buildSlowly(scriptedWith(hook), { exitCode: 1 })
    scripted.on(/ up --detach/, async (_, { signal }) => {
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
      scripted.deeds.push('compose ended')
      return {}
    })
    await scripted.run()
    inOrder(scripted, /^build ends/, /^compose ended/, /^engine remove/)
  })
})

test('a service that Compose starts beside the build is let start when the build ends', async () => {
  const scripted = buildSlowly(scriptedWith(', post_start: [{ command: ./hook }]'), { exitCode: 0 })
  scripted.on(/ up --detach .* db$/, async (_, { signal }) => {
    while (!scripted.deeds.some((deed) => createRest.test(deed))) await aWhile()
    await aWhile()
    signal?.throwIfAborted()
    scripted.engine.set('db', { status: 'running' })
    return {}
  })
  expect(words(await scripted.run())).toBe('')
})

test('a part that can not be created fails the run, and the other is not created', async () => {
  const scripted = buildSlowly(scriptedWith(), { exitCode: 0 })
  scripted.on(createEarly, { exitCode: 1, stderr: 'Error: the network is odd' })
  const record = await scripted.run()
  expect(record.failures).toMatchObject([{ stage: 'stack', why: 'Error: the network is odd' }])
  expect(scripted.deeds.filter((deed) => / create /.test(deed))).toHaveLength(1)
  expect(removals(scripted)).toHaveLength(1)
})

test('a rest that can not be created leaves no one following what began', async () => {
  const scripted = buildSlowly(scriptedWith(), { exitCode: 0 })
  scripted.on(createRest, { exitCode: 1, stderr: 'Error: the network is odd' })
  const record = await scripted.run()
  expect(record.failures).toMatchObject([{ stage: 'stack', why: 'Error: the network is odd' }])
  const { length } = scripted.said
  await aWhile()
  expect(scripted.said).toHaveLength(length)
})

test.each([createEarly, /^engine start db/, createRest])(
  'a run that is cancelled at "%s" leaves nothing',
  async (deed) => {
    const scripted = buildSlowly(scriptedWith(), { exitCode: 0 }).cancelAt(deed)
    const record = await scripted.run()
    expect(record.verdict).toBe('cancelled')
    if (scripted.deeds.some((one) => one.includes(' create '))) {
      expect(removals(scripted)).toHaveLength(1)
    }
    expect(scripted.deeds.at(-1)).toBe('save ')
  },
)
