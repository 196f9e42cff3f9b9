// Which services come up beside the build, and how the stack is given to Compose in two parts.
import { describe, expect, test } from '@jest/globals'
import { composeArguments, type StackPlan } from '../../src/compose/command.ts'
import { earlyServices, splitStack } from '../../src/compose/early.ts'
import { parseStack } from '../../src/compose/model.ts'

const api = 'api: { build: ., image: acme/api, depends_on: { db: { condition: service_healthy } } }'

function earlyIn(
  services: string,
  over: Partial<Pick<StackPlan, 'services' | 'scale'>> = {},
): readonly string[] {
  const stack = parseStack(`name: t\nservices:\n  ${services}`)
  const all = stack.services.filter(({ provider }) => !provider).map(({ name }) => name)
  return earlyServices(stack, { services: all, scale: new Map(), ...over })
}

describe('beside the build comes up', () => {
  test.each([
    ['what a built service waits for', 'db: { image: postgres }', ['db']],
    [
      'what that one waits for, too',
      'db: { image: postgres, depends_on: { vault: {} } }\n  vault: { image: vault }',
      ['db', 'vault'],
    ],
    [
      'nothing for which only pulled services wait',
      'db: { image: postgres }\n  cache: { image: redis }\n  proxy: { image: nginx, depends_on: { cache: {} } }',
      ['db'],
    ],
    [
      'what another one waits for that itself waits for a built one',
      'db: { image: postgres }\n  proxy: { image: nginx, depends_on: { api: {}, cache: {} } }\n  cache: { image: redis }',
      ['cache', 'db'],
    ],
    [
      'nothing that itself waits for a built one',
      'db: { image: postgres, depends_on: { init: {} } }\n  init: { build: . }',
      [],
    ],
    ['nothing that runs the image of a built one', 'db: { image: acme/api }', []],
    [
      'nothing that waits for a provider',
      'db: { image: postgres, depends_on: { cloud: {} } }\n  cloud: { provider: { type: x } }',
      [],
    ],
    [
      'what waits for one that is not selected',
      'db: { image: postgres, depends_on: { gone: { required: false } } }',
      ['db'],
    ],
    ['nothing without replicas', 'db: { image: postgres, scale: 0 }', []],
  ])('%s', (_, services, names) => {
    expect([...earlyIn(`${api}\n  ${services}`)].sort()).toEqual(names)
  })

  test('nothing where nothing is built', () => {
    expect(earlyIn('a: { image: x, depends_on: { b: {} } }\n  b: { image: y }')).toEqual([])
  })

  test('nothing that the run scales to zero, or that only a check runs', () => {
    const services = `${api}\n  db: { image: postgres }`
    expect(earlyIn(services, { scale: new Map([['db', 0]]) })).toEqual([])
    expect(earlyIn(services, { services: ['api'] })).toEqual([])
  })
})

describe('a stack in two parts', () => {
  const whole: StackPlan = {
    project: 'p',
    workdir: '/w',
    files: ['compose.yaml'],
    profiles: [],
    envFiles: [],
    overrideFile: '/run/override.json',
    scale: new Map([
      ['db', 2],
      ['api', 3],
    ]),
    labels: {},
    own: { networks: ['default'], volumes: ['data'] },
    quickProbes: { kind: 'as-written' },
    imageUsers: [],
    fixedPorts: ['db', 'api'].map((service) => ({ service, port: 1, protocol: 'tcp', hostIp: '' })),
    services: ['api', 'db'],
    oneOffs: ['e2e'],
    timeoutMs: 1,
  }
  const { early, rest } = splitStack(whole, ['db'])

  test('creates each service once, with the ports that it claims', () => {
    expect([early?.services, rest.services]).toEqual([['db'], ['api']])
    expect(early?.fixedPorts.map(({ service }) => service)).toEqual(['db'])
    expect(rest.fixedPorts.map(({ service }) => service)).toEqual(['api'])
  })

  test('tells Compose nothing of services that the first part lacks', () => {
    expect([...(early?.scale ?? [])]).toEqual([['db', 2]])
    expect(early?.oneOffs).toEqual([])
  })

  test('says of the first part in the second call what it said in the first', () => {
    expect([...rest.scale]).toEqual([...whole.scale])
    const files = composeArguments(rest).filter((_, at, all) => all[at - 1] === '--file')
    expect(files).toEqual(['compose.yaml', '/run/override-early.json', '/run/override.json'])
    expect(composeArguments(early ?? whole)).toContain('/run/override-early.json')
  })

  test('labels what both use once: Compose can not merge such labels twice', () => {
    expect(early?.own).toEqual(whole.own)
    expect(rest.own).toEqual({ networks: [], volumes: [] })
  })

  test('is one where nothing is early', () => {
    expect(splitStack(whole, [])).toEqual({ rest: whole })
  })
})
