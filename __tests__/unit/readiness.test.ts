import { describe, expect, test } from '@jest/globals'
import {
  judgeContainer,
  judgeStack,
  type ServicePlan,
  startable,
} from '../../src/health/readiness.ts'
import type { ContainerState } from '../../src/world.ts'

const stableForMs = 3000
const elapsedMs = 0

function service(overrides: Partial<ServicePlan> = {}): ServicePlan {
  return {
    service: 'api',
    replicas: 1,
    oneShot: false,
    hasHealthcheck: true,
    restarts: false,
    dependsOn: [],
    startedByCompose: false,
    ...overrides,
  }
}

function container(overrides: Partial<ContainerState> = {}): ContainerState {
  return {
    id: 'c1',
    name: 'p-api-1',
    service: 'api',
    replica: 1,
    status: 'running',
    probes: [],
    exitCode: 0,
    oomKilled: false,
    restarts: 0,
    startedAt: '2026-01-01T00:00:00Z',
    error: '',
    image: 'sha256:1',
    ports: [],
    ...overrides,
  }
}

const ready = { kind: 'ready' }
const waiting = { kind: 'waiting' }
const failed = { kind: 'failed' }

describe('a container', () => {
  test.each([
    ['that is healthy is ready', {}, { health: 'healthy' as const }, ready],
    [
      'whose healthcheck has not answered is waited for',
      {},
      { health: 'starting' as const },
      waiting,
    ],
    ['that is unhealthy has failed at once', {}, { health: 'unhealthy' as const }, failed],
    ['that exited has failed, with code 0 too', {}, { status: 'exited' as const }, failed],
    [
      'that exited with 0 is ready if it is a one-shot',
      { oneShot: true },
      { status: 'exited' as const },
      ready,
    ],
    [
      'that exited with 3 has failed, one-shot or not',
      { oneShot: true },
      { status: 'exited' as const, exitCode: 3 },
      failed,
    ],
    ['that is a running one-shot is waited for', { oneShot: true }, {}, waiting],
    [
      'that is restarting for the first time is waited for',
      {},
      { status: 'restarting' as const, restarts: 1 },
      waiting,
    ],
    ['that keeps dying is a crash loop even while it runs', {}, { restarts: 3 }, failed],
    [
      'that keeps dying is a crash loop even when it looks healthy',
      {},
      { restarts: 3, health: 'healthy' as const },
      failed,
    ],
    [
      'that could not be started has failed',
      {},
      { status: 'created' as const, error: 'no such file' },
      failed,
    ],
    ['that was paused has failed', {}, { status: 'paused' as const }, failed],
    ['that is dead has failed', {}, { status: 'dead' as const }, failed],
  ])('%s', (_, plan, state, verdict) => {
    const observed = { state: container(state), steadyForMs: 0 }
    expect(judgeContainer(service(plan), observed, stableForMs)).toMatchObject(verdict)
  })

  test('without a healthcheck must run steadily first, and the verdict says for how long', () => {
    const judged = (steadyForMs: number) =>
      judgeContainer(service(), { state: container(), steadyForMs }, stableForMs)
    expect(judged(1000)).toMatchObject({ kind: 'waiting', againInMs: 2000 })
    expect(judged(3000)).toEqual(ready)
  })

  test.each([
    [{ exitCode: 137, oomKilled: true }, 'lack of memory'],
    [{ exitCode: 137 }, 'SIGKILL'],
    [{ exitCode: 139 }, 'SIGSEGV'],
    [{ exitCode: 127 }, 'not found'],
    [{ exitCode: 3 }, 'exited with code 3'],
  ])('that ended with %j says so in words', (state, words) => {
    const observed = { state: container({ status: 'exited', ...state }), steadyForMs: 0 }
    const verdict = judgeContainer(service(), observed, stableForMs)
    expect(verdict.kind === 'failed' && verdict.reason).toContain(words)
  })
})

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
    expect(judgeStack({ plans: [service()], observed: [healthy], stableForMs, elapsedMs })).toEqual(
      ready,
    )
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
