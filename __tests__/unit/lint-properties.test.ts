// Whatever stands in a Dockerfile or a stack: the rules of lint give findings at places that are there,
// in time, and never an exception.
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseStack } from '../../src/compose/model.ts'
import { readSources } from '../../src/compose/sources.ts'
import { lint, lintRules } from '../../src/lint/practices.ts'

const warnOfAll = new Map(lintRules.map((rule) => [rule, 'warn'] as const))
const names = fc.constantFrom('a', '__proto__', 'constructor', 'toString', 'b.c', '0')

/** Words that the rules look for, in any order, and signs that divide or hide them. */
const piece = fc.oneof(
  fc.constantFrom(
    ...['FROM ', 'RUN ', 'COPY ', 'ADD ', 'USER ', 'ARG ', 'ENV ', 'HEALTHCHECK ', 'AS ', ' root'],
    ...[
      '--from=',
      '--mount=type=bind,from=',
      'a:latest',
      'a@sha256:0',
      'scratch',
      '$A',
      `$${'{A:-b}'}`,
    ],
    ...['apt-get install ', 'gcc', '&& ', '. ', './ ', '/ ', '[".", "/"]', '<<EOF', 'EOF', '<<-"E'],
    ...[
      '\n',
      '\r\n',
      '\\\n',
      '`\n',
      '# escape=`\n',
      '# syntax=x\n',
      '"',
      "'",
      '\\',
      '\0',
      '\ufeff',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const dockerfile = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))

function judged(compose: unknown, text: string) {
  const written = JSON.stringify(compose)
  const { sources } = readSources([{ path: 'compose.yaml', text: written }])
  return lint(warnOfAll, {
    stack: parseStack(written),
    sources,
    dockerfiles: new Map([['/w/Dockerfile', { kind: 'text', text }]]),
    lintFiles: { shown: new Map([['/w/Dockerfile', 'Dockerfile']]), ignores: new Set() },
  })
}

test('any Dockerfile gives findings at lines that it has', () => {
  fc.assert(
    fc.property(dockerfile, names, (text, name) => {
      const { findings } = judged({ services: { [name]: { build: { context: '/w' } } } }, text)
      const lines = text.split(/\r?\n/).length
      for (const { where, what, fix } of findings) {
        expect(what.length * fix.length).toBeGreaterThan(0)
        if (where?.file !== 'Dockerfile') continue
        expect(where.line).toBeGreaterThanOrEqual(1)
        expect(where.line).toBeLessThanOrEqual(lines)
      }
    }),
    { numRuns: 200 },
  )
  expect(({} as Record<string, unknown>)['polluted']).toBe(undefined)
})

const value = fc.oneof(
  { depthSize: 'small' },
  fc.constantFrom(null, '', 'always', 'json-file', '0.0.0.0', 'service_completed_successfully'),
  fc.integer(),
  fc.string(),
  fc.array(fc.oneof(fc.string(), fc.dictionary(names, fc.string())), { maxLength: 3 }),
  fc.dictionary(names, fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxKeys: 4 }),
)
const keys =
  'image build restart environment ports logging depends_on healthcheck mem_limit user deploy'
const service = fc.dictionary(fc.constantFrom(...keys.split(' ')), value)

test('any services give findings that name a rule of ours, whatever their names', () => {
  fc.assert(
    fc.property(fc.dictionary(names, service, { maxKeys: 4 }), dockerfile, (services, text) => {
      const { findings, problems } = judged({ services }, text)
      expect(findings.filter(({ rule }) => !lintRules.includes(rule))).toEqual([])
      expect(problems).toEqual([])
    }),
    { numRuns: 200 },
  )
  expect(Object.keys(Object.prototype)).toEqual([])
})

/** What takes the square of their length has no end before Jest's own limit. */
test('long lines are read to their end', () => {
  const hostile = [
    `RUN ${'apt-get install '.repeat(5000)}`,
    `RUN ${'--mount=type=bind,from='.repeat(5000)}x`,
    `FROM ${'a:'.repeat(20_000)}`,
    `FROM ${`$${'{A:-'}`.repeat(5000)}`,
    `RUN ${'<<E '.repeat(5000)}`,
    `COPY ${'"'.repeat(50_001)}`,
    `RUN ${'\\\n'.repeat(20_000)}`,
    `RUN apt-get install ${'a'.repeat(50_000)}-de`,
    `ENV ${'A=$A '.repeat(5000)}`,
  ]
  for (const text of hostile) {
    const services = { api: { build: { context: '/w' } } }
    const { findings } = judged({ services }, `FROM a\n${text}\n`)
    expect(findings.map(({ rule }) => rule)).toContain('unpinned-base')
  }
})
