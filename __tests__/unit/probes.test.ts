// Which healthchecks are asked sooner or less often, and how strict they stay.
import { describe, expect, test } from '@jest/globals'
import { paceOf, patienceMs, quicken, quickenedText, timingOf } from '../../src/health/probes.ts'

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
    expect(quicken({ ...timing, ...over }, paceOf(1)) !== undefined).toBe(quick)
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
    const quick = quicken(timing, paceOf(1))
    expect(quick?.startPeriodMs).toBe(patienceMs(timing, timing.timeoutMs))
  })
})

test('many services are asked less often, so that all probes together stay bearable', () => {
  const askEveryMs = [1, 10, 25, 50, 500].map((services) => paceOf(services).askEveryMs)
  expect(askEveryMs).toEqual([200, 200, 500, 1000, 1000])
})

describe('what is healthy', () => {
  const timing = timingOf({ ...unset, intervalMs: 1000, retries: 3 }, undefined)
  if (!timing) throw new Error('a test is a healthcheck')

  test.each([
    ['alone', 1, {}, 1000],
    ['beside three others', 4, {}, 1000],
    ['beside seven others', 8, {}, 2000],
    ['beside many, once in the time in which it could become unhealthy', 50, {}, 3000],
    ['beside many, with more retries', 50, { retries: 5 }, 5000],
    ['beside many, with no retry', 50, { retries: 1 }, 1000],
    [
      'beside many, with an interval of its own that bears them',
      50,
      { intervalMs: 30_000 },
      30_000,
    ],
  ])('%s is asked as often as its verdict needs', (_, services, over, againEveryMs) => {
    const quick = quicken({ ...timing, ...over }, paceOf(services))
    // What is changed in nothing is asked as written.
    expect(quick?.againEveryMs ?? timing.intervalMs).toBe(againEveryMs)
  })

  test('is asked less often also where it is asked soon enough as written', () => {
    const quick = quicken({ ...timing, intervalMs: 500 }, paceOf(50))
    expect(quick).toMatchObject({ askEveryMs: 500, againEveryMs: 1500 })
    // Until it is healthy, its failures are counted by us alone, as those of all that are quickened.
    expect(quick?.startPeriodMs).toBeGreaterThanOrEqual(3 * 500)
  })

  test.each([
    [1, {}, 'asked every 0.2s until then, not every 1s'],
    [
      50,
      { intervalMs: 2000 },
      'asked every 1s until then, not every 2s; asked every 6s from then on, not every 2s',
    ],
    [50, { intervalMs: 500 }, 'asked every 1.5s from then on, not every 0.5s'],
  ])('among %d is told in the plan', (services, over, told) => {
    const quick = quicken({ ...timing, ...over }, paceOf(services))
    expect(quick && quickenedText(quick)).toBe(told)
  })
})
