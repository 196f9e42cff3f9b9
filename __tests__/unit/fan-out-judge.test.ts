import { describe, expect, test } from '@jest/globals'
import type { HandedImage, HandOver } from '../../src/fan-out/document.ts'
import { parseHandOver } from '../../src/fan-out/document.ts'
import { joinParts, nativeIn } from '../../src/fan-out/join.ts'
import { type FoundHandOver, judgeHandOvers } from '../../src/fan-out/judge.ts'
import type { Part } from '../../src/fan-out/parts.ts'
import type { Manifest } from '../../src/world/world.ts'

const digest = (sign: string): string => `sha256:${sign.repeat(64)}`
const sha = 'c0ffee'

function partOf(target: string, platform?: string): Part {
  const share = platform === undefined ? target : `${target}-${platform.replaceAll('/', '-')}`
  return {
    ...{ target, services: [target], share, plan: `plan of ${share}`, tag: `candidate-1-${share}` },
    ...{ repository: `ghcr.io/acme/${target}` },
    ...(platform !== undefined && { platform }),
  }
}

function imageOf({ target, platform, plan, repository = '', tag }: Part): HandedImage {
  return {
    ...{ image: target, services: [target], platform: platform ?? null, plan },
    ...{ store: 'containerd', digest: digest('a'), config: null, bytes: 1 },
    at: { kind: 'registry', repository, tag, digest: digest('a') },
  }
}

function fileOf(part: Part, over: Partial<HandOver> = {}, path = part.share): FoundHandOver {
  const images = [imageOf(part)]
  const about = { commit: sha, run: '4711', job: 'build', machine: 'crane' }
  const text = JSON.stringify({ version: 1, share: part.share, ...about, images, ...over })
  return { path: `${path}/hand-over.json`, text }
}

const [api, web] = [partOf('api'), partOf('web')]
const arms = [partOf('db', 'linux/amd64'), partOf('db', 'linux/arm64')]
const whole = partOf('db')

function judged(
  found: readonly FoundHandOver[],
  ways: readonly (readonly (readonly Part[])[])[] = [[[api]], [[web]]],
) {
  return judgeHandOvers({ ways, found, facts: { sha, runId: '4711' }, folder: 'hand-overs' })
}

describe('what was handed over', () => {
  test('is good where every image is there once', () => {
    const { handed, problems } = judged([fileOf(web), fileOf(api)])
    expect(problems).toEqual([])
    expect(handed.map((parts) => parts.map(({ part }) => part.target))).toEqual([['api'], ['web']])
  })

  test.each([
    ['in two parts', arms.map((part) => fileOf(part)), ''],
    ['in two parts, in other words', arms.map((part) => fileOf(part)), '/v8'],
    ['as a whole', [fileOf(whole)], ''],
  ])('may be there %s', (_, found, variant) => {
    const said = '"platform":"linux/arm64'
    const files = found.map(({ path, text }) => ({
      ...{ path, text: text.replace(said, `${said}${variant}`) },
    }))
    expect(judged(files, [[arms, [whole]]]).problems).toEqual([])
  })

  test.each<[string, readonly FoundHandOver[], readonly string[]]>([
    ['missing', [fileOf(api)], ['the share web was not handed over: web']],
    [
      'there twice',
      [fileOf(api), fileOf(web), fileOf(web, {}, 'again')],
      [
        'web was handed over 2 times: by the share web in web/hand-over.json, the share web in again/hand-over.json',
      ],
    ],
    [
      'of another commit',
      [fileOf(api), fileOf(web, { commit: 'decade' })],
      [
        'web/hand-over.json: the share web was built from the commit decade, and this is a trial of c0ffee',
      ],
    ],
    [
      'of another run',
      [fileOf(api), fileOf(web, { run: '1' })],
      ['web/hand-over.json: the share web was handed over by the workflow run 1, and this is 4711'],
    ],
    [
      'built by another plan',
      [fileOf(api), fileOf(web, { images: [{ ...imageOf(web), plan: 'other' }] })],
      ["web/hand-over.json: the share web has built web by another plan than this trial's"],
    ],
    [
      'in another repository',
      [
        fileOf(api),
        fileOf(web, { images: [imageOf({ ...web, repository: 'ghcr.io/mallory/web' })] }),
      ],
      ["web/hand-over.json: the share web has built web by another plan than this trial's"],
    ],
    [
      'of no image of the stack',
      [fileOf(api), fileOf(web), fileOf(partOf('job'))],
      ['job/hand-over.json: the share job hands over "job", which this plan does not build'],
    ],
    [
      'something else',
      [fileOf(api), { path: 'x/hand-over.json', text: '{}' }],
      ['x/hand-over.json is not what mode: build writes'],
    ],
    [
      'nothing',
      [],
      ['the share api was not handed over: api', 'the share web was not handed over: web'],
    ],
  ])('is refused where one is %s', (_, found, expected) => {
    const { handed, problems } = judged(found)
    expect(handed).toEqual([])
    expect(problems.map(({ what }) => what)).toEqual(expected)
    for (const { code, fix } of problems)
      expect([code, fix]).toEqual(['ST-HAND-OVER', expect.anything()])
  })

  test('lacks the platform of which nothing came', () => {
    const { problems } = judged([fileOf(arms[0] ?? web)], [[arms, [whole]]])
    expect(problems.map(({ what }) => what)).toEqual([
      'the share db-linux-arm64 was not handed over: db for linux/arm64',
    ])
  })
})

test.each([
  ['a path out of its folder', { kind: 'archive', file: '../x.tar', name: 'a:b' }],
  ['a file that hides', { kind: 'archive', file: '.x.tar', name: 'a:b' }],
  ['a name that is an option', { kind: 'archive', file: 'x.tar', name: 'a b' }],
  ['no digest', { kind: 'registry', repository: 'r/a', tag: 't', digest: 'latest' }],
])('a document with %s is none', (_, at) => {
  const { text } = fileOf(api, { images: [{ ...imageOf(api), at: at as HandedImage['at'] }] })
  expect(parseHandOver(text)).toBeUndefined()
})

describe('parts under one index', () => {
  const docker = 'application/vnd.docker.distribution.manifest.v2+json'
  const plain = (sign: string): Manifest => ({
    digest: digest(sign),
    mediaType: docker,
    text: '{}',
  })
  const parts = [
    { platform: 'linux/amd64', manifest: plain('a') },
    { platform: 'linux/arm64/v8', manifest: plain('b') },
  ]

  test('are written as BuildKit writes them', () => {
    const { text, mediaType } = joinParts(parts, {})
    expect(mediaType).toBe('application/vnd.docker.distribution.manifest.list.v2+json')
    expect(text).toBe(`{
  "schemaVersion": 2,
  "mediaType": "application/vnd.docker.distribution.manifest.list.v2+json",
  "manifests": [
    {
      "mediaType": "${docker}",
      "digest": "${digest('a')}",
      "size": 2,
      "platform": {
        "architecture": "amd64",
        "os": "linux"
      }
    },
    {
      "mediaType": "${docker}",
      "digest": "${digest('b')}",
      "size": 2,
      "platform": {
        "architecture": "arm64",
        "os": "linux"
      }
    }
  ]
}`)
  })

  test('keep their attestations, behind all images, and what is said of the index', () => {
    const attestation = { 'vnd.docker.reference.type': 'attestation-manifest' }
    const attested = (sign: string, architecture: string): Manifest => ({
      digest: digest(sign),
      mediaType: 'application/vnd.oci.image.index.v1+json',
      text: JSON.stringify({
        manifests: [
          { digest: digest(sign), platform: { architecture, os: 'linux' } },
          { digest: digest('f'), annotations: attestation, platform: { os: 'unknown' } },
        ],
      }),
    })
    const { text } = joinParts(
      [
        { platform: 'linux/amd64', manifest: attested('a', 'amd64') },
        { platform: 'linux/arm64', manifest: attested('b', 'arm64') },
      ],
      { title: 'A' },
    )
    const index = JSON.parse(text) as {
      readonly manifests: readonly { readonly digest: string }[]
      readonly annotations: unknown
    }
    const digests = index.manifests.map((one) => one.digest)
    expect(digests).toEqual(['a', 'b', 'f', 'f'].map(digest))
    expect(index.annotations).toEqual({ title: 'A' })
    expect(nativeIn(text, 'linux/arm64')).toBe(digest('b'))
    expect(nativeIn(text, 'linux/s390x')).toBeUndefined()
  })
})
