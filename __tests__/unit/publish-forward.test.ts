import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decideMove, type Kinship, kinshipByDate } from '../../src/publish/forward.ts'
import { configPlace, labelsOf } from '../../src/publish/image-config.ts'
import type { Ordering } from '../../src/tags/values.ts'
import { compareVersions, parseVersion } from '../../src/tags/versions.ts'

const ours = 'sha256:ours'
const theirs = { digest: 'sha256:theirs' }
const semver = (version: string): Ordering => ({ kind: 'semver', version })
const question = { tag: 'main', digest: ours, kinship: 'unknown', order: 'forward' } as const

describe('force', () => {
  test('takes a tag back that would have stayed, and says so', () => {
    const back = {
      ...question,
      ordering: semver('1.0.0'),
      current: { ...theirs, version: '1.1.0' },
    }
    expect(decideMove(back).kind).toBe('stay')
    expect(decideMove({ ...back, order: 'any' })).toEqual({
      kind: 'move',
      reason: 'main points to 1.1.0, which is higher than 1.0.0; it goes back, as force asks',
    })
  })
})

describe('a tag', () => {
  const orderings: readonly Ordering[] = [
    semver('1.0.0'),
    { kind: 'latest' },
    { kind: 'branch', branch: 'main' },
    { kind: 'other' },
  ]
  test.each(orderings)('that is new is set, whatever its order: %p', (ordering) => {
    const move = decideMove({ ...question, ordering, current: undefined })
    expect(move).toEqual({ kind: 'move', reason: 'main is new' })
  })

  test.each(orderings)('that has our image is left as it is: %p', (ordering) => {
    const move = decideMove({ ...question, ordering, current: { digest: ours } })
    expect(move.kind).toBe('there')
  })

  test.each<[string, string, string | undefined, string]>([
    ['goes up', '1.2.4', '1.2.3', 'move'],
    ['stays at the higher one', '1.2.3', '1.2.4', 'stay'],
    ['counts by number', '1.10.0', '1.9.0', 'move'],
    ['takes another build of the same version', '1.2.3', '1.2.3', 'move'],
    ['goes from a candidate to the release', '1.2.3', '1.2.3-rc.1', 'move'],
    ['does not go from a release to its candidate', '1.2.3-rc.1', '1.2.3', 'stay'],
    ['reads the v of a label', '1.2.3', 'v1.2.4', 'stay'],
    ['moves where the image names a branch as its version', '1.2.3', 'main', 'move'],
    ['moves where the image names none', '1.2.3', undefined, 'move'],
  ])('of a version %s', (_, version, there, kind) => {
    const current = { ...theirs, ...(there !== undefined && { version: there }) }
    for (const ordering of [semver(version), { kind: 'latest', version } as const]) {
      expect(decideMove({ ...question, ordering, current }).kind).toBe(kind)
    }
  })

  test.each<[Kinship, string, string]>([
    ['newer', 'stay', 'a newer commit'],
    ['older', 'move', 'from an older commit'],
    ['same', 'move', 'another build of this commit'],
    ['diverged', 'move', 'another line of history'],
    ['unknown', 'move', 'fetch-depth: 0'],
  ])('of a branch whose commit is %s: %s', (kinship, kind, words) => {
    for (const ordering of [{ kind: 'branch', branch: 'main' }, { kind: 'latest' }] as const) {
      const move = decideMove({ ...question, ordering, current: theirs, kinship })
      expect(move.kind).toBe(kind)
      expect(move.reason).toContain(words)
    }
  })

  test('ends at the highest version, in whatever order releases come', () => {
    const number = fc.integer({ min: 0, max: 12 })
    const version = fc.tuple(number, number, number).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(fc.array(version, { minLength: 1 }), (versions) => {
        let there: string | undefined
        for (const one of versions) {
          const current = there === undefined ? undefined : { digest: there, version: there }
          const move = decideMove({ ...question, digest: one, ordering: semver(one), current })
          if (move.kind === 'move') there = one
        }
        const end = parseVersion('semver', there ?? '')
        for (const one of versions) {
          const other = parseVersion('semver', one)
          expect(end && other && compareVersions(end, other)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})

describe('without the commit of the tag, its date', () => {
  test.each([
    ['decides that it is newer', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', 'newer'],
    ['proves nothing when it is older', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 'unknown'],
    [
      'proves nothing when it is the same',
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:00Z',
      'unknown',
    ],
    [
      'is compared as a time, not as a text',
      '2026-01-01T23:00:00-05:00',
      '2026-01-02T01:00:00Z',
      'newer',
    ],
    ['is ignored when it is none', 'yesterday', '2026-01-01T00:00:00Z', 'unknown'],
    ['is ignored when ours is not known', '2026-01-01T00:00:00Z', undefined, 'unknown'],
  ])('%s', (_, created, commitDate, kinship) => {
    expect(kinshipByDate({ ...theirs, created }, commitDate)).toBe(kinship)
  })
})

describe('the config of an image', () => {
  const attestation = { digest: 'sha256:att', platform: { os: 'unknown' } }
  test.each([
    ['is named by a manifest', { config: { digest: 'sha256:c' } }, 'config', 'sha256:c'],
    [
      'is behind the first of an index',
      { manifests: [{ digest: 'sha256:m' }] },
      'manifest',
      'sha256:m',
    ],
    [
      'is not that of an attestation',
      { manifests: [attestation, { digest: 'sha256:m', platform: { os: 'linux' } }] },
      'manifest',
      'sha256:m',
    ],
  ])('%s', (_, manifest, kind, digest) => {
    expect(configPlace(JSON.stringify(manifest))).toEqual({ kind, digest })
  })

  test.each([
    '',
    'null',
    '[]',
    '1',
    '"x"',
    '{}',
    '{"manifests":null}',
    '{"manifests":{}}',
    '{"manifests":[null]}',
    '{"manifests":[]}',
    '{"config":null}',
    '{"config":{"digest":1}}',
    '{',
  ])('is nowhere in %p', (text) => expect(configPlace(text)).toEqual({ kind: 'none' }))

  test('gives the labels that order tags, and nothing else', () => {
    const name = 'org.opencontainers.image'
    const labels = {
      [`${name}.version`]: '1.2.3',
      [`${name}.revision`]: 'abc',
      [`${name}.created`]: '',
      other: 'x',
    }
    expect(labelsOf(JSON.stringify({ config: { Labels: labels } }))).toEqual({
      version: '1.2.3',
      revision: 'abc',
    })
  })

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"config":null}',
    '{"config":{"Labels":null}}',
    '{"config":{"Labels":{"org.opencontainers.image.version":5}}}',
  ])('gives no label from %p', (text) => expect(labelsOf(text)).toEqual({}))

  test('is read from whatever a registry sends without an exception', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        configPlace(text)
        labelsOf(text)
      }),
    )
  })
})
