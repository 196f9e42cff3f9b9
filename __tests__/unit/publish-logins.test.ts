import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { findCredentials, parseChallenge, withLogins } from '../../src/publish/credentials.ts'
import { parseLogins } from '../../src/publish/logins.ts'

const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') })
const me = { username: 'me', password: 'secret' }
const hub = 'https://index.docker.io/v1/'

describe('the credentials of a Docker config', () => {
  test.each<[string, unknown, string]>([
    ['by the name of the registry', { auths: { 'ghcr.io': auth('me:secret') } }, 'ghcr.io'],
    ['by a URL', { auths: { 'https://ghcr.io': auth('me:secret') } }, 'ghcr.io'],
    ['by a URL with a version', { auths: { 'https://ghcr.io/v2/': auth('me:secret') } }, 'ghcr.io'],
    ['in fields of their own', { auths: { 'ghcr.io': me } }, 'ghcr.io'],
    ['of Docker Hub by its old address', { auths: { [hub]: auth('me:secret') } }, 'docker.io'],
    [
      'by the exact name first',
      { auths: { 'https://ghcr.io': auth('you:x'), 'ghcr.io': auth('me:secret') } },
      'ghcr.io',
    ],
    ['with a port', { auths: { 'localhost:5000': auth('me:secret') } }, 'localhost:5000'],
  ])('are found %s', (_, config, registry) => {
    expect(findCredentials(config, registry)).toEqual({ kind: 'credentials', credentials: me })
  })

  test('keep the colons of a password', () => {
    const found = findCredentials({ auths: { 'ghcr.io': auth('me:a:b:') } }, 'ghcr.io')
    expect(found).toMatchObject({ credentials: { username: 'me', password: 'a:b:' } })
  })

  test('are a token where the login left one, as at Azure', () => {
    const entry = { ...auth('00000000-0000-0000-0000-000000000000:'), identitytoken: 'refresh' }
    const found = findCredentials({ auths: { 'acme.azurecr.io': entry } }, 'acme.azurecr.io')
    expect(found).toMatchObject({ kind: 'credentials', credentials: { identityToken: 'refresh' } })
  })

  test.each<[string, unknown, string, string, string]>([
    ['of the registry', { credHelpers: { 'ghcr.io': 'gh' } }, 'ghcr.io', 'gh', 'ghcr.io'],
    [
      'before what is in the file',
      { credHelpers: { 'ghcr.io': 'gh' }, auths: { 'ghcr.io': auth('me:secret') } },
      'ghcr.io',
      'gh',
      'ghcr.io',
    ],
    [
      'of all registries',
      { credsStore: 'desktop', auths: { 'ghcr.io': {} } },
      'ghcr.io',
      'desktop',
      'ghcr.io',
    ],
    ['of all registries, for Docker Hub', { credsStore: 'desktop' }, 'docker.io', 'desktop', hub],
  ])('are asked of the helper %s', (_, config, registry, helper, server) => {
    expect(findCredentials(config, registry)).toEqual({ kind: 'helper', helper, server })
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    ['null', null],
    ['another registry', { auths: { 'quay.io': auth('me:secret') } }],
    ['a registry of a longer name', { auths: { 'ghcr.io.example': auth('me:secret') } }],
    ['an entry without a login', { auths: { 'ghcr.io': {} } }],
    ['a login without a colon', { auths: { 'ghcr.io': auth('me') } }],
    ['a list of logins', { auths: [] }],
    ['no store at all', { credsStore: '' }],
  ])('are none in %s', (_, config) => {
    expect(findCredentials(config, 'ghcr.io')).toEqual({ kind: 'none' })
    expect(findCredentials(config, '__proto__').kind).toBe('none')
    expect(findCredentials(config, 'constructor').kind).toBe('none')
  })
})

describe('a config with logins of a run over it', () => {
  test('finds exactly these logins, and every other one as before', () => {
    const name = fc.constantFrom('ghcr.io', 'quay.io', 'docker.io', 'localhost:5000', 'a.example')
    const word = fc.string({ minLength: 1 }).map((text) => text.replaceAll(':', ''))
    const login = fc.record({ username: word, password: fc.string() })
    const serverOf = (one: string): string => (one === 'docker.io' ? hub : one)
    const server = name.map(serverOf)
    const entry = fc.oneof(
      login.map((one) => auth(`${one.username}:${one.password}`)),
      fc.constant({}),
    )
    const config = fc.record(
      {
        auths: fc.dictionary(server, entry),
        credHelpers: fc.dictionary(server, fc.constant('helper')),
        credsStore: fc.constant('store'),
        currentContext: fc.string(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(config, fc.dictionary(name, login), name, (base, given, asked) => {
        const logins = new Map(Object.entries(given))
        const made = withLogins(base, logins)
        expect(made['currentContext']).toBe(base.currentContext)
        const credentials = logins.get(asked)
        const found = findCredentials(made, asked)
        if (credentials) return expect(found).toEqual({ kind: 'credentials', credentials })
        const before = findCredentials(base, asked)
        // What the store was never told of is asked of nobody; docker does not either.
        const untold = base.credsStore !== undefined && !(serverOf(asked) in (base.auths ?? {}))
        if (!untold) expect(found).toEqual(before)
      }),
    )
  })

  test('asks the store for what the store knows, and not for what the run brought', () => {
    const base = { credsStore: 'store', auths: { 'ghcr.io': {}, 'quay.io': {} } }
    const made = withLogins(base, new Map([['ghcr.io', me]]))
    expect(made['credsStore']).toBeUndefined()
    expect(made['credHelpers']).toEqual({ 'quay.io': 'store' })
  })

  test('does not change the config it was given', () => {
    const base = { auths: { 'ghcr.io': auth('you:x') }, credHelpers: { 'ghcr.io': 'gh' } }
    const before = JSON.stringify(base)
    withLogins(base, new Map([['ghcr.io', me]]))
    expect(JSON.stringify(base)).toBe(before)
  })
})

describe('a challenge', () => {
  const bearer = 'Bearer realm="https://auth.example/token",service="registry",scope="a,b"'
  const realm = 'https://auth.example/token'
  test.each<[string, string, string, string]>([
    ['with all in quotes', bearer, 'bearer', realm],
    ['without quotes', `bearer realm=${realm}, service=x`, 'bearer', realm],
    ['of the older kind', 'Basic realm="a b"', 'basic', 'a b'],
    [
      'with a scheme in a quoted text',
      'Basic realm="the Bearer of this, Basic"',
      'basic',
      'the Bearer of this, Basic',
    ],
    ['with quotes in quotes', 'Basic realm="a \\"b\\""', 'basic', 'a "b"'],
    ['of several kinds', `${bearer}, Basic realm="other"`, 'bearer', realm],
    ['behind one that nobody speaks', `Negotiate, ${bearer}`, 'bearer', realm],
  ])('%s is read', (_, header, scheme, value) => {
    const challenge = parseChallenge(header)
    expect(challenge?.scheme).toBe(scheme)
    expect(challenge?.parameters.get('realm')).toBe(value)
  })

  test.each([undefined, '', 'Negotiate', 'Digest realm="x"', '"Basic"'])(
    'is none in %p',
    (header) => {
      expect(parseChallenge(header)).toBeUndefined()
    },
  )
})

describe('registry-auth', () => {
  const parse = (registryAuth: string) => parseLogins({ registryAuth })

  test('takes a login for each registry, and Docker Hub where none is named', () => {
    const { logins, problems } = parse(`
- { registry: ghcr.io, username: me, password: "a:b" }
- { username: you, password: '#1' }
`)
    expect(problems).toEqual([])
    expect(Object.fromEntries(logins)).toEqual({
      'ghcr.io': { username: 'me', password: 'a:b' },
      'docker.io': { username: 'you', password: '#1' },
    })
  })

  test.each([
    ['no YAML', '- {a', 'is no YAML'],
    ['a map', 'registry: ghcr.io', 'it is not a list'],
    ['nothing', '', 'it is not a list'],
    ['a text as an entry', '- s3cret', 'entry 1 is not a map'],
    [
      'a misspelt key',
      '- { user: me, password: s3cret, username: x }',
      'entry 1 has an unknown key',
    ],
    ['no password', '- { username: me }', 'entry 1 has no password'],
    ['a number as password', '- { username: me, password: 12345 }', 'entry 1 has no password'],
    ['an empty password', '- { username: me, password: "" }', 'entry 1 has no password'],
    [
      'one registry twice',
      '- { username: a, password: b }\n- { username: c, password: d }',
      'entry 2 repeats a registry',
    ],
    [
      'a path as registry',
      '- { registry: ghcr.io/acme, username: a, password: b }',
      'no host name',
    ],
    [
      'a password as registry',
      '- { registry: "s3cret!", username: a, password: b }',
      'no host name',
    ],
    ['a password that YAML takes for an alias', '- { username: a, password: *s3cret }', 'quotes'],
    ['a password that YAML takes for a tag', '- { username: a, password: !s3cret }', 'quotes'],
    ['a login that is used twice', '- &a { username: a, password: b }\n- *a', 'quotes'],
    ['a map as key', '- { ? { s3cret: x } : y, username: a, password: b }', 'unknown key'],
  ])('with %s is refused in words', (_, text, words) => {
    const { logins, problems } = parse(text)
    expect(problems[0]?.what).toContain(words)
    expect(problems[0]?.fix).toBeTruthy()
    if (problems.length > 0 && !text.includes('\n')) expect([...logins]).toEqual([])
  })

  test('never quotes what it was given', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9!*&@:#-]{8,20}$/),
        fc.integer({ min: 0, max: 4 }),
        (secret, at) => {
          const places = [
            `- ${secret}`,
            `- { registry: ${secret}, username: a, password: b }`,
            `${secret}: 1`,
            `- { ${secret}: a }`,
            `- { username: a, password: ${secret} }`,
          ]
          const told = JSON.stringify(parse(places[at] ?? '').problems)
          expect(told).not.toContain(secret)
        },
      ),
    )
  })
})

test.each([
  ['of the registry that is named', { registry: 'ghcr.io', ...me }, { 'ghcr.io': me }],
  ['of Docker Hub where none is named', me, { 'docker.io': me }],
  ['of nobody without a password', { registry: 'ghcr.io', username: 'me' }, {}],
])('single inputs are the login %s', (_, inputs, logins) => {
  expect(Object.fromEntries(parseLogins(inputs).logins)).toEqual(logins)
})
