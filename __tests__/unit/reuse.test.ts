// Whether a trial may be taken as passed: when nobody wants that, when nobody can know, and what all
// must be the same.
import { describe, expect, test } from '@jest/globals'
import { type Expectation, whyNot } from '../../src/certificate/judge.ts'
import { parseCertificate, renderCertificate } from '../../src/certificate/statement.ts'
import { parseStack } from '../../src/compose/model.ts'
import { readEvent } from '../../src/event/event.ts'
import type { PlannedImage } from '../../src/images/plan.ts'
import { comparedOf } from '../../src/reuse/compared.ts'
import { foreignOf } from '../../src/reuse/foreign.ts'
import { readIgnore } from '../../src/reuse/ignore.ts'
import { inputsOf as hashOf } from '../../src/reuse/inputs-hash.ts'
import { planReuse, type ReuseQuestion } from '../../src/reuse/plan.ts'
import { isWhatRan } from '../../src/reuse/what-ran.ts'
import { type Given, inputsOf } from '../support/given-inputs.ts'
import { buildOf, imageOf } from '../support/images.ts'

const sha = 'c'.repeat(40)
const tree = 'd'.repeat(40)
const digest = `sha256:${'a'.repeat(64)}`

interface Wishes {
  readonly given?: Given
  readonly env?: Readonly<Record<string, string>>
  readonly dirty?: number
  readonly build?: Parameters<typeof imageOf>[1]
  readonly dockerfile?: string
  readonly model?: string
  readonly change?: Partial<ReuseQuestion>
}

function question(wishes: Wishes = {}): ReuseQuestion {
  const { given, env, dirty = 0, build, change, model = 'services: {}' } = wishes
  const { dockerfile = 'FROM busybox:1' } = wishes
  const around = {
    ...{ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' },
    ...{ GITHUB_SHA: sha, GITHUB_REPOSITORY: 'acme/harbor', ...env },
  }
  const commitDate = '2026-01-01T00:00:00Z'
  const seen = { parents: [], tags: [], root: '/srv', shallow: false, detached: false }
  const git = { sha, tree, dirty, commitDate, ...seen }
  const image: PlannedImage = {
    ...imageOf('api', build),
    ...{ repositories: ['ghcr.io/acme/harbor'], nameReason: 'a name', tags: [] },
  }
  return {
    inputs: inputsOf({ registry: 'ghcr.io', ...given }),
    facts: readEvent(around, undefined, git).facts,
    images: [image],
    ...{ stack: parseStack(model), model, checks: [], variables: {}, env: {} },
    dockerfiles: new Map([['/srv/api/Dockerfile', { kind: 'text', text: dockerfile }]]),
    engine: { platform: 'linux/amd64', place: 'here' },
    ...{ builder: 'engine', workspace: '/srv', secrets: [] },
    ...change,
  }
}

const reasonOf = (wishes: Wishes) => {
  const { kind, reason } = planReuse(question(wishes))
  return `${kind}: ${reason}`
}
const run = { kind: 'run', name: 'suite', needs: [], argv: ['npx', 'x'] } as unknown
const runs = [run] as ReuseQuestion['checks']

describe('a trial', () => {
  const stack = (service: string, more = '') =>
    `services:\n  api:\n    ${service}\n    build: { context: /srv/api }\n${more}`
  test.each<[string, Wishes, string]>([
    ['reuse: off', { given: { reuse: 'off' } }, 'reuse is off'],
    ['a mode that tries nothing', { given: { mode: 'promote' } }, 'mode: promote'],
    ['no certificate', { given: { certificate: 'off' } }, 'certificate is off, so nothing says'],
    ['a stack that is kept', { given: { keep: 'always' } }, 'keep: always asks for a stack'],
    ['a second attempt', { env: { GITHUB_RUN_ATTEMPT: '2' } }, 'a run that is started again'],
    ['the clock', { env: { GITHUB_EVENT_NAME: 'schedule' } }, 'schedule asks for a trial'],
    ['a person', { env: { GITHUB_EVENT_NAME: 'workflow_dispatch' } }, 'workflow_dispatch asks'],
    ['a tag', { env: { GITHUB_REF: 'refs/tags/v1' } }, 'a release is tried, unless it is promoted'],
    ['a laptop', { env: { GITHUB_ACTIONS: '' } }, 'who types a trial gets one'],
    ['nothing built', { change: { images: [] } }, 'nothing is built here'],
  ])('is not even looked up for %s', (_, wishes, reason) => {
    expect(reasonOf(wishes)).toContain(`no: ${reason}`)
  })

  test('is looked up where a secret is for the build alone', () => {
    const model = stack('x-a: 1', 'secrets: { word: { environment: WORD } }')
    expect(reasonOf({ model })).toMatch(/^try: /)
  })

  test('is compared by the files of secrets that git knows, and of mounts', () => {
    const mount = 'volumes: [{ type: bind, source: /srv/conf, target: /c }]'
    const model = `${stack(`secrets: [word]\n    ${mount}`)}secrets: { word: { file: /srv/word } }\n`
    const { tracked, folders } = comparedOf(
      question({ model, change: { stack: parseStack(model) } }),
    )
    expect(tracked).toEqual(['/srv/word'])
    expect(folders.map(({ path }) => path)).toEqual(['/srv/api', '/srv/conf', '/srv/word'])
  })

  test.each(['push', 'pull_request', 'merge_group'])('is looked up for %s', (event) => {
    expect(planReuse(question({ env: { GITHUB_EVENT_NAME: event } })).kind).toBe('try')
  })

  test.each<[string, Wishes, string]>([
    ['no-cache', { given: { 'no-cache': 'true' } }, 'no-cache asks for new images'],
    ['pull', { given: { pull: 'true' } }, 'pull asks for what is newest'],
    ['no_cache of a build', { build: { noCache: true } }, 'api: no_cache asks for a new image'],
    ['changed files', { dirty: 3 }, 'files were changed after the checkout: 3'],
    [
      'a context elsewhere',
      { build: { context: 'https://user:word@example.com/x.git' } },
      'api: it builds from https://example.com/x.git, which may change',
    ],
    [
      'a file from the network',
      { dockerfile: 'FROM scratch\nADD https://example.com/x /x' },
      'api: its Dockerfile adds a file from the network',
    ],
    [
      "somebody's own frontend",
      { dockerfile: '# syntax=acme/frontend:1\nFROM scratch' },
      'api: its Dockerfile is read by acme/frontend:1',
    ],
    [
      'a base without a name',
      { dockerfile: 'ARG BASE\nFROM $BASE' },
      'api: one of its bases is named by a variable without a value',
    ],
    [
      'a volume of others',
      { model: stack('volumes: []', 'volumes: { data: { external: true } }') },
      'the volume data is external',
    ],
    [
      'a secret that nobody may hash',
      { model: stack('secrets: [word]', 'secrets: { word: { environment: WORD } }') },
      'word comes from the environment',
    ],
    [
      "the engine's socket",
      { model: stack('use_api_socket: true') },
      "api is given the engine's socket",
    ],
    [
      'mounts elsewhere',
      {
        model: stack('volumes: [{ type: bind, source: /srv/x, target: /x }]'),
        change: { engine: { platform: 'linux/amd64', place: 'elsewhere' } },
      },
      'the engine is elsewhere, and with it what the services mount',
    ],
  ])('is run whole with %s', (_, wishes, reason) => {
    expect(reasonOf(wishes)).toContain(`trial: ${reason}`)
  })
})

describe('what goes in', () => {
  const folders: readonly (readonly [string, string])[] = [['/srv/api', digest]]
  const images = new Map([['busybox:1', digest]])
  const hash = (wishes: Wishes = {}, seen = { folders, images }) =>
    hashOf(comparedOf(question(wishes)), seen).hash
  const same = hash()

  test.each<[string, Wishes]>([
    ['another commit', { env: { GITHUB_SHA: 'e'.repeat(40) } }],
    ['other tags', { given: { tags: 'type=raw,value=x' } }],
    ['another event', { env: { GITHUB_EVENT_NAME: 'pull_request' } }],
    ['where layers are kept', { build: { cacheFrom: ['type=gha'] } }],
    ['a secret', { given: { secrets: 'token=other' }, change: {} }],
  ])('is the same with %s', (name, wishes) => {
    const before = name === 'a secret' ? hash({ given: { secrets: 'token=one' } }) : same
    expect(hash(wishes)).toBe(before)
  })

  test.each<[string, Wishes]>([
    ['argument', { build: { args: new Map([['A', '1']]) } }],
    ['target', { build: { target: 'x' } }],
    ['platform', { given: { platforms: 'linux/arm64' } }],
    ['id of a secret', { given: { secrets: 'other=1' } }],
    ['model', { model: 'services: { a: {} }' }],
    ['check', { change: { smoke: '- get: /' } }],
    ['Dockerfile', { dockerfile: 'FROM busybox:1\nRUN true' }],
    ['timeout', { given: { 'wait-timeout': '1m' } }],
    ['label', { given: { labels: 'a=b' } }],
    ['override of bake', { given: { set: 'api.args.A=1' } }],
    ['variable of a check', { change: { variables: { WORD: 'x' } } }],
    ['platform of the engine', { change: { engine: { platform: 'linux/arm64', place: 'here' } } }],
    ['tree, where a command of this machine checks', { change: { checks: runs } }],
  ])('is something else with another %s', (_, wishes) => {
    expect(hash(wishes)).not.toBe(same)
  })

  test('is something else with another file, base or pulled image', () => {
    const other = `sha256:${'b'.repeat(64)}`
    expect(hash({}, { folders: [['/srv/api', other]], images })).not.toBe(same)
    expect(hash({}, { folders, images: new Map([['busybox:1', other]]) })).not.toBe(same)
  })

  test('is the same wherever the workspace lies', () => {
    const build = { context: '/home/x/api' }
    const there = { build, change: { workspace: '/home/x' }, model: 'services: {}' }
    const dockerfiles = new Map([
      ['/home/x/api/Dockerfile', { kind: 'text', text: 'FROM busybox:1' }],
    ])
    const change = { ...there.change, dockerfiles: dockerfiles as ReuseQuestion['dockerfiles'] }
    expect(hash({ ...there, change }, { folders: [['/home/x/api', digest]], images })).toBe(same)
  })

  test('is told to nobody who could try out what a secret is', () => {
    const wishes = (word: string): Wishes => ({
      model: `services: { a: { environment: { WORD: ${word} } } }`,
      change: { secrets: [word] },
    })
    expect(hash(wishes('hunter2'))).toBe(hash(wishes('hunter3')))
  })

  test('has every image that a Dockerfile takes from elsewhere, and no stage', () => {
    const text = [
      '# syntax=docker/dockerfile:1',
      'ARG NODE=22',
      'FROM node:$NODE AS build',
      'FROM build AS test',
      'FROM scratch',
      'COPY --from=build /a /a',
      'COPY --from=0 /b /b',
      'COPY --from=ghcr.io/acme/tools:2 /c /c',
      'COPY --from=shared /d /d',
      'RUN --mount=type=bind,from=alpine:3,target=/x true',
    ].join('\n')
    const contexts = new Map([
      ['shared', 'docker-image://acme/shared:1'],
      ['next', 'service:web'],
    ])
    const build = buildOf({ contexts, dockerfileInline: text })
    const found = foreignOf({ build, dockerfiles: new Map(), env: {} })
    expect(found.unknown).toEqual([])
    expect([...found.images].sort()).toEqual([
      'acme/shared:1',
      'alpine:3',
      'docker/dockerfile:1',
      'ghcr.io/acme/tools:2',
      'node:22',
    ])
  })

  test('counts for no certificate where something else ran', () => {
    const known = { hash: same, images: new Map([['busybox:1', digest]]) }
    const base = (of: string) => [`docker.io/library/busybox:1@${of}`]
    const other = `sha256:${'b'.repeat(64)}`
    const pulled = (of: string) => [{ services: ['db'], name: 'busybox:1', digest: of }]
    expect(isWhatRan(known, base(digest), pulled(digest))).toBe(true)
    expect(isWhatRan(known, base(other), [])).toBe(false)
    expect(isWhatRan(known, [], pulled(other))).toBe(false)
  })
})

describe('a .dockerignore', () => {
  // As BuildKit 0.25 built it: docker build, then find in the image.
  const text = `# comment
  # not a comment pattern really
*/*.md
**/*.txt
!a/b/c/3.txt
/node_modules
./docs/
!docs/readme.md
.git
temp?
!temp1
[xy].log
!y.log
.env*
**/keep.md
a.?
we ird
`
  const kept = ['README.md', 'a/b/2.md', 'a/b/c/3.txt', 'abc', 'docs/readme.md', 'temp1', 'y.log']
  const gone = [
    ...['a/1.md', 'a/b/c/keep.md', 'node_modules/x/i.js', 'docs/api/r.txt', '.git/HEAD'],
    ...['we ird/f[1].txt', 'x.log', 'tempa', 'a.b', '.env', '.env.local'],
  ]
  const read = readIgnore(text)
  const leftOut = (file: string) => (read.kind === 'read' ? read.leftOut(file) : read.kind)

  test.each(kept)('keeps %s', (file) => expect(leftOut(file)).toBe('no'))
  test.each(gone)('leaves out %s', (file) => expect(leftOut(file)).toBe('yes'))

  test('without an exception leaves out a folder with all in it', () => {
    const plain = readIgnore('node_modules\n')
    expect(plain.kind === 'read' && plain.leftOut('node_modules/x')).toBe('with all in it')
  })

  test.each(['!', 'a[', 'a\\'])('is not understood with %s', (line) => {
    expect(readIgnore(line).kind).toBe('bad')
  })
})

describe('a certificate', () => {
  const images = [{ services: ['api'], name: 'ghcr.io/acme/harbor', digest }]
  const repository = 'https://github.com/acme/harbor'
  const details = { stack: 's', finishedOn: '', durationMs: 1, tools: {}, stages: [], checks: [] }
  const written = {
    ...{ result: 'PASSED', failedTests: [], repository, commit: sha, images },
    others: [{ services: ['db'], name: 'postgres:15', digest }],
    inputs: 'f'.repeat(64),
    details: { ...details, basis: digest },
  }
  const expected: Expectation = { repository, inputs: written.inputs, images }

  test('says what went in, and on which other one it relies', () => {
    expect(parseCertificate(renderCertificate(written))).toEqual(written)
  })

  test('holds for the same content of whatever commit, and for no other', () => {
    expect(whyNot(written, expected)).toEqual([])
    const reasons = ['something else went into its trial']
    expect(whyNot(written, { ...expected, inputs: 'e'.repeat(64) })).toEqual(reasons)
    const { inputs: _, ...old } = written
    expect(whyNot(old, expected)).toEqual(reasons)
  })
})
