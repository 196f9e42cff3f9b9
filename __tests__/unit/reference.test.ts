import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseReference, printReference, repositoryOf } from '../../src/images/reference.ts'

const sha = 'a1'.repeat(32)

function printed(text: string): string {
  const parsed = parseReference(text)
  return parsed.kind === 'ok' ? printReference(parsed.reference) : `${parsed.what}; ${parsed.fix}`
}

describe('a reference', () => {
  test.each([
    ['redis', 'docker.io/library/redis'],
    ['redis:7', 'docker.io/library/redis:7'],
    ['user/app', 'docker.io/user/app'],
    ['docker.io/redis', 'docker.io/library/redis'],
    ['index.docker.io/user/app', 'docker.io/user/app'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000', 'docker.io/library/localhost:5000'],
    ['localhost:5000/app', 'localhost:5000/app'],
    ['localhost:5000/app:1', 'localhost:5000/app:1'],
    ['ghcr.io/o/r/api:v1', 'ghcr.io/o/r/api:v1'],
    [`ghcr.io/o/r@sha256:${sha}`, `ghcr.io/o/r@sha256:${sha}`],
    [`ghcr.io/o/r:1@sha256:${sha}`, `ghcr.io/o/r:1@sha256:${sha}`],
    [`a/b@sha512:${sha}${sha}`, `docker.io/a/b@sha512:${sha}${sha}`],
    ['[::1]:5000/app', '[::1]:5000/app'],
    ['[2001:db8::1]/app', '[2001:db8::1]/app'],
    ['192.168.0.1:65535/app', '192.168.0.1:65535/app'],
    ['host:0/app', 'host:0/app'],
    ['HOST/app', 'HOST/app'],
    ['GHCR.IO/o/r', 'GHCR.IO/o/r'],
    ['a.b/c_d/e__f/g-h/i--j/k.l:_T.-9', 'a.b/c_d/e__f/g-h/i--j/k.l:_T.-9'],
    ['a-b/c', 'docker.io/a-b/c'],
    [`x/${'a'.repeat(253)}`, `docker.io/x/${'a'.repeat(253)}`],
    [`x/y:${'t'.repeat(128)}`, `docker.io/x/y:${'t'.repeat(128)}`],
  ])('%s is %s', (text, expected) => {
    expect(printed(text)).toBe(expected)
  })

  test.each([
    ['', 'the image name is empty; write a name such as ghcr.io/owner/name'],
    [sha, `"${sha}" is an image id, not a name; write the name of a repository`],
    ['https://ghcr.io/o/r', '"https://ghcr.io/o/r" starts with a URL scheme; write "ghcr.io/o/r"'],
    ['ghcr.io/o/ r', '"ghcr.io/o/ r" holds white space; write "ghcr.io/o/r"'],
    [
      'ghcr.io/Owner/App:V1',
      'the repository "Owner/App" has upper-case letters; write "ghcr.io/owner/app:V1"',
    ],
    ['A/A', 'the repository "A" has upper-case letters; write "a/a"'],
    ['Redis', 'the repository "Redis" has upper-case letters; write "redis"'],
    [
      'ghcr.io:99999/o/r',
      'the registry "ghcr.io:99999" has the port "99999"; write a port from 0 to 65535, or none',
    ],
    [
      'ghcr.io:x/o/r',
      'the registry "ghcr.io:x" has the port "x"; write a port from 0 to 65535, or none',
    ],
    [
      'ghcr.io:/r',
      'the registry "ghcr.io:" has the port ""; write a port from 0 to 65535, or none',
    ],
    ['-ghcr.io/r', 'the registry "-ghcr.io" is not a host name; write a host such as ghcr.io'],
    ['[::g]/r', 'the registry "[::g]" is not a host name; write a host such as ghcr.io'],
    ['a..b/r', 'the registry "a..b" is not a host name; write a host such as ghcr.io'],
    [
      'ghcr.io/',
      '"ghcr.io/" names no repository; write one after the registry, as in ghcr.io/owner/name',
    ],
    ['ghcr.io/o//r', '"o//r" has an empty part; write single slashes inside it'],
    ['ghcr.io/o/r/', '"o/r/" has an empty part; write single slashes inside it'],
    [
      'o/_r',
      '"_r" can\'t be a part of a repository name; write a-z and 0-9, joined by ".", "_", "__" or dashes',
    ],
    [
      'o/a___b',
      '"a___b" can\'t be a part of a repository name; write a-z and 0-9, joined by ".", "_", "__" or dashes',
    ],
    [
      'o/a..b',
      '"a..b" can\'t be a part of a repository name; write a-z and 0-9, joined by ".", "_", "__" or dashes',
    ],
    ['o/r:', 'the tag after ":" is empty; write a tag, or leave out the ":"'],
    [
      'o/r:-x',
      '"-x" can\'t be a tag; write letters, digits, "_", "." and "-", not starting with "." or "-"',
    ],
    [
      'o/r:a:b',
      '"a:b" can\'t be a tag; write letters, digits, "_", "." and "-", not starting with "." or "-"',
    ],
    ['o/r@sha256:abc', 'the digest "sha256:abc" has 3 digits; write sha256:<64 hex digits>'],
    ['o/r@md5:abc', 'the digest "md5:abc" has no known algorithm; write sha256:<64 hex digits>'],
    [
      'o/r@__proto__:abc',
      'the digest "__proto__:abc" has no known algorithm; write sha256:<64 hex digits>',
    ],
    ['o/r@', 'the digest "" has no known algorithm; write sha256:<64 hex digits>'],
  ])('%s is refused, naming the part and what to write', (text, expected) => {
    expect(printed(text)).toBe(expected)
  })

  test.each([
    ['upper-case digest', `o/r@sha256:${'AB'.repeat(32)}`, 'is not lower-case hexadecimal'],
    ['a tag of 129', `o/r:${'t'.repeat(129)}`, '129 characters long, and 128 are allowed'],
    ['a path of 256', `x/${'a'.repeat(254)}`, '256 characters long, and 255 are allowed'],
    ['library/ counts', 'a'.repeat(248), '256 characters long, and 255 are allowed'],
    ['a host of 260', `${'a.'.repeat(130)}/b`, 'is too long; write a host such as ghcr.io'],
    ['endless text', 'a/'.repeat(1_000_000), 'is too long for an image name'],
  ])('out of bounds is refused: %s', (_what, text, expected) => {
    expect(printed(text)).toContain(expected)
  })

  test('names its repository without tag and digest', () => {
    const parsed = parseReference(`o/r:1@sha256:${sha}`)
    expect(parsed.kind === 'ok' && repositoryOf(parsed.reference)).toBe('docker.io/o/r')
  })
})

describe('every reference', () => {
  const component = fc.stringMatching(/^[a-z0-9]{1,5}((\.|_|__|-{1,3})[a-z0-9]{1,5}){0,2}$/)
  const reference = fc.record(
    {
      registry: fc.constantFrom(
        'ghcr.io',
        'localhost',
        'localhost:5000',
        '[::1]:80',
        'a-b.c:65535',
      ),
      path: fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
      tag: fc.stringMatching(/^\w[\w.-]{0,127}$/),
      digest: fc.stringMatching(/^sha256:[a-f0-9]{64}$/),
    },
    { requiredKeys: ['registry', 'path'] },
  )

  test('reads back as it was printed', () => {
    fc.assert(
      fc.property(reference, (whole) => {
        expect(parseReference(printReference(whole))).toEqual({ kind: 'ok', reference: whole })
      }),
    )
  })

  test('is either read, and then stable, or refused in words', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('a', 'B', '/', ':', '@', '.', '-', '_', '[', ']', '5') }),
    )
    fc.assert(
      fc.property(text, (anything) => {
        const once = parseReference(anything)
        if (once.kind === 'bad') expect(once.fix).not.toBe('')
        else expect(parseReference(printReference(once.reference))).toEqual(once)
      }),
      { numRuns: 1000 },
    )
  })
})
