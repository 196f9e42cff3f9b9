// What containers make theirs in the workspace of a runner that is not root, and whose it is afterwards.

import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { interruptedRun } from '../support/cancelled.ts'
import { leftovers, run, type Workspace, workspaceWith } from '../support/harbour.ts'
import { until } from '../support/programs.ts'
import { runStep } from '../support/workflow-step.ts'

/** Root may remove anything, so it is not the one who runs it here; the engine's socket has a group. */
const isRoot = process.getuid?.() === 0
const as = isRoot ? { uid: 4711, gid: lstatSync('/var/run/docker.sock').gid } : undefined
const uid = as?.uid ?? process.getuid?.() ?? 0

let outside = ''
let home = ''
beforeAll(() => {
  outside = mkdtempSync(path.join(tmpdir(), 'sea-trial-outside-'))
  home = mkdtempSync(path.join(tmpdir(), 'sea-trial-home-'))
  asRoot(outside, 'chmod 755 /at && mkdir /at/folder')
  const plugins = path.join(homedir(), '.docker/cli-plugins')
  mkdirSync(path.join(home, '.docker/cli-plugins'), { recursive: true })
  for (const name of existsSync(plugins) ? readdirSync(plugins) : []) {
    copyFileSync(path.join(plugins, name), path.join(home, '.docker/cli-plugins', name))
  }
  asRoot(home, `chown -R ${uid} /at && chmod 755 /at`)
})
afterAll(() => {
  asRoot(outside, 'rm -rf /at/*')
  for (const folder of [outside, home]) rmSync(folder, { recursive: true, force: true })
})

function asRoot(folder: string, script: string): void {
  run('docker', ['run', '--rm', '--volume', `${folder}:/at`, 'busybox:1', 'sh', '-ec', script])
}

/** Its database writes into a folder that is there, and into one that only the engine makes. */
function checkedOut(script: string): Workspace {
  const writes = [
    'mkdir -p /old/deep/er && touch /old/file /old/deep/er/file && chmod 700 /old/deep',
    'touch /made/file && chown 999 /made',
    `ln -s ${outside} /old/link && mkdir /outside/by-the-run && touch /theirs/by-the-run`,
    script,
  ]
  const workspace = workspaceWith({
    'compose.yaml': `services:
  db:
    image: busybox:1
    init: true
    command: ["sh", "-ec", "${writes.join(' && ')} && touch /tmp/ready && sleep 600"]
    healthcheck: { test: test -f /tmp/ready, interval: 1s, start_interval: 100ms, start_period: 9s }
    volumes: [./old:/old, ./new/made:/made, ./theirs:/theirs, ".:/whole", "${outside}:/outside"]
    x-smoke: [{ exec: [test, -f, /made/file] }]
`,
    'old/kept': 'of the runner\n',
    'theirs/of-before': 'of root, before the run\n',
  })
  // mkdtemp makes folders that only their owner may enter.
  const parent = path.dirname(workspace.directory)
  asRoot(parent, `chown -R ${uid} /at && chown -R 0 /at/stack/theirs`)
  return workspace
}

function ownerOf(workspace: Workspace, entry: string): number {
  return lstatSync(path.join(workspace.directory, entry)).uid
}

/** As the next checkout does, by the runner's own user. */
function emptied({ directory }: Workspace): readonly string[] {
  spawnSync('sh', ['-c', 'rm -rf old new root'], { cwd: directory, ...as })
  return readdirSync(directory).filter((name) => /^(old|new|root)$/.test(name))
}

const stepOf = ({ directory, runId, sha }: Workspace) => ({
  ...{ workspace: directory, inputs: { push: 'false' }, ...(as && { as }) },
  env: { HOME: home, GITHUB_SHA: sha, GITHUB_RUN_ID: runId },
})

test('folders of other users are given back, told, and can be removed; nothing else is touched', async () => {
  const workspace = checkedOut('mkdir -p /whole/root/of')
  const { main, post } = await runStep(stepOf(workspace))
  expect({ exitCode: main.exitCode, log: main.log }).toMatchObject({ exitCode: 0 })
  expect(main.log).toContain(
    "containers left old/deep, old/file, old/link, new, root in the workspace as another user's: 6 folders given back to the user of this run, 4 files can be removed, not written",
  )
  expect(main.annotations).toEqual([])
  expect(
    ['old/deep', 'old/deep/er', 'new', 'new/made', 'root/of'].map((one) => ownerOf(workspace, one)),
  ).toEqual(Array(5).fill(uid))
  expect(lstatSync(path.join(workspace.directory, 'old/deep')).mode & 0o777).toBe(0o700)
  expect(ownerOf(workspace, 'theirs')).toBe(0)
  expect(readdirSync(outside).map((name) => lstatSync(path.join(outside, name)).uid)).toEqual([
    0, 0,
  ])
  expect(emptied(workspace)).toEqual([])
  expect(post.log).not.toContain('given back')
  expect(leftovers(workspace.runId)).toEqual([])
  expect(run('docker', ['ps', '--all', '--format', '{{.Names}}'])).not.toContain('sea-trial-owners')
})

test('the workspace itself is given back by the post step of a killed run', async () => {
  asRoot(outside, 'rm -rf /at/by-the-run')
  const workspace = checkedOut('chown 999 /whole && mkdir /whole/root && sleep 600')
  const { main, post, atTheEnd } = await interruptedRun({
    ...{ workspace, inputs: { push: 'false' }, env: { HOME: home }, ...(as && { as }) },
    reached: () => until(() => existsSync(path.join(workspace.directory, 'root'))),
    interrupt: (pid) => void process.kill(pid, 'SIGKILL'),
  })
  expect(main.exitCode).toBe(137)
  expect(ownerOf(workspace, '')).toBe(uid)
  expect(post.log).toContain("containers left . in the workspace as another user's: ")
  expect(post.annotations).toEqual([])
  expect(ownerOf(workspace, 'theirs')).toBe(0)
  expect(emptied(workspace)).toEqual([])
  expect(atTheEnd).toEqual([])
})
