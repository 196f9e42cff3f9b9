import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bakeDefinition, type ImagePlan, parseBuildMetadata } from '../../src/build/bake.ts'
import type { Build } from '../../src/compose/build.ts'
import { imageOf } from '../support/images.ts'

const solve = { output: 'type=docker', cache: new Map() }

function definitionOf(...images: readonly ImagePlan[]) {
  return JSON.parse(bakeDefinition(images, solve)) as {
    group: { default: { targets: readonly string[] } }
    target: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
}

function targetOf(build: Partial<Build>): Readonly<Record<string, unknown>> {
  return definitionOf(imageOf('api', build)).target['api'] ?? {}
}

describe('a definition for bake', () => {
  test('builds every image of the stack in one go, each under its candidate name', () => {
    const { group, target } = definitionOf(imageOf('api'), imageOf('web'))
    expect(group.default.targets).toEqual(['api', 'web'])
    expect(target['web']).toMatchObject({ context: '/srv/api', tags: ['harbor-web:trial-f00d'] })
  })

  test('says nothing of what the user did not ask for', () => {
    expect(Object.keys(targetOf({})).toSorted()).toEqual(['context', 'output', 'tags'])
  })

  test.each<[string, Partial<Build>, Readonly<Record<string, unknown>>]>([
    [
      'a Dockerfile and a stage',
      { dockerfile: 'D', target: 's' },
      { dockerfile: 'D', target: 's' },
    ],
    ['an argument', { args: new Map([['A', '1']]) }, { args: { A: '1' } }],
    ['an argument of the environment, which was not set', { args: new Map([['A', null]]) }, {}],
    ['a secret of a file', { secrets: [{ id: 's', file: '/f' }] }, { secret: ['id=s,src=/f'] }],
    [
      'a secret of a variable',
      { secrets: [{ id: 's', environment: 'V' }] },
      { secret: ['id=s,env=V'] },
    ],
    [
      'a secret of a file with a comma and a quote in its name',
      { secrets: [{ id: 's', file: '/a,b"c' }] },
      { secret: ['id=s,"src=/a,b""c"'] },
    ],
    ['a host on IPv6', { extraHosts: ['db=::1'] }, { 'extra-hosts': { db: '::1' } }],
    [
      'a limit',
      { ulimits: new Map([['nofile', { soft: 1, hard: 2 }]]) },
      { ulimits: ['nofile=1:2'] },
    ],
    ['the size of /dev/shm', { shmSize: 1024 }, { 'shm-size': '1024' }],
    ['no cache', { noCache: true, pull: true }, { 'no-cache': true, pull: true }],
  ])('carries %s', (_, build, expected) => {
    expect(targetOf(build)).toMatchObject(expected)
  })

  test('builds an image upon another one, under the name that it has here', () => {
    const base = { ...imageOf('base'), services: ['base', 'alias'] }
    const api = imageOf('api', {
      contexts: new Map([
        ['b', 'service:alias'],
        ['c', '/srv/c'],
      ]),
    })
    expect(definitionOf(base, api).target['api']).toMatchObject({
      contexts: { b: 'target:base', c: '/srv/c' },
    })
  })

  test('puts our labels over those of the user', () => {
    const image = imageOf('api', {
      labels: new Map([
        ['a', 'theirs'],
        ['b', 'theirs'],
      ]),
    })
    const { target } = definitionOf({ ...image, labels: new Map([['a', 'ours']]) })
    expect(target['api']).toMatchObject({ labels: { a: 'ours', b: 'theirs' } })
  })

  // Bake reads every text of its JSON as a template: what is not escaped is evaluated.
  test.each([
    ['\x24{HOME}', '$\x24{HOME}'],
    ['%{ if true }', '%%{ if true }'],
    ['$\x24{A}', '$$\x24{A}'],
    ['$HOME $ 100% {}', '$HOME $ 100% {}'],
  ])('hands on %s as it is, wherever it stands', (text, escaped) => {
    const target = targetOf({
      dockerfileInline: `ARG A=${text}`,
      args: new Map([['A', text]]),
      labels: new Map([[text, text]]),
      contexts: new Map([['c', `/srv/${text}`]]),
    })
    expect(target).toMatchObject({
      'dockerfile-inline': `ARG A=${escaped}`,
      args: { A: escaped },
      labels: { [escaped]: escaped },
      contexts: { c: `/srv/${escaped}` },
    })
  })

  test('keeps an argument called __proto__ as data', () => {
    const text = bakeDefinition([imageOf('api', { args: new Map([['__proto__', 'x']]) })], solve)
    expect(text).toContain('"args":{"__proto__":"x"}')
  })
})

describe('the metadata of a build', () => {
  test('gives the digest of each target, whatever else it holds', () => {
    const text = JSON.stringify({
      api: { 'containerimage.digest': 'sha256:1', 'buildx.build.ref': 'x' },
      'buildx.build.warnings': [1],
      web: { 'containerimage.digest': 7 },
      none: null,
    })
    expect([...parseBuildMetadata(text)]).toEqual([['api', { digest: 'sha256:1' }]])
  })

  test('of any other shape names no digest', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        for (const { digest } of parseBuildMetadata(json).values())
          expect(typeof digest).toBe('string')
      }),
    )
  })
})
