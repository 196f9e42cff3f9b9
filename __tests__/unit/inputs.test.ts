import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Inputs, parseInputs } from '../../src/inputs/inputs.ts'
import { inputTable } from '../../src/inputs/table.ts'
import { askedRules, lintRules } from '../../src/lint/practices.ts'
import { type Given, inputsOf, problemsOf, rawOf } from '../support/given-inputs.ts'

describe('without any input', () => {
  test('everything has its default', () => {
    const usual = lintRules.filter((rule) => !askedRules.includes(rule))
    expect(inputsOf({})).toEqual({
      shares: 256,
      handOver: { kind: 'auto' },
      profiles: [],
      envFiles: [],
      services: [],
      scale: new Map(),
      workdir: '.',
      allowUnsafePrCheckout: false,
      buildArgs: new Map(),
      secrets: new Map(),
      secretFiles: new Map(),
      secretEnvs: new Map(),
      ssh: [],
      platforms: [],
      set: [],
      noCache: false,
      pull: false,
      cache: 'auto',
      cacheFrom: [],
      cacheTo: [],
      cacheMounts: false,
      policy: [],
      lint: new Map(usual.map((rule) => [rule, 'warn'])),
      waitTimeoutMs: 300_000,
      stableForMs: 3_000,
      quickProbes: true,
      smoke: { kind: 'compose' },
      smokeTimeoutMs: 120_000,
      push: 'auto',
      images: [],
      tags: [],
      flavor: [],
      labels: new Map(),
      annotations: new Map(),
      promote: 'auto',
      reuse: 'auto',
      force: false,
      certificate: 'on',
      summary: true,
      reportDir: 'sea-trial-report',
      mode: 'trial',
      keep: 'never',
    })
  })

  test('what GitHub passes from action.yml by itself changes nothing', () => {
    const passed = inputTable.map((row) => [row.name, row.default ?? ''] as const)
    expect(inputsOf(Object.fromEntries(passed))).toEqual(inputsOf({}))
    expect(problemsOf({ ...Object.fromEntries(passed), smoke: 'none' })).toBe('')
    expect(problemsOf({ ...Object.fromEntries(passed), mode: 'promote' })).toBe('')
  })
})

describe('an input', () => {
  test.each<[string, Given, Partial<Inputs>]>([
    ['files', { files: 'a.yaml,b.yaml' }, { files: ['a.yaml', 'b.yaml'] }],
    ['project-name', { 'project-name': 'a-1_b' }, { projectName: 'a-1_b' }],
    [
      'scale',
      { scale: 'api=3,web=0' },
      {
        scale: new Map([
          ['api', 3],
          ['web', 0],
        ]),
      },
    ],
    [
      'build-args',
      { 'build-args': 'A=1,2\nB==' },
      {
        buildArgs: new Map([
          ['A', '1,2'],
          ['B', '='],
        ]),
      },
    ],
    ['secrets', { secrets: '"k=a\nb"' }, { secrets: new Map([['k', 'a\nb']]) }],
    ['secret-envs', { 'secret-envs': 'k=TOKEN' }, { secretEnvs: new Map([['k', 'TOKEN']]) }],
    [
      'platforms',
      { platforms: 'linux/amd64,linux/arm/v7' },
      { platforms: ['linux/amd64', 'linux/arm/v7'] },
    ],
    [
      'set',
      { set: '*.args.A=b=c\napi.tags+=x' },
      {
        set: [
          { target: '*', key: 'args.A', operator: '=', value: 'b=c' },
          { target: 'api', key: 'tags', operator: '+=', value: 'x' },
        ],
      },
    ],
    ['provenance: false', { provenance: 'false' }, { provenance: { kind: 'off' } }],
    ['provenance: true', { provenance: 'true' }, { provenance: { kind: 'on', attributes: '' } }],
    [
      'provenance: mode=max',
      { provenance: 'mode=max' },
      { provenance: { kind: 'on', attributes: 'mode=max' } },
    ],
    ['sbom', { sbom: 'generator=a/b' }, { sbom: { kind: 'on', attributes: 'generator=a/b' } }],
    [
      'cache-from',
      { 'cache-from': 'type=gha,scope=a\nuser/app:cache' },
      { cacheFrom: ['type=gha,scope=a', 'user/app:cache'] },
    ],
    ['wait-timeout', { 'wait-timeout': '90s' }, { waitTimeoutMs: 90_000 }],
    ['stable-for: 0', { 'stable-for': '0' }, { stableForMs: 0 }],
    ['smoke: none', { smoke: 'none' }, { smoke: { kind: 'none' } }],
    [
      'smoke as a file',
      { smoke: 'test/smoke.yaml' },
      { smoke: { kind: 'file', path: 'test/smoke.yaml' } },
    ],
    [
      'smoke as YAML',
      { smoke: '- tcp: db:5432' },
      { smoke: { kind: 'inline', text: '- tcp: db:5432' } },
    ],
    [
      'smoke as flow YAML',
      { smoke: '[{get: /}]' },
      { smoke: { kind: 'inline', text: '[{get: /}]' } },
    ],
    ['registry', { registry: 'localhost:5000' }, { registry: 'localhost:5000' }],
    ['images', { images: 'api=ghcr.io/o/api' }, { images: ['api=ghcr.io/o/api'] }],
    [
      'tags',
      { tags: 'type=sha,format=long\ntype=ref,event=pr' },
      { tags: ['type=sha,format=long', 'type=ref,event=pr'] },
    ],
    ['mode', { mode: 'plan' }, { mode: 'plan' }],
    ['keep', { keep: 'on-failure' }, { keep: 'on-failure' }],
  ])('is read: %s', (_name, given, expected) => {
    expect(inputsOf(given)).toMatchObject(expected)
  })

  test.each<[string, Given, string]>([
    [
      'a misspelt name',
      { 'wait-timout': '1m' },
      'input wait-timout is unknown; write wait-timeout',
    ],
    ['a name like no other', { nonsense: '' }, 'input nonsense is unknown; remove it'],
    ['__proto__', { ['__proto__']: 'x' }, 'input __proto__ is unknown; remove it'],
    ['no unit', { 'wait-timeout': '90' }, 'input wait-timeout: "90" has no unit; write 90s'],
    [
      'a wait without end',
      { 'wait-timeout': '0' },
      'input wait-timeout: "0" is too short; write at least 1ms',
    ],
    [
      'a choice',
      { push: 'yes' },
      'input push: "yes" is not one of auto, true, false; write one of auto, true, false',
    ],
    ['a boolean', { pull: 'always' }, 'input pull: "always" is not a boolean; write true or false'],
    [
      'a project name',
      { 'project-name': 'My App' },
      'input project-name: "My App" can\'t be a Compose project name; write "myapp"',
    ],
    [
      'a count',
      { scale: 'api=two' },
      'input scale: "api": "two" is not a whole number; write a whole number from 0 to 1000',
    ],
    [
      'a platform alone',
      { platforms: 'arm64' },
      'input platforms: "arm64" is not a platform; write linux/arm64',
    ],
    [
      'a platform twice',
      { platforms: 'linux/amd64,linux/amd64' },
      'input platforms: "linux/amd64" is given twice; keep one of them',
    ],
    [
      'an override',
      { set: 'api=x' },
      'input set: "api" in line 1 is not an override; write target.key=value',
    ],
    [
      'an attestation',
      { sbom: 'yes' },
      'input sbom: "yes" is not an attestation; write true, false, or name=value attributes',
    ],
    [
      'a cache without type',
      { 'cache-to': 'mode=max' },
      'input cache-to: an entry has no type; write type=registry,ref=… or another type that Buildx knows',
    ],
    [
      'a URL as registry',
      { registry: 'https://ghcr.io/' },
      'input registry: "https://ghcr.io/" is a URL; write ghcr.io',
    ],
    [
      'a path in registry',
      { registry: 'ghcr.io/owner' },
      'input registry: "ghcr.io/owner" has a path; write ghcr.io here and the names of repositories in images',
    ],
    [
      'an upper-case registry',
      { registry: 'GHCR.io' },
      'input registry: "GHCR.io" has upper-case letters; write ghcr.io',
    ],
    [
      'a port',
      { registry: 'ghcr.io:70000' },
      'input registry: the registry "ghcr.io:70000" has the port "70000"; write a port from 0 to 65535, or none',
    ],
    [
      'a NUL byte',
      { labels: 'a=\0' },
      'input labels: the value holds a NUL byte; remove the NUL byte',
    ],
  ])('is refused with what to write: %s', (_what, given, expected) => {
    expect(problemsOf(given)).toBe(expected)
  })

  test('of a megabyte is refused at once', () => {
    const long = '/'.repeat(1_000_000)
    expect(problemsOf({ registry: `${long}x`, set: `${long}x`, platforms: long })).not.toBe('')
  })

  test('is one of many: every problem comes in one message', () => {
    const given = { 'wait-timeout': '90', push: 'x', pull: 'yes', foo: '1', password: 'x' }
    expect(problemsOf(given).split('\n')).toHaveLength(5)
  })

  test('problems of the command line come in the same message', () => {
    const earlier = {
      stage: 'inputs',
      class: 'input',
      code: 'ST-INPUT-UNKNOWN',
      what: '--foo is unknown',
    } as const
    const { problems } = parseInputs(rawOf({ push: 'x' }), [earlier])
    expect(problems.map(({ what }) => what)).toEqual([
      '--foo is unknown',
      expect.stringMatching(/^input push: "x"/),
    ])
  })
})

describe('the table of inputs', () => {
  test('names each input once, in kebab case', () => {
    const names = inputTable.map((row) => row.name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  test('has a default for everything that a choice, boolean or duration is read from', () => {
    const without = inputTable.filter((row) => row.default === undefined)
    expect(without.filter((row) => /^(choice|boolean|duration)$/.test(row.kind))).toEqual([])
  })

  test('is read whole: a bad value of any input of a kind is noticed', () => {
    for (const { name } of inputTable) {
      expect(problemsOf({ [name]: 'a\0' })).toContain(`input ${name}: the value holds a NUL byte`)
    }
  })

  test('describes each input in whole sentences', () => {
    for (const { description } of inputTable) expect(description).toMatch(/^[A-Z].*\.$/)
  })
})

test('any inputs give either Inputs or named problems, never another exception', () => {
  const name = fc.oneof(fc.constantFrom(...inputTable.map((row) => row.name)), fc.string())
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('"', ',', '\n', '#', '=', '.', ':', '/', 'a', '1') }),
    fc.constantFrom('true', 'false', 'none', 'always', 'promote', '1m', 'a=b', 'type=gha'),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (given) => {
      expect(typeof problemsOf(Object.fromEntries(given))).toBe('string')
    }),
    { numRuns: 500 },
  )
})
