import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type BuiltService, type Naming, nameImages } from '../../src/images/names.ts'

const api: BuiltService = { service: 'api' }
const web: BuiltService = { service: 'web' }
const place = { file: 'compose.yaml', line: 4, column: 12 }

function naming(overrides: Partial<Naming> = {}): Naming {
  return {
    services: [api, web],
    extent: 'all',
    images: [],
    registry: 'ghcr.io',
    owner: 'acme',
    repository: 'shop',
    project: 'shop-1',
    ...overrides,
  }
}

function namesOf(overrides: Partial<Naming>): readonly string[] {
  const { names, problems } = nameImages(naming(overrides))
  expect(problems).toEqual([])
  return names.map((named) =>
    named.kind === 'local'
      ? `${named.service} local ${named.repository}: ${named.reason}`
      : `${named.service} ${named.repositories.join(' ')}: ${named.reason}`,
  )
}

function problemsOf(overrides: Partial<Naming>): readonly string[] {
  return nameImages(naming(overrides)).problems.map(({ what, fix }) => `${what}; ${fix ?? ''}`)
}

const composed = (image: string): readonly BuiltService[] => [
  { service: 'api', image, imageWhere: place },
]

describe('the name of a built image', () => {
  test.each<[string, Partial<Naming>, readonly string[]]>([
    [
      'is the repository alone for a single built service',
      { services: [api] },
      ['api ghcr.io/acme/shop: registry and GitHub repository'],
    ],
    [
      'has the service at its end where several are built',
      {},
      [
        'api ghcr.io/acme/shop/api: registry and GitHub repository',
        'web ghcr.io/acme/shop/web: registry and GitHub repository',
      ],
    ],
    [
      'has the service inside its last part on Docker Hub, which has two levels',
      { registry: 'docker.io' },
      [
        'api docker.io/acme/shop-api: registry and GitHub repository',
        'web docker.io/acme/shop-web: registry and GitHub repository',
      ],
    ],
    [
      'is in lower case, and says so, where GitHub has upper case',
      { services: [api], owner: 'Acme', repository: 'Shop' },
      ['api ghcr.io/acme/shop: registry and GitHub repository, in lower case as registries demand'],
    ],
    [
      'is one for services of one build',
      { services: [api, { service: 'worker', sameBuildAs: 'api' }] },
      [
        'api ghcr.io/acme/shop: registry and GitHub repository',
        'worker ghcr.io/acme/shop: registry and GitHub repository',
      ],
    ],
    [
      'is the one in the Compose file where that has a registry',
      { services: composed('quay.io/acme/api:dev') },
      ['api quay.io/acme/api: image: in the Compose file, its tag replaced by those of the run'],
    ],
    [
      'is the one in the Compose file where that has a namespace',
      { services: composed('acme/api') },
      ['api docker.io/acme/api: image: in the Compose file'],
    ],
    [
      'is not the bare word in the Compose file',
      { services: composed('api:dev') },
      ['api ghcr.io/acme/shop: registry and GitHub repository'],
    ],
    [
      'is the one in images, over the one in the Compose file',
      { services: composed('quay.io/a/b'), images: ['api=ghcr.io/o/r'] },
      ['api ghcr.io/o/r: input images names api'],
    ],
    [
      'may be several in images',
      { services: [api], images: ['api=ghcr.io/o/r', 'api = localhost:5000/r', 'api=ghcr.io/o/r'] },
      ['api ghcr.io/o/r localhost:5000/r: input images names api'],
    ],
    [
      'follows a pattern where images does not name the service',
      { images: ['web=ghcr.io/o/front', 'ghcr.io/o/r/{service}'] },
      [
        'api ghcr.io/o/r/api: the pattern of input images',
        'web ghcr.io/o/front: input images names web',
      ],
    ],
    [
      'follows every pattern',
      { services: [api], images: ['ghcr.io/o/{service}', 'quay.io/o/{service}-image'] },
      ['api ghcr.io/o/api quay.io/o/api-image: the pattern of input images'],
    ],
    [
      'needs no service in images where one is built',
      { services: [api], images: ['ghcr.io/o/r'] },
      ['api ghcr.io/o/r: the pattern of input images'],
    ],
    [
      'takes a service called like a part of a prototype',
      { services: [{ service: '__proto__' }], images: ['__proto__=ghcr.io/o/r'] },
      ['__proto__ ghcr.io/o/r: input images names __proto__'],
    ],
  ])('%s', (_obligation, overrides, expected) => {
    expect(namesOf(overrides)).toEqual(expected)
  })

  test.each<[string, Partial<Naming>, string]>([
    [
      'an unknown service',
      { images: ['apu=ghcr.io/o/r'] },
      'input images: "apu" is not a service that is built here; write api=',
    ],
    [
      'a service like no other',
      { images: ['database=ghcr.io/o/r'] },
      'input images: "database" is not a service that is built here; write the name of a built service; built are api, web',
    ],
    [
      'a repository for nobody',
      { images: ['ghcr.io/o/r'] },
      'input images: "ghcr.io/o/r" names no service, and 2 are built; write api=ghcr.io/o/r or ghcr.io/o/r/{service}',
    ],
    [
      'upper case',
      { images: ['api=ghcr.io/Acme/api'] },
      'input images: the repository "Acme/api" has upper-case letters; write "ghcr.io/acme/api"',
    ],
    [
      'upper case in a pattern',
      { images: ['ghcr.io/Acme/{service}'] },
      'input images: the repository "Acme/{service}" has upper-case letters; write "ghcr.io/acme/{service}"',
    ],
    [
      'an upper-case owner at Docker Hub',
      { images: ['api=Acme/api'] },
      'input images: "Acme/api" has upper-case letters; write "acme/api"',
    ],
    [
      'a tag',
      { images: ['api=ghcr.io/o/r:v1'] },
      'input images: "ghcr.io/o/r:v1" has a tag; write ghcr.io/o/r here and the tag in tags',
    ],
    [
      'a digest',
      { images: [`api=ghcr.io/o/r@sha256:${'a'.repeat(64)}`] },
      `input images: "ghcr.io/o/r@sha256:${'a'.repeat(64)}" has a digest; write ghcr.io/o/r`,
    ],
    [
      'a port',
      { images: ['api=ghcr.io:70000/o/r'] },
      'input images: the registry "ghcr.io:70000" has the port "70000"; write a port from 0 to 65535, or none',
    ],
    [
      'nothing after =',
      { images: ['api='] },
      'input images: the image name is empty; write a name such as ghcr.io/owner/name',
    ],
    [
      'one repository for two builds',
      { images: ['api=ghcr.io/o/r', 'web=ghcr.io/o/r'] },
      'api and web would both be pushed as ghcr.io/o/r; give each a repository of its own: web=ghcr.io/o/r-web in images',
    ],
    [
      'services that differ in case alone',
      { services: [api, { service: 'API' }] },
      'api and API would both be pushed as ghcr.io/acme/shop/api; give each a repository of its own: API=ghcr.io/acme/shop/api-api in images',
    ],
    [
      'a service whose name can be no repository',
      { services: [{ service: 'api_' }, web] },
      'api_ can\'t be named "ghcr.io/acme/shop/api_": "api_" can\'t be a part of a repository name; write api_=ghcr.io/owner/name in images',
    ],
  ])('is refused: %s', (_what, overrides, expected) => {
    expect(problemsOf(overrides)).toEqual([expected])
  })

  test.each<[string, string, string]>([
    [
      'upper case',
      'ghcr.io/Acme/api',
      'image of api: the repository "Acme/api" has upper-case letters; write "ghcr.io/acme/api"',
    ],
    [
      'upper case first',
      'Acme/api',
      'image of api: "Acme/api" has upper-case letters; write "acme/api"',
    ],
    [
      'a port',
      'localhost:99999/api',
      'image of api: the registry "localhost:99999" has the port "99999"; write a port from 0 to 65535, or none',
    ],
    [
      'a digest',
      `acme/api@sha256:${'a'.repeat(64)}`,
      `image of api: "acme/api@sha256:${'a'.repeat(64)}" has a digest, though it is built here; write acme/api`,
    ],
  ])('is refused at its place in the Compose file: %s', (_what, image, expected) => {
    const { problems } = nameImages(naming({ services: composed(image) }))
    expect(problems.map(({ what, fix, where }) => [`${what}; ${fix ?? ''}`, where])).toEqual([
      [expected, place],
    ])
  })

  test('is local where no registry is named', () => {
    const { registry: _none, ...local } = naming({ services: [{ service: 'API' }, web] })
    expect(nameImages(local)).toEqual({
      names: [
        { kind: 'local', service: 'API', repository: 'shop-1-api', reason: 'no registry is named' },
        { kind: 'local', service: 'web', repository: 'shop-1-web', reason: 'no registry is named' },
      ],
      problems: [],
    })
  })

  test('is made from the project where there is no GitHub repository', () => {
    const { owner: _none, ...ownerless } = naming({ services: [api, web] })
    expect(nameImages(ownerless)).toMatchObject({
      names: [
        { repositories: ['ghcr.io/shop-1/api'], reason: 'registry and project name' },
        { repositories: ['ghcr.io/shop-1/web'] },
      ],
      problems: [],
    })
  })

  test('is refused under the name by which the user wrote images', () => {
    const given = { images: ['x=y'], imagesWhere: '--images' }
    expect(problemsOf(given)[0]).toMatch(/^--images: "x" is not/)
  })

  test('is found, or its lack is told, for any services and images', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'B', '/', ':', '@', '=', '.', '-', '{service}'),
    })
    const built = fc.record({ service: word, image: word }, { requiredKeys: ['service'] })
    fc.assert(
      fc.property(fc.array(built, { maxLength: 4 }), fc.array(word), (services, images) => {
        const { names, problems } = nameImages(naming({ services, images }))
        expect(names.length === services.length || problems.length > 0).toBe(true)
      }),
    )
  })
})
