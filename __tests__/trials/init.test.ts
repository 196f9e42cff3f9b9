// A stack without checks, as most are: init shows some, writes them when told to, and they pass.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { leftovers, root } from '../support/harbour.ts'
import { stackOf } from '../support/stacks.ts'

const workspace = stackOf({
  'web/Dockerfile': 'FROM busybox:1\nRUN mkdir /site && echo hello > /site/health\n',
  'compose.yaml': `# a stack that nobody has checked yet
services:
  page:
    image: nginx:1
    ports: ["80"]   # found by the engine
  web:
    build: web
    init: true
    command: httpd -f -p 8000 -h /site
    healthcheck: { test: "wget -q -O - http://127.0.0.1:8000/health", interval: 1s }
  db:
    image: postgres:15
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: secret
  cache: { image: redis:7 }
  locked:
    image: redis:7
    command: redis-server --requirepass secret
  bare:
    build: web
    init: true
    command: httpd -f -p 8080
    ports: ["8080"]
`,
})
const compose = () => readFileSync(path.join(workspace.directory, 'compose.yaml'), 'utf8')
const before = compose()
const node = path.join(root, 'node_modules/.bin/node')
const program = path.join(root, 'dist/cli/index.js')
const env = { ...process.env, GITHUB_RUN_ID: workspace.runId, NO_COLOR: '1' }

function cli(...argv: readonly string[]) {
  return spawnSync(node, [program, ...argv], { cwd: workspace.directory, env, encoding: 'utf8' })
}

/** On a terminal, where that is typed. */
function typed(text: string) {
  const argv = ['--quiet', '--return', '--command', `${node} ${program} init`, '/dev/null']
  return spawnSync('script', argv, {
    ...{ cwd: workspace.directory, env, encoding: 'utf8', input: text },
  })
}

afterAll(() => expect(leftovers(workspace.runId)).toEqual([]))

describe('init', () => {
  test('of a stack that a trial refuses, as nothing would be proven', () => {
    const { status, stdout } = cli('plan')
    expect(status).toBe(2)
    expect(stdout).toContain('there is no smoke check')
  })

  test('shows what it would write and writes nothing where nobody can be asked', () => {
    const { status, stdout } = cli('init')
    expect(status).toBe(0)
    expect(stdout).toContain('+++ b/compose.yaml')
    expect(stdout).toContain('\n+      - get: /health\n')
    expect(stdout).toContain('nothing is written; --yes writes it without asking')
    expect(compose()).toBe(before)
  })

  test('asks on a terminal, and takes all but a yes for a no', () => {
    const { status, stdout } = typed('n\n')
    expect(stdout).toContain('Write it? [y/N]')
    expect(status).toBe(0)
    expect(compose()).toBe(before)
  })

  test('writes what patch would make of the difference, and its checks pass', () => {
    const { stdout: difference } = cli('init')
    const { status, stdout } = cli('init', '--yes')
    expect(status).toBe(0)
    expect(stdout).toContain('✓ wrote compose.yaml')
    const written = compose()
    const undo = ['apply', '--reverse', '--unidiff-zero', '-']
    const patch = difference.split('\n').filter((line) => /^(---|\+\+\+|@@|[ +-])/.test(line))
    const options = { cwd: workspace.directory, encoding: 'utf8', input: `${patch.join('\n')}\n` }
    expect(spawnSync('git', undo, options as object).status).toBe(0)
    expect(compose()).toBe(before)
    expect(typed('y\n').stdout).toContain('✓ wrote compose.yaml')
    expect(compose()).toBe(written)
    const trial = cli('trial', '--no-push', '--wait-timeout', '60s')
    expect(trial.stdout).toContain('✓ passed')
    expect(trial.stdout.match(/ {2}✓ .* tries: /g)).toHaveLength(6)
    expect(trial.status).toBe(0)
  })

  test('of a stack with checks has nothing to add', () => {
    const { status, stdout } = cli('init', '--yes')
    expect(stdout).toContain('there is no check to add')
    expect(status).toBe(0)
  })
})
