import { describe, expect, test } from '@jest/globals'
import { baseOf, digestOf, foundBases } from '../../src/build/bases.ts'
import { type DescriptionQuestion, describeImage } from '../../src/build/contents.ts'
import { readImageContents } from '../../src/io/inside-json.ts'
import { buildDetails, imageLine } from '../../src/report/build-words.ts'

const base = (text: string, target?: string, args: readonly [string, string][] = []) =>
  baseOf(text, { args: new Map(args), ...(target !== undefined && { target }) })

describe('the base of an image', () => {
  test.each<[string, string, string | undefined, string | undefined]>([
    ['is what its only stage is from', 'FROM node:24\nRUN x', undefined, 'node:24'],
    ['is that of the last stage', 'FROM a AS one\nFROM b', undefined, 'b'],
    ['is that of the target', 'FROM a AS one\nFROM b', 'ONE', 'a'],
    ['is that of a target by number', 'FROM a\nFROM b', '0', 'a'],
    ['is looked for through stages', 'FROM a AS x\nFROM X AS y\nFROM y', undefined, 'a'],
    ['may have the name of its own stage', 'FROM nginx AS nginx\nRUN x', undefined, 'nginx'],
    ['is filled from ARG', 'ARG V=24\nFROM --platform=$P node:$V-slim', undefined, 'node:24-slim'],
    ['is filled from a default', ['FROM node:$', '{V:-22}'].join(''), undefined, 'node:22'],
    ['is unknown with a variable that nobody set', 'FROM node:$V', undefined, undefined],
    ['is none where it is from scratch', 'FROM scratch\nCOPY x /', undefined, undefined],
    ['is none in no Dockerfile', 'hello', undefined, undefined],
  ])('%s', (_, text, target, expected) => {
    expect(base(text, target)).toBe(expected)
  })

  test('is filled from what the build is given, over what the file says', () => {
    expect(base('ARG V=24\nFROM node:$V', undefined, [['V', '26']])).toBe('node:26')
  })

  const digest = `sha256:${'a'.repeat(64)}`
  const step = { cached: false, state: 'done' as const, durationMs: 0, log: [] }

  test.each([
    ['busybox', 'docker.io/library/busybox:latest'],
    ['acme/app:1', 'docker.io/acme/app:1'],
    ['ghcr.io/acme/app:1', 'ghcr.io/acme/app:1'],
  ])('%s has the digest that BuildKit tells of %s', (reference, full) => {
    const steps = [
      { ...step, name: `[api build 1/5] FROM ${full}@${digest}` },
      { ...step, name: '[api build 2/5] RUN echo FROM x' },
    ]
    expect(digestOf(reference, foundBases(steps))).toBe(digest)
    expect(digestOf('other:1', foundBases(steps))).toBeUndefined()
  })
})

const epoch = 1_760_000_000
const daysBefore = (days: number): number => (epoch - days * 24 * 3600) * 1000

const question: DescriptionQuestion = {
  services: ['api'],
  base: 'node:24-slim',
  found: [],
  sourceDateEpoch: epoch,
  now: new Date(epoch * 1000),
  contents: {
    platforms: [{ platform: 'linux/amd64', bytes: 82_100_000 }],
    layers: [
      { instruction: '', bytes: 80_000_000, createdAtMs: daysBefore(30) },
      { instruction: 'CMD ["node"]', bytes: 0, createdAtMs: daysBefore(12) },
      {
        instruction: 'RUN |1 WORD=x /bin/sh -c npm ci # buildkit',
        bytes: 60_100_000,
        createdAtMs: epoch * 1000,
      },
      { instruction: 'COPY . . # buildkit', bytes: 12_000_000, createdAtMs: epoch * 1000 },
      { instruction: 'RUN /bin/sh -c true # buildkit', bytes: 8_192, createdAtMs: epoch * 1000 },
    ],
  },
}

describe('an image', () => {
  test('is told with its base, the age of that, its sizes and its largest layers', () => {
    expect(imageLine(describeImage(question))).toBe(
      'api: on node:24-slim, 12 days old; linux/amd64 82.1 MB; ' +
        'largest layers 80.0 MB imported, without a word, 60.1 MB RUN npm ci, 12.0 MB COPY . .',
    )
  })

  test('is told with the size for each platform', () => {
    const platforms = ['linux/amd64', 'linux/arm64'].map((platform) => ({ platform, bytes: 5e6 }))
    const contents = { platforms, layers: [] }
    expect(imageLine(describeImage({ ...question, contents, base: undefined }))).toBe(
      'api: linux/amd64 5.0 MB; linux/arm64 5.0 MB',
    )
  })

  test('whose build was given another time tells no age rather than a wrong one', () => {
    const described = describeImage({ ...question, sourceDateEpoch: 7 })
    expect(described.base).toEqual({ reference: 'node:24-slim' })
  })

  test('from a base made a moment ago, or by a clock that is ahead, is of today', () => {
    const now = new Date(daysBefore(12) - 5000)
    expect(imageLine(describeImage({ ...question, now }))).toContain('node:24-slim, made today;')
  })

  test('is read from what the engine says, of either store', () => {
    const history = [
      { Created: 2, CreatedBy: 'COPY', Size: 5 },
      { Created: 1, CreatedBy: '', Size: 9 },
    ]
    const layers = [
      { instruction: '', bytes: 9, createdAtMs: 1000 },
      { instruction: 'COPY', bytes: 5, createdAtMs: 2000 },
    ]
    const classic = { Os: 'linux', Architecture: 'amd64', Size: 14 }
    expect(readImageContents(classic, history)).toEqual({
      platforms: [{ platform: 'linux/amd64', bytes: 14 }],
      layers,
    })
    const arm = { os: 'linux', architecture: 'arm', variant: 'v7' }
    const Manifests = [
      { Kind: 'image', Size: { Content: 7 }, ImageData: { Platform: arm } },
      { Kind: 'attestation', Size: { Content: 1 } },
    ]
    expect(readImageContents({ ...classic, Manifests }, history)).toEqual({
      platforms: [{ platform: 'linux/arm/v7', bytes: 7 }],
      layers,
    })
  })
})

describe('what the build says', () => {
  const build = {
    images: [describeImage(question)],
    slowest: [{ name: '[api 2/3] RUN npm ci', durationMs: 12_340 }],
    checks: [
      { rule: 'Rule', what: 'x <b>', services: ['api'], where: { file: 'Dockerfile', line: 3 } },
      { rule: 'Inline', what: 'y', services: ['web'] },
    ],
  }

  test('is folded in the summary, as text', () => {
    const [details, ...more] = buildDetails(build)
    expect(more).toEqual([])
    if (details?.kind !== 'details') throw new Error('not folded')
    expect(details.title).toBe('What the build says (2 checks of BuildKit failed)')
    const [list] = details.blocks
    const items = list?.kind === 'list' ? list.items.map((item) => item.join('')) : []
    expect(items).toContain('12.3s [api 2/3] RUN npm ci')
    expect(items).toContain('Dockerfile:3 Rule: x <b>')
    expect(items).toContain('web Inline: y')
  })

  test('is left out where nothing was built, or there is nothing to say', () => {
    expect(buildDetails(undefined)).toEqual([])
    expect(buildDetails({ images: [], slowest: [], checks: [] })).toEqual([])
  })
})
