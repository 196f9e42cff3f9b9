// What `docker compose up --wait` makes of a stack, and what we do, in turns in one run.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { run, workspaceWith } from '../support/harbour.ts'
import { type TriedStack, tryStack } from '../support/stack-trial.ts'

interface ByCompose {
  readonly exitCode: number
  readonly ms: number
}

const projects: { readonly name: string; readonly directory: string }[] = []

function upAndWait(compose: string): ByCompose {
  return up(compose, ['--wait'])
}

function up(compose: string, flags: readonly string[] = []): ByCompose {
  const { directory, runId } = workspaceWith({ 'compose.yaml': compose })
  const name = `side-${runId}`
  projects.push({ name, directory })
  const startedAt = performance.now()
  const { status } = spawnSync('docker', ['compose', '-p', name, 'up', '-d', ...flags], {
    cwd: directory,
  })
  return { exitCode: status ?? -1, ms: performance.now() - startedAt }
}

function takeDown(): void {
  for (const { name, directory } of projects.splice(0)) {
    run('docker', ['compose', '-p', name, 'down', '-v', '-t', '0'], directory)
    expect(path.isAbsolute(directory)).toBe(true)
  }
}

afterAll(takeDown, 60_000)

const startMs = (tried: TriedStack): number => tried.stageMs('stack') + tried.stageMs('health')

test('a service with interval: 30s that is up after a second is ready ten times sooner', async () => {
  const compose = `services:
  api:
    image: busybox:1
    init: true
    command: sh -c 'sleep 1; touch /up; sleep 300'
    healthcheck: { test: ["CMD", "test", "-e", "/up"], interval: 30s }`
  const ours = await tryStack({ compose })
  const theirs = upAndWait(compose)
  expect(ours.main.exitCode).toBe(0)
  expect(theirs.exitCode).toBe(0)
  expect(theirs.ms).toBeGreaterThan(30_000)
  expect(startMs(ours)).toBeLessThan(3000)
  expect(startMs(ours) / theirs.ms).toBeLessThan(0.1)
}, 90_000)

test('a stack of fifty is up about as soon as Compose alone has it up', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `s${index}`)
  const one = 'image: "busybox:1", init: true, command: sleep 300'
  const compose = `services:\n${names.map((name) => `  ${name}: { ${one} }`).join('\n')}`
  const ours: number[] = []
  const theirs: number[] = []
  for (let turn = 0; turn < 2; turn++) {
    theirs.push(up(compose).ms)
    takeDown()
    const tried = await tryStack({ compose, inputs: { 'stable-for': '0s' } })
    expect(tried.main.exitCode).toBe(0)
    ours.push(startMs(tried))
  }
  // Both are the engine's own work for the most part; what others do on this machine is in both.
  expect(Math.min(...ours) / Math.min(...theirs)).toBeLessThan(1.4)
}, 300_000)

describe('where Compose is green and should not be', () => {
  test.each([
    {
      fault: 'a crash loop',
      compose: `services:
  api: { image: "busybox:1", command: sh -c 'sleep 3; exit 1', restart: always }`,
      what: /crash loop/,
    },
    {
      fault: 'a dead replica',
      compose: `services:
  api:
    image: busybox:1
    init: true
    scale: 3
    volumes: ["shared:/shared"]
    command: sh -c 'sleep 3; mkdir /shared/first && exit 5; sleep 300'
volumes: { shared: {} }`,
      what: /api \(replica \d\) exited with code 5/,
    },
  ])(
    '$fault is red here',
    async ({ compose, what }) => {
      const theirs = upAndWait(compose)
      const ours = await tryStack({ compose, inputs: { 'stable-for': '6s' } })
      expect(theirs.exitCode).toBe(0)
      expect(ours.main.exitCode).toBe(1)
      expect(ours.failures.map((failure) => failure.what)).toEqual([expect.stringMatching(what)])
    },
    60_000,
  )
})

test.each([
  {
    fault: 'an exit beside a slow service',
    compose: `services:
  api: { image: "busybox:1", command: sh -c 'sleep 0.5; exit 1' }
  slow: &slow
    image: busybox:1
    init: true
    command: sh -c 'sleep 8; touch /up; sleep 300'
    healthcheck: { test: ["CMD", "test", "-e", "/up"], interval: 1s, retries: 20 }`,
  },
  {
    fault: 'a healthcheck without its program',
    compose: `services:
  api:
    image: busybox:1
    init: true
    command: sleep 300
    healthcheck: { test: ["CMD", "curl", "localhost"], interval: 3s }`,
  },
])(
  '$fault is told sooner than Compose tells it',
  async ({ compose }) => {
    const theirs = upAndWait(compose)
    const ours = await tryStack({ compose })
    expect(theirs.exitCode).not.toBe(0)
    expect(ours.main.exitCode).toBe(1)
    expect(startMs(ours)).toBeLessThan(theirs.ms)
  },
  60_000,
)
