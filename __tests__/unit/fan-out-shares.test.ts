import { describe, expect, test } from '@jest/globals'
import type { ImagePlan } from '../../src/build/bake.ts'
import { matrixOf } from '../../src/fan-out/matrix.ts'
import { isSamePlatform, runnerFor } from '../../src/fan-out/platforms.ts'
import { selectShare } from '../../src/fan-out/selection.ts'
import { leastShares, planShares, type Share } from '../../src/fan-out/shares.ts'
import { imageOf } from '../support/images.ts'

const both = ['linux/amd64', 'linux/arm64']
const own = (target: string, over: Parameters<typeof imageOf>[1] = {}): ImagePlan =>
  imageOf(target, { context: `/srv/${target}`, ...over })
const told = (shares: readonly Share[]): readonly string[] =>
  shares.map(({ name, targets }) => `${name}: ${targets.join(' ')}`)

describe('shares', () => {
  test.each<[string, readonly ImagePlan[], readonly string[]]>([
    ['each image alone', [own('api'), own('web')], ['api: api', 'web: web']],
    [
      'stages of one Dockerfile together',
      [imageOf('api', { target: 'api' }), own('web'), imageOf('job', { target: 'job' })],
      ['api: api job', 'web: web'],
    ],
    [
      'one Dockerfile with other arguments apart',
      [imageOf('api', { args: new Map([['N', 'a']]) }), imageOf('web', { args: new Map() })],
      ['api: api', 'web: web'],
    ],
    [
      'an image with the one that it starts from, also by way of a third',
      [
        own('api', { contexts: new Map([['base', 'service:mid']]) }),
        own('web'),
        own('mid', { contexts: new Map([['base', 'service:low']]) }),
        own('low'),
      ],
      ['api: api mid low', 'web: web'],
    ],
    [
      'each platform alone',
      [own('api', { platforms: both })],
      ['api-linux-amd64: api', 'api-linux-arm64: api'],
    ],
    [
      'the only platform without its name',
      [own('api', { platforms: ['linux/arm64'] })],
      ['api: api'],
    ],
    [
      'what names no platform apart from kin that does',
      [
        imageOf('api', { target: 'api', platforms: both }),
        imageOf('job', { target: 'job', platforms: [] }),
      ],
      ['api-linux-amd64: api', 'api-linux-arm64: api', 'job: job'],
    ],
    ['of nothing are none', [], []],
  ])('%s', (_, images, expected) => {
    expect(told(planShares(images, 256))).toEqual(expected)
  })

  test('are laid together where there would be more, evenly, each with one platform', () => {
    const images = Array.from({ length: 10 }, (_, nth) =>
      own(`s${nth}`, { platforms: nth < 4 ? both : ['linux/amd64'] }),
    )
    const shares = planShares(images, 4)
    expect(shares).toHaveLength(4)
    expect(shares.map(({ platform, targets }) => [platform, targets.length])).toEqual(
      expect.arrayContaining([
        ['linux/amd64', 4],
        ['linux/amd64', 3],
        ['linux/amd64', 3],
        ['linux/arm64', 4],
      ]),
    )
    expect(new Set(shares.map(({ name }) => name)).size).toBe(4)
    expect(leastShares(images)).toBe(2)
  })

  test('are never more than GitHub takes, each image in one, and small enough for an output', () => {
    const images = Array.from({ length: 1000 }, (_, nth) => own(`service-${nth}`))
    const shares = planShares(images, 256)
    expect(shares).toHaveLength(256)
    expect(shares.flatMap(({ targets }) => targets).toSorted()).toEqual(
      images.map(({ target }) => target).toSorted(),
    )
    expect(Math.max(...shares.map(({ targets }) => targets.length))).toBe(4)
    expect(JSON.stringify(matrixOf(shares, images)).length).toBeLessThan(100_000)
  })
})

test('the matrix names what steps want, and a machine of the kind', () => {
  const image = { ...own('api', { platforms: both }), services: ['api', 'worker'] }
  const [first, second] = matrixOf(planShares([image], 256), [image]).include
  expect(first).toEqual({
    ...{ share: 'api-linux-amd64', image: 'api', services: 'api,worker' },
    ...{ platform: 'linux/amd64', runner: 'ubuntu-26.04' },
  })
  expect(second?.runner).toBe('ubuntu-26.04-arm')
})

test.each([
  ['linux/arm64/v8', 'linux/arm64', true],
  ['linux/amd64', 'linux/amd64/v1', true],
  ['linux/amd64/v2', 'linux/amd64', false],
  ['linux/arm/v7', 'linux/arm64', false],
])('%s and %s are the same: %s', (one, other, same) => {
  expect(isSamePlatform(one, other)).toBe(same)
})

test.each([
  [undefined, 'ubuntu-26.04'],
  ['linux/arm/v7', 'ubuntu-26.04-arm'],
  ['linux/riscv64', 'ubuntu-26.04'],
])('%s is built on %s', (platform, runner) => {
  expect(runnerFor(platform)).toBe(runner)
})

describe('a share as the build takes it', () => {
  const annotations = new Map([
    ['index:title', 'A'],
    ['manifest:title', 'A'],
  ])
  const api: ImagePlan = {
    ...own('api', { platforms: both, contexts: new Map([['base', 'service:base']]) }),
    annotations,
  }
  const base = own('base', { platforms: both })
  const all = [api, base, own('web')]
  const share = { name: 'api-linux-arm64', targets: ['api'], platform: 'linux/arm64' }
  const set = (target: string) => ({ target, key: 'args.X', operator: '=', value: '1' }) as const

  test('has one platform, the base on the way, and nothing of an index', () => {
    const { images, bases, cacheSuffix } = selectShare(share, all, [])
    expect(images.map(({ build }) => build.platforms)).toEqual([['linux/arm64']])
    expect(bases.map(({ target, build }) => [target, build.platforms])).toEqual([
      ['base', ['linux/arm64']],
    ])
    expect([...(images[0]?.annotations ?? [])]).toEqual([['manifest:title', 'A']])
    // Another machine keeps that of the other platform at the same time.
    expect(cacheSuffix).toBe('-linux-arm64')
  })

  test('has the overrides of its images, and those of none, which the build refuses', () => {
    const { overrides } = selectShare(share, all, [set('*'), set('web'), set('base'), set('wbe')])
    expect(overrides.map(({ target }) => target)).toEqual(['*', 'base', 'wbe'])
  })
})
