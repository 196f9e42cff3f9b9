// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ids are as Dockerfiles have them
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FoundMount } from '../../src/mounts/find.ts'
import { type KeyQuestion, keyOf, LOCK_FILES, type LockFile } from '../../src/mounts/keys.ts'

function mountOf(id: string, more: Partial<FoundMount> = {}): FoundMount {
  return { id, target: id, args: [], base: 'a', images: ['web'], ...more }
}

const lock = (path: string, digest = '1'): LockFile => ({ path, digest })

const paths = [
  ...['package-lock.json', 'web/pnpm-lock.yaml', 'yarn.lock', 'Cargo.lock', 'go.sum', 'uv.lock'],
  ...['poetry.lock', 'requirements.txt', 'requirements-dev.txt', 'Gemfile.lock', 'composer.lock'],
  ...['pom.xml', 'packages.lock.json', 'mix.lock'],
]

function ask(mount: FoundMount, more: Partial<KeyQuestion> = {}) {
  return keyOf(mount, {
    stack: 'harbor',
    architecture: 'X64',
    locks: paths.map((path) => lock(path)),
    dockerfiles: ['FROM a'],
    ...more,
  })
}

describe('the lock files of a mount', () => {
  test.each<[string, readonly string[]]>([
    ['/root/.npm', ['package-lock.json', 'web/pnpm-lock.yaml', 'yarn.lock']],
    ['/usr/local/share/.cache/yarn', ['package-lock.json', 'web/pnpm-lock.yaml', 'yarn.lock']],
    ['${CARGO_HOME}/registry', ['Cargo.lock']],
    ['/go/pkg/mod', ['go.sum']],
    ['/root/.cache/go-build', ['go.sum']],
    ['/root/.cache/pip', ['poetry.lock', 'requirements-dev.txt', 'requirements.txt', 'uv.lock']],
    ['/root/.cache/uv', ['poetry.lock', 'requirements-dev.txt', 'requirements.txt', 'uv.lock']],
    ['/usr/local/bundle', ['Gemfile.lock']],
    ['/tmp/composer', ['composer.lock']],
    ['/root/.m2', ['pom.xml']],
    ['/root/.nuget/packages', ['packages.lock.json']],
    ['/var/cache/apt', []],
    ['/var/cache/apk', []],
    ['/anything/else', [...paths].sort()],
  ])('%s', (id, expected) => {
    expect(ask(mountOf(id)).locks).toEqual(expected)
  })

  test('are told by the target where the id says nothing', () => {
    const mount = mountOf('deps', { target: '/root/.cargo/registry' })
    expect(ask(mount).locks).toEqual(['Cargo.lock'])
  })

  test('are all that are looked for in a context', () => {
    expect(paths.filter((path) => !LOCK_FILES.test(path.slice(path.lastIndexOf('/') + 1)))).toEqual(
      [],
    )
    const others = ['package.json', 'requirements.py', 'my-yarn.lock', 'go.summary', '']
    expect(others.filter((other) => LOCK_FILES.test(other))).toEqual([])
  })
})

describe('the key of a mount', () => {
  const npm = mountOf('/root/.npm')
  const { key } = ask(npm)

  test('says stack and mount, and begins with what is looked for next', () => {
    expect(key).toMatch(/^sea-trial-mount-harbor-root-\.npm-[0-9a-f]{8}-[0-9a-f]{16}$/)
    const { restoreKeys } = ask(npm)
    expect(restoreKeys).toEqual([key.slice(0, -16)])
  })

  const changed = (path: string): readonly LockFile[] =>
    paths.map((one) => lock(one, one === path ? '2' : '1'))

  test.each<[string, FoundMount, Partial<KeyQuestion>]>([
    ['content of a lock file', npm, { locks: changed('package-lock.json') }],
    ['place of a lock file', npm, { locks: [lock('other/package-lock.json')] }],
    ['stack', npm, { stack: 'other' }],
    ['architecture', npm, { architecture: 'ARM64' }],
    ['owner', mountOf('/root/.npm', { owner: { uid: 0, gid: 0, mode: 0o755 } }), {}],
    ['namespace', mountOf('/root/.npm', { namespace: 'n' }), {}],
    ['id', mountOf('/root/-npm'), {}],
  ])('is another one with another %s', (_, mount, more) => {
    expect(ask(mount, more).key).not.toBe(key)
  })

  test.each<[string, FoundMount, Partial<KeyQuestion>]>([
    ['lock file of another language', npm, { locks: changed('Cargo.lock') }],
    ['order of lock files', npm, { locks: paths.toReversed().map((path) => lock(path)) }],
    ['Dockerfile, where there are lock files', npm, { dockerfiles: ['FROM b'] }],
    ['base image', mountOf('/root/.npm', { base: 'b' }), {}],
    ['target', mountOf('/root/.npm', { target: '/npm' }), {}],
    ['set of images', mountOf('/root/.npm', { images: ['api'] }), {}],
  ])('stays with another %s', (_, mount, more) => {
    expect(ask(mount, more).key).toBe(key)
  })

  test('is made of the Dockerfile where there is no lock file', () => {
    const apt = mountOf('/var/cache/apt')
    expect(ask(apt).key).toBe(ask(apt, { locks: [] }).key)
    expect(ask(apt, { dockerfiles: ['FROM b'] }).key).not.toBe(ask(apt).key)
  })

  test('is one that the service takes, whatever the id', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(ask(mountOf(id)).key).toMatch(/^[\w.-]{1,512}$/)
      }),
    )
  })
})
