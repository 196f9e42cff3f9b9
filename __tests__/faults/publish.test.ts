import { describe, expect, test } from '@jest/globals'
import type { TrialRecord } from '../../src/report/record.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { denied, digests, ScriptedWorld, sha } from '../support/scripted-world.ts'

const api = 'registry.example/acme/harbor/api'
const web = 'registry.example/acme/harbor/web'
const other = `sha256:${'e'.repeat(64)}`
const theirs = 'd'.repeat(40)
const release = { tags: 'type=sha,format=long\ntype=semver,pattern={{version}},value=v1.2.3' }

function stateOf(record: TrialRecord, reference: string): string {
  const all = record.images.flatMap(({ references }) => references)
  const found = all.filter((one) => one.reference === reference)
  return found.map(({ state, reason }) => `${state}: ${reason}`).join(' and ')
}

const deeds = ({ deeds: all }: ScriptedWorld, pattern: RegExp) =>
  all.filter((deed) => pattern.test(deed))

/** git's word on which of both commits is the ancestor of the other. */
function history(scripted: ScriptedWorld, older: string, newer: string): ScriptedWorld {
  return scripted
    .on(/^git merge-base/, { exitCode: 1 })
    .on(new RegExp(`^git merge-base --is-ancestor ${older} ${newer}$`), { exitCode: 0 })
}

describe('a release', () => {
  test('has its version put only when every image is there', async () => {
    const scripted = new ScriptedWorld().onPush(/\/web:/, denied)
    const record = await scripted.run(release)
    expect(record.verdict).toBe('failed')
    expect(deeds(scripted, /^registry put/)).toEqual([])
    expect(stateOf(record, `${api}:1.2.3`)).toMatch(/^not touched: /)
  })

  test('does not overwrite its version where another image has it, and pushes none of that image', async () => {
    const scripted = new ScriptedWorld()
    scripted.registry.take(`${api}:1.2.3`, other)
    const record = await scripted.run(release)
    expect(record.failures[0]?.what).toBe(`${api}:1.2.3 is taken by another image`)
    expect(scripted.registry.manifests.get(`${api}:1.2.3`)?.digest).toBe(other)
    expect(deeds(scripted, /push .*\/api:/)).toEqual([])
  })

  test('takes its version as it is where the same image has it', async () => {
    const scripted = new ScriptedWorld()
    scripted.registry.take(`${api}:1.2.3`, digests.api)
    const record = await scripted.run(release)
    expect(record.verdict).toBe('passed')
    expect(stateOf(record, `${api}:1.2.3`)).toBe('there: the same image')
    expect(deeds(scripted, /^registry put .*:1.2.3$/)).toEqual([`registry put ${web}:1.2.3`])
  })
})

test.each([
  ['fails', /^docker buildx bake/],
  ['passes', /^nothing/],
])('a run that %s leaves no upload begun at the registry', async (_, broken) => {
  const scripted = new ScriptedWorld().on(broken, { exitCode: 1 })
  await scripted.run()
  expect(scripted.registry.abandonedUploads).toBe(true)
})

describe('of two runs that move one tag at the same time', () => {
  const reads = /^registry read .*\/api:main$/

  test('the older one leaves it to the newer one, green, and says so', async () => {
    const scripted = history(new ScriptedWorld(), sha, theirs)
    // The first read finds nothing, the second one looks at what was put.
    scripted.meanwhile(reads, 2, () => scripted.registry.takeFrom(`${api}:main`, other, theirs))
    const record = await scripted.run()
    expect(record.verdict).toBe('passed')
    expect(scripted.registry.manifests.get(`${api}:main`)?.digest).toBe(other)
    expect(stateOf(record, `${api}:main`)).toBe(
      'stayed: main points to a newer commit than this one',
    )
    expect(record.images.flatMap(({ pushed }) => pushed)).not.toContain(`${api}:main`)
    expect(record.publish).toBe('2 pushed, 1 tag left alone')
    expect(renderSummary(record)).toContain('main points to a newer commit')
  })

  test.each([
    ['right after', 2],
    ['when all seemed done', 3],
  ])('the newer one takes it back that the older one overwrote %s', async (_, read) => {
    const scripted = history(new ScriptedWorld(), theirs, sha)
    scripted.meanwhile(reads, read, () => scripted.registry.takeFrom(`${api}:main`, other, theirs))
    const record = await scripted.run()
    expect(record.verdict).toBe('passed')
    expect(scripted.registry.manifests.get(`${api}:main`)?.digest).toBe(digests.api)
    expect(stateOf(record, `${api}:main`)).toMatch(/^moved: /)
    expect(deeds(scripted, reads).length).toBeGreaterThan(read)
  })

  test('the one that loses it for ever gives up in words', async () => {
    const scripted = history(new ScriptedWorld(), theirs, sha)
    scripted.registry.on(/api:main$/, {
      kind: 'ok',
      value: { digest: other, mediaType: 'application/json', text: '{}' },
    })
    const record = await scripted.run()
    expect(record.failures[0]?.what).toBe(`${api}:main is not the image that passed`)
    expect(stateOf(record, `${api}:main`)).toMatch(/^failed: the registry has sha256:eee/)
  })
})

describe('the report', () => {
  test('has what a tag pointed to that was moved twice, and not what this run put there', async () => {
    const scripted = history(new ScriptedWorld(), theirs, sha)
    scripted.registry.takeFrom(`${api}:main`, other, theirs)
    scripted.meanwhile(/^registry read .*\/api:main$/, 3, () =>
      scripted.registry.takeFrom(`${api}:main`, `sha256:${'f'.repeat(64)}`, theirs),
    )
    const { images } = await scripted.run()
    const before = images.map(({ services, before }) => [services.join(), before?.digest])
    expect(before).toContainEqual(['api', other])
    expect(before).toContainEqual(['web', undefined])
    const reads = deeds(scripted, /^registry read .*\/web:main$/)
    expect(reads).toHaveLength(3) // before it moves, behind it, and when all have moved
  })

  test('has each failed try of a reference that was pushed in the end', async () => {
    let tries = 0
    const broken = 'received unexpected HTTP status: 503 Service Unavailable'
    const scripted = new ScriptedWorld()
    scripted.onPush(/\/web:/, async (reference) => {
      if (++tries < 3) return { kind: 'failed', reason: broken }
      scripted.registry.take(reference, digests.web)
      return { kind: 'done' }
    })
    const record = await scripted.run()
    expect(record.verdict).toBe('passed')
    const [pushed] = record.images[1]?.references ?? []
    expect(pushed).toMatchObject({ reference: `${web}:sha-${sha}`, state: 'pushed' })
    expect(pushed?.tries).toEqual(Array(2).fill(`push: ${broken}`))
    expect(renderSummary(record)).toContain('after 2 failed tries')
  })

  test('has every reference of a run that failed, and what became of it', async () => {
    const scripted = new ScriptedWorld().onPush(/\/web:/, async () => ({
      kind: 'failed',
      reason: 'denied: no',
    }))
    const record = await scripted.run()
    const states = record.images.flatMap(({ references }) =>
      references.map(({ reference, state }) => [reference, state]),
    )
    expect(Object.fromEntries(states)).toEqual({
      [`${api}:sha-${sha}`]: 'pushed',
      [`${api}:main`]: 'not touched',
      [`${web}:sha-${sha}`]: 'failed',
      [`${web}:main`]: 'not touched',
    })
    for (const [reference] of states)
      expect(record.failures[0]?.evidence?.join()).toContain(reference)
    expect(renderSummary(record)).toContain('denied: no')
  })
})

describe('images that share much', () => {
  const shared = [{ diffId: 'base', bytes: 100_000_000 }]
  const pushes = (scripted: ScriptedWorld) => deeds(scripted, /push|registry read .*:sha-/)
  const pushOf = (name: string): RegExp => new RegExp(`push .*/${name}:`)

  test('are pushed one after the other, so that the registry gives the second what the first brought', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.layers = async () => shared
    expect((await scripted.run()).verdict).toBe('passed')
    const order = pushes(scripted)
    const readBack = order.findLastIndex((deed) => deed.includes(`${api}:sha-`))
    expect(order.findIndex((deed) => pushOf('web').test(deed))).toBeGreaterThan(readBack)
  })

  test('do not wait for one that failed for ever, and the failure is told once', async () => {
    const scripted = new ScriptedWorld().onPush(/\/api:/, denied)
    scripted.engine.layers = async () => shared
    const record = await scripted.run()
    expect(record.failures.map(({ what }) => what)).toEqual([`could not push ${api}:sha-${sha}`])
    expect(stateOf(record, `${web}:sha-${sha}`)).toBe('pushed: read back')
  })

  test('go side by side where the engine can not tell', async () => {
    const scripted = new ScriptedWorld()
    scripted.engine.layers = () => Promise.reject(new Error('no history'))
    expect((await scripted.run()).verdict).toBe('passed')
    const order = pushes(scripted)
    const readBack = order.findLastIndex((deed) => deed.includes(`${api}:sha-`))
    expect(order.findIndex((deed) => pushOf('web').test(deed))).toBeLessThan(readBack)
  })
})
