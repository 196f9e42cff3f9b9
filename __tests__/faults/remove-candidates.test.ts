// Candidates are removed, and what was published from them never is.
import { describe, expect, test } from '@jest/globals'
import type { Part } from '../../src/fan-out/parts.ts'
import { removeCandidates } from '../../src/stages/remove-candidates.ts'
import type { RegistryAnswer } from '../../src/world/world.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const repository = 'ghcr.io/acme/api'
const published = `sha256:${'a'.repeat(64)}`
const part: Part = {
  ...{ target: 'api', services: ['api'], share: 'api', plan: 'p', repository },
  tag: 'candidate-1-abc',
}

function worldWithBoth(): ScriptedWorld {
  const scripted = new ScriptedWorld()
  scripted.registry.take(`${repository}:candidate-1-abc`, published)
  scripted.registry.take(`${repository}:main`, published)
  return scripted
}

describe('candidates', () => {
  test('go by a stand-in, so that the same manifest stays under its other names', async () => {
    const scripted = worldWithBoth()
    expect(await removeCandidates([part, part], scripted.world)).toEqual([])
    expect([...scripted.registry.manifests.keys()]).toEqual([`${repository}:main`])
    expect(scripted.deeds.filter((deed) => deed.includes(published))).toEqual([])
  })

  test('name nothing any more where the registry deletes nothing, which is told', async () => {
    const scripted = worldWithBoth()
    const refusal: RegistryAnswer<undefined> = {
      kind: 'refused',
      refusal: { status: 405, message: '405 UNSUPPORTED' },
    }
    scripted.registry.deleteManifest = async () => refusal
    expect(await removeCandidates([part], scripted.world)).toEqual([
      `candidates at ${repository}: candidate-1-abc can't be deleted, and names nothing any more (405 UNSUPPORTED)`,
    ])
    const left = scripted.registry.manifests.get(`${repository}:candidate-1-abc`)
    expect(JSON.parse(left?.text ?? '')).toMatchObject({ manifests: [] })
  })

  test('that are not there are not made, only to be deleted', async () => {
    const scripted = new ScriptedWorld()
    expect(await removeCandidates([part], scripted.world)).toEqual([])
    expect(scripted.deeds.filter((deed) => /put|delete/.test(deed))).toEqual([])
  })

  test('stay where the registry is gone, and the run is green all the same', async () => {
    const scripted = worldWithBoth()
    scripted.registry.putManifest = async () => ({ kind: 'unreachable', reason: 'reset' })
    expect(await removeCandidates([part], scripted.world)).toEqual([
      `candidates at ${repository}: candidate-1-abc stays (reset)`,
    ])
  })
})
