// A cleanup that can't do everything: told as a warning, done by the post step, and never a verdict.
import { afterEach, expect, test } from '@jest/globals'
import { leftovers, run, type Workspace, workspaceWith } from '../support/harbour.ts'
import { startStep } from '../support/workflow-step.ts'

let holder = ''
afterEach(() => {
  if (holder !== '') run('docker', ['rm', '--force', holder])
  holder = ''
})

/** Its check lets a container of someone else take the volume. */
function stackWithBusyVolume(): Workspace {
  const workspace = workspaceWith({
    'compose.yaml': `services:
  db:
    image: busybox:1
    init: true
    command: sleep 600
    volumes: ["data:/data"]
    x-sea-trial: { stable-for: 100ms }
    x-smoke: [{ run: [sh, take.sh] }]
volumes: { data: {} }
`,
  })
  return workspace
}

test('a volume that someone else uses is told, changes no verdict, and goes with the post step', async () => {
  const workspace = stackWithBusyVolume()
  const { runId } = workspace
  holder = `holder-${runId}`
  const project = `busy-${runId}-stack`
  const take = ['docker', 'run', '--detach', '--name', holder, '--volume', `${project}_data:/data`]
  workspace.replace(
    'compose.yaml',
    'sh, take.sh',
    [...take, 'busybox:1', 'sleep', '600'].join(', '),
  )
  const env = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: runId }
  const inputs = { push: 'false', 'project-name': project }
  const step = startStep({ workspace: workspace.directory, inputs, env })
  const main = await step.finished
  expect({ exitCode: main.exitCode, log: main.log }).toMatchObject({ exitCode: 0 })
  expect(main.outputs['verdict']).toBe('passed')
  const told = `not removed: volume ${project}_data: `
  expect(main.annotations).toMatchObject([
    { kind: 'warning', message: expect.stringContaining(told) },
  ])
  expect(main.summary).toContain('not removed: volume')
  expect(leftovers(runId)).toEqual([`${project}_data`])

  const early = await step.runPost(main)
  expect(early.annotations).toMatchObject([
    { kind: 'warning', message: expect.stringContaining(told) },
  ])
  expect(early.exitCode).toBe(0)

  run('docker', ['rm', '--force', holder])
  holder = ''
  const late = await step.runPost(main)
  expect(late.annotations).toEqual([])
  expect(leftovers(runId)).toEqual([])

  const again = await step.runPost(main)
  expect(again.annotations).toEqual([])
  expect(again.exitCode).toBe(0)

  const nothing = await step.runPost({ ...main, state: {} })
  expect(nothing.annotations).toEqual([])
  expect(nothing.log).not.toContain('left behind')
  expect(nothing.exitCode).toBe(0)
  step.remove()
})
