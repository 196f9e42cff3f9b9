// What needs nothing built comes up while the rest is being built, against the real engine; and where
// the time of such a run went.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { leftovers, workspaceWith } from '../support/harbour.ts'
import { otlpSchema } from '../support/otlp-schema.ts'
import { reportErrors } from '../support/plan-schema.ts'
import { type TriedStack, tryStack } from '../support/stack-trial.ts'
import { startStep } from '../support/workflow-step.ts'

/** A database that takes its time, and a service that waits for it. */
const stackWith = (db: string): string => `services:
  api:
    build: .
    init: true
    command: sleep 300
    healthcheck: { test: ["CMD", "true"], interval: 1s }
    depends_on: { db: { condition: service_healthy } }
  db:
    ${db}
    init: true
    command: sh -c 'sleep 5; touch /up; sleep 300'
    healthcheck: { test: ["CMD", "test", "-e", "/up"], interval: 1s, retries: 20 }`

const pulled = stackWith('image: "busybox:1"')

/** No cache knows its steps. */
const building = (seconds: number, last = 'true'): string =>
  `FROM busybox:1\nRUN echo ${Math.random()}; sleep ${seconds}; ${last}\n`

const wholeMs = (tried: TriedStack): number =>
  ['build', 'stack', 'health'].reduce((sum, stage) => sum + tried.stageMs(stage), 0)

function expectOrder(log: string, ...texts: readonly string[]): void {
  const places = texts.map((text) => log.indexOf(text))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
}

interface Report {
  readonly durationMs: number
  readonly criticalPath: {
    readonly sentence: string
    readonly parts: readonly {
      readonly kind: string
      readonly what: string
      readonly durationMs: number
    }[]
  }
}

/** The times of a run fill it, and are there for a collector; gives what the end waited for longest. */
function waitedFor({ main }: TriedStack, kind: string): readonly string[] {
  const { durationMs, criticalPath } = JSON.parse(main.outputs['json'] ?? '') as Report
  const sum = criticalPath.parts.reduce((all, part) => all + part.durationMs, 0)
  expect(Math.abs(sum - durationMs)).toBeLessThan(1)
  expect(main.log).toContain(criticalPath.sentence)
  expect(main.summary).toContain('**Time:** ')
  const folder = path.dirname(main.outputs['report'] ?? '')
  const validate = new Ajv2020().compile(otlpSchema)
  validate(JSON.parse(readFileSync(path.join(folder, 'timings.json'), 'utf8')))
  expect(validate.errors).toBeNull()
  expect(reportErrors(readFileSync(path.join(folder, 'report.json'), 'utf8'))).toEqual([])
  const own = criticalPath.parts.filter((part) => part.kind === kind)
  return own.toSorted((one, other) => other.durationMs - one.durationMs).map(({ what }) => what)
}

test('a database is healthy before the build ends, and the whole is sooner there', async () => {
  const ours = await tryStack({ compose: pulled, files: { Dockerfile: building(6) } })
  expect(ours.main.exitCode).toBe(0)
  expectOrder(
    ours.main.log,
    '✓ db healthy after',
    '✓ build',
    '✓ stack',
    '✓ api healthy',
    '✓ health',
  )
  // The database took nearly as long as the build, and nobody waited for it.
  expect(waitedFor(ours, 'step')[0]).toMatch(/^the api's `echo [\d.]+; sleep 6; true`$/)
  expect(waitedFor(ours, 'service')).toEqual(['the wait until api was ready'])
  // Nothing else than that it is built, too, keeps this one from it.
  const later = await tryStack({
    compose: stackWith('build: { context: ., dockerfile: db }'),
    files: { Dockerfile: building(6), db: 'FROM busybox:1\n' },
  })
  expect(later.main.exitCode).toBe(0)
  expectOrder(later.main.log, '✓ build', '✓ db healthy after')
  expect(wholeMs(ours) / wholeMs(later)).toBeLessThan(0.8)
  expect(waitedFor(later, 'service')[0]).toBe('the wait until db was ready')
})

test('replicas, namespaces, volumes and networks are those of one stack', async () => {
  const { main } = await tryStack({
    compose: `services:
  api:
    build: .
    init: true
    command: sh -c 'test -e /data/by-cache && wget -q -O- http://web/ && sleep 300'
    healthcheck: { test: ["CMD", "true"], interval: 1s }
    volumes_from: [cache]
    networks: [front, back]
    depends_on: { cache: { condition: service_started }, side: { condition: service_completed_successfully } }
  cache:
    image: busybox:1
    init: true
    scale: 3
    volumes: ["data:/data"]
    command: sh -c 'touch /data/by-cache; sleep 300'
    networks: [back]
  web:
    image: busybox:1
    init: true
    container_name: web-${Date.now()}
    command: sh -c 'mkdir /www; echo hi > /www/index.html; httpd -f -p 80 -h /www'
    healthcheck: { test: wget -q -O- localhost, interval: 5s }
    networks: { front: { aliases: [web] } }
  side:
    image: busybox:1
    network_mode: service:web
    command: wget -q -O- localhost
    depends_on: { web: { condition: service_healthy } }
volumes: { data: {} }
networks: { front: {}, back: {} }`,
    files: { Dockerfile: building(4) },
  })
  expect(main.log).toContain('✓ passed')
  expect(main.exitCode).toBe(0)
  expectOrder(main.log, '✓ web healthy', '✓ side done', '✓ build', '✓ api healthy')
  expect(main.log.match(/✓ cache \(replica \d\) running for 3s/g)).toHaveLength(3)
})

describe('a build that fails', () => {
  test('is the only one to blame, and takes down what came up', async () => {
    const { main, failures } = await tryStack({
      compose: pulled.replace('sleep 5', 'sleep 1'),
      files: { Dockerfile: building(4, 'false') },
    })
    expect(main.exitCode).toBe(1)
    expectOrder(main.log, '✓ db healthy after', '✗ build')
    expect(failures.map(({ stage }) => stage)).toEqual(['build'])
  })

  test('is told before the service that failed beside it', async () => {
    const { main, failures } = await tryStack({
      compose: pulled.replace('touch /up', 'exit 6').replace('sleep 5', 'sleep 1'),
      files: { Dockerfile: building(4, 'false') },
    })
    expect(main.exitCode).toBe(1)
    expect(failures.map(({ stage }) => stage)).toEqual(['build', 'health'])
    expect(failures[1]?.what).toBe('db exited with code 6')
    expect(failures[1]?.where).toMatchObject({ file: 'compose.yaml', line: 8 })
  })
})

test('a service that fails beside the build is red with those that waited for it', async () => {
  const { main, failures } = await tryStack({
    compose: pulled.replace('touch /up', 'exit 6').replace('sleep 5', 'sleep 1'),
    files: { Dockerfile: building(3) },
  })
  expect(main.exitCode).toBe(1)
  expectOrder(main.log, '✗ db exited with code 6', '✓ build')
  expect(failures.map(({ what }) => what)).toEqual(['db exited with code 6; api waited for it'])
})

test('a run that is killed in the build leaves nothing of what came up, after the post step', async () => {
  const workspace = workspaceWith({ 'compose.yaml': pulled, Dockerfile: building(30) })
  const step = startStep({
    workspace: workspace.directory,
    inputs: { smoke: 'none', push: 'false' },
    env: { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId },
  })
  await step.said('✓ db healthy after')
  process.kill(step.pid, 'SIGKILL')
  const main = await step.finished
  expect(leftovers(workspace.runId)).not.toEqual([])
  const post = await step.runPost(main)
  expect(post.exitCode).toBe(0)
  expect(leftovers(workspace.runId)).toEqual([])
  step.remove()
})
