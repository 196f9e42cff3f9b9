// Ten and more mistakes in one run, through dist/: all told at once, and nothing started.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { readCase, writeFiles } from '../support/case.ts'
import { leftovers, root, run, type Workspace, workspaceOf } from '../support/harbour.ts'
import { type StepResult, startStep } from '../support/workflow-step.ts'

const file = path.join(root, '__tests__/cases/ten-mistakes')
const given = readCase(`${file}.yaml`)

/** Milliseconds of the fastest of three: what the machine can do, not what else it did. */
async function fastest(work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return Math.min(...times)
}

describe('a run in a folder that is not there', () => {
  test('says so, with all else that is wrong, and makes no such folder', async () => {
    const workspace = workspaceOf(path.join(root, 'examples/harbor'))
    const inputs = { workdir: 'nowhere', push: 'perhaps' }
    const step = startStep({ workspace: workspace.directory, inputs })
    const { exitCode, log } = await step.finished
    step.remove()
    expect(exitCode).toBe(2)
    expect(log).toMatch(/^sea-trial \d+\.\d+\.\d+\n::group::plan\n/)
    expect(log).toContain('the folder nowhere does not exist')
    expect(log).toContain('input push: "perhaps" is not one of')
    expect(log).not.toContain('this is a bug')
    expect(existsSync(path.join(workspace.directory, 'nowhere'))).toBe(false)
  })
})

describe('on a laptop', () => {
  test('a reader that goes away changes nothing of the run', async () => {
    const workspace = workspaceOf(path.join(root, 'examples/harbor'))
    const argv = [path.join(root, 'dist/cli/index.js'), 'plan', '--keep=perhaps']
    const child = spawn(process.execPath, argv, { cwd: workspace.directory, stdio: 'pipe' })
    child.stdout.destroy()
    const said: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    const exitCode = await new Promise((resolve) => child.on('close', resolve))
    expect(Buffer.concat(said).toString()).toBe('')
    expect(exitCode).toBe(2)
    expect(existsSync(path.join(workspace.directory, 'sea-trial-report/report.json'))).toBe(true)
  })
})

describe('a run with more than ten mistakes', () => {
  let workspace: Workspace
  let main: StepResult

  async function step(): Promise<StepResult> {
    const inputs = Object.fromEntries(
      Object.entries(given.inputs ?? {}).map(([name, value]) => [name, String(value)]),
    )
    const env = { GITHUB_RUN_ID: workspace.runId, ...given.env }
    const started = startStep({ workspace: workspace.directory, inputs, env })
    const result = await started.finished
    started.remove()
    return result
  }

  beforeAll(async () => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'sea-trial-mistakes-')), 'harbor')
    writeFiles(folder, given)
    workspace = workspaceOf(folder)
    main = await step()
  })

  test('tells all of them in one message, each with its place', () => {
    const said = main.log.split('\n').map((line) => line.trim())
    const expected = readFileSync(`${file}.out`, 'utf8').trimEnd().split('\n')
    expect(expected.filter((line) => !line.startsWith(' ')).length).toBeGreaterThanOrEqual(10)
    for (const line of expected) expect(said).toContain(line.trim())
  })

  test('marks the lines of the files, as many as GitHub shows', () => {
    const errors = main.annotations.filter(({ kind }) => kind === 'error')
    expect(errors.length).toBeGreaterThanOrEqual(9)
    expect(errors.some(({ properties }) => properties['file'] === 'compose.yaml')).toBe(true)
  })

  test('is bad input by its exit code and its outputs', () => {
    expect(main.exitCode).toBe(2)
    expect(main.outputs['verdict']).toBe('failed')
  })

  test('has started nothing', () => {
    expect(main.log).not.toMatch(/^::group::(build|stack|health|smoke|publish)/m)
    expect(leftovers(workspace.runId)).toEqual([])
  })

  test('takes as long as reading takes: a few times one docker compose config', async () => {
    const compose = path.join(root, 'examples/harbor/compose.yaml')
    const config = await fastest(() => run('docker', ['compose', '--file', compose, 'config']))
    expect(await fastest(step)).toBeLessThan(10 * config)
  })
})
