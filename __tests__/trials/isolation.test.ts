// Runs beside each other do not meet, and what a dead one left is told, and removed where asked for.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { leftovers, run, workspaceWith } from '../support/harbour.ts'
import { type SecondEngine, startSecondEngine } from '../support/second-engine.ts'
import { runStep, startStep } from '../support/workflow-step.ts'

const files = {
  Dockerfile: 'FROM busybox:1\nRUN echo made > /made\nCMD ["sleep", "600"]\n',
  'compose.yaml': `services:
  api:
    build: .
    init: true
    volumes: ["data:/data"]
    x-sea-trial: { stable-for: 100ms }
    x-smoke:
      - { exec: [sh, -c, "mkdir /data/mine && sleep 2 && rmdir /data/mine"], retry: false }
volumes: { data: {} }
`,
}
const inputs = { push: 'false' }

interface Report {
  readonly project: string
}

const projectOf = (outputs: Readonly<Record<string, string>>): string =>
  (JSON.parse(outputs['json'] ?? '{}') as Report).project

test('two runs at once in one folder do not meet, nor what an earlier step of the job kept', async () => {
  const workspace = workspaceWith(files)
  const env = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId }
  const step = { workspace: workspace.directory, inputs, env }
  const kept = startStep({ ...step, inputs: { ...inputs, keep: 'always' } })
  const first = await kept.finished
  const up = leftovers(workspace.runId)
  expect(up.length).toBeGreaterThan(0)

  const both = await Promise.all([runStep(step), runStep(step)])
  // Each makes a folder in its volume that the other one would find there.
  expect(both.map(({ main }) => main.log.includes('✓ passed'))).toEqual([true, true])
  const projects = [first, ...both.map(({ main }) => main)].map(({ outputs }) => projectOf(outputs))
  expect(new Set(projects).size).toBe(3)
  await kept.runPost(first)
  expect(leftovers(workspace.runId)).toEqual(up)

  const [, down = '', images = ''] = /take it down with: (.*) && (.*)/.exec(first.log) ?? []
  for (const words of [down, images].map((line) => line.split(' ')))
    run(words[0] ?? '', words.slice(1))
  expect(leftovers(workspace.runId)).toEqual([])
  kept.remove()
})

describe('what a dead run left', () => {
  let engine: SecondEngine
  // A try that failed leaves parts behind: the next one gets an engine of its own.
  beforeEach(async () => {
    engine = await startSecondEngine({ store: 'containerd', ports: [], images: ['busybox:1'] })
  })
  afterEach(() => engine.stop())

  test('is told where it is older than the limit, removed with prune, and left alone while it is young', async () => {
    const workspace = workspaceWith(files)
    const env = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId, ...engine.env }
    const step = { workspace: workspace.directory, env, within: engine.within }
    const dead = startStep({ ...step, inputs })
    const projects = (): readonly string[] =>
      engine
        .docker('ps', '--all', '--format', '{{.Label "com.docker.compose.project"}}')
        .split('\n')
        .filter(Boolean)
    while (projects().length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
    process.kill(dead.pid, 'SIGKILL')
    await dead.finished
    dead.remove()
    const [project = ''] = projects()
    const theirs = 'of-someone-else'
    // A stack of the user's own may have the name that the trial was given.
    const sameName = ['--label', `com.docker.compose.project=${project}`]
    engine.docker('network', 'create', ...sameName, theirs)
    engine.docker('volume', 'create', ...sameName, theirs)

    const young = await runStep({ ...step, inputs: { ...inputs, prune: '1h', mode: 'plan' } })
    expect(young.main.exitCode).toBe(0)
    expect(young.main.log).not.toContain(project)

    // Its containers are gone, as after a `docker container prune`: the rest is found by its own labels.
    engine.docker('rm', '--force', ...engine.docker('ps', '--all', '--quiet').split('\n'))
    await new Promise((resolve) => setTimeout(resolve, 1_000)) // so that all of it is older than the limit
    const pruned = await runStep({ ...step, inputs: { ...inputs, prune: '1s' } })
    expect(pruned.main.log).toContain(
      `${project}: 1 network, 1 volume of an earlier run, less than an hour old: it is removed`,
    )
    expect(pruned.main.log).toContain(`removed stack ${project} (1 network, 1 volume)`)
    expect(engine.docker('volume', 'ls', '--quiet')).toBe(theirs)
    const networks = engine.docker('network', 'ls', '--format', '{{.Name}}').split('\n')
    expect(networks.toSorted()).toEqual(['bridge', 'host', 'none', theirs])
  })
})
