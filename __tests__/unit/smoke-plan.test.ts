// What no check can know by itself: names, needs, values, services.
import { describe, expect, test } from '@jest/globals'
import { parseStack } from '../../src/compose/model.ts'
import { renderPlace } from '../../src/errors.ts'
import { planSmoke } from '../../src/smoke/plan.ts'

const stack = parseStack(`
name: harbor
services:
  api: { image: a, x-smoke: [{ get: /health }], depends_on: { seed: { condition: service_completed_successfully } } }
  web: { image: b }
  seed: { image: c }
  e2e: { image: d }
`)

function plan(text: string, env: Readonly<Record<string, string>> = {}) {
  const place = { file: 'compose.yaml' }
  return planSmoke({
    source: 'asked',
    text: { path: 's.yaml', text },
    stack,
    model: 'resolved',
    locate: () => place,
    env,
  })
}

function told(text: string, env: Readonly<Record<string, string>> = {}): readonly string[] {
  return plan(text, env).problems.map(
    ({ what, fix, where }) => `${where ? renderPlace(where) : ''} ${what}; ${fix ?? ''}`,
  )
}

const use = (name: string): string => `\${${name}}`

describe('smoke checks of a stack', () => {
  test('of services, of the whole stack and of the input run together', () => {
    const { checks, problems } = plan('- run: make e2e')
    expect(problems).toEqual([])
    expect(checks.map(({ name }) => name)).toEqual(['api: GET /health', 'run make e2e'])
  })

  test('that are none are refused unless none are asked for', () => {
    const empty = { ...stack, services: stack.services.map(({ smoke: _, ...rest }) => rest) }
    const given = { stack: empty, model: 'resolved' as const, locate: () => undefined, env: {} }
    expect(planSmoke({ ...given, source: 'asked' }).problems[0]?.what).toBe(
      'there is no smoke check, so nothing would be proven',
    )
    expect(planSmoke({ ...given, source: 'none' }).problems).toEqual([])
  })

  test.each([
    {
      wrong: 'a name twice',
      text: '- { name: a, run: x }\n- { name: a, run: y }',
      says: 's.yaml:2:3 a second check is called "a"; give each check a name of its own',
    },
    {
      wrong: 'a need that is no check',
      text: '- { name: login, run: x }\n- { name: b, run: y, needs: logn }',
      says: 's.yaml:2:3 "b" needs "logn", which is no check; write login',
    },
    {
      wrong: 'needs in a circle',
      text: '- { name: a, run: x, needs: b }\n- { name: b, run: x, needs: [c] }\n- { name: c, run: x, needs: a }',
      says: 's.yaml:1:3 needs go in a circle: "a", "b", "c"; leave one of these needs out',
    },
    {
      wrong: 'a need of itself',
      text: '- { name: a, run: x, needs: a }',
      says: 's.yaml:1:3 needs go in a circle: "a"; leave one of these needs out',
    },
    {
      wrong: 'a value before it is captured',
      text: `- { name: login, get: "http://api/", capture: { token: json.t } }\n- { name: me, get: "http://api/${use('token')}" }`,
      says: `s.yaml:2:3 "me" uses ${use('token')} before "login" has captured it; add needs: "login"`,
    },
    {
      wrong: 'a value that nobody captures',
      text: `- { name: login, get: "http://api/", capture: { token: json.t } }\n- { name: me, get: "http://api/${use('tokn')}", needs: login }`,
      says: `s.yaml:2:3 nothing gives ${use('tokn')} a value; write ${use('token')}`,
    },
    {
      wrong: 'a service that the stack lacks',
      text: '- { service: e2 }',
      says: 's.yaml:1:3 "service e2" names the service e2, which the stack lacks; write e2e',
    },
    {
      wrong: 'a way from nowhere',
      text: '- { get: "http://api/", from: wb }',
      says: 's.yaml:1:3 "GET http://api/" names the service wb, which the stack lacks; write web',
    },
  ])('with $wrong are refused', ({ text, says }) => {
    expect(told(text)).toContain(says)
  })

  test('that have no name of their own are numbered', () => {
    const { checks, problems } = plan('- run: x\n- run: x\n- run: x')
    expect(problems).toEqual([])
    expect(checks.map(({ name }) => name)).toEqual([
      'api: GET /health',
      'run x',
      'run x (2)',
      'run x (3)',
    ])
  })

  test('use the environment, but never our inputs', () => {
    const text = `- { name: a, get: "http://api/${use('REALM')}" }`
    expect(plan(text, { REALM: 'x' })).toMatchObject({ problems: [], variables: { REALM: 'x' } })
    const secret = `- { name: a, get: "http://api/${use('INPUT_PASSWORD')}" }`
    expect(told(secret, { INPUT_PASSWORD: 'x' })).toHaveLength(1)
  })

  test('leave the variables of a shell and escaped ones to others', () => {
    expect(told(`- { run: "echo ${use('HOME_OF_X')}", shell: sh }`)).toEqual([])
    expect(told(`- { run: "echo $${use('HOME_OF_X')}" }`)).toEqual([])
  })

  test('keep a service that is only a check out of the stack, unless another one needs it', () => {
    expect(plan('- { service: e2e }\n- { service: seed }').oneOffs).toEqual(['e2e'])
  })
})
