// What `docker compose up --wait` makes of a stack, and what we do. The tests mostly wait, so they run
// beside each other.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { run, workspaceWith } from '../support/harbour.ts'
import { type TriedStack, tryStack } from '../support/stack-trial.ts'

interface ByCompose {
  readonly exitCode: number
  readonly ms: number
}

const projects: { readonly name: string; readonly directory: string }[] = []

async function upAndWait(compose: string): Promise<ByCompose> {
  const { directory, runId } = workspaceWith({ 'compose.yaml': compose })
  const name = `side-${runId}`
  projects.push({ name, directory })
  const startedAt = performance.now()
  const argv = ['compose', '-p', name, 'up', '-d', '--wait']
  const child = spawn('docker', argv, { cwd: directory, stdio: 'ignore' })
  const [exitCode] = await once(child, 'close')
  return { exitCode: Number(exitCode), ms: performance.now() - startedAt }
}

function takeDown(): void {
  for (const { name, directory } of projects) {
    run('docker', ['compose', '-p', name, 'down', '-v', '-t', '0'], directory)
    expect(path.isAbsolute(directory)).toBe(true)
  }
}

afterAll(takeDown)

const startMs = (tried: TriedStack): number => tried.stageMs('stack') + tried.stageMs('health')

test.concurrent('a service with interval: 30s that is up after a second is ready many times sooner', async () => {
  const compose = `services:
  api:
    image: busybox:1
    init: true
    command: sh -c 'sleep 1; touch /up; sleep 300'
    healthcheck: { test: ["CMD", "test", "-e", "/up"], interval: 30s }`
  const ours = await tryStack({ compose })
  const theirs = await upAndWait(compose)
  expect(ours.main.exitCode).toBe(0)
  expect(theirs.exitCode).toBe(0)
  expect(theirs.ms).toBeGreaterThan(30_000)
  // A tenth where nothing runs beside it, as in the race of docs/performance.md.
  expect(startMs(ours) / theirs.ms).toBeLessThan(0.2)
})

describe('where Compose is green and should not be', () => {
  test.concurrent.each([
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
  ])('$fault is red here', async ({ compose, what }) => {
    const theirs = await upAndWait(compose)
    const ours = await tryStack({ compose, inputs: { 'stable-for': '6s' } })
    expect(theirs.exitCode).toBe(0)
    expect(ours.main.exitCode).toBe(1)
    expect(ours.failures.map((failure) => failure.what)).toEqual([expect.stringMatching(what)])
  })
})

test.concurrent.each([
  {
    fault: 'an exit beside a slow service',
    compose: `services:
  api: { image: "busybox:1", command: sh -c 'exit 1' }
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
])('$fault is told sooner than Compose tells it', async ({ compose }) => {
  const theirs = await upAndWait(compose)
  const ours = await tryStack({ compose })
  expect(theirs.exitCode).not.toBe(0)
  expect(ours.main.exitCode).toBe(1)
  expect(startMs(ours)).toBeLessThan(theirs.ms)
})
