// When is a stack ready, and what may be started next.
import { describe, expect, test } from '@jest/globals'
import type { ServicePlan } from '../../src/health/container.ts'
import { judgeStack, startable } from '../../src/health/readiness.ts'
import type { ContainerState } from '../../src/world/world.ts'
import { container, service } from '../support/containers.ts'

const stableForMs = 3000
const elapsedMs = 0

describe('a stack', () => {
  const healthy = { state: container({ health: 'healthy' }), steadyForMs: 0 }
  const second = {
    state: container({ id: 'c2', replica: 2, status: 'exited', exitCode: 1 }),
    steadyForMs: 0,
  }

  test('fails for a dead replica although the first one is healthy', () => {
    const verdict = judgeStack({
      plans: [service({ replicas: 2 })],
      observed: [healthy, second],
      stableForMs,
      elapsedMs,
    })
    expect(verdict).toMatchObject({ kind: 'failed', troubles: [{ state: { replica: 2 } }] })
  })

  test('names every failing container, not only the first', () => {
    const db = service({ service: 'db' })
    const observed = [
      second,
      { state: container({ service: 'db', status: 'dead' }), steadyForMs: 0 },
    ]
    const verdict = judgeStack({ plans: [service(), db], observed, stableForMs, elapsedMs })
    expect(verdict.kind === 'failed' && verdict.troubles.map((t) => t.plan.service)).toEqual([
      'api',
      'db',
    ])
  })

  test('fails when a container was removed from outside', () => {
    const verdict = judgeStack({ plans: [service()], observed: [], stableForMs, elapsedMs })
    expect(verdict.kind).toBe('failed')
  })

  test('is ready when every replica of every service is', () => {
    expect(
      judgeStack({ plans: [service()], observed: [healthy], stableForMs, elapsedMs }),
    ).toMatchObject({
      kind: 'ready',
    })
  })

  test('wakes for the container that will be steady first', () => {
    const db = service({ service: 'db' })
    const observed = [
      { state: container(), steadyForMs: 500 },
      { state: container({ service: 'db' }), steadyForMs: 2500 },
    ]
    const verdict = judgeStack({ plans: [service(), db], observed, stableForMs, elapsedMs })
    expect(verdict).toMatchObject({ kind: 'waiting', againInMs: 500 })
  })
})

describe('a service with a time of its own', () => {
  const starting = { state: container({ health: 'starting' }), steadyForMs: 0 }
  const judged = (after: number) =>
    judgeStack({
      plans: [service({ waitTimeoutMs: 5000 })],
      observed: [starting],
      stableForMs,
      elapsedMs: after,
    })

  test('is looked at again when its time is up', () => {
    expect(judged(2000)).toMatchObject({ kind: 'waiting', againInMs: 3000 })
  })

  test('fails when it is late, however long the stack may take', () => {
    expect(judged(5000)).toMatchObject({
      kind: 'failed',
      troubles: [{ reason: expect.stringContaining('was not ready within 5s') }],
    })
  })
})

describe('what may be started', () => {
  const created = { state: container({ status: 'created' }), steadyForMs: 0 }
  const names = (
    plans: readonly ServicePlan[],
    observed: Parameters<typeof startable>[0]['observed'],
  ) => startable({ plans, observed }).map((plan) => plan.service)
  const db = (state: Partial<ContainerState>) => ({
    state: container({ id: 'db', service: 'db', ...state }),
    steadyForMs: 0,
  })
  const dbPlan = service({ service: 'db' })

  test('is everything that depends on nothing', () => {
    expect(names([service()], [created])).toEqual(['api'])
  })

  test.each([
    ['healthy', { health: 'starting' }, false],
    ['healthy', { health: 'healthy' }, true],
    ['started', { status: 'created' }, false],
    ['started', { status: 'running' }, true],
    ['completed', { status: 'running' }, false],
    ['completed', { status: 'exited', exitCode: 0 }, true],
    ['completed', { status: 'exited', exitCode: 1 }, false],
  ] as const)('depends on db being %s: %j allows it: %s', (condition, state, allowed) => {
    const api = service({ dependsOn: [{ service: 'db', condition }] })
    expect(names([api, dbPlan], [created, db(state)]).includes('api')).toBe(allowed)
  })

  test('waits for every replica of what it depends on', () => {
    const api = service({ dependsOn: [{ service: 'db', condition: 'healthy' }] })
    const observed = [created, db({ health: 'healthy' }), db({ id: 'db2', health: 'starting' })]
    expect(names([api, service({ service: 'db', replicas: 2 })], observed)).toEqual([])
  })

  test('does not wait for a service that is not part of the run', () => {
    const api = service({ dependsOn: [{ service: 'elsewhere', condition: 'healthy' }] })
    expect(names([api], [created])).toEqual(['api'])
  })
})
