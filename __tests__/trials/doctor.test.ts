// The command line's look at the machine, on a real one.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { registry, root } from '../support/harbour.ts'

function doctor(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const cli = path.join(root, 'dist/cli/index.js')
  return spawnSync(path.join(root, 'node_modules/.bin/node'), [cli, 'doctor', ...argv], {
    env: { ...process.env, NO_COLOR: '1', ...env },
    encoding: 'utf8',
  })
}

describe('the doctor', () => {
  test('finds engine, tools and registry, one line each', () => {
    const { stdout } = doctor(['--registry', registry])
    for (const found of ['docker CLI', 'Docker Engine', 'buildx', 'Compose', 'git', registry]) {
      expect(stdout).toMatch(new RegExp(`^✓ ${found}`, 'm'))
    }
    expect(stdout).toMatch(/^[✓✗] [\d.]+ GB free in \//m)
  })

  test('tells of an engine that is not there and ends with 3', () => {
    const { stdout, status } = doctor([], { DOCKER_HOST: 'unix:///nowhere/docker.sock' })
    expect(stdout).toMatch(/^✗ the Docker Engine does not answer: .*ENOENT/m)
    expect(stdout).toMatch(/^✓ git /m)
    expect(status).toBe(3)
  })

  test('refuses a flag that says nothing to it', () => {
    const { stderr, status } = doctor(['--push'])
    expect(stderr).toContain('--push says nothing to the command doctor')
    expect(status).toBe(2)
  })
})
