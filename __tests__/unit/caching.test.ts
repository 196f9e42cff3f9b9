import { describe, expect, test } from '@jest/globals'
import { slugOf } from '../../src/build/cache-places.ts'
import { type CachePlan, type CacheQuestion, planCache } from '../../src/build/caching.ts'
import { noCache } from '../../src/event/cache-rights.ts'
import { inputsOf } from '../support/given-inputs.ts'

function tokenOf(permission: number): string {
  const ac = JSON.stringify([{ Scope: 'refs/heads/main', Permission: permission }])
  return `head.${Buffer.from(JSON.stringify({ ac })).toString('base64url')}.signature`
}

const github = { GITHUB_ACTIONS: 'true', HOME: '/home/runner' }
const withToken = { ...github, ACTIONS_RUNTIME_TOKEN: tokenOf(3) }
const main = 'refs/heads/main'
const pull = 'refs/pull/7/merge'

const rights: CacheQuestion['rights'] = {
  read: { allowed: true, reason: 'reads', scopes: [main] },
  write: { allowed: true, reason: 'writes', scope: main },
}
const pullRights: CacheQuestion['rights'] = {
  read: { allowed: true, reason: 'reads', scopes: [pull, main] },
  write: { allowed: true, reason: 'writes', scope: pull },
}
const readOnly: CacheQuestion['rights'] = {
  ...rights,
  write: { allowed: false, reason: 'code from a fork reads the cache and never writes it' },
}

const api = { target: 'api', repositories: ['ghcr.io/acme/api'], cacheFrom: [], cacheTo: [] }

function plan(
  inputs: Readonly<Record<string, string>>,
  more: Partial<CacheQuestion> = {},
): CachePlan {
  return planCache({
    inputs: inputsOf(inputs),
    rights,
    env: github,
    now: new Date('2026-03-05T10:00:00Z'),
    stack: 'harbor',
    sha: 'c0ffee',
    images: [api],
    pushes: true,
    suffix: '',
    ...more,
  })
}

const ofApi = ({ images }: CachePlan) => images.get('api')
const registryEntry = (scope: string) => `type=registry,ref=ghcr.io/acme/api:cache-${slugOf(scope)}`
const kept = 'mode=max,ignore-error=true'

describe('cache: auto', () => {
  test.each<[string, Partial<CacheQuestion>, string, string]>([
    [
      'takes the service that is there',
      { env: withToken },
      'gha',
      "GitHub's cache service is there",
    ],
    [
      'takes the registry that the run pushes to',
      {},
      'registry',
      'the runner gave no cache token (ACTIONS_RUNTIME_TOKEN), and the run pushes to a registry',
    ],
    [
      'leaves it to the builder where nothing is pushed',
      { pushes: false },
      'builder',
      'the runner gave no cache token (ACTIONS_RUNTIME_TOKEN); the builder keeps what it has built',
    ],
    [
      'leaves it to the builder where no image has a name',
      { images: [{ ...api, repositories: [] }] },
      'builder',
      'the runner gave no cache token (ACTIONS_RUNTIME_TOKEN); the builder keeps what it has built',
    ],
    [
      'leaves it to the builder of a laptop that pushes',
      { env: { HOME: '/home/me' } },
      'builder',
      'the runner gave no cache token (ACTIONS_RUNTIME_TOKEN); the builder keeps what it has built',
    ],
    [
      'is nothing where the event may do nothing',
      { env: withToken, rights: noCache('a release') },
      'builder',
      'a release; a release',
    ],
  ])('%s', (_, more, kind, reason) => {
    const made = plan({ cache: 'auto' }, more)
    expect(made).toMatchObject({ kind, reason })
    expect(made.warning).toBeUndefined()
    if (kind === 'builder') expect(ofApi(made)).toEqual({ from: [], to: [] })
  })
})

describe('the entries of an image', () => {
  const service = 'type=gha,scope=harbor-api,timeout=60s'
  const home = '/home/runner/.cache/sea-trial'
  const local = (scope: string) => `${home}/build/harbor/${slugOf(scope)}/api`

  test.each<[string, Partial<CacheQuestion>, readonly string[], readonly string[]]>([
    ['off', {}, [], []],
    ['gha', { env: withToken }, [service], [`${service},${kept}`]],
    ['gha', { env: withToken, rights: readOnly }, [service], []],
    ['registry', {}, [registryEntry(main)], [`${registryEntry(main)},image-manifest=true,${kept}`]],
    [
      'registry',
      { rights: pullRights },
      [registryEntry(pull), registryEntry(main)],
      [`${registryEntry(pull)},image-manifest=true,${kept}`],
    ],
    ['registry', { rights: readOnly }, [registryEntry(main)], []],
    [
      'local',
      { rights: pullRights },
      [`type=local,src=${local(pull)}`, `type=local,src=${local(main)}`],
      [`type=local,dest=${local(pull)}.next,${kept}`],
    ],
    [
      'actions',
      { env: withToken },
      [`type=local,src=${home}/actions/harbor/api`],
      [`type=local,dest=${home}/actions/harbor/api.next,${kept}`],
    ],
  ])('with cache: %s', (cache, more, from, to) => {
    expect(ofApi(plan({ cache }, more))).toEqual({ from, to })
  })

  test('a folder is filled beside the one in use', () => {
    const used = local(main)
    expect(plan({ cache: 'local' }).folders).toEqual([{ used, fresh: `${used}.next` }])
    expect(plan({ cache: 'local' }, { rights: readOnly }).folders).toEqual([])
  })

  test('XDG_CACHE_HOME is where a local cache goes', () => {
    const env = { ...github, XDG_CACHE_HOME: '/cache' }
    expect(ofApi(plan({ cache: 'local' }, { env }))?.from).toEqual([
      `type=local,src=/cache/sea-trial/build/harbor/${slugOf(main)}/api`,
    ])
  })

  test('an image without a name has none at a registry, its neighbour has', () => {
    const images = [api, { ...api, target: 'web', repositories: [] }]
    const made = plan({ cache: 'registry' }, { images })
    expect(made.images.get('web')).toEqual({ from: [], to: [] })
    expect(ofApi(made)?.from).toHaveLength(1)
  })

  test('those of the Compose file stay, as far as the event allows', () => {
    const images = [{ ...api, cacheFrom: ['type=gha'], cacheTo: ['type=inline', 'type=s3,name=x'] }]
    expect(ofApi(plan({ cache: 'registry' }, { images }))).toEqual({
      from: ['type=gha'],
      to: ['type=inline', 'type=s3,name=x,ignore-error=true'],
    })
    expect(ofApi(plan({ cache: 'registry' }, { images, rights: readOnly }))?.to).toEqual([])
    expect(ofApi(plan({ cache: 'off' }, { images }))).toEqual({ from: [], to: [] })
  })
})

describe('cache-from and cache-to', () => {
  test('stand in the place of everything else, with a scope for each image', () => {
    const made = plan({
      'cache-from': 'type=gha\ntype=registry,ref=r/x',
      'cache-to': 'type=gha,mode=max\ntype=gha,scope=own,ignore-error=false',
    })
    expect(made).toMatchObject({ kind: 'raw', reason: 'cache-from and cache-to are given' })
    expect(ofApi(made)).toEqual({
      from: ['type=gha,scope=api', 'type=registry,ref=r/x'],
      to: [
        'type=gha,mode=max,scope=api,ignore-error=true',
        'type=gha,scope=own,ignore-error=false',
      ],
    })
  })
})

describe('what can not be had', () => {
  test.each<[string, Partial<CacheQuestion>, string]>([
    ['gha', {}, 'cache: gha: the runner gave no cache token (ACTIONS_RUNTIME_TOKEN)'],
    ['actions', {}, 'cache: actions: the runner gave no cache token (ACTIONS_RUNTIME_TOKEN)'],
    [
      'registry',
      { images: [{ ...api, repositories: [] }] },
      'cache: registry: no image has a name at a registry',
    ],
    ['local', { env: {} }, 'cache: local: HOME is not set'],
  ])('of cache: %s is a warning, and the build goes on', (cache, more, why) => {
    const made = plan({ cache }, more)
    expect(made).toMatchObject({
      kind: 'builder',
      reason: why,
      warning: `${why}; the build runs without it`,
    })
    expect(ofApi(made)).toEqual({ from: [], to: [] })
  })
})

describe("GitHub's cache service", () => {
  test.each([
    ['http://results', 'http://results/'],
    ['http://results/', 'http://results/'],
  ])('at %s is asked before the build', (base, root) => {
    const env = { ...withToken, ACTIONS_CACHE_SERVICE_V2: 'true', ACTIONS_RESULTS_URL: base }
    expect(plan({ cache: 'gha' }, { env }).service).toEqual({
      url: `${root}twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL`,
      token: withToken.ACTIONS_RUNTIME_TOKEN,
    })
  })

  test('of version 1 is asked by BuildKit alone', () => {
    expect(plan({ cache: 'gha' }, { env: withToken }).service).toBeUndefined()
  })

  test('is not asked for a cache elsewhere', () => {
    const env = { ...withToken, ACTIONS_CACHE_SERVICE_V2: 'true', ACTIONS_RESULTS_URL: 'http://r' }
    expect(plan({ cache: 'registry' }, { env }).service).toBeUndefined()
  })
})

describe('the archive of cache: actions', () => {
  test('is kept by commit and found by stack', () => {
    const { archive } = plan({ cache: 'actions' }, { env: withToken })
    expect(archive).toMatchObject({
      folder: '/home/runner/.cache/sea-trial/actions/harbor',
      key: expect.stringMatching(/^sea-trial-build-harbor-[0-9a-f]{8}-c0ffee$/),
      read: true,
      write: true,
    })
    const [exact = '', any] = archive?.restoreKeys ?? []
    expect(archive?.key.startsWith(exact)).toBe(true)
    expect(any).toBe('sea-trial-build-harbor-')
  })

  test('is another one for another set of images, whatever their order', () => {
    const web = { ...api, target: 'web' }
    const keyOf = (images: readonly (typeof api)[]) =>
      plan({ cache: 'actions' }, { env: withToken, images }).archive?.key
    expect(keyOf([api, web])).toBe(keyOf([web, api]))
    expect(keyOf([api, web])).not.toBe(keyOf([api]))
  })

  test('is not written where the event forbids it', () => {
    const { archive } = plan({ cache: 'actions' }, { env: withToken, rights: readOnly })
    expect(archive).toMatchObject({ read: true, write: false })
  })
})

describe('the name of a scope in a tag', () => {
  test.each([
    [main, /^main-[0-9a-f]{8}$/],
    ['refs/heads/feat/a b', /^feat-a-b-[0-9a-f]{8}$/],
    [pull, /^pr-7-[0-9a-f]{8}$/],
    [`refs/heads/${'x'.repeat(200)}`, /^x{60}-[0-9a-f]{8}$/],
  ])('of %s', (scope, slug) => {
    expect(slugOf(scope)).toMatch(slug)
  })

  test('differs where only the signs differ that a tag can not have', () => {
    expect(slugOf('refs/heads/a/b')).not.toBe(slugOf('refs/heads/a-b'))
  })
})
