import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { knownSecrets, leakingImage, leakingRecord } from '../../src/build/leaks.ts'
import { holdsSecret } from '../../src/build/secret-forms.ts'
import { secretsOf } from '../../src/inputs/secrets.ts'
import { inputsOf } from '../support/given-inputs.ts'

const value = 'hunter2-hunter2-hunter2'
const known = [{ name: 'the secret npm', value }]
const clean = { history: [], env: [], labels: {}, command: [], entrypoint: [] }

describe('an image', () => {
  test.each([
    ['its variable TOKEN', { env: ['A=1', `TOKEN=${value}`] }],
    ['its label note', { labels: { note: `token ${value}` } }],
    ['its command', { command: ['sh', '-c', `x --token=${value}`] }],
    ['its command', { entrypoint: [value] }],
    ['its history', { history: ['COPY . .', `|1 TOKEN=${value} /bin/sh -c make`] }],
  ])('that tells a secret in %s is refused without the secret', (at, facts) => {
    const told = leakingImage(['api', 'worker'], { ...clean, ...facts }, known)
    expect(told.map(({ what }) => what)).toEqual([`api, worker: ${at} holds the secret npm`])
    expect(JSON.stringify(told)).not.toContain(value)
  })

  test('that tells none is not', () => {
    const facts = { ...clean, env: ['PATH=/bin'], history: ['RUN --mount=type=secret,id=npm make'] }
    expect(leakingImage(['api'], facts, known)).toEqual([])
  })
})

/** As a step would write it, with something before and behind. */
const encodings: readonly (readonly [string, (text: string) => string])[] = [
  ['base64', (text) => Buffer.from(text).toString('base64')],
  ['base64 for URLs', (text) => Buffer.from(text).toString('base64url')],
  ['hex', (text) => Buffer.from(text).toString('hex')],
  ['HEX', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  ['a URL', (text) => encodeURIComponent(text)],
  ['a form', (text) => new URLSearchParams({ text }).toString()],
  ['JSON', (text) => JSON.stringify({ text })],
]

describe('a secret that a step encoded', () => {
  test.each(encodings)('in %s is found wherever it stands', (_, encode) => {
    const odd = 'p4ss/w+rd (with) ünï & "quotes"!'
    for (const before of ['', 'a', 'me', 'me:']) {
      const env = `AUTH=Basic ${encode(`${before}${odd}${before}`)}`
      const told = leakingImage(['api'], { ...clean, env: [env] }, [{ name: 'TOKEN', value: odd }])
      expect([before, told.length]).toEqual([before, 1])
      expect(leakingRecord(env, [{ name: 'TOKEN', value: odd }])).toHaveLength(1)
    }
  })

  test('is found whatever its bytes are', () => {
    const secret = fc.string({ unit: 'binary', minLength: 12, maxLength: 60 })
    const around = fc.string({ unit: 'binary', maxLength: 5 })
    fc.assert(
      fc.property(secret, around, around, (text, before, behind) => {
        const encoded = Buffer.from(`${before}${text}${behind}`).toString('base64')
        expect(holdsSecret(`x ${encoded}`, text)).toBe(true)
      }),
    )
  })
})

test('what only begins like a secret, or is short, is none', () => {
  const almost = Buffer.from(`me:${value.slice(0, -2)}ZZ`).toString('base64')
  expect(holdsSecret(almost, value)).toBe(false)
  expect(holdsSecret('a swordfish', 'swordfish')).toBe(false)
  expect(holdsSecret(Buffer.from('swordfish').toString('base64'), 'swordfish')).toBe(true)
})

test('a record of the build is searched as JSON writes it', () => {
  const odd = [{ name: 'TOKEN', value: 'with "quotes" and \n a line' }]
  expect(leakingRecord(JSON.stringify({ args: odd[0]?.value }), odd)).toHaveLength(1)
  expect(leakingRecord('{}', odd)).toEqual([])
})

test('what is known: given secrets, passwords, variables of secrets, and the tokens of a runner', () => {
  const inputs = inputsOf({
    secrets: `npm=${value}`,
    registry: 'r.example',
    username: 'me',
    password: 'swordfish',
    'secret-envs': 'x=OTHER',
  })
  const env = { GITHUB_TOKEN: 'ghs_0123456789', OTHER: 'other-secret', NPM_TOKEN: 'short' }
  const image = { build: { secrets: [{ id: 'x', environment: 'OTHER' }] } }
  const found = knownSecrets(inputs, [image as never], env)
  expect(found.map(({ name }) => name)).toEqual([
    'the secret npm',
    'the password of a registry',
    'OTHER',
    'GITHUB_TOKEN',
  ])
  expect(secretsOf(inputs, env)).toEqual(['swordfish', value, 'other-secret'])
})
