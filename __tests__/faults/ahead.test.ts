// Containers that are made while the builder still writes down what it did, and what can befall that.
import { describe, expect, test } from '@jest/globals'
import type { TrialRecord } from '../../src/report/record.ts'
import { digests, ScriptedWorld } from '../support/scripted-world.ts'

const other = { api: `sha256:${'1'.repeat(64)}`, web: `sha256:${'2'.repeat(64)}` }
const create = / create .*api web$/
const overrideFile = '/tmp/run/override.json'

/** Time for everything that goes on beside. */
async function aWhile(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve))
}

const line = (name: string, more: object = {}): string =>
  JSON.stringify({ vertexes: [{ digest: name, name, started: 'now', completed: 'now', ...more }] })
const allExported = [line('[api] exporting to image'), line('[web] exporting to image')]

interface Build {
  readonly lines: readonly string[]
  readonly exitCode?: number
  /** What it says at its end that it made, and what the engine has then. */
  readonly made?: typeof digests
}

/** A build that goes on for a while after its last line. */
function building({ lines, exitCode = 0, made = digests }: Build): ScriptedWorld {
  const scripted = new ScriptedWorld()
  const hold = (images: typeof digests): void => {
    for (const [target, digest] of Object.entries(images))
      scripted.engine.images.set(target, digest)
  }
  return scripted
    .on(/^docker buildx bake/, async (_, { onLine }) => {
      hold(digests)
      for (const one of lines) onLine?.('stderr', one)
      await aWhile()
      scripted.deeds.push('build ends')
      if (exitCode !== 0) return { exitCode, stderr: 'ERROR: no space for it' }
      hold(made)
      const entries = Object.entries(made).map(([target, digest]) => [
        target,
        { 'containerimage.digest': digest },
      ])
      scripted.files.set('/tmp/run/build.json', JSON.stringify(Object.fromEntries(entries)))
      return {}
    })
    .on(create, async () => {
      const { services } = JSON.parse(scripted.files.get(overrideFile) ?? '') as {
        services: Record<string, { image: string }>
      }
      for (const [name, { image }] of Object.entries(services)) {
        scripted.engine.create(name, image.replace(/^.*@/, ''))
      }
      return {}
    })
}

const places = ({ deeds }: ScriptedWorld, deed: RegExp): readonly number[] =>
  deeds.flatMap((one, place) => (deed.test(one) ? [place] : []))
const endOf = (scripted: ScriptedWorld): number => places(scripted, /^build ends$/)[0] ?? -1
const words = (record: TrialRecord): string =>
  record.failures.map(({ stage, what, why }) => `${stage}: ${what}; ${why}`).join('\n')

describe('containers', () => {
  test('are made once all images are in the engine, before the build has ended', async () => {
    const scripted = building({ lines: allExported })
    const record = await scripted.run()
    expect(words(record)).toBe('')
    expect(record.verdict).toBe('passed')
    const [made = -1, ...again] = places(scripted, create)
    expect(again).toEqual([])
    expect(made).toBeGreaterThan(-1)
    expect(made).toBeLessThan(endOf(scripted))
    expect(places(scripted, /^engine start/)[0]).toBeGreaterThan(endOf(scripted))
  })

  test.each([
    ['one image is not there yet', allExported.slice(1)],
    [
      'the export of one failed',
      [allExported[0] ?? '', line('[web] exporting to image', { error: 'x' })],
    ],
    [
      'only a step of that name is done',
      allExported.map((one) => one.replaceAll('to image', 'layers')),
    ],
  ])('wait for the end of the build where %s', async (_, lines) => {
    const scripted = building({ lines })
    expect((await scripted.run()).verdict).toBe('passed')
    expect(places(scripted, create)).toHaveLength(1)
    expect(places(scripted, create)[0]).toBeGreaterThan(endOf(scripted))
  })

  test('are made anew of what the build says, where that is not what was seen', async () => {
    const scripted = building({ lines: allExported, made: other })
    const record = await scripted.run({ push: 'false' })
    expect(words(record)).toBe('')
    expect(places(scripted, create)).toHaveLength(2)
    expect([...scripted.engine.states.values()].map(({ image }) => image)).toEqual(
      Object.values(other),
    )
  })

  test("that can't be made are told of once, when the build has ended, and nothing is left", async () => {
    const scripted = building({ lines: allExported }).on(create, {
      exitCode: 1,
      stderr: 'no such network: somewhere',
    })
    const record = await scripted.run()
    expect(places(scripted, create)).toHaveLength(1)
    expect(record.failures).toHaveLength(1)
    expect(words(record)).toMatch(/^stack: .*no such network: somewhere/)
    expect(places(scripted, /^engine remove st-harbor-f00d/)).toHaveLength(1)
  })

  test('of a build that fails in the end go with it, once they are all made', async () => {
    const scripted = building({ lines: allExported, exitCode: 1 })
    scripted.on(create, async () => {
      await aWhile()
      await aWhile()
      scripted.deeds.push('created')
      return {}
    })
    const record = await scripted.run()
    expect(words(record)).toMatch(/^build: /)
    const [created = -1] = places(scripted, /^created$/)
    expect(created).toBeGreaterThan(endOf(scripted))
    expect(places(scripted, /^engine remove st-harbor-f00d/)[0]).toBeGreaterThan(created)
  })
})
