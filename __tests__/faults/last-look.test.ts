// Stacks whose services are asked less often than written, at the end of their checks.
import { describe, expect, test } from '@jest/globals'
import { type ProbeTiming, paceOf, quicken } from '../../src/health/probes.ts'
import { brokenSince } from '../../src/stages/smoke/last-look.ts'
import type { ContainerState, Probe } from '../../src/world/world.ts'
import { stateOf } from '../support/smoke-world.ts'

const timing: ProbeTiming = {
  ...{ intervalMs: 1000, timeoutMs: 500, startPeriodMs: 0, startIntervalMs: 5000, retries: 3 },
}
const probe = (exitCode: number): Probe => ({ exitCode, durationMs: 20, output: '' })
const well = stateOf(1, { health: 'healthy', probes: [probe(0)] })
const doubtful = stateOf(1, { health: 'healthy', probes: [probe(0), probe(1)] })
const unwell = stateOf(1, { health: 'unhealthy', probes: [probe(1), probe(1), probe(1)] })

/** The engine says one after the other, and the last one for ever; each wait takes its time. */
async function lookAt(told: readonly ContainerState[], services: number) {
  let [now, looks] = [0, 0]
  const quick = quicken(timing, paceOf(services))
  const stack = {
    ...{ project: 'p', images: [], notes: [], states: [well] },
    probes: new Map(quick ? [['api', quick]] : []),
  }
  const failures = await brokenSince(stack, {
    engine: { containers: async () => [told[looks++] ?? told.at(-1) ?? well] },
    clock: {
      now: () => now,
      sleep: async (milliseconds: number) => {
        now += milliseconds
      },
    },
    signal: new AbortController().signal,
  } as unknown as Parameters<typeof brokenSince>[1])
  return { said: failures.map(({ what }) => what), looks, tookMs: now }
}

describe('a service among many whose last probe', () => {
  test('was well costs one look', async () => {
    expect(await lookAt([well], 50)).toEqual({ said: [], looks: 1, tookMs: 0 })
  })

  test('failed is waited for, and passes where the next one is well', async () => {
    const { said, looks } = await lookAt([doubtful, doubtful, well], 50)
    expect(said).toEqual([])
    expect(looks).toBe(3)
  })

  test('failed is waited for, and fails where it turns unhealthy', async () => {
    const { said } = await lookAt([doubtful, doubtful, unwell], 50)
    expect(said).toEqual(['api turned unhealthy during the checks'])
  })

  test('failed is waited for no longer than the engine takes for its verdict', async () => {
    const { tookMs } = await lookAt([doubtful], 50)
    expect(tookMs).toBeGreaterThanOrEqual(3 * (3000 + 500))
    expect(tookMs).toBeLessThan(3 * (3000 + 500) + 1000)
  })
})

test('a service that is asked as written is what the engine says it is', async () => {
  expect(await lookAt([doubtful], 1)).toMatchObject({ said: [], looks: 1 })
})
