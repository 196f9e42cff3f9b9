import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readCacheToken } from '../../src/build/cache-token.ts'

const now = new Date('2026-03-05T10:00:00Z')
const seconds = now.getTime() / 1000

function tokenOf(claims: unknown): string {
  return `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`
}

const scopes = (...permissions: readonly unknown[]): string =>
  JSON.stringify(permissions.map((one) => ({ Scope: 'refs/heads/main', Permission: one })))

const why = {
  none: 'the runner gave no cache token (ACTIONS_RUNTIME_TOKEN)',
  noJwt: 'the cache token of the runner is not a JWT',
  expired: 'the cache token of the runner has expired',
  noScope: 'the cache token of the runner names no scope',
}

describe('a cache token', () => {
  test.each<[string, unknown, boolean, boolean]>([
    ['to read and write', { ac: scopes(3) }, true, true],
    ['to read', { ac: scopes(1) }, true, false],
    ['to write', { ac: scopes(2) }, false, true],
    ['to read one scope and write another', { ac: scopes(1, 2) }, true, true],
    ['to do nothing', { ac: scopes(0) }, false, false],
    ['without a permission', { ac: scopes(undefined) }, false, false],
    ['that ends in time', { ac: scopes(3), exp: seconds + 61 }, true, true],
  ])('%s', (_, claims, read, write) => {
    expect(readCacheToken(tokenOf(claims), now)).toEqual({ kind: 'usable', read, write })
  })

  test.each<[string, string | undefined, string]>([
    ['that is not there', undefined, why.none],
    ['that is empty', '', why.none],
    ['without parts', 'nonsense', why.noJwt],
    ['without JSON', 'a.bm90IGpzb24.c', why.noJwt],
    ['that holds no object', tokenOf(7), why.noJwt],
    ['that has ended', tokenOf({ ac: scopes(3), exp: seconds - 1 }), why.expired],
    ['that ends while the build runs', tokenOf({ ac: scopes(3), exp: seconds + 59 }), why.expired],
    ['without scopes', tokenOf({ exp: seconds + 3600 }), why.noScope],
    ['with no scope among them', tokenOf({ ac: '[]' }), why.noScope],
    ['with scopes that are no JSON', tokenOf({ ac: 'main' }), why.noScope],
    ['with scopes that are no text', tokenOf({ ac: [{ Permission: 3 }] }), why.noScope],
  ])('%s is unusable', (_, token, expected) => {
    expect(readCacheToken(token, now)).toEqual({ kind: 'unusable', why: expected })
  })

  test('of any text, or with any claims, is no exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue().map(tokenOf)), (token) => {
        readCacheToken(token, now)
      }),
    )
    fc.assert(
      fc.property(fc.json(), (ac) => {
        readCacheToken(tokenOf({ ac }), now)
      }),
    )
  })
})
