// What lies between the job that built and the job that tries: changed, gone, or not what it says.
import { describe, expect, test } from '@jest/globals'
import { digests, ScriptedWorld } from '../support/scripted-world.ts'

const repository = (service: string): string => `registry.example/acme/harbor/${service}`
const other = `sha256:${'e'.repeat(64)}`

/** As after the job that built: candidates at the registry, and its document at hand. */
async function builtElsewhere(): Promise<ScriptedWorld> {
  const scripted = new ScriptedWorld()
  const built = await scripted.run({ workdir: '/srv', mode: 'build', 'hand-over': 'registry' })
  expect(built.verdict).toBe('passed')
  for (const [service, digest] of Object.entries(digests))
    scripted.registry.take(`${repository(service)}:${digest}`, digest)
  scripted.deeds.length = 0
  scripted.engine.images.clear()
  return bringing(scripted, digests)
}

/** What the engine has when it has pulled. */
function bringing(scripted: ScriptedWorld, images: Readonly<Record<string, string>>) {
  return scripted.on(/^docker pull/, async () => {
    for (const [service, digest] of Object.entries(images))
      scripted.engine.images.set(service, digest)
    return {}
  })
}

const takingOver = { workdir: '/srv', 'hand-overs': '/srv/sea-trial-hand-over' }
const deedsOf = ({ deeds }: ScriptedWorld, pattern: RegExp) =>
  deeds.filter((deed) => pattern.test(deed))

describe('images that were handed over', () => {
  test('are pulled by digest, tried, and published without a build or an upload', async () => {
    const scripted = await builtElsewhere()
    const record = await scripted.run(takingOver)
    expect(record.failures).toEqual([])
    expect(deedsOf(scripted, /^run docker pull/)).toEqual([
      `run docker pull --quiet ${repository('api')}@${digests.api}`,
      `run docker pull --quiet ${repository('web')}@${digests.web}`,
    ])
    expect(deedsOf(scripted, /bake|^push /)).toEqual([])
    expect(deedsOf(scripted, /^registry delete/)).toHaveLength(2)
    expect(deedsOf(scripted, new RegExp(`delete .*(?:${digests.api}|${digests.web})`))).toEqual([])
  })

  test('are not started where the engine holds something else by that name', async () => {
    const scripted = bringing(await builtElsewhere(), { ...digests, web: other })
    const record = await scripted.run(takingOver)
    expect(record.failures.map(({ what, code }) => `${what} ${code}`)).toEqual([
      'web is not what was handed over by the share all ST-HAND-OVER',
    ])
    expect(deedsOf(scripted, /create|^registry (?:put|delete)/)).toEqual([])
  })

  test('are not fetched at all where one of them is gone', async () => {
    const scripted = await builtElsewhere()
    scripted.registry.manifests.delete(`${repository('web')}:${digests.web}`)
    const record = await scripted.run(takingOver)
    expect(record.failures.map(({ what }) => what)).toEqual([
      `${repository('web')}@${digests.web}, handed over by the share all as web, is not there`,
    ])
    expect(deedsOf(scripted, /pull|create/)).toEqual([])
  })

  test('are looked for by their names where no document came, and named by their share', async () => {
    const scripted = await builtElsewhere()
    const candidate = [...scripted.registry.manifests.keys()].find((one) =>
      one.includes('/web:candidate-'),
    )
    scripted.registry.manifests.delete(candidate ?? '')
    const record = await scripted.run({ workdir: '/srv', 'hand-overs': 'registry' })
    expect(record.failures.map(({ what }) => what)).toEqual([
      'the share web was not handed over: web',
    ])
  })

  test('stay candidates when their trial fails', async () => {
    const scripted = await builtElsewhere()
    scripted.respond = async () => ({ status: 500 })
    const record = await scripted.run({ ...takingOver, 'smoke-timeout': '1s' })
    expect(record.verdict).toBe('failed')
    expect(record.failures[0]?.stage).toBe('smoke')
    expect(deedsOf(scripted, /^registry (?:put|delete)/)).toEqual([])
  })
})
