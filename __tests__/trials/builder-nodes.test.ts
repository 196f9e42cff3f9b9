// A builder of two nodes, each an engine of its own: images are spread over them, and one may die.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeYard } from '../support/builder-yard.ts'
import { leftovers, run, workspaceWith } from '../support/harbour.ts'
import { type SecondEngine, startSecondEngine } from '../support/second-engine.ts'
import { type StartedStep, type StepResult, startStep } from '../support/workflow-step.ts'

const dockerfile = (name: string): string =>
  `FROM busybox:1\nARG PAUSE=0\nRUN sleep $PAUSE; echo ${name} > /name\nCMD ["sleep", "600"]\n`
const service = (name: string): string =>
  `  ${name}:\n    build: ${name}\n    init: true\n    x-smoke: [{ exec: [cat, /name], expect: { stdout: ${name} } }]\n`

const workspace = workspaceWith({
  'bow/Dockerfile': dockerfile('bow'),
  'stern/Dockerfile': dockerfile('stern'),
  'compose.yaml': `services:\n${service('bow')}${service('stern')}`,
})
const yard = makeYard()
const engines: SecondEngine[] = []

beforeAll(async () => {
  const options = { store: 'containerd', ports: [], images: ['busybox:1'] } as const
  engines.push(...(await Promise.all([startSecondEngine(options), startSecondEngine(options)])))
  const [one = '', other = ''] = engines.map(({ socket }) => socket)
  await yard.remote('single', one)
  await yard.remote('pair', one, other)
})

afterAll(async () => {
  yard.close()
  await Promise.all(engines.map((engine) => engine.stop()))
  rmSync(path.dirname(workspace.directory), { recursive: true, force: true })
})

function start(builder: string, inputs: Readonly<Record<string, string>> = {}): StartedStep {
  return startStep({
    workspace: workspace.directory,
    inputs: { builder, push: 'false', cache: 'off', 'stable-for': '0s', ...inputs },
    env: { ...yard.env, GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId },
  })
}

async function end(step: StartedStep): Promise<StepResult> {
  const main = await step.finished
  step.remove()
  return main
}

const digestsOf = ({ outputs }: StepResult): unknown => JSON.parse(outputs['digests'] ?? '{}')

describe('a builder of two nodes', () => {
  test('builds an image on each, with the digests of a single builder', async () => {
    const single = await end(start('single'))
    const pair = await end(start('pair'))
    expect([single.exitCode, pair.exitCode]).toEqual([0, 0])
    const { builder } = (JSON.parse(pair.outputs['plan'] ?? '{}') as PlanOutput) ?? {}
    expect(builder.nodes).toEqual([
      { node: 'pair0', images: ['bow'] },
      { node: 'pair1', images: ['stern'] },
    ])
    expect(Object.keys(digestsOf(pair) as object)).toEqual(['bow', 'stern'])
    expect(digestsOf(pair)).toEqual(digestsOf(single))
  })

  test('that loses one in the middle of a build goes on with the other, and says so', async () => {
    const step = start('pair', { 'build-args': 'PAUSE=4' })
    await step.said('pair1: [1/2] FROM')
    await sleep(1500)
    await engines[1]?.kill()
    const { exitCode, log, annotations } = await end(step)
    const warnings = annotations.filter(({ kind }) => kind === 'warning')
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^the node pair1 was lost during the build .*: stern on pair0 instead$/,
      ),
    ])
    expect(log).toContain('stern: exec cat /name')
    expect(exitCode).toBe(0)
  })

  test('that loses both says which, and leaves nothing', async () => {
    const step = start('single', { 'build-args': 'PAUSE=20' })
    await step.said('1/2] FROM')
    await sleep(1500)
    await engines[0]?.kill()
    const { exitCode, log } = await end(step)
    expect(exitCode).toBe(3)
    expect(log).toContain('the connection to the builder broke during the build')
    expect(leftovers(workspace.runId)).toEqual([])
    const builders = run('env', [
      `BUILDX_CONFIG=${yard.env.BUILDX_CONFIG}`,
      'docker',
      'buildx',
      'ls',
    ])
    expect(builders).not.toMatch(/^sea-trial-/m)
  })
})

interface PlanOutput {
  readonly builder: { readonly nodes: readonly unknown[] }
}
