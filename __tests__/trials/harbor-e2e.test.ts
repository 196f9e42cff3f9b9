// The demo stack with its browser suite laid over it: a command on the host, then a one-off service.
import path from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { leftovers, root, type Workspace, workspaceOf } from '../support/harbour.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

const harbor = path.join(root, 'examples/harbor')
let workspace: Workspace

afterEach(() => expect(leftovers(workspace.runId)).toEqual([]))

async function sail(): Promise<StepResult> {
  const chromium = process.env['CHROMIUM']
  const env = {
    GITHUB_SHA: workspace.sha,
    GITHUB_RUN_ID: workspace.runId,
    ...(chromium !== undefined && { CHROMIUM: chromium }),
  }
  const inputs = { files: 'compose.yaml,compose.e2e.yaml', push: 'false' }
  return (await runStep({ workspace: workspace.directory, inputs, env })).main
}

function verdicts(main: StepResult): readonly (readonly [string, string])[] {
  const { checks } = JSON.parse(main.outputs['json'] ?? '{}') as {
    checks: readonly { name: string; kind: string; verdict: string }[]
  }
  return checks
    .filter(({ kind }) => kind === 'run' || kind === 'service')
    .map(({ name, verdict }) => [name, verdict])
}

describe('the browser suite', () => {
  test('passes with the stack, and the one-off service finds what the browser did', async () => {
    workspace = workspaceOf(harbor)
    const main = await sail()
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    expect(verdicts(main)).toEqual([
      ['a browser brings a ship in', 'passed'],
      ['the ship stands in the ledger', 'passed'],
    ])
  })

  test('fails where only a browser sees what is wrong, and what needs it is not asked', async () => {
    workspace = workspaceOf(harbor)
    workspace.replace('web/src/app.js', "namedItem('length').valueAsNumber", 'length')
    const main = await sail()
    expect(main.exitCode).toBe(1)
    expect(verdicts(main)).toEqual([
      ['a browser brings a ship in', 'failed'],
      ['the ship stands in the ledger', 'skipped'],
    ])
    expect(main.annotations).toHaveLength(1)
    const line = workspace.lineOf('compose.e2e.yaml', '- name: a browser brings a ship in')
    expect(main.annotations[0]?.properties).toMatchObject({
      file: 'compose.e2e.yaml',
      line: String(line),
    })
    expect(main.log).toMatch(/Fram is moored at/)
  })
})
