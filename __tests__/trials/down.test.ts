// A stack that was kept by the command line, and taken down by it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { leftovers, root, run, type Workspace, workspaceOf } from '../support/harbour.ts'

const source = mkdtempSync(path.join(tmpdir(), 'sea-trial-kept-'))
mkdirSync(path.join(source, 'web'))
writeFileSync(path.join(source, 'web/Dockerfile'), 'FROM busybox:1\nRUN echo hello > /hello\n')
writeFileSync(
  path.join(source, 'compose.yaml'),
  `name: kept
services:
  web.v1:
    build: web
    init: true
    command: httpd -f -p 80
    ports: ["80"]
    volumes: ["data:/data"]
    x-smoke: [{ get: /nothing-here }]
volumes: { data: {} }
`,
)
const workspace: Workspace = workspaceOf(source)

function cli(...argv: readonly string[]) {
  const env = { ...process.env, GITHUB_RUN_ID: workspace.runId, NO_COLOR: '1' }
  return spawnSync(
    path.join(root, 'node_modules/.bin/node'),
    [path.join(root, 'dist/cli/index.js'), ...argv],
    { cwd: workspace.directory, env, encoding: 'utf8' },
  )
}

const projects = () =>
  run('docker', ['ps', '-a', '--format', '{{.Label "com.docker.compose.project"}}'])
    .split('\n')
    .filter((name) => name.includes(workspace.runId))

afterAll(() => {
  for (const project of projects()) run('docker', ['compose', '-p', project, 'down', '-v'])
  rmSync(source, { recursive: true, force: true })
})

describe('a stack that failed and is to be kept', () => {
  test('is up afterwards, with the words that take it down', () => {
    const { status, stdout } = cli('--keep', 'on-failure', '--smoke-timeout', '2s')
    expect(stdout).toContain('kept as asked')
    expect(status).toBe(1)
    const [project = ''] = projects()
    expect(stdout).toMatch(
      new RegExp(`docker compose -p ${project} down -v && docker image rm \\S+:trial-\\S+`),
    )
    expect(leftovers(workspace.runId)).toHaveLength(4) // container, network, volume, image
  })

  test('is not taken for one of another name', () => {
    const { status, stderr } = cli('down', '--project-name', `${workspace.runId}-another`)
    expect(stderr).toContain(`no stack of a trial is called ${workspace.runId}-another`)
    expect(status).toBe(2)
  })

  test('is taken down by its name, with its volume and its image', () => {
    const [project = ''] = projects()
    const { status, stdout } = cli('down', '--project-name', project)
    expect(stdout).toMatch(`✓ removed stack ${project} (1 container, 1 network, 1 volume), image `)
    expect(status).toBe(0)
    expect(leftovers(workspace.runId)).toEqual([])
  })
})

test('a flag of another command is refused', () => {
  const { status, stderr } = cli('down', '--push')
  expect(stderr).toContain('--push says nothing to the command down')
  expect(status).toBe(2)
})
