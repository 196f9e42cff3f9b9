// Parsers of files that a pull request holds, given anything: no exception, no hang, nothing polluted.
import { afterEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { baseOf } from '../../src/build/bases.ts'
import { parseDockerfile } from '../../src/compose/dockerfile.ts'
import { hostPaths } from '../../src/compose/host-mounts.ts'
import { readInstructions } from '../../src/compose/instructions.ts'
import { parseStack } from '../../src/compose/model.ts'
import { parsePolicy } from '../../src/inputs/lint-entries.ts'
import { judgePolicy, policyRules } from '../../src/lint/policy.ts'
import { parseSmokeText } from '../../src/smoke/checks-source.ts'

const untouched = Object.getOwnPropertyNames(Object.prototype).sort()
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(untouched)
})

const odd = [
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  '\t',
  '\r\n',
  '\n',
  '\\\n',
  '`\n',
  '\u0000',
]

function made(words: readonly string[]): fc.Arbitrary<string> {
  const word = fc.oneof(fc.constantFrom(...words, ...odd), fc.string({ maxLength: 8 }))
  return fc.array(word, { maxLength: 40 }).map((parts) => parts.join(''))
}

const dockerfiles = made([
  ...[
    'FROM ',
    'busybox',
    ' AS base',
    'RUN ',
    '--mount=type=',
    '<<EOF\n',
    'EOF\n',
    '<<-"E"\n',
    '# ',
  ],
  ...[
    'syntax=',
    'escape=`\n',
    'ARG A',
    '=$',
    '${A:-',
    '}',
    'COPY --from=',
    '"',
    "'",
    'scratch',
    '\ufeff',
  ],
])
const smokeFiles = made([
  ...[
    '- get: /\n',
    '- exec: [',
    ']\n',
    'expect: {',
    '}',
    'json.',
    'a[?b]: ',
    'services:\n',
    '  api:\n',
  ],
  ...['    x-smoke:\n', '&a ', '*a', '<<: ', 'tcp: ', 'retry: ', '5s\n', '${', 'needs: ', '- '],
])

describe('any text', () => {
  test('is a Dockerfile with stages, or one of a foreign frontend', () => {
    fc.assert(
      fc.property(fc.oneof(dockerfiles, fc.string()), (text) => {
        expect(['stages', 'foreign']).toContain(parseDockerfile(text).kind)
        expect(Array.isArray(readInstructions(text).instructions)).toBe(true)
        const base = baseOf(text, { args: new Map([['A', text]]) })
        expect(base === undefined || typeof base === 'string').toBe(true)
      }),
    )
  })

  test('is a smoke file, or one with problems at their places', () => {
    fc.assert(
      fc.property(fc.oneof(smokeFiles, fc.string(), fc.json()), (text) => {
        const { checks, problems } = parseSmokeText({ path: 'smoke.yaml', text })
        for (const { name } of checks) expect(name).not.toBe('')
        for (const { what } of problems) expect(what).not.toBe('')
      }),
    )
  })

  test('is a policy or a problem of it', () => {
    fc.assert(
      fc.property(made([...policyRules, 'all', ',', '\n', '"']), (text) => {
        expect(['ok', 'bad']).toContain(parsePolicy(text).kind)
      }),
    )
  })
})

test('any service is judged by the policy', () => {
  const value = fc.oneof(fc.constantFrom('host', '/', '/etc', '../..', true, null), fc.jsonValue())
  const keys = [
    'pid',
    'ipc',
    'volumes',
    'devices',
    'cap_add',
    'security_opt',
    'secrets',
    '__proto__',
  ]
  const service = fc.dictionary(fc.constantFrom(...keys, 'use_api_socket', 'build'), value)
  fc.assert(
    fc.property(service, fc.jsonValue(), (api, volumes) => {
      const stack = parseStack(JSON.stringify({ name: 's', services: { api }, volumes }))
      const ground = {
        workspace: '/work',
        real: new Map(hostPaths(stack).map((path) => [path, path])),
      }
      for (const { what } of judgePolicy(policyRules, stack, ground, []))
        expect(what).toMatch(/^api /)
    }),
  )
})

test.each([
  ['spaces of a stage', `FROM a ${' '.repeat(100_000)}x`],
  ['flags', `FROM ${'--a '.repeat(50_000)}`],
  ['heredocs', `RUN ${'<<A '.repeat(50_000)}\n${'A\n'.repeat(1000)}`],
  ['quotes', `FROM ${'"\\'.repeat(50_000)}`],
  ['variables', `FROM ${'${A:-'.repeat(20_000)}`],
])('a Dockerfile of many %s takes no long time', (_, text) => {
  const before = process.cpuUsage()
  parseDockerfile(text)
  baseOf(text, { args: new Map() })
  expect(process.cpuUsage(before).user).toBeLessThan(5_000_000)
})
