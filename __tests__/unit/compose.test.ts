import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { durationMs } from '../../src/compose/item.ts'
import { parseStack, type Service } from '../../src/compose/model.ts'

// Printed by `docker compose config` 2.40.3 for a file that uses every key of the model.
const stack = parseStack(readFileSync('__tests__/fixtures/compose/resolved.yaml', 'utf8'))

function service(name: string): Service {
  const found = stack.services.find((one) => one.name === name)
  if (!found) throw new Error(`the fixture lacks ${name}`)
  return found
}

function only(yaml: string, rest = ''): Service {
  const [first] = parseStack(`name: t\nservices:\n  x: {${yaml}}\n${rest}`).services
  if (!first) throw new Error('no service')
  return first
}

describe('the resolved model', () => {
  test('reads without a problem and keeps the order of the CLI', () => {
    expect(stack.problems).toEqual([])
    expect(stack.name).toBe('wide')
    const names = ['__proto__', 'api', 'base', 'db', 'prov']
    expect(stack.services.map(({ name }) => name)).toEqual(names)
  })

  test('keeps the extension keys of the file and of its services', () => {
    expect(stack.smoke).toEqual([{ tcp: 'localhost:1' }])
    expect(stack.settings).toEqual({})
    expect(service('api').smoke).toEqual([{ get: '/' }])
    expect(service('api').settings).toEqual({ 'wait-timeout': '3s' })
  })

  test('knows the real names of networks and volumes and which are external', () => {
    expect(stack.volumes).toEqual([{ key: 'data', name: 'wide_data', external: false }])
    expect(stack.networks).toEqual([
      { key: 'default', name: 'wide_default', external: false },
      { key: 'ext', name: 'ext', external: true },
    ])
  })

  test('holds every option of a build', () => {
    expect(service('api').build).toEqual({
      context: '/repo',
      dockerfile: 'Dockerfile.api',
      target: 'prod',
      args: new Map([
        ['A', '1'],
        ['C', '3'],
      ]),
      contexts: new Map([
        ['base', 'service:base'],
        ['img', 'docker-image://alpine'],
        ['src', '/repo/src'],
      ]),
      labels: new Map([['a', 'b']]),
      secrets: [
        { id: 'tok', file: '/repo/t' },
        { id: 'other', environment: 'FOO' },
      ],
      ssh: ['default', 'k=/tmp/key'],
      platforms: ['linux/amd64'],
      tags: ['x:y'],
      cacheFrom: ['type=gha'],
      cacheTo: ['type=gha,scope=web'],
      network: 'host',
      shmSize: 64 * 1024 * 1024,
      ulimits: new Map([
        ['nofile', { soft: 10, hard: 20 }],
        ['nproc', { soft: 3, hard: 3 }],
      ]),
      extraHosts: ['somehost=162.242.195.82', 'v6=::1'],
      noCache: true,
      pull: true,
      privileged: true,
      entitlements: ['network.host'],
      provenance: 'mode=max',
      sbom: true,
      isolation: 'default',
    })
    expect(service('db').build?.dockerfileInline).toBe('FROM x\nRUN y')
  })

  test('knows what a service waits for', () => {
    expect(service('api').dependsOn).toEqual([
      { service: 'base', condition: 'healthy', required: false, restart: true },
      { service: 'db', condition: 'started', required: true, restart: false },
    ])
  })

  test('knows every form of a port', () => {
    expect(service('api').ports).toEqual([
      { target: 80, protocol: 'tcp' },
      { target: 90, protocol: 'tcp', published: '8080' },
      { target: 91, protocol: 'tcp', published: '8081' },
      { target: 92, protocol: 'tcp', published: '8082' },
      { target: 53, protocol: 'udp', published: '53', hostIp: '127.0.0.1' },
      { target: 9000, protocol: 'tcp', published: '9000-9001' },
      { target: 1, protocol: 'tcp', published: '5', name: 'web', appProtocol: 'http' },
      { target: 77, protocol: 'tcp', published: '77', hostIp: '::1' },
    ])
  })

  test('gives times in milliseconds', () => {
    expect(service('api').healthcheck).toEqual({
      kind: 'test',
      test: ['CMD-SHELL', 'curl -f x'],
      intervalMs: 90_000,
      timeoutMs: 500,
      startPeriodMs: 3_600_000,
      startIntervalMs: 1500,
      retries: 4,
    })
  })

  test('knows the rest of a service', () => {
    expect(service('api')).toMatchObject({
      platform: 'linux/amd64',
      memoryLimit: 1024 ** 3,
      user: '1:1',
      pullPolicy: 'always',
      privileged: true,
      needsComposeToStart: true,
      bindMounts: [{ source: '/repo/x', target: '/y', readOnly: true }],
      networks: ['default', 'ext'],
    })
    expect(service('base')).toMatchObject({ containerName: 'hey', networkMode: 'host' })
    expect(service('prov').provider).toBe(true)
  })

  test('a dollar that the CLI doubled is one dollar again', () => {
    expect(service('api').environment.get('D')).toBe('a$b')
    expect(service('api').environment.get('A')).toBeNull()
  })

  test.each([
    ['disable: true', { disable: true }],
    ['test: [NONE]', { test: ['NONE'] }],
  ])('a healthcheck with %s is disabled', (_, check) => {
    expect(only(`healthcheck: ${JSON.stringify(check)}`).healthcheck).toEqual({ kind: 'disabled' })
  })

  test('a healthcheck without a test keeps the test of the image', () => {
    const healthcheck = { kind: 'test', test: [], intervalMs: 1000 }
    expect(only('healthcheck: {interval: 1s}').healthcheck).toEqual(healthcheck)
  })

  test.each([
    ['', 1],
    ['scale: 0', 0],
    ['deploy: {replicas: 0}', 0],
    ['deploy: {replicas: 3}', 3],
    ['scale: 2, deploy: {replicas: 2}', 2],
  ])('{%s} runs %i replicas', (yaml, replicas) => {
    expect(only(yaml).replicas).toBe(replicas)
  })

  test.each([
    ['', { kind: 'no' }],
    ['restart: "no"', { kind: 'no' }],
    ['restart: always', { kind: 'always' }],
    ['restart: unless-stopped', { kind: 'unless-stopped' }],
    ['restart: on-failure:4', { kind: 'on-failure', maxRetries: 4 }],
    ['deploy: {restart_policy: {condition: any}}', { kind: 'always' }],
    ['restart: always, deploy: {restart_policy: {condition: none}}', { kind: 'no' }],
    [
      'deploy: {restart_policy: {condition: on-failure, max_attempts: 3}}',
      { kind: 'on-failure', maxRetries: 3 },
    ],
  ])('{%s} restarts as the engine will', (yaml, restart) => {
    expect(only(yaml).restart).toEqual(restart)
  })

  test.each([
    ['a hook', 'post_start: [{command: [a]}]', '', true],
    [
      'a secret from the environment',
      'secrets: [{source: s}]',
      'secrets: {s: {environment: E}}',
      true,
    ],
    ['a config with content', 'configs: [{source: c}]', 'configs: {c: {content: hi}}', true],
    ['a secret from a file', 'secrets: [{source: s}]', 'secrets: {s: {file: /f}}', false],
    ['nothing of the kind', 'image: a', '', false],
  ])("a service with %s is Compose's to start or not", (_, yaml, rest, needed) => {
    expect(only(yaml, rest).needsComposeToStart).toBe(needed)
  })
})

describe('odd data', () => {
  test.each([
    ['no YAML', 'a: [', 'the output of `docker compose config` cannot be read'],
    ['aliases', 'name: &a x\nservices: {x: {image: *a}}', 'cannot be read'],
    ['10,000 levels', '['.repeat(10_000), 'cannot be read'],
    ['a list of services', 'services: [a]', 'has a list at services, where a mapping belongs'],
    [
      'a service that is text',
      'services: {x: hi}',
      'a string at services.x, where a mapping belongs',
    ],
    [
      'a port without a target',
      'services: {x: {ports: [{published: "1"}]}}',
      'services.x.ports[0].target',
    ],
    ['a port that is a word', 'services: {x: {ports: [{target: web}]}}', 'where a number belongs'],
    [
      'an unknown condition',
      'services: {x: {depends_on: {y: {condition: service_happy}}}}',
      'condition',
    ],
    ['an unknown policy', 'services: {x: {restart: sometimes}}', 'services.x.restart'],
    ['a wordy duration', 'services: {x: {healthcheck: {interval: 5 seconds}}}', 'a duration'],
  ])('with %s is a problem, not an exception', (_, yaml, what) => {
    expect(
      parseStack(yaml)
        .problems.map((one) => one.what)
        .join('\n'),
    ).toContain(what)
  })

  test('a wrong shape is described without its value, which may be a secret', () => {
    const { problems } = parseStack('services: {x: {ports: hunter2}}')
    expect(JSON.stringify(problems)).not.toContain('hunter2')
    expect(problems).toHaveLength(1)
  })

  test('names such as __proto__ and constructor stay data', () => {
    const yaml = `services:
  __proto__: {image: a, environment: {__proto__: p, constructor: c}}
  constructor: {image: b, x-smoke: {__proto__: {polluted: 1}}}`
    const [first, second] = parseStack(yaml).services
    expect(first?.environment.get('__proto__')).toBe('p')
    expect(second?.name).toBe('constructor')
    expect(Object.keys(second?.smoke ?? {})).toEqual(['__proto__'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('any text gives a stack', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseStack(text).services)))
  })

  test('any value at any known key gives a stack', () => {
    const keys =
      'image build ports depends_on healthcheck deploy scale restart volumes secrets environment networks'
    const anyService = fc.dictionary(fc.constantFrom(...keys.split(' ')), fc.jsonValue())
    fc.assert(
      fc.property(anyService, fc.jsonValue(), (x, secrets) => {
        const { services } = parseStack(JSON.stringify({ services: { x }, secrets }))
        expect(services).toHaveLength(1)
      }),
    )
  })
})

test.each([
  ['30s', 30_000],
  ['1m30s', 90_000],
  ['1h0m0s', 3_600_000],
  ['1.5s', 1500],
  ['100us', 0.1],
  ['0', 0],
  ['0s', 0],
  ['5', undefined],
  ['5 seconds', undefined],
  ['-1s', undefined],
  ['', undefined],
  ['s', undefined],
])('the duration %s is %s ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms)
})
