import { describe, expect, test } from '@jest/globals'
import {
  type BuilderQuestion,
  checkBuilder,
  chooseBuilder,
  parseBuilders,
} from '../../src/build/builder.ts'
import { buildCommand } from '../../src/build/command.ts'
import { checkOverrides } from '../../src/build/overrides.ts'
import { traceVariables } from '../../src/build/trace.ts'
import { redacting } from '../../src/text/redact.ts'
import { buildPlanOf, imageOf } from '../support/images.ts'

const plain: BuilderQuestion = {
  builders: { current: { name: 'default', driver: 'docker' } },
  env: {},
  store: 'containerd',
  exchange: 'cache',
  runId: '7',
}
const setUp = { current: { name: 'builder-1', driver: 'docker-container' } }

describe('the builder', () => {
  test.each<[string, Partial<BuilderQuestion>, string]>([
    ["is the engine's own where nothing else was said", {}, 'engine'],
    ['is the one that was set up before', { builders: setUp }, 'builder-1'],
    ['is the one of BUILDX_BUILDER', { env: { BUILDX_BUILDER: 'fleet' } }, 'fleet'],
    ['is what the input names before all others', { asked: 'mine', builders: setUp }, 'mine'],
    [
      'is one of its own where the classic store hinders cache',
      { store: 'classic' },
      'sea-trial-7',
    ],
    [
      "is the engine's own on the classic store where there is no cache to exchange",
      { store: 'classic', exchange: 'none' },
      'engine',
    ],
    ["is the engine's own where buildx tells nothing", { builders: {} }, 'engine'],
  ])('%s', (_, over, expected) => {
    const choice = chooseBuilder({ ...plain, ...over })
    expect(choice.kind === 'engine' ? choice.kind : choice.name).toBe(expected)
    expect(choice.reason).not.toBe('')
  })

  test('in use is read from what buildx lists', () => {
    const listed = [
      '{"Current":false,"Driver":"docker-container","Name":"old"}',
      '{"Current":true,"Driver":"remote","Name":"fleet"}',
    ]
    const fleet = { name: 'fleet', driver: 'remote' }
    expect(parseBuilders([...listed, listed[1]].join('\n'))).toEqual({
      known: [{ name: 'old', driver: 'docker-container' }, fleet],
      current: fleet,
    })
    expect(parseBuilders('no builders\n')).toEqual({})
  })

  test("that is named and is an engine's gets its name, and nothing that only others can do", () => {
    const known = [{ name: 'default', driver: 'docker' }]
    const builder = chooseBuilder({ ...plain, asked: 'default', builders: { known } })
    expect(builder).toEqual({ kind: 'engine', name: 'default', reason: 'the input builder' })
    const { argv, stdin } = buildCommand(buildPlanOf([imageOf('api')]), {
      builder,
      readCache: 'read',
    })
    expect(argv.join(' ')).toContain('--builder default ')
    expect(stdin).not.toContain('rewrite-timestamp')
  })

  test.each<[string, Parameters<typeof buildPlanOf>, string]>([
    ['nothing goes out with the image', [[imageOf('api')]], 'disabled'],
    ['provenance is asked for', [[imageOf('api', { provenance: true })]], 'max'],
    [
      'an override asks for it',
      [[imageOf('api')], { overrides: ['api.attest=type=provenance'] }],
      'max',
    ],
  ])('keeps the record that is searched for secrets where %s: %j', (_, plan, record) => {
    const builder = { kind: 'engine', reason: '' } as const
    const { env } = buildCommand(buildPlanOf(...plan), { builder, readCache: 'read' })
    expect(env?.['BUILDX_METADATA_PROVENANCE']).toBe(record)
    // What it would ask git for stands in a provenance alone.
    expect(env?.['BUILDX_GIT_INFO']).toBe(record === 'max' ? undefined : '0')
  })

  test.each<[string, Record<string, string | undefined>, boolean]>([
    ['nobody', { PATH: '/bin', MY_OTEL_NOTE: '1' }, false],
    ['who has a collector', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' }, true],
    ['who has Jaeger', { JAEGER_TRACE: 'localhost:6831' }, true],
    ['whose job has a trace', { TRACEPARENT: '00-1-2-01' }, true],
    ['whose variable is empty', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false],
  ])('writes down a trace of the solve for %s: %j', (_, env, traced) => {
    const trace = traceVariables(env)
    expect(trace).toEqual(traced ? {} : { OTEL_TRACES_SAMPLER: 'always_off' })
    const plan = buildPlanOf([imageOf('api')], { trace })
    const builder = { kind: 'engine', reason: '' } as const
    expect(buildCommand(plan, { builder, readCache: 'read' }).env).toMatchObject(trace)
  })

  const known = [
    { name: 'default', driver: 'docker' },
    { name: 'fleet', driver: 'remote' },
  ]
  test.each<[string, Partial<BuilderQuestion>, readonly string[]]>([
    ['is there', { asked: 'fleet', builders: { known } }, []],
    ['can not be looked up', { asked: 'fleet' }, []],
    [
      'is misspelt',
      { asked: 'fleed', builders: { known } },
      [
        'input builder: buildx has no builder "fleed"; write fleet, or make it before this step (docker/setup-buildx-action)',
      ],
    ],
    [
      'is not there',
      { env: { BUILDX_BUILDER: 'yard' }, builders: { known } },
      [
        'BUILDX_BUILDER: buildx has no builder "yard"; name one of default, fleet, or make it before this step (docker/setup-buildx-action)',
      ],
    ],
  ])('that %s is told of before the build, or not at all', (_, over, expected) => {
    const problems = checkBuilder({ ...plain, ...over })
    expect(problems.map(({ what, fix }) => `${what}; ${fix}`)).toEqual(expected)
  })
})

describe('an override of bake', () => {
  const problemsOf = (target: string, key: string): readonly string[] =>
    checkOverrides([{ target, key, operator: '=', value: 'x' }], ['api', 'web']).map(
      ({ what, fix }) => `${what}; ${fix}`,
    )

  test.each(['api', '*', 'a*', '*b', '*e*'])('is taken for the target %s', (target) => {
    expect(problemsOf(target, 'args.WORD')).toEqual([])
  })

  test('of an unknown target is refused with the nearest name', () => {
    expect(problemsOf('wep', 'args.WORD')).toEqual([
      'input set: "wep" is no image of this stack; write web',
    ])
  })

  test.each(['tags', 'output', 'push'])('of %s, which the trial decides, is refused', (key) => {
    expect(problemsOf('api', key)[0]).toContain(`api.${key} is decided by the trial`)
  })
})

describe('a secret in what a tool says', () => {
  test('is replaced, each of its lines too', () => {
    const redact = redacting(['first line\nsecond line', 'hush-hush'])
    expect(redact('it is hush-hush, second line')).toBe('it is ***, ***')
  })

  test('that is short enough to occur by chance is left alone', () => {
    expect(redacting(['ab'])('absence')).toBe('absence')
  })
})
