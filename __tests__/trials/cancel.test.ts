// What a cancelled or killed run leaves behind, in each of its phases: nothing.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { containersUp, type Interruption, interruptedRun, running } from '../support/cancelled.ts'
import { FaultProxy, type Rule } from '../support/fault-proxy.ts'
import type { Workspace } from '../support/harbour.ts'
import { until } from '../support/programs.ts'
import { digests, makeWorkspace, pushTo } from '../support/trio.ts'
import type { StartedStep } from '../support/workflow-step.ts'

/** The runner sends SIGTERM 7.5 s after SIGINT; our own limit is a second below. */
const limitMs = 6_500

let proxy: FaultProxy
let over = false
beforeAll(async () => {
  proxy = await FaultProxy.start()
})
afterAll(() => {
  over = true
  proxy.stop()
})

interface Phase {
  readonly phase: string
  readonly arrange: (workspace: Workspace) => void
  readonly reached: (workspace: Workspace, step: StartedStep) => Promise<void>
}

const held: Rule = {
  method: 'PUT',
  path: /\/three\/manifests\/sha-/,
  fault: { kind: 'hold', until: () => over },
}

const build: Phase = {
  phase: 'build',
  arrange: (workspace) =>
    workspace.replace(
      'Dockerfile',
      'RUN mkdir',
      `RUN sleep 600 `.concat(`; : ${mark(workspace)}; mkdir`),
    ),
  reached: (workspace) => running(`; : ${mark(workspace)}; mkdir`),
}
const smoke: Phase = {
  phase: 'smoke',
  arrange: (workspace) =>
    workspace.replace(
      'compose.yaml',
      '[{ get: /, expect: { body: one } }]',
      `[{ run: [sh, -c, "sleep 600; : ${mark(workspace)}"], timeout: 1h, retry: false }]`,
    ),
  reached: (workspace) => running(`sleep 600; : ${mark(workspace)}`),
}
const phases: readonly Phase[] = [
  build,
  {
    phase: 'up',
    arrange: () => {},
    reached: (_, step) => step.said(' create --no-build '),
  },
  {
    phase: 'wait',
    arrange: (workspace) =>
      workspace.replace(
        'compose.yaml',
        '["CMD", "true"], interval: 1s',
        '["CMD", "false"], retries: 900, interval: 1s',
      ),
    reached: (workspace) => containersUp(workspace, 3),
  },
  smoke,
  {
    phase: 'push',
    arrange: () => proxy.use(held),
    reached: () => until(() => proxy.struck(held) > 0),
  },
]

function mark({ runId }: Workspace): string {
  return `mark-${runId}-`
}

function interrupted(
  { arrange, reached }: Phase,
  interrupt: Interruption['interrupt'],
  workspace = makeWorkspace(),
) {
  proxy.use()
  arrange(workspace)
  return interruptedRun({
    workspace,
    inputs: { registry: proxy.host, push: 'true', username: 'me', password: 'swordfish-4711' },
    env: { RUNNER_DEBUG: '1' },
    reached: (step) => reached(workspace, step),
    interrupt,
  })
}

describe('a run that gets SIGINT', () => {
  test.each(phases)(
    'during $phase ends in time as cancelled, leaves nothing, and moves no tag',
    async (phase) => {
      const workspace = makeWorkspace()
      await pushTo(proxy.host, workspace)
      const before = await digests(workspace, 'main')
      workspace.replace('Dockerfile', 'BUILD=1', 'BUILD=2')
      const { main, post, tookMs, betweenThem } = await interrupted(
        phase,
        (pid) => void process.kill(pid, 'SIGINT'),
        workspace,
      )
      expect({ verdict: main.outputs['verdict'], log: main.log }).toMatchObject({
        verdict: 'cancelled',
      })
      expect(main.exitCode).toBe(130)
      expect(main.summary).toMatch(/^## 🚫 Sea Trial cancelled/)
      expect(main.log).not.toContain('unexpected error')
      expect(betweenThem).toEqual([])
      expect(tookMs).toBeLessThan(limitMs)
      expect(post.log).not.toContain('left behind')
      expect(await digests(workspace, 'main')).toEqual(before)
    },
    180_000,
  )

  test('twice, and SIGTERM soon after, ends as after the first', async () => {
    const { main, tookMs, betweenThem } = await interrupted(smoke, async (pid) => {
      process.kill(pid, 'SIGINT')
      await sleep(50)
      process.kill(pid, 'SIGINT')
      await sleep(50)
      process.kill(pid, 'SIGTERM')
    })
    expect(main.exitCode).toBe(130)
    expect(main.outputs['verdict']).toBe('cancelled')
    expect(betweenThem).toEqual([])
    expect(tookMs).toBeLessThan(limitMs)
  }, 120_000)
})

test('SIGTERM alone cancels too', async () => {
  const { main, betweenThem } = await interrupted(smoke, (pid) => void process.kill(pid, 'SIGTERM'))
  expect(main.exitCode).toBe(130)
  expect(main.outputs['verdict']).toBe('cancelled')
  expect(betweenThem).toEqual([])
}, 120_000)

describe('a run that is killed', () => {
  test.each(phases)(
    'during $phase is undone by its post step, programs and credentials included',
    async (phase) => {
      const workspace = makeWorkspace()
      const { main, post, betweenThem, atTheEnd } = await interrupted(
        phase,
        (pid) => void process.kill(pid, 'SIGKILL'),
        workspace,
      )
      expect(main.exitCode).toBe(137)
      expect(betweenThem.join('\n')).toContain('sea-trial-') // else it would show nothing
      expect(atTheEnd).toEqual([])
      expect(post.exitCode).toBe(0)
      expect(post.annotations).toEqual([])
      expect(post.log).toContain('undoing what the run left behind')
      expect(await digests(workspace, 'main')).toEqual([undefined, undefined, undefined])
    },
    180_000,
  )
})
