// How Compose is called, and what our file adds to those of the user.
import { describe, expect, test } from '@jest/globals'
import { composeArguments, overrideOf, type StackPlan } from '../../src/compose/command.ts'

describe('the call of Compose', () => {
  const plan = {
    project: 'st-harbor-1',
    workdir: '/srv',
    files: ['a.yaml', 'b.yaml'],
    profiles: ['p'],
    envFiles: ['.env'],
    overrideFile: '/tmp/run/override.json',
    labels: { 'sea-trial.run': 'f00d' },
    own: { networks: ['default'], volumes: ['data'] },
    services: ['api', 'db', '__proto__'],
    oneOffs: [],
    timeoutMs: 1,
  } as unknown as StackPlan

  test('reads our file after all of the user', () => {
    const argv = composeArguments(plan)
    const files = argv.filter((_, index) => argv[index - 1] === '--file')
    expect(files).toEqual(['a.yaml', 'b.yaml', '/tmp/run/override.json'])
  })

  const timing = {
    intervalMs: 30_000,
    timeoutMs: 30_000,
    startPeriodMs: 0,
    startIntervalMs: 5000,
    retries: 3,
  }

  test('names what was built by its digest and never pulls it, and leaves the rest', () => {
    const image = {
      target: 'api',
      services: ['api'],
      candidate: 'api:trial',
      digest: 'sha256:1',
      reference: 'api@sha256:1',
      store: 'containerd',
      bytes: 1,
    } as const
    const probe = { timing, askEveryMs: 200, againEveryMs: 30_000, startPeriodMs: 90_000 }
    const override = overrideOf(plan, [image], new Map([['api', probe]]))
    const { services, networks, volumes } = JSON.parse(override)
    expect(services.api).toMatchObject({ image: 'api@sha256:1', pull_policy: 'never' })
    expect(services.api.healthcheck).toEqual({ start_interval: '200ms', start_period: '90000ms' })
    expect(services.db).toEqual({ pull_policy: 'never', labels: { 'sea-trial.run': 'f00d' } })
    expect(Object.keys(services)).toEqual(['api', 'db', '__proto__'])
    expect(networks).toEqual({ default: { labels: { 'sea-trial.run': 'f00d' } } })
    expect(volumes).toEqual({ data: { labels: { 'sea-trial.run': 'f00d' } } })
  })

  test('gives a healthcheck that is asked less often another interval, and its test and retries stay', () => {
    const probe = { timing, askEveryMs: 200, againEveryMs: 60_000, startPeriodMs: 90_000 }
    const { services } = JSON.parse(overrideOf(plan, [], new Map([['api', probe]])))
    expect(services.api.healthcheck).toEqual({
      interval: '60000ms',
      start_interval: '200ms',
      start_period: '90000ms',
    })
  })
})
