import { describe, expect, test } from '@jest/globals'
import { judgeStack } from '../../src/compose/judge.ts'
import { parseStack, type Stack } from '../../src/compose/model.ts'
import { dependencyOrder, roleOf, usesOf } from '../../src/compose/order.ts'
import { settingsOf } from '../../src/compose/settings.ts'
import { readSources } from '../../src/compose/sources.ts'
import { renderPlace } from '../../src/errors.ts'
import { failureWords } from '../support/failure-words.ts'

function judge(yaml: string, files = yaml) {
  const { sources } = readSources([{ path: 'compose.yaml', text: files }])
  return judgeStack(parseStack(yaml), sources)
}

function problemsOf(yaml: string, files = yaml): readonly string[] {
  return judge(yaml, files).problems.map(failureWords)
}

function notesOf(yaml: string, files = yaml): readonly string[] {
  return judge(yaml, files).notes.map(
    ({ what, where }) => `${where ? renderPlace(where) : '?'}: ${what}`,
  )
}

function stackOf(services: Readonly<Record<string, unknown>>): Stack {
  return parseStack(JSON.stringify({ services }))
}

const needs = (...names: readonly string[]) => ({
  image: 'a',
  depends_on: Object.fromEntries(names.map((name) => [name, { condition: 'service_started' }])),
})

describe('a stack that cannot be tried', () => {
  test.each([
    [
      'without services',
      'services: {}',
      'compose.yaml:1:1: the stack has no services\n  fix: add a service under `services:`',
    ],
    [
      'with a service of nothing',
      'services:\n  x: {user: "1"}',
      'compose.yaml:2:3: x has neither an image nor a build\n  fix: add `image:` or `build:` to it',
    ],
    [
      'with an unknown dependency',
      'services:\n  web: {image: a, depends_on: {dbb: {}}}\n  db: {image: b}',
      'compose.yaml:2:32: web depends on dbb, which the stack lacks\n  fix: write db',
    ],
    [
      'with a build from an unknown service',
      'services:\n  web:\n    build: {context: ., additional_contexts: {b: "service:bas"}}\n  base: {image: b}',
      'compose.yaml:3:25: web builds from bas, which the stack lacks\n  fix: write base',
    ],
    [
      'with a circle',
      'services:\n  a: {image: i, depends_on: {b: {}}}\n  b: {image: i, depends_on: {a: {}}}',
      'compose.yaml:2:30: services depend on each other in a circle: a -> b -> a\n  fix: remove one of these dependencies',
    ],
    [
      'with a circle of builds',
      'services:\n  a: {build: {context: ., additional_contexts: {x: "service:a"}}}',
      'compose.yaml:2:7: services are built from each other in a circle: a -> a\n  fix: remove one of these dependencies',
    ],
    [
      'with an unknown setting',
      'services:\n  x: {image: a, x-sea-trial: {wait-timout: 3s}}',
      'compose.yaml:2:31: x-sea-trial of x has no key wait-timout\n  fix: write wait-timeout',
    ],
    [
      'with a wordy duration',
      'services:\n  x: {image: a, x-sea-trial: {stable-for: 5}}',
      'compose.yaml:2:31: stable-for in x-sea-trial of x is 5\n  fix: write a duration such as 90s or 2m30s',
    ],
    [
      'with a quoted boolean',
      'services:\n  x: {image: a, x-sea-trial: {one-shot: "true"}}',
      'compose.yaml:2:31: one-shot in x-sea-trial of x is "true"\n  fix: write true or false without quotes',
    ],
    [
      'with a list of settings',
      'services:\n  x: {image: a, x-sea-trial: [a]}',
      'compose.yaml:2:17: services.x.x-sea-trial is not a mapping\n  fix: write `key: value` lines below it',
    ],
    [
      'with a setting at the top',
      'x-sea-trial: {one-shot: true}\nservices:\n  x: {image: a}',
      'compose.yaml:1:15: the top-level x-sea-trial has no key one-shot\n  fix: write one-shot in the x-sea-trial of a service',
    ],
    [
      'with a one-shot that restarts',
      'services:\n  x: {image: a, restart: always, x-sea-trial: {one-shot: true}}',
      'compose.yaml:2:48: x is a one-shot with restart: always\n  why: a container that the engine starts again is never done\n  fix: write restart: "no" or remove one-shot',
    ],
  ])('%s says where and what to write', (_, yaml, text) => {
    expect(problemsOf(yaml)).toEqual([text])
  })

  test("names the profiles' services where all are unselected", () => {
    const files = 'services: {x: {image: a, profiles: [p]}}'
    expect(problemsOf('services: {}', files)).toEqual([
      'compose.yaml:1:1: the stack has no services\n  fix: select a profile of x with the input profiles',
    ])
  })

  test('an absent dependency that is not required is no problem', () => {
    expect(problemsOf('services: {x: {image: a, depends_on: {y: {required: false}}}}')).toEqual([])
  })
})

describe('a note', () => {
  test.each([
    [
      'a container name',
      'services: {x: {image: a, container_name: fixed}}',
      ['compose.yaml:1:26: x is always named fixed'],
    ],
    [
      'a fixed host port',
      'services: {x: {image: a, ports: [{target: 80, published: "8080"}]}}',
      ['compose.yaml:1:34: x publishes the fixed host port 8080'],
    ],
    [
      'the network of the host',
      'services: {x: {image: a, network_mode: host}}',
      ['compose.yaml:1:26: x uses the network of the host'],
    ],
    [
      'a provider',
      'services: {x: {provider: {type: model}}}',
      ['compose.yaml:1:16: x has no container'],
    ],
    [
      'an external network',
      'services: {x: {image: a}}\nnetworks: {n: {external: true, name: real}}',
      ['compose.yaml:2:12: the network real is external'],
    ],
    [
      'an external volume',
      'services: {x: {image: a}}\nvolumes: {v: {external: true}}',
      ['compose.yaml:2:11: the volume v is external'],
    ],
    [
      'nothing for a port that the engine chooses',
      'services: {x: {image: a, ports: [{target: 80}, {target: 81, published: "0"}]}}',
      [],
    ],
  ])('tells of %s', (_, yaml, notes) => {
    expect(notesOf(yaml)).toEqual(notes)
    expect(problemsOf(yaml)).toEqual([])
  })

  test('tells of a service whose profiles are unselected', () => {
    const files = 'services:\n  x: {image: a}\n  y: {image: a, profiles: [p]}'
    expect(notesOf('services: {x: {image: a}}', files)).toEqual([
      'compose.yaml:3:3: y takes no part',
    ])
  })
})

describe('the role of a service', () => {
  const completed = {
    image: 'a',
    depends_on: { x: { condition: 'service_completed_successfully' } },
  }

  test.each<[string, Readonly<Record<string, unknown>>, unknown]>([
    ['long-running by default', { x: { image: 'a' } }, { kind: 'long-running' }],
    [
      'long-running though one says started',
      { x: { image: 'a' }, y: needs('x') },
      { kind: 'long-running' },
    ],
    [
      'one-shot when others wait for its end',
      { x: { image: 'a' }, y: completed, z: completed },
      { kind: 'one-shot', adoptedBy: ['y', 'z'] },
    ],
    [
      'one-shot when x-sea-trial says so',
      { x: { image: 'a', 'x-sea-trial': { 'one-shot': true } } },
      { kind: 'one-shot', adoptedBy: [] },
    ],
    [
      'long-running when it restarts',
      { x: { image: 'a', restart: 'always', 'x-sea-trial': { 'one-shot': true } } },
      { kind: 'long-running' },
    ],
    [
      'absent at scale 0',
      { x: { image: 'a', scale: 0 }, y: completed },
      { kind: 'absent', why: 'no replicas' },
    ],
    [
      'absent with a provider',
      { x: { provider: { type: 'model' } } },
      { kind: 'absent', why: 'provider' },
    ],
  ])('is %s', (_, services, role) => {
    const stack = stackOf(services)
    const [first] = stack.services
    expect(first && roleOf(first, stack)).toEqual(role)
  })
})

describe('the order of starting', () => {
  test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['is that of the file without dependencies', { b: needs(), a: needs() }, ['b', 'a']],
    [
      'has dependencies first',
      { a: needs('c'), b: needs(), c: needs('d'), d: needs() },
      ['d', 'c', 'a', 'b'],
    ],
    [
      'counts builds from a service',
      { a: { build: { context: '.', additional_contexts: { x: 'service:b' } } }, b: needs() },
      ['b', 'a'],
    ],
    ['ignores services that are absent', { a: needs('gone') }, ['a']],
    ['has each service once in a circle', { a: needs('b'), b: needs('a') }, ['b', 'a']],
  ])('%s', (_, services, names) => {
    expect(dependencyOrder(stackOf(services)).map(({ name }) => name)).toEqual(names)
  })

  test('a chain of thousands of services does not overflow', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `s${at}`)
    const services = Object.fromEntries(names.map((name, at) => [name, needs(`s${at + 1}`)]))
    expect(dependencyOrder(stackOf(services))[0]?.name).toBe('s19999')
  })
})

test('a service uses what it starts after and what it is built from, each once', () => {
  const build = { context: '.', additional_contexts: { x: 'service:b', y: './dir' } }
  const [service] = stackOf({ a: { build, ...needs('b', 'c') } }).services
  expect(service && usesOf(service)).toEqual(['b', 'c'])
})

test('settings are read with their units', () => {
  const settings = { 'wait-timeout': '1m30s', 'stable-for': '500ms', 'one-shot': false }
  const [service] = stackOf({ x: { image: 'a', 'x-sea-trial': settings } }).services
  const read = { waitTimeoutMs: 90_000, stableForMs: 500, oneShot: false }
  expect(service && settingsOf(service)).toEqual(read)
})
