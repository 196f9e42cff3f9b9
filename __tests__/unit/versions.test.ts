import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compareVersions, parseVersion, type Scheme } from '../../src/tags/versions.ts'

function compare(scheme: Scheme, one: string, other: string): number {
  const [left, right] = [parseVersion(scheme, one), parseVersion(scheme, other)]
  return left && right ? compareVersions(left, right) : Number.NaN
}

describe('a semantic version', () => {
  test.each([
    ['v1.2.3', '1.2.3', true],
    ['1.2.3', '1.2.3', true],
    ['v1.2.3+build.5', '1.2.3', true],
    ['v2.0.8-beta.67', '2.0.8-beta.67', false],
  ])('%s is %s', (text, full, final) => {
    expect(parseVersion('semver', text)).toMatchObject({ full, final })
  })

  test.each(['1.2', 'v1', 'release1', 'p1/v1.2.3', '01.2.3', ''])('is not %p', (text) => {
    expect(parseVersion('semver', text)).toBeUndefined()
  })

  test('is higher by number, not by letter', () => {
    expect(compare('semver', '1.10.0', '1.9.0')).toBe(1)
    expect(compare('semver', '1.0.0-rc.1', '1.0.0')).toBe(-1)
  })
})

describe('a version after PEP 440', () => {
  test.each([
    ['1.2.3', '1.2.3', true],
    ['v1.2.3', '1.2.3', true],
    ['1.2.3rc2', '1.2.3rc2', false],
    ['1.2.3-preview_2', '1.2.3rc2', false],
    ['1.2.3beta2', '1.2.3b2', false],
    ['1.2.3ALPHA', '1.2.3a0', false],
    ['1.2.3post1', '1.2.3.post1', false],
    ['1.2.3-1', '1.2.3.post1', false],
    ['1.0dev4', '1.0.dev4', false],
    ['1!2.0', '1!2.0', true],
    ['1.0+Ubuntu-1', '1.0+ubuntu.1', true],
  ])('%s is %s', (text, full, final) => {
    expect(parseVersion('pep440', text)).toMatchObject({ full, final })
  })

  test.each(['release1', '1.2.3-foo', '', '1..2', `1.${'1'.repeat(300)}`])('is not %p', (text) => {
    expect(parseVersion('pep440', text)).toBeUndefined()
  })

  test('has the order of the specification', () => {
    const rising = [
      '1.0.dev1',
      '1.0a1.dev1',
      '1.0a1',
      '1.0b1',
      '1.0rc1',
      '1.0',
      '1.0.post1',
      '1!0.1',
    ]
    for (const [at, one] of rising.entries()) {
      for (const [place, other] of rising.entries()) {
        expect([one, other, compare('pep440', one, other)]).toEqual([
          one,
          other,
          Math.sign(at - place),
        ])
      }
    }
  })

  test('is equal to itself with zeros behind', () => {
    expect(compare('pep440', '1.2', '1.2.0')).toBe(0)
  })

  test('is one or is none, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'019.-_!+vabcrdepost') }), (text) => {
        const version = parseVersion('pep440', text)
        // The normal form is a version again, and the same one.
        if (version) expect(parseVersion('pep440', version.full)?.full).toBe(version.full)
      }),
    )
  })
})
