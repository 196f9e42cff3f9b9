import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { adviceFor, registryOf, repositoryOf, sortRefusal } from '../../src/publish/refusals.ts'
import {
  isPassingRefusal,
  nextTry,
  parseRetryAfter,
  registryRetries as policy,
} from '../../src/publish/retry.ts'

const attempt = { number: 1, chance: 0.5, leftMs: 3_600_000 }

describe('the next try', () => {
  test.each([
    ['comes after a second', { number: 1 }, 1000],
    ['comes after twice as long each time', { number: 4 }, 8000],
    ['comes when the registry asks for it, if that is later', { number: 1, askedMs: 7000 }, 7000],
    ['comes no sooner because the registry asks for less', { number: 3, askedMs: 10 }, 4000],
  ])('%s', (_, given, afterMs) => {
    expect(nextTry(policy, { ...attempt, ...given })).toEqual({ kind: 'again', afterMs })
  })

  test.each([
    ['after the last one', { number: 5 }, '5 tries'],
    [
      'when the registry asks for too much',
      { askedMs: 3_600_000 },
      'the registry asks to wait 3600s',
    ],
    ['when no time is left', { leftMs: 500 }, 'its time is up'],
  ])('does not come %s', (_, given, reason) => {
    expect(nextTry(policy, { ...attempt, ...given })).toEqual({ kind: 'give-up', reason })
  })

  test('never waits longer than what is left, nor less than what was asked', () => {
    const attempts = fc.record({
      number: fc.integer({ min: 1, max: 10 }),
      chance: fc.double({ min: 0, max: 1, noNaN: true }),
      leftMs: fc.integer({ min: -1000, max: 200_000 }),
      askedMs: fc.integer({ min: 0, max: 100_000 }),
    })
    fc.assert(
      fc.property(attempts, (one) => {
        const next = nextTry(policy, one)
        if (next.kind === 'give-up') return
        expect(one.number).toBeLessThan(policy.tries)
        expect(next.afterMs).toBeGreaterThanOrEqual(one.askedMs)
        expect(next.afterMs).toBeLessThanOrEqual(one.leftMs)
      }),
    )
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  test.each([
    ['seconds', '120', 120_000],
    ['no time at all', '0', 0],
    ['a date', 'Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['a date that is over', 'Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['garbage', 'soon', undefined],
    ['garbage with a year in it', 'soon 2099', undefined],
    ['a negative number', '-5', undefined],
    ['a number that no clock can hold', '99999999999', undefined],
    ['nothing', '', undefined],
    ['no header', undefined, undefined],
  ])('reads %s', (_, text, afterMs) => {
    expect(parseRetryAfter(text, now)).toBe(afterMs)
  })
})

test.each([
  [408, true],
  [429, true],
  [500, true],
  [503, true],
  [504, true],
  [520, true],
  [400, false],
  [401, false],
  [403, false],
  [404, false],
  [409, false],
  [413, false],
  [307, false],
])('status %i is worth another try: %p', (status, passing) => {
  expect(isPassingRefusal({ status, message: 'no' })).toBe(passing)
})

test('what was damaged on its way is sent again', () => {
  const message = 'DIGEST_INVALID: provided digest did not match uploaded content'
  expect(isPassingRefusal({ status: 400, message })).toBe(true)
})

describe('what was said', () => {
  test.each([
    ['denied: permission_denied: write_package', 'denied', false],
    ['unauthorized: authentication required', 'denied', false],
    ['User: arn:aws:iam::1:user/x is not authorized to perform: ecr:PutImage', 'denied', false],
    ['403 Forbidden after a timeout', 'denied', false],
    ['toomanyrequests: You have reached your unauthenticated pull rate limit', 'rate-limit', true],
    ['429 TOOMANYREQUESTS: slow down', 'rate-limit', true],
    ['413 Request Entity Too Large', 'too-large', false],
    ['name unknown: The repository with name x does not exist in the registry', 'missing', false],
    ['received unexpected HTTP status: 503 Service Unavailable', 'busy', true],
    ['received unexpected HTTP status: 522 ', 'busy', true],
    ['blob unknown to registry - sha256:a920d1', 'busy', true],
    ['Put "https://ghcr.io/v2/acme/a/manifests/x": EOF', 'network', true],
    ['read tcp 127.0.0.1:5->127.0.0.1:6: read: connection reset by peer', 'network', true],
    ['connect ETIMEDOUT 10.0.0.1:443', 'network', true],
    ['connect EHOSTUNREACH 10.0.0.1:443', 'network', true],
    ['getaddrinfo EAI_AGAIN ghcr.io', 'network', true],
    ['aborted', 'network', true],
    [
      'Client network socket disconnected before secure TLS connection was established',
      'network',
      true,
    ],
    ['The operation was aborted due to timeout', 'network', true],
    ['manifest invalid: the registry does not like it', 'other', false],
    ['the registry sends more than a manifest can be', 'other', false],
  ])('%s is sorted', (text, kind, passing) => {
    expect(sortRefusal(text)).toEqual({ kind, passing })
  })

  test.each(['error-404', 'forbidden-island', 'app-401', 'denied'])(
    'is not read from the name acme/%s',
    (name) => {
      const repository = `localhost:5000/acme/${name}`
      for (const text of [
        `Put "http://localhost:5000/v2/acme/${name}/blobs/uploads/": EOF`,
        `failed to push ${repository}:main: unexpected EOF`,
      ]) {
        expect(sortRefusal(text, repository)).toEqual({ kind: 'network', passing: true })
      }
    },
  )
})

describe('the advice', () => {
  const denied = { kind: 'denied', passing: false } as const
  const missing = { kind: 'missing', passing: false } as const
  test.each([
    ['ghcr.io', denied, 'packages: write'],
    ['docker.io', denied, 'a token that may write'],
    ['1.dkr.ecr.eu-west-1.amazonaws.com', denied, 'ecr:PutImage'],
    ['1.dkr.ecr.cn-north-1.amazonaws.com.cn', denied, 'ecr:PutImage'],
    ['europe-docker.pkg.dev', denied, 'roles/artifactregistry.writer'],
    ['eu.gcr.io', denied, 'roles/artifactregistry.writer'],
    ['acme.azurecr.io', denied, 'AcrPush'],
    ['quay.io', denied, 'robot account'],
    ['harbor.example', denied, 'an account that may write'],
    ['1.dkr.ecr.eu-west-1.amazonaws.com', missing, 'create the repository first'],
    ['harbor.example', missing, 'want the project or repository created first'],
    ['docker.io', { kind: 'rate-limit', passing: true } as const, 'log in to Docker Hub'],
    ['ghcr.io', { kind: 'rate-limit', passing: true } as const, 'run it again later'],
    ['ghcr.io', { kind: 'too-large', passing: false } as const, 'split the step'],
  ])('at %s names what helps', (registry, refusal, words) => {
    expect(adviceFor(refusal, registry)).toContain(words)
  })
})

test('a reference has its registry and repository, with or without a port and a tag', () => {
  expect(registryOf('localhost:5000/a/b:main')).toBe('localhost:5000')
  expect(repositoryOf('localhost:5000/a/b:main')).toBe('localhost:5000/a/b')
  expect(repositoryOf('localhost:5000/a/b')).toBe('localhost:5000/a/b')
})
