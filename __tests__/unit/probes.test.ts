// Which healthchecks are asked sooner, and how strict they stay.
import { describe, expect, test } from '@jest/globals'
import { askEvery, patienceMs, quicken, timingOf } from '../../src/health/probes.ts'

const unset = { kind: 'test', test: ['CMD', 'true'] } as const

describe('the timing of a healthcheck', () => {
  test('is what the engine runs: Compose file over image over defaults', () => {
    const own = { ...unset, intervalMs: 7000 }
    expect(timingOf(own, { intervalMs: 1000, retries: 9, timeoutMs: 0 })).toEqual({
      intervalMs: 7000,
      timeoutMs: 30_000,
      startPeriodMs: 0,
      startIntervalMs: 5000,
      retries: 9,
    })
  })

  test.each([
    ['the service has none and its image has none', undefined, undefined],
    ['the service switched it off', { kind: 'disabled' } as const, { intervalMs: 1000 }],
  ])('is none where %s', (_, own, image) => {
    expect(timingOf(own, image)).toBe(undefined)
  })

  test('is that of the image where the service says nothing', () => {
    expect(timingOf(undefined, { intervalMs: 2000 })?.intervalMs).toBe(2000)
  })
})

describe('a healthcheck', () => {
  const timing = timingOf(unset, undefined)
  if (!timing) throw new Error('a test is a healthcheck')

  test.each([
    ['with the defaults', {}, true],
    ['asked every second', { intervalMs: 1000 }, true],
    ['asked several times a second', { intervalMs: 500 }, false],
    ['with a start interval but no start period', { startIntervalMs: 100 }, true],
    [
      'with a start period and a short start interval',
      { startPeriodMs: 60_000, startIntervalMs: 500 },
      false,
    ],
    ['with a start period alone', { startPeriodMs: 60_000 }, true],
    [
      'with a start period longer than its short interval',
      { startPeriodMs: 60_000, intervalMs: 500 },
      false,
    ],
  ])('%s is asked sooner: %s', (_, over, quick) => {
    expect(quicken({ ...timing, ...over }, 200) !== undefined).toBe(quick)
  })

  test.each([
    ['three tries every 30s', {}, 0, 90_000],
    ['five tries every 2s', { intervalMs: 2000, retries: 5 }, 0, 10_000],
    ['probes that take a second', {}, 1000, 93_000],
    ['probes that hang until their timeout', { timeoutMs: 2000 }, 9000, 96_000],
    ['a start period, in which the engine asks every 5s', { startPeriodMs: 20_000 }, 0, 85_000],
  ])('with %s has patience until the last counted probe', (_, over, probeMs, patience) => {
    expect(patienceMs({ ...timing, ...over }, probeMs)).toBe(patience)
  })

  test('is not counted by the engine while the user has patience, even if each probe hangs', () => {
    const quick = quicken(timing, 200)
    expect(quick?.startPeriodMs).toBe(patienceMs(timing, timing.timeoutMs))
  })
})

test('many services are asked less often, so that all probes together stay bearable', () => {
  expect([1, 10, 25, 50, 500].map(askEvery)).toEqual([200, 200, 500, 1000, 1000])
})
