// A builder that is there, and builds somewhere else.
import { expect, test } from '@jest/globals'
import { digests, ScriptedWorld } from '../support/scripted-world.ts'

test("another engine's own builder is told of when the image is not where it is to be tried", async () => {
  const scripted = new ScriptedWorld()
    .on(/^docker buildx ls/, { stdout: '{"Name":"elsewhere","Driver":"docker"}\n' })
    .on(/^docker buildx bake .*--builder elsewhere /, async () => {
      const entries = Object.entries(digests).map(([target, digest]) => [
        target,
        { 'containerimage.digest': digest },
      ])
      scripted.files.set('/tmp/run/build.json', JSON.stringify(Object.fromEntries(entries)))
      return {}
    })
  const record = await scripted.run({ builder: 'elsewhere' })
  expect(record.verdict).toBe('failed')
  expect(record.failures).toEqual([
    {
      stage: 'build',
      class: 'input',
      code: 'ST-IMAGE-ELSEWHERE',
      what: 'the image of api is not in the engine that is to try it',
      why: "the builder elsewhere is another engine's own, and keeps there what it builds",
      fix: 'leave out the builder, or let DOCKER_CONTEXT or DOCKER_HOST name its engine',
    },
  ])
})
