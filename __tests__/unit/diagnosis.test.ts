import { describe, expect, test } from '@jest/globals'
import { composeArguments, overrideOf, type StackPlan } from '../../src/compose/command.ts'
import { healthFailure, rootCausesFirst } from '../../src/health/diagnosis.ts'
import type { ServicePlan, Trouble } from '../../src/health/readiness.ts'
import { StackEngine } from '../support/stack-engine.ts'

function planOf(service: string, ...dependsOn: readonly string[]): ServicePlan {
  return {
    service,
    replicas: 1,
    oneShot: false,
    hasHealthcheck: true,
    restarts: false,
    dependsOn: dependsOn.map((name) => ({ service: name, condition: 'healthy' })),
    startedByCompose: false,
  }
}

function troubleOf(plan: ServicePlan, reason = 'is unhealthy'): Trouble {
  return { plan, state: undefined, reason }
}

const nowhere = { plans: [], places: new Map(), log: [] }

describe('the root cause', () => {
  test('stands before those that waited for it, the rest as written', () => {
    const troubles = [planOf('web', 'api'), planOf('api', 'db'), planOf('db'), planOf('mail')]
    const order = rootCausesFirst(troubles.map((plan) => troubleOf(plan)))
    expect(order.map(({ plan }) => plan.service)).toEqual(['db', 'mail', 'web', 'api'])
  })

  test('names who waited for it, and where it stands in the file', () => {
    const db = planOf('db')
    const where = { file: 'compose.yaml', line: 3 }
    const plans = [planOf('api', 'db'), db, planOf('web', 'db')]
    const around = { plans, places: new Map([['db', where]]), log: [] }
    const failure = healthFailure(troubleOf(db), around)
    expect(failure).toMatchObject({ what: 'db is unhealthy; api, web waited for it', where })
  })

  test('brings the failed probes and the log, each line of them a line', () => {
    const engine = new StackEngine(() => {})
    engine.create('db', 'sha256:1')
    engine.set('db', {
      probes: [
        { exitCode: 0, output: 'fine' },
        { exitCode: 1, output: 'first\nsecond\n' },
      ],
    })
    const trouble = { ...troubleOf(planOf('db')), state: engine.states.get('db') }
    const { evidence = [] } = healthFailure(trouble, { ...nowhere, log: ['bye'] })
    expect(evidence.filter((line) => line.includes('\n'))).toEqual([])
    expect(evidence.join('|')).toMatch(/exit code 1: first\|.*second\|bye$/)
    expect(evidence.join()).not.toContain('fine')
  })

  test('names the replica where there are several', () => {
    const engine = new StackEngine(() => {})
    engine.create('db', 'sha256:1')
    engine.set('db', { replica: 2 })
    const plan = { ...planOf('db'), replicas: 3 }
    const trouble = { ...troubleOf(plan), state: engine.states.get('db') }
    expect(healthFailure(trouble, nowhere).what).toBe('db (replica 2) is unhealthy')
  })
})

describe('the call of Compose', () => {
  const plan = {
    project: 'st-harbor-1',
    workdir: '/work',
    files: ['a.yaml', 'b.yaml'],
    profiles: ['p'],
    envFiles: ['.env'],
    overrideFile: '/tmp/run/override.json',
    oneOffs: [],
    labels: { 'sea-trial.run': 'f00d' },
    services: ['api', 'db', '__proto__'],
    timeoutMs: 1,
  } as unknown as StackPlan

  test('reads our file after all of the user', () => {
    const argv = composeArguments(plan)
    const files = argv.filter((_, index) => argv[index - 1] === '--file')
    expect(files).toEqual(['a.yaml', 'b.yaml', '/tmp/run/override.json'])
  })

  test('names what was built by its digest and pulls nothing any more', () => {
    const image = {
      target: 'api',
      services: ['api'],
      candidate: 'api:trial',
      digest: 'sha256:1',
      reference: 'api@sha256:1',
      store: 'containerd',
      bytes: 1,
    } as const
    const { services } = JSON.parse(overrideOf(plan, [image]))
    expect(services.api).toMatchObject({ image: 'api@sha256:1', pull_policy: 'never' })
    expect(services.db).toEqual({ pull_policy: 'never', labels: { 'sea-trial.run': 'f00d' } })
    expect(Object.keys(services)).toEqual(['api', 'db', '__proto__'])
  })
})
