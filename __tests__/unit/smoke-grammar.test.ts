// What users write as smoke checks, and what they are told.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { splitCommand } from '../../src/smoke/command-words.ts'
import { read, readForService } from '../support/smoke-grammar.ts'
import { accepted, refused } from '../support/smoke-rows.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const schema = JSON.parse(readFileSync(path.join(root, 'docs/smoke.schema.json'), 'utf8')) as object
const valid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)

describe('a check', () => {
  test.each(accepted)('%j is understood', (text) => {
    const { checks, problems } = readForService(text)
    expect(problems).toEqual([])
    expect(checks).toHaveLength(1)
  })

  test.each(refused)('$text is refused where it is wrong', ({ text, says }) => {
    expect(readForService(text).problems.join('\n')).toMatch(says)
  })

  test('is told all that is wrong with it at once', () => {
    const { problems } = readForService(
      'get: /a\nexpct: 1\nheders: {}\nexpect: { status: 1, within: x }',
    )
    expect(problems).toHaveLength(4)
  })

  test.each(['[]: x', 'get', '3', '- get: /x', 'get: { a: b }'])(
    'that is %j is refused',
    (text) => {
      expect(readForService(text).problems.length).toBeGreaterThan(0)
    },
  )
})

describe('the schema for editors', () => {
  test.each(accepted)('takes %j', (text) => {
    valid([parse(text)])
    expect(valid.errors ?? []).toEqual([])
  })

  test.each(refused.filter(({ schema }) => schema !== 'takes it'))('refuses $text', ({ text }) => {
    expect(valid([parse(text)])).toBe(false)
  })

  test('takes a map as in a Compose file, and no other', () => {
    expect(
      valid({ services: { api: { 'x-smoke': [{ get: '/' }] } }, 'x-smoke': [{ run: 'true' }] }),
    ).toBe(true)
    expect(valid({ checks: [] })).toBe(false)
  })
})

describe('a smoke file', () => {
  test('may be a list of checks of the whole stack', () => {
    const { checks, problems } = read(
      '- tcp: localhost:5432\n- run: npx playwright test\n- service: e2e\n',
    )
    expect(problems).toEqual([])
    expect(checks.map(({ kind, name }) => [kind, name])).toEqual([
      ['tcp', 'tcp localhost:5432'],
      ['run', 'run npx playwright test'],
      ['service', 'service e2e'],
    ])
  })

  test.each([
    {
      text: '- get: /health',
      says: '1:3: get has a path, and no service stands above it; write a URL with the service as host, such as http://api:3000/health',
    },
    {
      text: '- exec: [ls]',
      says: '1:3: no service stands above exec; write it below a service, or from: <service>',
    },
    {
      text: '- logs: { never: x }',
      says: '1:3: no service stands above logs; write it below a service, or from: <service>',
    },
    {
      text: '',
      says: '1:1: smoke.yaml has no checks; write a list of checks, such as: - get: /health',
    },
    { text: 'a: [1', says: 'this is not valid YAML' },
    { text: 'checks: []', says: '1:1: unknown key checks; known are services, x-smoke' },
    { text: '- get: /a\n  get: /b', says: '2:3: the key get is there twice, first in line 1' },
    { text: '- get: http://a/\n---\n- get: http://a/', says: 'there is a second YAML document' },
  ])('that says $text is refused', ({ text, says }) => {
    expect(read(text).problems.join('\n')).toContain(says)
  })

  test('keeps keys such as __proto__ as data', () => {
    const { checks, problems } = readForService('get: /\nheaders: { __proto__: x, constructor: y }')
    expect(problems).toEqual([])
    expect(checks[0]).toMatchObject({ kind: 'http' })
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})

describe('a command in one line', () => {
  test.each([
    ['redis-cli ping', ['redis-cli', 'ping']],
    [`sh -c 'a | b'`, ['sh', '-c', 'a | b']],
    ['say "a \\"b\\" c" d""e', ['say', 'a "b" c', 'de']],
    ['a  b', ['a', 'b']],
    ['test ""', ['test', '']],
  ])('%s is split as a shell would', (line, argv) => {
    expect(splitCommand(line)).toEqual({ kind: 'ok', value: argv })
  })

  test.each(['a | b', 'a; b', 'a > b', 'a && b', 'echo $(id)', 'echo `id`', 'a\nb'])(
    '%j is refused, as no shell reads it',
    (line) => {
      expect(splitCommand(line)).toMatchObject({ kind: 'bad' })
    },
  )
})
