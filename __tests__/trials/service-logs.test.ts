// What services say, shown as they say it to those who ask, and obeyed by nobody.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { leftovers, root, workspaceWith } from '../support/harbour.ts'
import { tryStack } from '../support/stack-trial.ts'

const compose = `services:
  talker:
    image: busybox:1
    init: true
    command:
      - sh
      - -c
      - |
        echo first words
        echo '::error::an order'
        echo '##[error]an older one'
        printf '\\033]52;c;aGFjaw==\\007painted\\n'
        sleep 2
        echo last words
        touch /up
        sleep 300
    healthcheck: { test: ["CMD", "test", "-e", "/up"], interval: 1s }
  idle:
    image: busybox:1
    init: true
    command: sh -c 'echo idle here; sleep 300'
    depends_on: { talker: { condition: service_healthy } }`

test('they are followed where the run is repeated with debug logging, as text alone', async () => {
  const { main, errors } = await tryStack({ compose, env: { RUNNER_DEBUG: '1' } })
  expect(main.exitCode).toBe(0)
  const { log } = main
  for (const line of ['first words', '::error::an order', 'painted', 'last words']) {
    expect(log).toMatch(new RegExp(`^  \\| talker-1  \\| ${line}$`, 'm'))
  }
  expect(log).toMatch(/^ {2}\| idle-1 +\| idle here$/m)
  // Also of a container that starts when the logs are followed already.
  for (const line of ['first words', 'last words', 'idle here'])
    expect(log.match(new RegExp(`\\| ${line}$`, 'gm'))).toHaveLength(1)
  expect(log.indexOf('first words')).toBeLessThan(log.indexOf('✓ talker healthy'))
  expect(errors).toEqual([])
  expect(log).not.toContain('##[error]')
  expect(log).not.toContain('\u001b]52')
}, 60_000)

test('they are not followed where nobody asks', async () => {
  const { main } = await tryStack({ compose })
  expect(main.exitCode).toBe(0)
  expect(main.log).not.toContain('words')
}, 60_000)

test('--logs follows them on a laptop', () => {
  const workspace = workspaceWith({ 'compose.yaml': compose })
  const cli = path.join(root, 'dist/cli/index.js')
  const argv = [cli, 'trial', '--logs', '--smoke', 'none', '--report-dir', workspace.directory]
  const env = { ...process.env, GITHUB_RUN_ID: workspace.runId }
  const { stdout, status } = spawnSync(process.execPath, argv, {
    cwd: workspace.directory,
    encoding: 'utf8',
    env,
  })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^ {2}\| talker-1 {2}\| first words$/m)
  expect(stdout).toMatch(/^ {2}\| talker-1 {2}\| last words$/m)
  expect(stdout).not.toContain('\u001b]52')
  expect(leftovers(workspace.runId)).toEqual([])
}, 60_000)
