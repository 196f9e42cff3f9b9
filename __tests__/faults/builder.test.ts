// A builder that is there, and builds somewhere else; and when nobody needs to be asked for one.
import { describe, expect, test } from '@jest/globals'
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

describe('buildx is asked for its builders', () => {
  const asked = ({ deeds }: ScriptedWorld): boolean =>
    deeds.some((deed) => deed.startsWith('run docker buildx ls'))
  const made = '/home/me/.docker/buildx/instances/mine'

  test.each<[string, Readonly<Record<string, string>>, readonly string[], boolean]>([
    ['not where nobody has made one', { HOME: '/home/me' }, [], false],
    ['where somebody has made one', { HOME: '/home/me' }, [made], true],
    ['where one is named', { HOME: '/home/me', BUILDX_BUILDER: 'mine' }, [], true],
    ['where its folder is not known', {}, [], true],
    [
      'by the folder that Docker is given',
      { HOME: '/', DOCKER_CONFIG: '/home/me/.docker' },
      [made],
      true,
    ],
    [
      'by the folder that it is given',
      { HOME: '/', BUILDX_CONFIG: '/b' },
      ['/b/instances/x'],
      true,
    ],
  ])('%s', async (_, env, files, expected) => {
    const scripted = new ScriptedWorld()
    for (const file of files) scripted.files.set(file, '{}')
    await scripted.run({}, { env })
    expect(asked(scripted)).toBe(expected)
  })
})
