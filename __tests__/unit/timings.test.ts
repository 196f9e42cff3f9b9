// Where the time went: what the end waited for, in words, and as a collector takes it.
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { BuildProgress } from '../../src/build/progress.ts'
import { renderTrace } from '../../src/report/results.ts'
import { renderText } from '../../src/report/text.ts'
import { criticalPath, sharesOf } from '../../src/timings/critical-path.ts'
import type { SpanKind, Spans, TracedSpan } from '../../src/timings/span.ts'
import { criticalPathOf } from '../../src/timings/timings.ts'
import { commandName } from '../../src/timings/words.ts'
import { otlpSchema } from '../support/otlp-schema.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

interface Drawn {
  readonly kind?: SpanKind
  readonly after?: readonly string[]
  readonly endless?: true
  readonly image?: string
}

/** `[name, parent, from, to]`, the run first. */
type Row = readonly [string, string | null, number, number, Drawn?]

function draw(rows: readonly Row[]): Spans {
  const names = rows.map(([name]) => name)
  return rows.map(([name, parent, startedAtMs, endedAtMs, drawn = {}], id): TracedSpan => {
    const { kind = 'command', after, endless, image } = drawn
    return {
      ...{ id, name, startedAtMs, endedAtMs, verdict: 'passed' },
      kind: parent === null ? 'run' : kind,
      ...(parent !== null && { parent: names.indexOf(parent) }),
      ...(after && { after: after.map((one) => names.indexOf(one)) }),
      ...(endless && { endless }),
      attributes: image === undefined ? {} : { 'sea_trial.build.image': image },
    }
  })
}

const stage = { kind: 'stage' } as const

function pathOf(rows: readonly Row[]): readonly string[] {
  return criticalPath(draw(rows)).map(
    ({ span, startedAtMs, endedAtMs }) => `${span.name} ${startedAtMs}-${endedAtMs}`,
  )
}

const run: Row = ['run', null, 0, 10_000]

describe('the end of a run', () => {
  const cases: readonly (readonly [string, readonly Row[], readonly string[]])[] = [
    ['with nothing in it waited for itself', [run], ['run 0-10000']],
    [
      'waited for its stages, one after the other',
      [run, ['build', 'run', 0, 6000, stage], ['health', 'run', 6000, 10_000, stage]],
      ['build 0-6000', 'health 6000-10000'],
    ],
    [
      'waited for whatever ended last of what went on at once',
      [
        run,
        ['build', 'run', 0, 10_000, stage],
        ['pull', 'build', 0, 7000],
        ['bake', 'build', 0, 9900],
      ],
      ['bake 0-9900', 'build 9900-10000'],
    ],
    [
      'waited for what was waited for, and not for what overlaps it',
      [
        run,
        ['a', 'run', 0, 3000],
        ['beside all of it', 'run', 1000, 8000],
        ['b', 'run', 3000, 10_000],
      ],
      ['a 0-3000', 'b 3000-10000'],
    ],
    [
      'waited for the input of a step, though another ended later',
      [
        run,
        ['bake', 'run', 0, 10_000],
        ['deps', 'bake', 0, 5000],
        ['lint', 'bake', 0, 5010],
        ['compile', 'bake', 5020, 10_000, { after: ['deps'] }],
      ],
      ['deps 0-5000', 'bake 5000-5020', 'compile 5020-10000'],
    ],
    [
      'waited for a service that came up beside the build, and for the pull before it',
      [
        run,
        ['build', 'run', 0, 7000, stage],
        ['health', 'run', 7000, 10_000, stage],
        ['bake', 'build', 0, 6900],
        ['pull', 'build', 100, 2000],
        ['db', 'health', 2010, 10_000, { kind: 'service' }],
      ],
      ['build 0-100', 'pull 100-2000', 'build 2000-2010', 'db 2010-10000'],
    ],
    [
      'did not wait for what goes on until it is told to end',
      [
        run,
        ['smoke', 'run', 0, 10_000, stage],
        ['logs', 'run', 0, 9999, { endless: true }],
        ['check', 'smoke', 4000, 10_000],
      ],
      ['smoke 0-4000', 'check 4000-10000'],
    ],
    [
      'took what is told a moment later than it was for what it was',
      [run, ['first', 'run', 0, 4010], ['second', 'run', 4000, 10_000]],
      ['first 0-4000', 'second 4000-10000'],
    ],
  ]
  test.each(cases)('%s', (_, rows, path) => {
    expect(pathOf(rows)).toEqual(path)
  })

  test('is reached without a gap, whatever overlaps', () => {
    const moment = fc.integer({ min: 0, max: 1000 })
    const kinds = fc.constantFrom<SpanKind>('stage', 'command', 'step', 'service')
    const child = fc.record({ from: moment, to: moment, parent: fc.nat(), kind: kinds })
    fc.assert(
      fc.property(fc.array(child, { maxLength: 25 }), (children) => {
        const rows: readonly Row[] = [
          ['0', null, 0, 1000],
          ...children.map(({ from, to, parent, kind }, at): Row => {
            const times = [Math.min(from, to), Math.max(from, to)] as const
            return [String(at + 1), String(parent % (at + 1)), ...times, { kind }]
          }),
        ]
        const parts = criticalPath(draw(rows))
        const [first] = parts
        expect(first?.startedAtMs).toBe(0)
        expect(parts.at(-1)?.endedAtMs).toBe(1000)
        for (const [at, part] of parts.entries()) {
          expect(part.endedAtMs).toBeGreaterThan(part.startedAtMs)
          if (at > 0) expect(part.startedAtMs).toBe(parts[at - 1]?.endedAtMs)
        }
      }),
    )
  })
})

describe('the sentence', () => {
  const step = (name: string, image?: string): Row => {
    return [name, 'run', 0, 7900, { kind: 'step', ...(image !== undefined && { image }) }]
  }
  test.each([
    [
      'the step of an image',
      step('[api build 3/5] RUN --mount=type=cache,target=/root npm ci', 'api'),
      "the api's `npm ci`",
    ],
    [
      'a step of BuildKit',
      step('[internal] load build context'),
      "BuildKit's `[internal] load build context`",
    ],
    ['a service', ['db', 'run', 0, 7900, { kind: 'service' }], 'the wait until db was ready'],
    ['a push', ['r/a:b', 'run', 0, 7900, { kind: 'push' }], 'the push of r/a:b'],
    ['a check', ['ships', 'run', 0, 7900, { kind: 'check' }], 'the check "ships"'],
    ['a stage', ['cleanup', 'run', 0, 7900, stage], 'the stage cleanup itself'],
  ] as const)('names %s', (_, row, words) => {
    const path = criticalPathOf(draw([['run', null, 0, 12_400], row as Row]), 12_400)
    expect(path?.sentence).toBe(`7.9s of 12.4s were ${words}`)
  })

  test.each([
    [
      'docker',
      ['compose', '--project-name', 'x', 'create', '--no-build'],
      '`docker compose create`',
    ],
    ['docker', ['buildx', 'bake', '--file', '-'], '`docker buildx bake`'],
    ['docker', ['pull', '--quiet', 'postgres:16'], 'the pull of postgres:16'],
    ['docker', ['push', '--quiet', 'r/a:b'], '`docker push`'],
    ['npx', [], '`npx`'],
  ])('calls %s %j by what it does', (program, argv, name) => {
    expect(commandName(program, argv)).toBe(name)
  })

  test('counts a span once that was waited for twice', () => {
    const spans = draw([run, ['a', 'run', 2000, 3000], ['b', 'run', 5000, 6000]])
    const shares = sharesOf(criticalPath(spans)).map(({ span, durationMs }) => [
      span.name,
      durationMs,
    ])
    expect(shares[0]).toEqual(['run', 8000])
  })
})

describe('the steps of a build', () => {
  const at = (seconds: number): string => new Date(seconds * 1000).toISOString()

  test('have times by our clock, whatever the time is where BuildKit runs', () => {
    const progress = new BuildProgress()
    const vertex = (digest: string, more: object): string =>
      JSON.stringify({ vertexes: [{ digest, name: digest, ...more }] })
    progress.read(vertex('a', { started: at(9000) }), 500)
    progress.read(vertex('a', { started: at(9000), completed: at(9002) }), 2100)
    progress.read(vertex('b', { started: at(9002), inputs: ['a', 'gone'] }), 2300)
    expect(progress.times()).toMatchObject([
      { name: 'a', startedAtMs: 100, endedAtMs: 2100, after: [], verdict: 'passed' },
      { name: 'b', startedAtMs: 2100, after: [0], verdict: 'unfinished' },
    ])
  })
})

describe('a trial', () => {
  const secret = 'hunter2hunter2'
  const world = new ScriptedWorld().on(/^docker buildx bake/, { exitCode: 1, stderr: secret })

  test('is a trace that a collector takes: ids, parents, times as text, and no secret', async () => {
    const passed = await new ScriptedWorld().run()
    const failed = await world.run({ secrets: `token=${secret}` })
    const validate = new Ajv2020({ allErrors: true }).compile(otlpSchema)
    for (const record of [passed, failed]) {
      const trace = JSON.parse(renderTrace(record))
      validate(trace)
      expect(validate.errors).toBeNull()
      const { spans } = trace.resourceSpans[0].scopeSpans[0]
      const ids = spans.map(({ spanId }: { spanId: string }) => spanId)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { parentSpanId } of spans.slice(1)) expect(ids).toContain(parentSpanId)
      expect(JSON.stringify(trace)).not.toContain(secret)
    }
    expect(failed.timings.spans).toContainEqual(
      expect.objectContaining({ name: '`docker buildx bake`', verdict: 'failed' }),
    )
  })

  test('tells in one sentence what it waited for, and all of it where that is asked', async () => {
    const record = await new ScriptedWorld().run()
    expect(record.criticalPath?.sentence).toMatch(/^\d\.\ds of \d\.\ds were the wait until \w+ /)
    expect(renderText(record)).toContain(`\n  ${record.criticalPath?.sentence}`)
    expect(renderText(record, { timings: true })).toMatch(/→ \d\.\ds {2}health: the wait until web/)
  })
})
