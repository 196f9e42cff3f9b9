import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { targetNames } from '../../src/build/target-names.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const named = (...names: readonly string[]) => names.map((name) => targetNames(names).get(name))

describe('the bake target of a service', () => {
  test.each([
    ['has its name, where bake allows it', ['api', 'Web-2', '_x'], ['api', 'Web-2', '_x']],
    ['has no dot, which bake refuses', ['api.v1'], ['api_v1']],
    ['takes no name of another service', ['a.b', 'a_b', 'a_b-2'], ['a_b-3', 'a_b', 'a_b-2']],
    ['is another one for each', ['a.b_c', 'a_b.c'], ['a_b_c', 'a_b_c-2']],
  ])('%s', (_, names, targets) => {
    expect(named(...names)).toEqual(targets)
  })

  test('is allowed and unique, whatever the services are called', () => {
    const name = fc.string({ unit: fc.constantFrom('a', '.', '_', '-', '2'), minLength: 1 })
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const targets = named(...names)
        expect(new Set(targets).size).toBe(names.length)
        for (const target of targets) expect(target).toMatch(/^[a-zA-Z0-9_-]+$/)
      }),
    )
  })

  test('is not what a message or the plan calls it', async () => {
    const scripted = new ScriptedWorld()
    const dotted = scripted.files.get('/srv/compose.yaml')?.replaceAll('api:', 'api.v1:') ?? ''
    scripted.files.set('/srv/compose.yaml', dotted)
    scripted.files.set('/srv/api.v1/Dockerfile', 'FROM scratch\n')
    scripted.on(/config$/, { stdout: dotted })
    scripted.on(/^docker buildx bake/, async ({ stdin = '' }) => {
      expect(Object.keys(JSON.parse(stdin).target)).toEqual(['api_v1', 'web'])
      scripted.files.set('/tmp/run/build.json', '{}')
      return {}
    })
    const record = await scripted.run()
    expect(record.plan?.images.map(({ image }) => image)).toEqual(['api.v1', 'web'])
    expect(record.failures[0]?.what).toContain('no digest of api.v1')
  })
})
