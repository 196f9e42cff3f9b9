// What was built is looked at beside the trial; that it can't be seen costs nothing.
import { expect, test } from '@jest/globals'
import type { ImageContents, Inside } from '../../src/world/inside.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const contents: ImageContents = {
  platforms: [{ platform: 'linux/amd64', bytes: 5_000_000 }],
  layers: [{ instruction: 'COPY . . # buildkit', bytes: 4_000_000, createdAtMs: 0 }],
}

function seeing(look: Inside['contents']): ScriptedWorld {
  const scripted = new ScriptedWorld()
  Object.assign(scripted.world.inside, { contents: look })
  return scripted
}

test('every image is in the report and in the log', async () => {
  const scripted = seeing(async () => contents)
  const record = await scripted.run()
  expect(record.verdict).toBe('passed')
  const described = {
    platforms: contents.platforms,
    layers: [{ instruction: 'COPY . .', bytes: 4_000_000 }],
  }
  expect(record.build).toEqual({
    images: ['api', 'web'].map((service) => ({ services: [service], ...described })),
    slowest: [],
    checks: [],
  })
  expect(scripted.said).toContain('api: linux/amd64 5.0 MB; largest layers 4.0 MB COPY . .')
})

test.each<[string, Inside['contents']]>([
  ['fails', () => Promise.reject(new Error('no such image'))],
  ['never comes', () => new Promise(() => {})],
])('a run passes without what is known of its images when the answer %s', async (_, look) => {
  const scripted = seeing(look)
  const record = await scripted.run()
  expect(record.verdict).toBe('passed')
  expect(record.failures).toEqual([])
  expect(scripted.warnings).toEqual([])
  expect(record.build?.images).toEqual([])
})
