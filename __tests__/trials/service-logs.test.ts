// What services say, shown as they say it to those who ask, and obeyed by nobody.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { EngineInside } from '../../src/io/engine-inside.ts'
import { leftovers, root, run, workspaceWith } from '../support/harbour.ts'
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
})

test('they are not followed where nobody asks', async () => {
  const { main } = await tryStack({ compose })
  expect(main.exitCode).toBe(0)
  expect(main.log).not.toContain('words')
})

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
})

describe('a log that is written while its container runs', () => {
  const inside = new EngineInside({
    hostname: 'localhost',
    way: { kind: 'socket', path: '/var/run/docker.sock' },
  })

  /** The file as it is at the end of `ms`, and what the engine says of the log before and after. */
  async function followed(script: string, ms: number, ...flags: readonly string[]) {
    const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-log-'))
    const file = path.join(folder, 'x.log')
    const id = run('docker', ['run', '-d', ...flags, 'busybox:1', 'sh', '-c', script])
    try {
      const log = inside.followLog(id, file)
      await sleep(ms)
      const before = run('docker', ['logs', id])
      const problem = await log.finish(AbortSignal.timeout(20_000)).catch(String)
      return {
        problem,
        file: existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined,
        before,
        after: run('docker', ['logs', id]),
      }
    } finally {
      run('docker', ['rm', '-f', id])
      rmSync(folder, { recursive: true })
    }
  }

  test('has at the end all that was said until then', async () => {
    const { problem, file, before, after } = await followed(
      'i=0; while true; do echo line $i; i=$((i+1)); usleep 2000; done',
      1500,
    )
    expect(problem).toBeUndefined()
    expect(before.split('\n').length).toBeGreaterThan(100)
    expect(file?.startsWith(before)).toBe(true)
    expect(after.startsWith(file ?? '')).toBe(true)
  })

  test('is not taken for whole where its container was started again', async () => {
    const script = 'echo first; test -e /x && { echo again; sleep 60; }; touch /x; sleep 1; exit 1'
    const { problem, file, after } = await followed(script, 4000, '--restart=on-failure')
    expect(after).toBe('first\nfirst\nagain')
    expect([problem, file]).not.toEqual([undefined, 'first'])
    if (problem === undefined) expect(file).toBe(after)
  })

  test('of a terminal is left to be fetched as a whole', async () => {
    const { problem, file } = await followed('echo one; sleep 60', 1000, '--tty')
    expect(problem).toMatch(/its pieces can not be told/)
    expect(file).toBeUndefined()
  })
})
