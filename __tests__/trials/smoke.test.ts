// Every kind of check against a real stack, first sound, then broken in one place at a time.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { leftovers, root, type Workspace, workspaceOf } from '../support/harbour.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

const fixture = path.join(root, '__tests__/fixtures/smoke')
let workspace: Workspace

afterEach(() => expect(leftovers(workspace.runId)).toEqual([]))

async function sail(inputs: Readonly<Record<string, string>> = {}): Promise<StepResult> {
  const env = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId }
  const all = { push: 'false', 'wait-timeout': '30s', ...inputs }
  return (await runStep({ workspace: workspace.directory, inputs: all, env })).main
}

interface Report {
  readonly checks: readonly {
    readonly name: string
    readonly verdict: string
    readonly service: string
  }[]
}

function checksOf(main: StepResult): Report['checks'] {
  return (JSON.parse(main.outputs['json'] ?? '{}') as Report).checks
}

function titles({ annotations }: StepResult): string {
  return annotations.map(({ properties }) => properties['title']).join('\n')
}

describe('a sound stack', () => {
  test('passes checks of every kind, and a service that is only a check is not brought up', async () => {
    workspace = workspaceOf(fixture)
    const main = await sail()
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    expect(checksOf(main).filter(({ verdict }) => verdict !== 'passed')).toEqual([])
    expect(checksOf(main)).toHaveLength(13)
    expect(main.outputs['json']).not.toContain('smoke-e2e-1')
    const junit = readFileSync(path.join(workspace.directory, 'sea-trial-report/junit.xml'), 'utf8')
    expect(junit).toContain('<testsuites name="smoke" tests="13" failures="0"')
    expect(junit).toContain('classname="web.http" name="berths are there"')
  })

  test('passes checks of the input smoke besides its own', async () => {
    workspace = workspaceOf(fixture)
    const main = await sail({ smoke: '- get: http://web:8080/\n- exec: [true]\n  from: hidden' })
    expect(main.annotations).toEqual([])
    expect(checksOf(main)).toHaveLength(15)
  })
})

describe('a broken stack', () => {
  const breaks = [
    {
      from: 'mode: "0700"',
      to: 'mode: "0755"',
      says: 'expected /site/cache to have mode 755, got 700',
    },
    { from: '[test, -w, /site/cache]', to: '[nothing]', says: 'expected exit code 0, got 127' },
    {
      from: 'never: [panic]',
      to: 'never: [open]',
      says: 'the log has open, which must never be there: the site is open',
    },
    { from: 'from: proxy', to: 'from: web', says: 'web and hidden share no network' },
    {
      from: 'tcp: 8080\n\n  proxy',
      to: 'tcp: 8081\n\n  proxy',
      says: ':8081: connect ECONNREFUSED',
    },
    {
      from: '| grep ok',
      to: '| grep bad',
      says: 'check "a suite on the host" failed: expected exit code 0, got 1',
    },
    {
      from: 'service: e2e',
      to: 'service: e2e\n    command: [sh, -c, "echo no; exit 4"]',
      says: 'failed: expected exit code 0, got 4: no',
    },
    {
      from: 'json.length(berths): 3',
      to: 'json.length(berths): 4',
      says: 'expected json.length(berths) to be 4, got 3',
    },
  ]

  test('is told all that is wrong, each at its line, with what was expected', async () => {
    workspace = workspaceOf(fixture)
    for (const { from, to } of breaks) workspace.replace('compose.yaml', from, to)
    const main = await sail({ 'smoke-timeout': '4s' })
    expect(main.exitCode).toBe(1)
    for (const { says } of breaks) expect(titles(main)).toContain(says)
    expect(main.annotations).toHaveLength(breaks.length)
    const lines = main.annotations.map(({ properties }) => properties['line'])
    expect(new Set(lines).size).toBe(breaks.length)
    expect(main.log).toMatch(/\$ curl -i http:\/\/localhost:\d+\/health\.json/)
    expect(main.log).toContain('- json.length(berths): 4')
  })

  test('that dies under a check fails at once, whatever else would have passed', async () => {
    workspace = workspaceOf(fixture)
    const dying = '- exec: [test, -w, /site/cache]'
    workspace.replace(
      'compose.yaml',
      dying,
      '- { name: murder, exec: [sh, -c, "kill -9 1; kill -9 -1; sleep 20"] }',
    )
    const startedAt = performance.now()
    const main = await sail({ 'smoke-timeout': '60s' })
    expect(main.exitCode).toBe(1)
    const told = titles(main)
    expect(told).toMatch(/web exited with exit code \d+ during the checks/)
    expect(told).toMatch(/check "murder" failed: .*while it was checked/)
    expect(performance.now() - startedAt).toBeLessThan(45_000)
  })
})

describe('bad checks', () => {
  test('are told at their places before anything is built', async () => {
    workspace = workspaceOf(fixture)
    workspace.replace('compose.yaml', '  - service: e2e', '  - service: e2\n  - get: /nowhere')
    const main = await sail()
    expect(main.exitCode).toBe(2)
    expect(main.log).not.toContain('✓ build')
    const told = main.annotations.map(
      ({ properties }) => `${properties['line']} ${properties['title']}`,
    )
    expect(told.join('\n')).toMatch(/^\d+ .*names the service e2, which the stack lacks/m)
    expect(told.join('\n')).toMatch(/^\d+ .*get has a path, and no service stands above it/m)
  })
})
