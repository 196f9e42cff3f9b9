import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  keysBelow,
  locate,
  locateNearest,
  type Path,
  referencedFiles,
} from '../../src/compose/places.ts'
import { readSources, type Source, type SourceText } from '../../src/compose/sources.ts'
import { renderPlace } from '../../src/errors.ts'

const MAIN = `x-base: &base
  image: base
  healthcheck: &check {test: [CMD, "true"]}
services:
  api:
    <<: [*base, {user: "1"}]
    depends_on: [db]
    environment:
      - LEVEL=debug
    ports: ["80", {target: 81}]
    x-smoke:
      - get: /
        expect: {status: 200}
  db:
    image: postgres
    healthcheck: *check
  "10":
    extends: {file: shared/base.yaml, service: root}
  copy:
    extends: api
include:
  - extra/inc.yaml
`
const OVERRIDE = 'services:\n  db:\n    image: postgres:17\n'
const INCLUDED = 'services:\n  cache:\n    image: redis\n  db:\n    user: "5"\n'
const BASE = 'services:\n  root:\n    extends: {service: deeper}\n  deeper:\n    restart: always\n'

function sourcesOf(...files: readonly SourceText[]): readonly Source[] {
  const { sources, problems } = readSources(files)
  expect(problems).toEqual([])
  return sources
}

const sources = sourcesOf(
  { path: 'compose.yaml', text: MAIN },
  { path: 'compose.override.yaml', text: OVERRIDE },
  { path: 'extra/inc.yaml', text: INCLUDED, reachedBy: 'include' },
  { path: 'shared/base.yaml', text: BASE, reachedBy: 'extends' },
)

describe('a key of the model is found', () => {
  test.each<[string, Path, string]>([
    ['where it stands', ['services', 'api'], 'compose.yaml:5:3'],
    ['in the last file that has it', ['services', 'db', 'image'], 'compose.override.yaml:3:5'],
    [
      'in an earlier file that alone has it',
      ['services', 'db', 'healthcheck'],
      'compose.yaml:16:5',
    ],
    ['through an alias', ['services', 'db', 'healthcheck', 'test', 0], 'compose.yaml:3:31'],
    ['through a merge', ['services', 'api', 'image'], 'compose.yaml:2:3'],
    ['through a merged list', ['services', 'api', 'user'], 'compose.yaml:6:18'],
    ['through a merge and below', ['services', 'api', 'healthcheck', 'test'], 'compose.yaml:3:24'],
    ['in a list', ['services', 'api', 'ports', 1, 'target'], 'compose.yaml:10:20'],
    ['as an entry of a short list', ['services', 'api', 'depends_on', 'db'], 'compose.yaml:7:18'],
    ['as KEY=value', ['services', 'api', 'environment', 'LEVEL'], 'compose.yaml:9:9'],
    ['inside x-smoke', ['services', 'api', 'x-smoke', 0, 'expect', 'status'], 'compose.yaml:13:18'],
    ['in an included file', ['services', 'cache', 'image'], 'extra/inc.yaml:3:5'],
    ['in an included file that adds to it', ['services', 'db', 'user'], 'extra/inc.yaml:5:5'],
    ['through extends of two steps', ['services', '10', 'restart'], 'shared/base.yaml:5:5'],
    ['through extends in one file', ['services', 'copy', 'ports'], 'compose.yaml:10:5'],
  ])('%s', (_, path, place) => {
    const where = locate(sources, path)
    expect(where && renderPlace(where)).toBe(place)
  })

  test.each<[string, Path]>([
    ['an unknown key', ['services', 'api', 'imge']],
    ['a service of a file that is only extended', ['services', 'root']],
    ['a name every object has', ['services', 'constructor']],
    ['a position past the end', ['services', 'api', 'ports', 9]],
  ])('nowhere for %s', (_, path) => {
    expect(locate(sources, path)).toBeUndefined()
  })

  test('or else its nearest parent', () => {
    const where = locateNearest(sources, ['services', 'api', 'build', 'target'])
    expect(where).toEqual({ file: 'compose.yaml', line: 5, column: 3 })
  })

  test('and services that extend each other end the search', () => {
    const text = 'services:\n  a: {extends: b}\n  b: {extends: a}\n'
    expect(locate(sourcesOf({ path: 'c.yaml', text }), ['services', 'a', 'image'])).toBeUndefined()
  })
})

test('the keys below a path are those of all files, merged ones too', () => {
  expect(keysBelow(sources, ['services'])).toEqual(['api', 'db', '10', 'copy', 'cache'])
  expect(keysBelow(sources, ['services', 'api'])).toContain('healthcheck')
})

describe('a referenced file', () => {
  test('is named with its place and the folder of its own references', () => {
    expect(referencedFiles(sources)).toEqual([
      {
        path: 'extra/inc.yaml',
        remote: false,
        where: { file: 'compose.yaml', line: 22, column: 5 },
        reachedBy: 'include',
        folder: 'extra',
      },
      {
        path: 'shared/base.yaml',
        remote: false,
        where: { file: 'compose.yaml', line: 18, column: 21 },
        reachedBy: 'extends',
        folder: 'shared',
      },
    ])
  })

  test.each([
    ['a plain path', '[inc.yaml]', 'deploy/inc.yaml', false],
    ['a path upwards', '[../inc.yaml]', 'inc.yaml', false],
    ['a path out of the repository', '[../../inc.yaml]', '../inc.yaml', false],
    ['an absolute path', '[/etc/inc.yaml]', '/etc/inc.yaml', false],
    ['a long form', '[{path: inc.yaml}]', 'deploy/inc.yaml', false],
    ['a list of paths', '[{path: [inc.yaml]}]', 'deploy/inc.yaml', false],
    ['a variable below a folder', '["./$X.yaml"]', 'deploy/$X.yaml', false],
    ['an artifact', '["oci://ghcr.io/a/b"]', 'oci://ghcr.io/a/b', true],
    ['a Git address', '["https://github.com/a/b.git"]', 'https://github.com/a/b.git', true],
    ['a Git address of SSH', '["git@github.com:a/b.git"]', 'git@github.com:a/b.git', true],
    ['a short Git address', '["github.com/a/b.git"]', 'github.com/a/b.git', true],
    ['a variable in front', '["$X/inc.yaml"]', '$X/inc.yaml', true],
  ])('by %s is known', (_, include, path, remote) => {
    const source = { path: 'deploy/compose.yaml', text: `include: ${include}\n` }
    const references = referencedFiles(sourcesOf(source))
    expect(references.map((one) => [one.path, one.remote])).toEqual([[path, remote]])
  })

  test('of an override in another folder is relative to the first file', () => {
    const files = sourcesOf(
      { path: 'a/compose.yaml', text: 'services: {x: {image: a}}' },
      { path: 'b/over.yaml', text: 'services: {x: {extends: {file: e.yaml, service: q}}}' },
    )
    expect(referencedFiles(files).map(({ path }) => path)).toEqual(['a/e.yaml'])
  })

  test('under a project directory has its references there', () => {
    const text = 'include: [{path: sub/i.yaml, project_directory: other}]'
    expect(referencedFiles(sourcesOf({ path: 'compose.yaml', text }))[0]?.folder).toBe('other')
  })
})

test('any path in any file is found or not, without an exception', () => {
  const segment = fc.oneof(
    fc.constantFrom('services', 'a', '<<', 'extends', '__proto__'),
    fc.nat(3),
  )
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 4 }),
      fc.array(segment, { maxLength: 5 }),
      (value, path) => {
        const text = JSON.stringify({ services: { a: value } })
        const { sources: read } = readSources([{ path: 'c.yaml', text }])
        locate(read, path)
        referencedFiles(read)
      },
    ),
  )
})
