// A trial that is taken as passed, and what stands in the way of it, with registries as they are on bad days.
import { describe, expect, test } from '@jest/globals'
import { makeArtifact, statementMediaType } from '../../src/certificate/artifact.ts'
import { Attachments } from '../../src/certificate/attachments.ts'
import { renderCertificate, testResultType } from '../../src/certificate/statement.ts'
import type { TrialRecord } from '../../src/report/record.ts'
import { inputsOf } from '../../src/reuse/inputs-hash.ts'
import type { ReuseSearch } from '../../src/reuse/reuse.ts'
import { findProven } from '../../src/stages/find-proven.ts'
import type { World } from '../../src/world/world.ts'
import type { Given } from '../support/given-inputs.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const content = `sha256:${'e'.repeat(64)}`

/** Of the same content, unless it says otherwise. */
function worldWith(fingerprint: World['files']['fingerprint'] = known): ScriptedWorld {
  const world = new ScriptedWorld()
  Object.assign(world.world.files, { fingerprint })
  return world
}

const known: World['files']['fingerprint'] = async () => ({ kind: 'known', digest: content })

/** What an earlier run has left at the registry. */
async function inheriting(world: ScriptedWorld): Promise<ScriptedWorld> {
  const earlier = worldWith()
  expect((await run(earlier)).verdict).toBe('passed')
  world.registry.inherit(earlier.registry)
  return world
}

const run = (world: ScriptedWorld, given: Given = {}): Promise<TrialRecord> =>
  world.run({ reuse: 'auto', ...given })

const isBuilt = ({ deeds }: ScriptedWorld): boolean =>
  deeds.some((deed) => deed.startsWith('run docker buildx bake'))

describe('a trial of what has passed', () => {
  test('builds and starts nothing, and moves no tag before its certificate is there', async () => {
    const world = await inheriting(worldWith())
    world.registry.forget(/:main$/)
    const record = await run(world)
    expect(record.verdict).toBe('passed')
    expect(isBuilt(world)).toBe(false)
    expect(world.deeds.filter((deed) => deed.startsWith('engine start'))).toEqual([])
    expect(record.plan?.reuse.kind).toBe('taken')
    expect(record.certificate?.text).toContain('"basis":"sha256:')
    expect(record.lock).toContain('registry.example')
    const papers = world.deeds.findLastIndex((deed) => /registry put .*:sha256[:-]/.test(deed))
    const main = world.deeds.findIndex((deed) => /registry put .*:main$/.test(deed))
    expect(papers).toBeGreaterThan(0)
    expect(main).toBeGreaterThan(papers)
  })

  test.each<[string, World['files']['fingerprint'], string]>([
    [
      'other content',
      async () => ({ kind: 'known', digest: `sha256:${'f'.repeat(64)}` }),
      'no trial with the same content has passed yet',
    ],
    [
      'content that can not be read',
      async () => ({ kind: 'unknown', why: 'it is too large' }),
      "the build context of api can't be compared: it is too large",
    ],
  ])('is run whole with %s', async (_, fingerprint, reason) => {
    const world = await inheriting(worldWith(fingerprint))
    const record = await run(world)
    expect(record.verdict).toBe('passed')
    expect(isBuilt(world)).toBe(true)
    expect(record.plan?.reuse.reason).toContain(reason)
  })

  test('is run whole where the registry says nothing, and passes', async () => {
    const world = await inheriting(worldWith())
    const refusal = { status: 403, message: '403 no' }
    world.registry.on(/:inputs-/, { kind: 'refused', refusal })
    const record = await run(world)
    expect(record.verdict).toBe('passed')
    expect(isBuilt(world)).toBe(true)
    expect(record.plan?.reuse.reason).toContain('403 no')
  })

  test('is run whole where the image is there and its certificate is gone', async () => {
    const world = await inheriting(worldWith())
    world.registry.forget(/:sha256-/)
    const record = await run(world)
    expect(isBuilt(world)).toBe(true)
    expect(record.plan?.reuse.reason).toMatch(/api:inputs-[0-9a-f]{12} .* no certificate/)
  })
})

describe('a certificate without a signature', () => {
  const place = 'registry.example/acme/harbor/api'
  const repository = 'https://github.com/acme/harbor'
  const compared = { texts: 'all', folders: [], tracked: [], images: [], workspace: '/srv' }
  const { hash } = inputsOf(compared, { folders: [], images: new Map() })
  const search: ReuseSearch = {
    ...{ kind: 'try', reason: 'a push', compared, source: { repository }, budgetMs: 1000 },
    images: [{ target: 'api', services: ['api'], repositories: [place] }],
  }

  async function certified(): Promise<World> {
    const { registry, world } = new ScriptedWorld()
    registry.take(`${place}:inputs-${hash}`, content)
    const manifest = { digest: content, mediaType: 'application/json', text: '{}' }
    const text = renderCertificate({
      ...{ result: 'PASSED', failedTests: [], repository, inputs: hash, others: [] },
      images: [{ services: ['api'], name: place, digest: content }],
      details: { stack: '', finishedOn: '', durationMs: 1, tools: {}, stages: [], checks: [] },
    })
    const paper = {
      mediaType: statementMediaType,
      predicateType: testResultType,
      created: '',
    } as const
    await new Attachments(world, 1000).attach(place, makeArtifact(manifest, { ...paper, text }))
    return world
  }

  test('is enough where none is demanded', async () => {
    expect(await findProven(search, await certified())).toMatchObject({ kind: 'taken' })
  })

  test('is none where one is demanded', async () => {
    const found = await findProven({ ...search, signature: { repository } }, await certified())
    expect(found).toMatchObject({
      kind: 'trial',
      reason: expect.stringContaining('it is not signed'),
    })
  })

  test('of another repository is none', async () => {
    const source = { repository: 'https://github.com/acme/other' }
    const found = await findProven({ ...search, source }, await certified())
    expect(found).toMatchObject({ kind: 'trial', reason: expect.stringContaining('acme/other') })
  })
})
