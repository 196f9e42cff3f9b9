import { describe, expect, test } from '@jest/globals'
import { secretsOf } from '../../src/inputs/secrets.ts'
import { type Given, inputsOf, problemsOf } from '../support/given-inputs.ts'

describe('inputs together', () => {
  test.each<[string, Given, string]>([
    ['password alone', { password: 'hunter2' }, 'input password: there is no username to it'],
    [
      'two ways to log in',
      { 'registry-auth': '[]', registry: 'ghcr.io', username: 'a', password: 'b' },
      'input registry-auth: it is given together with registry, username, password',
    ],
    [
      'promote but not push',
      { promote: 'always', push: 'false' },
      'input promote: "always" contradicts push',
    ],
    [
      'mode promote but not push',
      { mode: 'promote', push: 'false' },
      'input mode: "promote" contradicts push',
    ],
    [
      'mode promote but never',
      { mode: 'promote', promote: 'never' },
      'input mode: "promote" contradicts promote: never',
    ],
    [
      'mode promote, built anew',
      { mode: 'promote', 'no-cache': 'true' },
      'input no-cache: it has no effect with mode: promote',
    ],
    [
      'cache off and from',
      { cache: 'off', 'cache-from': 'type=gha' },
      'input cache-from: it contradicts cache: off',
    ],
    [
      'cache off and to',
      { cache: 'off', 'cache-to': 'type=gha' },
      'input cache-to: it contradicts cache: off',
    ],
    [
      'time for no checks',
      { smoke: 'none', 'smoke-timeout': '1m' },
      'input smoke-timeout: it has no effect with smoke: none',
    ],
    [
      'a share that nobody builds',
      { share: 'api' },
      'input share: it has no effect with mode: trial; write mode: build',
    ],
    [
      'images taken over in a build',
      { mode: 'build', 'hand-overs': 'registry' },
      'input hand-overs: it has no effect with mode: build; write mode: trial',
    ],
    [
      'secrets for images that others have built',
      { 'hand-overs': 'registry', 'secret-files': 'a=f' },
      'input secret-files: it has no effect with hand-overs',
    ],
    ['more shares than GitHub makes jobs', { mode: 'plan', shares: '257' }, 'input shares: "257"'],
    [
      'stable for longer than the wait',
      { 'stable-for': '2m', 'wait-timeout': '1m' },
      'input stable-for: 120000ms is not shorter than wait-timeout',
    ],
    [
      'a secret from two places',
      { secrets: 'a=1', 'secret-files': 'a=f' },
      'input secret-files: the secret "a" is given in another input too',
    ],
    [
      'a secret from a file and a variable',
      { 'secret-files': 'a=f', 'secret-envs': 'a=E' },
      'input secret-envs: the secret "a" is given in another input too',
    ],
  ])('contradict each other: %s', (_what, given, expected) => {
    const problems = problemsOf(given)
    expect(problems).toMatch(/^[^\n]+$/)
    expect(problems.startsWith(expected)).toBe(true)
    expect(problems).not.toContain('hunter2')
  })

  test.each<[string, Given]>([
    ['both halves of a login', { registry: 'ghcr.io', username: 'a', password: 'b' }],
    ['registry-auth alone', { 'registry-auth': '- registry: ghcr.io' }],
    ['promote always, pushed as the event says', { promote: 'always' }],
    ['mode promote with a default spelt out', { mode: 'promote', 'no-cache': 'false' }],
    ['no checks, the default time spelt out', { smoke: 'none', 'smoke-timeout': '2m' }],
    ['raw caches over a chosen one', { cache: 'gha', 'cache-from': 'type=local,src=a' }],
  ])('agree: %s', (_what, given) => {
    expect(problemsOf(given)).toBe('')
  })
})

describe('a secret', () => {
  test.each<[string, Given, string]>([
    ['of S3', { 'cache-to': 'type=s3,region=a,secret_access_key=hunter2' }, 'secret_access_key'],
    ['in capitals', { 'cache-to': 'type=s3, Secret_Access_Key = hunter2' }, 'secret_access_key'],
    ['in quotes', { 'cache-to': 'type=s3,"access_key_id=hunter2"' }, 'access_key_id'],
    ['of a session', { 'cache-from': 'type=s3,session_token=hunter2' }, 'session_token'],
    ['of Azure', { 'cache-to': 'type=azblob,account_key=hunter2' }, 'account_key'],
    ['as a signature', { 'cache-to': 'type=azblob,sas=hunter2' }, 'sas'],
    ['of GitHub', { 'cache-to': 'type=gha,token=hunter2' }, 'token'],
    ['in an override', { set: '*.cache-to=type=gha,token=hunter2' }, 'token'],
  ])('is refused as a cache attribute by name, unseen: %s', (_what, given, name) => {
    expect(problemsOf(given)).toContain(`the attribute ${name} is a credential`)
    expect(problemsOf(given)).not.toContain('hunter2')
  })

  test.each<[string, Given]>([
    ['a secret without id', { secrets: 'hunter2' }],
    ['a key of several lines without quotes', { secrets: 'k=-----BEGIN\nhunter2==\nhunter2==' }],
    ['a value where a variable is named', { 'secret-envs': 'k=hunter2!' }],
    ['a broken entry with a credential', { 'cache-to': 'type=s3,"token=hunter2' }],
    ['a password under a misspelt name', { pasword: 'hunter2' }],
    ['a password with a NUL byte', { username: 'a', password: 'hunter2\0' }],
    ['an override that is none', { set: 'api=hunter2' }],
  ])('is in no message: %s', (_what, given) => {
    expect(problemsOf(given)).not.toBe('')
    expect(problemsOf(given)).not.toContain('hunter2')
  })

  test('is told for masking, wherever it was given', () => {
    const auth = '- registry: a\n  password: "p1"\n- {registry: b, password: p2}'
    const told = secretsOf(inputsOf({ secrets: 'a=s1\nb=s1\nc=s2\nd=', 'registry-auth': auth }))
    expect([...told].sort()).toEqual([auth, 'p1', 'p2', 's1', 's2'])
    expect(secretsOf(inputsOf({ username: 'u', password: ' p \n' }))).toEqual(['p'])
    expect(secretsOf(inputsOf({}))).toEqual([])
  })
})
