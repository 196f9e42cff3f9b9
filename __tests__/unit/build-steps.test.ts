import { describe, expect, test } from '@jest/globals'
import type { BuildStep } from '../../src/build/progress.ts'
import { planPulls } from '../../src/build/pulls.ts'
import { begun, buildLines, cacheHits, hitRatio, slowestSteps } from '../../src/build/steps.ts'
import { parseStack } from '../../src/compose/model.ts'

function step(name: string, more: Partial<BuildStep> = {}): BuildStep {
  return { name, cached: false, state: 'done', durationMs: 0, log: [], ...more }
}

describe('the steps of a build', () => {
  test('count for the image whose they are, from cache or not, done or not', () => {
    const steps = [
      step('[api build 1/3] FROM docker.io/library/node:24'),
      step('[api internal] load build definition from Dockerfile'),
      step('[api build 2/3] COPY . .', { cached: true }),
      step('[api build 3/3] RUN make', { error: 'exit code: 1' }),
      step('[web 2/2] RUN true'),
      step('[web linux/arm64 2/2] RUN true'),
      step('exporting to image'),
    ]
    expect(cacheHits(steps, ['api', 'web'])).toEqual([
      { target: 'api', cached: 1, done: 1, steps: 2 },
      { target: 'web', cached: 0, done: 2, steps: 2 },
    ])
  })

  test('that never began are not done, and of a done build were one with those of another image', () => {
    const steps = [
      step('[api 1/2] COPY . .', { state: 'waiting' }),
      step('[api 2/2] RUN a', { state: 'running' }),
      step('[web 1/2] COPY . .', { cached: true }),
    ]
    expect(cacheHits(steps, ['api', 'web'])[0]).toMatchObject({ cached: 0, done: 0, steps: 2 })
    const [api, web] = cacheHits(begun(steps.slice(0, 1).concat(steps.slice(2))), ['api', 'web'])
    expect([api?.steps, web?.steps, web?.cached]).toEqual([0, 1, 1])
  })

  test('count for the only image without its name', () => {
    const steps = [step('[build 2/3] RUN a', { cached: true }), step('[stage-1 2/2] RUN b')]
    expect(cacheHits(steps, ['api'])).toEqual([{ target: 'api', cached: 1, done: 2, steps: 2 }])
  })

  test('of a name that is no image of ours count for none', () => {
    expect(cacheHits([step('[other 1/2] RUN a')], ['api', 'web'])).toEqual([
      { target: 'api', cached: 0, done: 0, steps: 0 },
      { target: 'web', cached: 0, done: 0, steps: 0 },
    ])
  })

  test('have a ratio over all images, and none where nothing was counted', () => {
    const one = { target: 'api', done: 0 }
    expect(
      hitRatio([
        { ...one, cached: 1, steps: 3 },
        { ...one, cached: 2, steps: 3 },
      ]),
    ).toBe(0.5)
    expect(hitRatio([{ ...one, cached: 0, steps: 0 }])).toBeUndefined()
    expect(hitRatio([])).toBeUndefined()
  })

  test('that took long are named, the slowest first; those from cache took no time', () => {
    const steps = [
      step('a', { durationMs: 1000 }),
      step('b', { durationMs: 9000, cached: true }),
      step('c', { durationMs: 3000 }),
      step('d', { durationMs: 999 }),
      step('e', { durationMs: 2000 }),
    ]
    expect(slowestSteps(steps, 2).map(({ name }) => name)).toEqual(['c', 'e'])
    expect(slowestSteps(steps, 9).map(({ name }) => name)).toEqual(['c', 'e', 'a'])
  })

  test('are told with each image', () => {
    const lines = buildLines({
      images: [
        { target: 'api', digest: 'sha256:a' },
        { target: 'web', digest: 'sha256:b' },
      ],
      hits: [
        { target: 'api', cached: 2, done: 3, steps: 3 },
        { target: 'web', cached: 0, done: 0, steps: 0 },
      ],
      slowest: [step('[api 3/3] RUN make', { durationMs: 12_340 })],
    })
    expect(lines).toEqual([
      '✓ api: sha256:a (2 of 3 steps cached)',
      '✓ web: sha256:b',
      '  12.3s [api 3/3] RUN make',
    ])
  })
})

describe('what is pulled', () => {
  const pullsOf = (services: string, always = false) =>
    planPulls(parseStack(`name: harbor\nservices:\n${services}`), always).images

  test('is every image that is not built, once for all services that run it', () => {
    const services = `  api: { build: { context: /srv } }
  cache: { image: "redis:7" }
  queue: { image: "redis:7" }
  arm: { image: "redis:7", platform: linux/arm64 }
`
    expect(pullsOf(services)).toEqual([
      { reference: 'redis:7', services: ['cache', 'queue'], when: 'missing' },
      { reference: 'redis:7', services: ['arm'], when: 'missing', platform: 'linux/arm64' },
    ])
  })

  test.each([
    ['{ image: a }', false, ['missing']],
    ['{ image: a }', true, ['always']],
    ['{ image: a, pull_policy: always }', false, ['always']],
    ['{ image: a, pull_policy: never }', true, []],
    [`{ image: "a@sha256:${'0'.repeat(64)}", pull_policy: always }`, true, ['missing']],
  ])('%s, with pull %s, is pulled: %j', (service, always, expected) => {
    expect(pullsOf(`  one: ${service}\n`, always).map(({ when }) => when)).toEqual(expected)
  })

  test('is newer for both where one of two services asks for it', () => {
    const services = '  one: { image: a }\n  two: { image: a, pull_policy: always }\n'
    expect(pullsOf(services)).toEqual([
      { reference: 'a', services: ['one', 'two'], when: 'always' },
    ])
  })
})
