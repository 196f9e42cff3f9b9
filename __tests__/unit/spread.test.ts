import { describe, expect, test } from '@jest/globals'
import type { ImagePlan } from '../../src/build/bake.ts'
import { type BuilderNode, parseBuilders } from '../../src/build/builder.ts'
import { planSpread, type SpreadPlan, type SpreadQuestion } from '../../src/build/spread.ts'

const node = (name: string, ...platforms: readonly string[]): BuilderNode => ({
  name,
  ...{ endpoint: `tcp://${name}:1234`, options: {}, platforms },
})

/** `like`: the image with whose stages it begins. */
function image(target: string, { like = target, platforms = [] as readonly string[] } = {}) {
  const build = { context: `/${like}`, args: new Map(), contexts: new Map(), platforms }
  return { target, services: [target], build } as unknown as ImagePlan
}

const [east, west, arm, dead] = [
  node('east', 'linux/amd64', 'linux/386'),
  node('west', 'linux/amd64'),
  node('arm', 'linux/arm64', 'linux/amd64'),
  node('dead'),
]

function spread(overrides: Partial<SpreadQuestion>, nodes: readonly BuilderNode[] = [east, west]) {
  return planSpread({
    builder: 'fleet',
    builders: { known: [{ name: 'fleet', driver: 'remote', nodes }] },
    images: [image('a'), image('b'), image('c')],
    platform: 'linux/amd64',
    isOverridden: false,
    keepsMounts: false,
    runId: '7',
    ...overrides,
  })
}

const lanesOf = (plan: SpreadPlan): unknown =>
  plan.kind === 'spread'
    ? Object.fromEntries(plan.parts.map((part) => [part.node.name, part.targets]))
    : plan.reason

describe('images on the nodes of a builder', () => {
  test('are dealt out one by one', () => {
    expect(lanesOf(spread({}))).toEqual({ east: ['a', 'c'], west: ['b'] })
  })

  test('stay together where they have common stages, the largest group first', () => {
    const images = [image('a'), image('b'), image('b2', { like: 'b' }), image('c')]
    expect(lanesOf(spread({ images }))).toEqual({ east: ['b', 'b2'], west: ['a', 'c'] })
  })

  test('are built on nodes of their own platform that answer', () => {
    expect(lanesOf(spread({}, [arm, east, dead, west]))).toEqual({ east: ['a', 'c'], west: ['b'] })
  })

  test('leave a node in reserve where there are more nodes than images', () => {
    const images = [image('a'), image('b')]
    const third = node('third', 'linux/amd64')
    expect(lanesOf(spread({ images }, [east, west, third]))).toEqual({
      ...{ east: ['a'], west: ['b'], third: [] },
    })
  })

  const whole: readonly (readonly [
    string,
    Partial<SpreadQuestion>,
    readonly BuilderNode[],
    RegExp,
  ])[] = [
    ['one node answers', {}, [east, dead], /1 of them answers for linux\/amd64/],
    [
      'an image has another platform',
      { images: [image('a'), image('b', { platforms: ['linux/arm64'] })] },
      [east, west],
      /each platform of b/,
    ],
    ['cache mounts are kept', { keepsMounts: true }, [east, west], /cache mounts/],
    ['bake targets are overridden', { isOverridden: true }, [east, west], /the input set/],
    [
      'all images have common stages',
      { images: [image('a'), image('b', { like: 'a' })] },
      [east, west],
      /common stages/,
    ],
  ]

  test.each(whole)('are left to buildx where %s, and the plan says so', (_, given, nodes, why) => {
    expect(lanesOf(spread(given, nodes))).toMatch(why)
  })

  test('are left to buildx where the driver is another one', () => {
    const builders = { known: [{ name: 'fleet', driver: 'kubernetes', nodes: [east, west] }] }
    expect(lanesOf(spread({ builders }))).toMatch(/it is kubernetes/)
  })

  test('need no word where the builder has one node', () => {
    const builders = { known: [{ name: 'fleet', driver: 'remote' }] }
    expect(spread({ builders })).toEqual({ kind: 'whole' })
  })

  test('are known from what buildx lists, with the options of each', () => {
    const Nodes = [
      { Name: 'fleet0', Endpoint: 'tcp://a:1', Status: 'running', Platforms: ['linux/amd64'] },
      { Name: 'fleet1', Endpoint: 'tcp://b:1', Status: 'inactive', DriverOpts: { cacert: '/ca' } },
    ]
    const { known } = parseBuilders(JSON.stringify({ Name: 'fleet', Driver: 'remote', Nodes }))
    expect(known?.[0]?.nodes).toEqual([
      { name: 'fleet0', endpoint: 'tcp://a:1', options: {}, platforms: ['linux/amd64'] },
      { name: 'fleet1', endpoint: 'tcp://b:1', options: { cacert: '/ca' }, platforms: [] },
    ])
  })
})
