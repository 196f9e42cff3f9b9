import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  fallbackTag,
  listedAs,
  makeArtifact,
  partsOf,
  predicateTypeOf,
  referrersIn,
  statementMediaType,
  withReferrer,
} from '../../src/certificate/artifact.ts'
import { type Expectation, whyNot } from '../../src/certificate/judge.ts'
import { renderLock } from '../../src/certificate/lock.ts'
import {
  type Certificate,
  parseCertificate,
  renderCertificate,
  testResultType,
} from '../../src/certificate/statement.ts'

const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`
const commit = 'c'.repeat(40)
const tree = 'd'.repeat(40)
const repository = 'https://github.com/acme/harbor'

function certificate(over: Partial<Certificate> = {}): Certificate {
  return {
    result: 'PASSED',
    failedTests: [],
    ...{ repository, commit, tree, ref: 'refs/heads/main' },
    images: [
      { services: ['api', 'worker'], name: 'ghcr.io/acme/harbor/api', digest: digestOf('a') },
      { services: ['web'], name: 'ghcr.io/acme/harbor/web', digest: digestOf('b') },
    ],
    others: [{ services: ['db'], name: 'postgres:15', digest: digestOf('e') }],
    url: `${repository}/actions/runs/1/attempts/1`,
    details: {
      stack: 'harbor',
      finishedOn: '2026-01-01T00:00:00.000Z',
      durationMs: 20_000,
      tools: { engine: '28.5.2' },
      stages: [{ name: 'build', durationMs: 9000 }],
      checks: [{ name: 'the page', service: 'web', kind: 'http', tries: 2, durationMs: 40 }],
    },
    ...over,
  }
}

const expected: Expectation = {
  ...{ repository, commit, tree },
  images: [
    { services: ['api', 'worker'], digest: digestOf('a') },
    { services: ['web'], digest: digestOf('b') },
  ],
}

describe('a certificate', () => {
  test('reads back as it was written', () => {
    expect(parseCertificate(renderCertificate(certificate()))).toEqual(certificate())
  })

  test('is a statement of in-toto about the digests, which other tools can read', () => {
    const statement = JSON.parse(renderCertificate(certificate())) as {
      readonly subject: readonly unknown[]
      readonly predicate: Record<string, unknown>
    }
    expect(statement).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    })
    expect(statement.subject[0]).toMatchObject({
      name: 'ghcr.io/acme/harbor/api',
      digest: { sha256: 'a'.repeat(64) },
    })
    expect(statement.predicate).toMatchObject({
      result: 'PASSED',
      passedTests: ['the page'],
      configuration: [
        {
          uri: 'git+https://github.com/acme/harbor@refs/heads/main',
          digest: { gitCommit: commit, gitTree: tree },
        },
        { name: 'postgres:15', digest: { sha256: 'e'.repeat(64) } },
      ],
    })
  })

  test.each([
    ['no JSON', 'PASSED'],
    ['another statement', renderCertificate(certificate()).replace('test-result', 'provenance')],
    ['null', 'null'],
  ])('is nothing else: %s', (_, text) => {
    expect(parseCertificate(text)).toBeUndefined()
  })

  test('may be any JSON, which is read without a fault', () => {
    const head = { _type: 'https://in-toto.io/Statement/v1', predicateType: testResultType }
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (subject, predicate) => {
        const read = parseCertificate(JSON.stringify({ ...head, subject, predicate }))
        expect(read && whyNot(read, expected)).not.toEqual([])
      }),
    )
  })
})

test('a certificate can say nothing to a terminal, a runner or a lock', () => {
  const [image] = certificate().images
  if (!image) throw new Error('the certificate of this test has lost its image')
  const evil = certificate({
    failedTests: ['x\r\n::error::y \u001b]52;c;eA==\u0007 ##[add-mask]z'],
    others: [{ ...image, digest: 'sha256:../../x' }],
  })
  const read = parseCertificate(renderCertificate(evil))
  expect(read?.failedTests).toEqual(['x  ::error::y  ## [add-mask]z'])
  expect(read?.others).toEqual([])
})

describe('a certificate holds', () => {
  test('for its images, its commit and its repository', () => {
    expect(whyNot(certificate(), expected)).toEqual([])
  })

  test('for another commit with the same content', () => {
    expect(whyNot(certificate(), { ...expected, commit: '1'.repeat(40) })).toEqual([])
  })

  test('for a part of the stack', () => {
    expect(whyNot(certificate(), { ...expected, images: expected.images.slice(0, 1) })).toEqual([])
  })
})

describe('a certificate does not hold', () => {
  const [api, web] = certificate().images
  if (!api || !web) throw new Error('the certificate of this test has lost an image')
  test.each<[string, Partial<Certificate>, string]>([
    [
      'of an image with another digest',
      { images: [api, { ...web, digest: digestOf('f') }] },
      `of web it has ${digestOf('f')}, and not ${digestOf('b')}`,
    ],
    ['without one of the images', { images: [api] }, 'it has no image of web'],
    [
      'whose image is that of another service',
      { images: [api, { ...web, services: ['db'] }] },
      'it has no image of web',
    ],
    ['of a trial that failed', { result: 'FAILED' }, 'its result is FAILED, not PASSED'],
    [
      'with a failed check',
      { failedTests: ['the page'] },
      'it says that these checks failed: the page',
    ],
    [
      'of another repository',
      { repository: 'https://github.com/evil/harbor' },
      'it is of https://github.com/evil/harbor, not of https://github.com/acme/harbor',
    ],
    [
      'of another commit and tree',
      { commit: '1'.repeat(40), tree: '2'.repeat(40) },
      'it is of commit 1111111, and neither that nor its tree is that of ccccccc',
    ],
  ])('%s', (_, over, why) => {
    expect(whyNot(certificate(over), expected)).toEqual([why])
  })

  test('that names no source, nor where the source is not known here', () => {
    const { repository: _r, commit: _c, tree: _t, ...nameless } = certificate()
    expect(whyNot(nameless, expected)).toEqual([
      'it names no repository',
      'it is of no commit, and neither that nor its tree is that of ccccccc',
    ])
    expect(whyNot(nameless, { images: expected.images })).toEqual([
      'which repository this is, is not known here',
      'it is of no commit, and neither that nor its tree is that of an unknown commit',
    ])
  })
})

describe('an artifact beside an image', () => {
  const subject = { digest: digestOf('a'), mediaType: 'application/json', text: '{}' }
  const made = makeArtifact(subject, {
    mediaType: statementMediaType,
    predicateType: testResultType,
    created: '2026-01-01T00:00:00.000Z',
    text: renderCertificate(certificate()),
  })

  test('names the image, and what it is, where a list shows it', () => {
    const listed = listedAs(made.manifest)
    expect(listed.artifactType).toBe(statementMediaType)
    expect(predicateTypeOf(listed)).toBe(testResultType)
    expect(listed.digest).toBe(made.manifest.digest)
    expect(partsOf(made.manifest.text).blobs.map(({ digest }) => digest)).toEqual(
      made.blobs.map(({ digest }) => digest),
    )
  })

  test('is listed once, and leaves in the list what others wrote', () => {
    const foreign = { mediaType: 'x/y', digest: digestOf('9'), size: 1, platform: { os: 'linux' } }
    const before = JSON.stringify({ manifests: [foreign] })
    const list = withReferrer(before, listedAs(made.manifest))
    expect((JSON.parse(list?.text ?? '') as { manifests: unknown[] }).manifests[0]).toEqual(foreign)
    expect(referrersIn(list?.text ?? '').map(({ digest }) => digest)).toEqual([
      digestOf('9'),
      made.manifest.digest,
    ])
    expect(withReferrer(list?.text, listedAs(made.manifest))).toBeUndefined()
  })

  test('is found by a tag where the registry keeps no list', () => {
    expect(fallbackTag(digestOf('a'))).toBe(`sha256-${'a'.repeat(64)}`)
  })

  test('of a list that names no digest leads nowhere', () => {
    const bad = ['../../x', 'sha256:xyz', '', 7].map((digest) => ({ mediaType: 'x/y', digest }))
    expect(referrersIn(JSON.stringify({ manifests: bad }))).toEqual([])
  })
})

test('a lock pins every service, and takes the build from those that have one', () => {
  const lock = renderLock('What passed.', [
    { service: 'web', image: `r/web:1@${digestOf('b')}`, origin: 'built' },
    { service: 'db', image: `postgres:15@${digestOf('e')}`, origin: 'pulled' },
  ])
  expect(lock).toBe(`# What passed.
# docker compose -f compose.yaml -f sea-trial.lock.yaml up
services:
  "db":
    image: "postgres:15@${digestOf('e')}"
  "web":
    image: "r/web:1@${digestOf('b')}"
    build: !reset null
`)
})
