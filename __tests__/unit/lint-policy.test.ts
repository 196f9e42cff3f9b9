import { describe, expect, test } from '@jest/globals'
import { hostPaths } from '../../src/compose/host-mounts.ts'
import { parseStack } from '../../src/compose/model.ts'
import { parsePolicy } from '../../src/inputs/lint-entries.ts'
import { judgePolicy, policyRules } from '../../src/lint/policy.ts'

const workspace = '/home/me/work'

function told(service: string, real: Readonly<Record<string, string>> = {}): readonly string[] {
  const stack = parseStack(`name: s\nservices:\n  api: ${service}\n`)
  const ground = { workspace, real: new Map(Object.entries(real)) }
  return judgePolicy(policyRules, stack, ground, []).map(({ what }) => what)
}

const bind = (source: string) => `{ volumes: [{ type: bind, source: ${source}, target: /x }] }`

describe('a path of the machine', () => {
  test.each([workspace, `${workspace}/data`, `${workspace}/a/../b`])('%s is inside', (source) => {
    expect(told(bind(source))).toEqual([])
  })

  test.each([`${workspace}-2`, '/home/me', `${workspace}/../other`, '/etc', '/homes'])(
    '%s is outside',
    (source) => {
      expect(told(bind(source))).toEqual([`api sees ${source}, outside the workspace`])
    },
  )

  test('is outside where a link of the workspace leads out', () => {
    const link = `${workspace}/link`
    expect(told(bind(link), { [link]: '/etc' })).toEqual([
      `api sees ${link}, which is /etc, outside the workspace`,
    ])
  })

  test('is inside a workspace that is itself reached by a link', () => {
    const real = { [workspace]: '/mnt/work', [`${workspace}/data`]: '/mnt/work/data' }
    expect(told(bind(`${workspace}/data`), real)).toEqual([])
  })
})

describe("the engine's socket", () => {
  test.each(['/', '/run', '/var/run/', '/run/docker.sock', '/run/user/1000/podman/podman.sock'])(
    'is given with %s',
    (source) => {
      expect(told(bind(source))).toContain(`api is given the engine's socket by ${source}`)
    },
  )

  test('is found behind a link of the workspace', () => {
    const link = `${workspace}/sock`
    expect(told(bind(link), { [link]: '/run/docker.sock' })).toContain(
      `api is given the engine's socket by ${link}`,
    )
  })
})

test.each([
  ['{ build: { context: /x, privileged: true } }', 'api is built privileged'],
  ['{ build: { context: /x, entitlements: [security.insecure] } }', 'api is built privileged'],
  ['{ build: { context: /x, network: host } }', 'api is built with the network of the host'],
  ['{ security_opt: ["label:disable"] }', 'api switches protection off: label:disable'],
])('%s is told: %s', (service, what) => {
  expect(told(service)).toEqual([what])
})

test('what keeps a service small breaks no rule', () => {
  const small =
    '{ network_mode: none, ipc: private, cap_drop: [ALL], security_opt: ["no-new-privileges:true"] }'
  expect(told(small)).toEqual([])
})

test('without rules nothing is judged', () => {
  const stack = parseStack('name: s\nservices:\n  api: { privileged: true }\n')
  expect(judgePolicy([], stack, { workspace, real: new Map() }, [])).toEqual([])
})

test('a volume, secret or config of another service is none of its paths', () => {
  const stack = parseStack(
    'name: s\nservices: { api: { image: a } }\nsecrets: { key: { file: /etc/shadow } }\n',
  )
  expect(hostPaths(stack)).toEqual([])
})

test.each([
  ['all', policyRules],
  ['privileged\nhost-network', ['privileged', 'host-network']],
])('the input %j names rules', (text, rules) => {
  expect(parsePolicy(text)).toEqual({ kind: 'ok', value: rules })
})

test.each(['all, privileged', 'nothing', 'toString'])('the input %j is refused', (text) => {
  expect(parsePolicy(text).kind).toBe('bad')
})
