// What a cancelled or killed run leaves behind, in each of its phases: nothing.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { containersUp, type Interruption, interruptedRun, running } from '../support/cancelled.ts'
import { FaultProxy, type Rule } from '../support/fault-proxy.ts'
import { registry, type Workspace } from '../support/harbour.ts'
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

/** One for all: what it pushed is what no interrupted run may move. */
let pushed: Workspace
let before: readonly (string | undefined)[]
beforeAll(async () => {
  pushed = makeWorkspace()
  await pushTo(registry, pushed)
  before = await digests(pushed, 'main')
  expect(before).toEqual(Array(3).fill(expect.any(String)))
})

/** A run of other images for the repository of the first one. */
function interrupted({ arrange, reached }: Phase, interrupt: Interruption['interrupt']) {
  proxy.use()
  const workspace = makeWorkspace()
  workspace.replace('Dockerfile', 'BUILD=1', `BUILD=${workspace.runId}`)
  arrange(workspace)
  return interruptedRun({
    workspace,
    inputs: { registry: proxy.host, push: 'true', username: 'me', password: 'swordfish-4711' },
    env: { RUNNER_DEBUG: '1', GITHUB_REPOSITORY: `acme/trio-${pushed.runId}` },
    reached: (step) => reached(workspace, step),
    interrupt,
  })
}

const signalled =
  (...signals: readonly NodeJS.Signals[]): Interruption['interrupt'] =>
  async (pid) => {
    for (const signal of signals) {
      process.kill(pid, signal)
      await sleep(50)
    }
  }

describe('a run that is cancelled', () => {
  test.each([
    ...phases
      .filter((phase) => phase !== smoke)
      .map((phase) => [phase.phase, 'SIGINT', phase, signalled('SIGINT')] as const),
    [
      'smoke',
      'SIGINT twice and SIGTERM soon after',
      smoke,
      signalled('SIGINT', 'SIGINT', 'SIGTERM'),
    ],
    ['build', 'SIGTERM alone', build, signalled('SIGTERM')],
  ] as const)(
    'during %s ends in time as cancelled, leaves nothing, and moves no tag: %s',
    async (_, __, phase, interrupt) => {
      const { main, post, tookMs, betweenThem } = await interrupted(phase, interrupt)
      expect({ verdict: main.outputs['verdict'], log: main.log }).toMatchObject({
        verdict: 'cancelled',
      })
      expect(main.exitCode).toBe(130)
      expect(main.summary).toMatch(/^## 🚫 Sea Trial cancelled/)
      expect(main.log).not.toContain('unexpected error')
      expect(betweenThem).toEqual([])
      expect(tookMs).toBeLessThan(limitMs)
      expect(post.log).not.toContain('left behind')
      expect(await digests(pushed, 'main')).toEqual(before)
    },
  )
})

describe('a run that is killed', () => {
  // With programs and credentials of every kind; random-kills.test.ts has the other stages.
  test.each(phases.filter(({ phase }) => ['build', 'smoke', 'push'].includes(phase)))(
    'during $phase is undone by its post step, programs and credentials included',
    async (phase) => {
      const { main, post, betweenThem, atTheEnd } = await interrupted(phase, signalled('SIGKILL'))
      expect(main.exitCode).toBe(137)
      expect(betweenThem.join('\n')).toContain('sea-trial-') // else it would show nothing
      expect(atTheEnd).toEqual([])
      expect(post.exitCode).toBe(0)
      expect(post.annotations).toEqual([])
      expect(post.log).toContain('undoing what the run left behind')
      expect(await digests(pushed, 'main')).toEqual(before)
    },
  )
})
