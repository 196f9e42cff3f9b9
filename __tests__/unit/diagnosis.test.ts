// Causes before consequences: who failed, and who only waited.
import { describe, expect, test } from '@jest/globals'
import { causesOf, healthFailure } from '../../src/health/diagnosis.ts'
import { container, service } from '../support/containers.ts'

const db = service({ service: 'db' })
const api = service({ service: 'api', dependsOn: [{ service: 'db', condition: 'healthy' }] })
const web = service({ service: 'web', dependsOn: [{ service: 'api', condition: 'healthy' }] })
const plans = [web, api, db]

const state = (name: string, over: Partial<ReturnType<typeof container>>) =>
  container({ id: name, service: name, ...over })
const dbDied = state('db', { status: 'exited', exitCode: 1 })
const apiIdle = state('api', { status: 'created' })
const webIdle = state('web', { status: 'created' })

function summary(troubles: Parameters<typeof causesOf>[0], states: Parameters<typeof causesOf>[2]) {
  return causesOf(troubles, plans, states).map(({ trouble, waited }) => [
    trouble.plan.service,
    ...waited,
  ])
}

describe('a failing stack', () => {
  test('tells who waited with the service that failed, not as failures of their own', () => {
    const troubles = [
      { plan: web, state: webIdle, reason: 'not started yet' },
      { plan: api, state: apiIdle, reason: 'not started yet' },
      { plan: db, state: dbDied, reason: 'exited' },
    ]
    expect(summary(troubles, [webIdle, apiIdle, dbDied])).toEqual([['db', 'api', 'web']])
  })

  test('tells a dependant that failed by itself too, after its cause', () => {
    const apiDied = state('api', { status: 'exited', exitCode: 2 })
    const troubles = [
      { plan: api, state: apiDied, reason: 'exited' },
      { plan: db, state: dbDied, reason: 'exited' },
    ]
    expect(summary(troubles, [webIdle, apiDied, dbDied])).toEqual([
      ['db', 'web'],
      ['api', 'web'],
    ])
  })
})

test('the last five failing probes are shown before the log', () => {
  const probes = [1, 2, 3, 4, 5, 6].map((n) => ({
    exitCode: 1,
    output: `try ${n}\n`,
    durationMs: 1,
  }))
  const unhealthy = state('db', { health: 'unhealthy', probes })
  const failure = healthFailure(
    { trouble: { plan: db, state: unhealthy, reason: 'is unhealthy' }, waited: ['api'] },
    { places: new Map(), log: ['last line'], neighbours: [] },
  )
  expect(failure.what).toBe('db is unhealthy; api waited for it')
  expect(failure.evidence).toEqual([
    ...[2, 3, 4, 5, 6].map((n) => `probe, exit code 1: try ${n}`),
    'last line',
  ])
})

test('a failed probe of several lines is several lines of evidence, and a good one is none', () => {
  const probes = [
    { exitCode: 0, output: 'fine', durationMs: 1 },
    { exitCode: 1, output: 'first\nsecond\n', durationMs: 1 },
  ]
  const failing = state('db', { health: 'starting', probes })
  const { evidence } = healthFailure(
    { trouble: { plan: db, state: failing, reason: 'is late' }, waited: [] },
    { places: new Map(), log: ['bye'], neighbours: [] },
  )
  expect(evidence).toEqual(['probe, exit code 1: first', 'second', 'bye'])
})

test('the replica is named where there are several', () => {
  const dead = state('db', { replica: 2, status: 'dead' })
  const cause = {
    trouble: { plan: { ...db, replicas: 3 }, state: dead, reason: 'is dead' },
    waited: [],
  }
  const where = { file: 'compose.yaml', line: 3 }
  const around = { places: new Map([['db', where]]), log: [], neighbours: [] }
  expect(healthFailure(cause, around)).toMatchObject({ what: 'db (replica 2) is dead', where })
})
