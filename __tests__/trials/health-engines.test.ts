// What an engine can do to a stack that comes up: engines of their own, which may be starved and ended.
import { afterEach, expect, test } from '@jest/globals'
import { workspaceWith } from '../support/harbour.ts'
import { type SecondEngine, startSecondEngine } from '../support/second-engine.ts'
import { type StartedStep, startStep } from '../support/workflow-step.ts'

let engine: SecondEngine | undefined
afterEach(async () => {
  await engine?.stop()
  engine = undefined
})

async function engineWith(config: Readonly<Record<string, unknown>>): Promise<SecondEngine> {
  const images = ['busybox:1']
  engine = await startSecondEngine({ store: 'containerd', ports: [], images, config })
  return engine
}

function stepOn({ env, within }: SecondEngine, compose: string): StartedStep {
  const workspace = workspaceWith({ 'compose.yaml': compose })
  return startStep({
    workspace: workspace.directory,
    inputs: { smoke: 'none', push: 'false' },
    env: { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId, ...env },
    within,
  })
}

interface Told {
  readonly failures: readonly {
    readonly stage: string
    readonly class: string
    readonly what: string
    readonly fix?: string
  }[]
}

const waiting = `services:
  api:
    image: busybox:1
    init: true
    command: sleep 300
    healthcheck: { test: ["CMD", "false"], interval: 20s }
    volumes: ["data:/data"]
volumes: { data: {} }`

test('an engine without addresses for another network says so, with the remedy', async () => {
  // One for its own bridge, one for whoever comes first.
  const pool = { base: '10.199.0.0/27', size: 28 }
  const small = await engineWith({ 'default-address-pools': [pool] })
  small.docker('network', 'create', 'first')
  const step = stepOn(small, waiting)
  const main = await step.finished
  step.remove()
  expect(main.exitCode).toBe(3)
  const { failures } = JSON.parse(main.outputs['json'] ?? '{}') as Told
  expect(failures).toMatchObject([
    {
      stage: 'stack',
      class: 'infrastructure',
      what: 'the engine has no addresses left for another network',
      fix: 'remove networks that nobody uses (docker network prune), or add default-address-pools to daemon.json',
    },
  ])
  expect(small.docker('ps', '--all', '--quiet')).toBe('')
})

test('an engine that is restarted in mid-wait is to blame, and is cleaned when it is back', async () => {
  const restarted = await engineWith({})
  const step = stepOn(restarted, waiting)
  await step.said('✓ stack')
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect(restarted.docker('ps', '--quiet')).not.toBe('')
  await restarted.restart()
  const main = await step.finished
  step.remove()
  expect(main.exitCode).toBe(3)
  const { failures } = JSON.parse(main.outputs['json'] ?? '{}') as Told
  expect(failures).toHaveLength(1)
  expect(failures[0]).toMatchObject({ stage: 'health', class: 'infrastructure' })
  expect(failures[0]?.what).toMatch(/the Docker Engine (?:does not answer|went away)/)
  expect(main.log).not.toContain('not removed')
  for (const what of ['container', 'network', 'volume']) {
    expect(restarted.docker(what, 'ls', '--quiet', '--filter', 'label=sea-trial.run')).toBe('')
  }
  expect(restarted.docker('ps', '--all', '--quiet')).toBe('')
  expect(restarted.docker('volume', 'ls', '--quiet')).toBe('')
})
