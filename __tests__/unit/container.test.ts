// The states of a container and what each means for its service.
import { describe, expect, test } from '@jest/globals'
import {
  type ContainerVerdict,
  judgeContainer,
  type Observed,
  type ServicePlan,
} from '../../src/health/container.ts'
import { paceOf, quicken } from '../../src/health/probes.ts'
import type { ContainerState } from '../../src/world/world.ts'
import { seen, service } from '../support/containers.ts'

const stableForMs = 3000

function verdictOf(plan: Partial<ServicePlan>, observed: Observed): ContainerVerdict {
  return judgeContainer(service(plan), observed, stableForMs)
}

type Kind = ContainerVerdict['kind']
type Row = [string, Partial<ServicePlan>, Partial<ContainerState>, Kind]

const lasting: readonly Row[] = [
  ['created is waited for', {}, { status: 'created' }, 'waiting'],
  ['created and refused by the engine fails', {}, { status: 'created', error: 'no' }, 'failed'],
  ['running and healthy is ready', {}, { health: 'healthy' }, 'ready'],
  ['running and starting is waited for', {}, { health: 'starting' }, 'waiting'],
  ['running and unhealthy fails at once', {}, { health: 'unhealthy' }, 'failed'],
  ['running for a moment without a healthcheck is waited for', {}, {}, 'waiting'],
  [
    'running without the healthcheck that others wait for fails',
    { neededHealthyBy: ['web'] },
    {},
    'failed',
  ],
  ['running as a one-shot is waited for', { oneShot: true }, {}, 'waiting'],
  ['healthy as a one-shot is waited for', { oneShot: true }, { health: 'healthy' }, 'waiting'],
  [
    'restarting once is waited for',
    { restarts: true },
    { status: 'restarting', restarts: 1 },
    'waiting',
  ],
  ['exited with 0 fails', {}, { status: 'exited' }, 'failed'],
  ['exited with 0 as a one-shot is ready', { oneShot: true }, { status: 'exited' }, 'ready'],
  ['exited with 3 fails', {}, { status: 'exited', exitCode: 3 }, 'failed'],
  [
    'exited with 3 as a one-shot fails',
    { oneShot: true },
    { status: 'exited', exitCode: 3 },
    'failed',
  ],
  ['killed for lack of memory fails', {}, { status: 'exited', oomKilled: true }, 'failed'],
  ['dead fails', {}, { status: 'dead' }, 'failed'],
  ['paused fails', {}, { status: 'paused' }, 'failed'],
  ['being removed fails', {}, { status: 'removing' }, 'failed'],
]

test.each(lasting)('a container that is %s', (_, plan, state, kind) => {
  expect(verdictOf(plan, seen(state)).kind).toBe(kind)
})

test('a container without a healthcheck is ready after running steadily, and says when', () => {
  expect(verdictOf({}, seen({}, { steadyForMs: 1000 }))).toMatchObject({ againInMs: 2000 })
  expect(verdictOf({}, seen({}, { steadyForMs: 3000 })).kind).toBe('ready')
})

describe('a container that the engine starts again', () => {
  const plan = { restarts: true }
  const exit = { exitCode: 7, oomKilled: false }
  const judged = (state: Partial<ContainerState>, firstDeathAgoMs: number, steadyForMs = 0) =>
    verdictOf(plan, seen(state, { firstDeathAgoMs, steadyForMs, lastExit: exit }))

  test.each<[string, Partial<ContainerState>, number, Kind]>([
    ['once and is healthy is ready', { restarts: 1, health: 'healthy' }, 9000, 'ready'],
    ['once and is starting is waited for', { restarts: 1, health: 'starting' }, 9000, 'waiting'],
    [
      'twice within a short time is waited for',
      { restarts: 2, health: 'starting' },
      1000,
      'waiting',
    ],
    ['twice and is still not ready fails', { restarts: 2, health: 'starting' }, 4000, 'failed'],
    ['twice and dies late fails', { restarts: 2, status: 'restarting' }, 60_000, 'failed'],
    ['three times fails, however short the time', { restarts: 3 }, 10, 'failed'],
    [
      'three times fails although it looks healthy',
      { restarts: 3, health: 'healthy' },
      10,
      'failed',
    ],
    ['twice until it gives up fails', { restarts: 2, status: 'exited', exitCode: 7 }, 10, 'failed'],
  ])('%s', (_, state, firstDeathAgoMs, kind) => {
    expect(judged(state, firstDeathAgoMs).kind).toBe(kind)
  })

  test('is looked at again before a slow crash loop is five seconds old', () => {
    expect(judged({ restarts: 2, health: 'starting' }, 1000)).toMatchObject({ againInMs: 3000 })
  })

  test('says how it died although it runs again', () => {
    expect(judged({ restarts: 3 }, 10)).toMatchObject({
      reason: 'is in a crash loop: it died 3 times, the last time it exited with code 7',
    })
  })

  test('and recovers is ready with a note', () => {
    expect(judged({ restarts: 1, health: 'healthy' }, 2000)).toMatchObject({
      note: 'recovered after it exited with code 7',
    })
  })
})

test.each([
  [
    { exitCode: 137, oomKilled: true, memoryLimit: 67_108_864 },
    'lack of memory (OOM, exit code 137, its limit is 64 MiB)',
  ],
  [{ exitCode: 137, oomKilled: true }, 'lack of memory (OOM, exit code 137)'],
  [{ exitCode: 137 }, 'code 137 (SIGKILL)'],
  [{ exitCode: 139 }, 'SIGSEGV'],
  [{ exitCode: 126 }, 'not executable'],
  [{ exitCode: 127 }, 'not found'],
  [{ exitCode: 3 }, 'exited with code 3'],
])('a container that ended with %j says so in words', (state, words) => {
  const verdict = verdictOf({}, seen({ status: 'exited', ...state }))
  expect(verdict.kind === 'failed' && verdict.reason).toContain(words)
})

describe('a container whose healthcheck program is missing', () => {
  const missing = {
    exitCode: -1,
    output: 'exec: "curl": executable file not found in $PATH',
    durationMs: 1,
  }
  const byShell = { exitCode: 127, output: '/bin/sh: curl: not found', durationMs: 1 }
  const refused = { exitCode: 1, output: 'refused', durationMs: 1 }
  test.each([
    ['in three probes fails', [missing, missing, missing], 'failed'],
    ['in three probes of a shell fails', [refused, byShell, byShell, byShell], 'failed'],
    ['in two probes is waited for', [missing, missing], 'waiting'],
    ['no more is waited for', [missing, missing, missing, refused], 'waiting'],
  ])('%s', (_, probes, kind) => {
    expect(verdictOf({}, seen({ health: 'starting', probes })).kind).toBe(kind)
  })
})

describe('a container that is probed sooner than the user wrote', () => {
  const timing = {
    intervalMs: 30_000,
    timeoutMs: 5000,
    startPeriodMs: 0,
    startIntervalMs: 5000,
    retries: 3,
  }
  const quickProbe = quicken(timing, paceOf(1))
  const judged = (
    steadyForMs: number,
    durationMs: number,
    { times = 3, quick = quickProbe } = {},
  ) => {
    const probes = Array.from({ length: times }, () => ({
      ...{ exitCode: 1, output: 'refused', durationMs },
    }))
    return verdictOf(
      { ...(quick && { quickProbe: quick }) },
      seen({ health: 'starting', probes }, { steadyForMs }),
    )
  }

  test('has all the time that retries and interval give it', () => {
    expect(judged(60_000, 0)).toMatchObject({ kind: 'waiting', againInMs: 30_000 })
  })

  test('is unhealthy when the engine would have called it so', () => {
    expect(judged(90_000, 0)).toMatchObject({
      kind: 'failed',
      by: 'time',
      reason: 'is unhealthy after 3 retries every 30s, the last probe with exit code 1',
    })
  })

  test('is given the time that its probes take', () => {
    expect(judged(90_000, 1000)).toMatchObject({ kind: 'waiting', againInMs: 3000 })
    expect(judged(93_000, 1000).kind).toBe('failed')
  })

  test('has not failed before so many probes have, however late a busy engine asks', () => {
    for (const times of [0, 1, 2]) {
      expect(judged(200_000, 1000, { times }).kind).toBe('waiting')
    }
    expect(judged(200_000, 1000, { times: 3 }).kind).toBe('failed')
  })

  test('has failed by its last five probes where there are more retries: an engine keeps no others', () => {
    const patient = quicken({ ...timing, retries: 40 }, paceOf(1))
    const over = 40 * 30_000
    expect(judged(over, 0, { times: 4, ...(patient && { quick: patient }) }).kind).toBe('waiting')
    expect(judged(over, 0, { times: 5, ...(patient && { quick: patient }) }).kind).toBe('failed')
  })
})
