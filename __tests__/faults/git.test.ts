// Repositories as runners and job containers have them, read by the real git.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readSurroundings } from '../../src/io/docker-world.ts'
import { readGit } from '../../src/io/git.ts'
import { inputsOf } from '../support/given-inputs.ts'

const env = { PATH: process.env['PATH'], HOME: '/nonexistent' }
const program = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
const author = ['-c', 'user.name=Trial', '-c', 'user.email=trial@example.invalid']

function git(argv: readonly string[], cwd = '/'): string {
  return execFileSync('git', argv, { cwd, encoding: 'utf8', stdio: 'pipe' }).trim()
}

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sea-trial-git-'))
  git(['init', '--quiet', '--initial-branch', 'main'], root)
  mkdirSync(path.join(root, 'deploy'))
  writeFileSync(path.join(root, 'deploy/compose.yaml'), 'services: {}')
  git(['add', '--all'], root)
  git([...author, 'commit', '--quiet', '--message', 'start'], root)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const read = (workdir: string) => readGit({ program, workdir, env })

describe('a repository', () => {
  test('has the parents that its header names, and none of its message', async () => {
    const parent = git(['rev-parse', 'HEAD'], root)
    const forged = `words\n\nparent ${'a'.repeat(40)}\nparent ${'b'.repeat(40)}`
    git([...author, 'commit', '--quiet', '--allow-empty', '--message', forged], root)
    expect((await read(root))?.parents).toEqual([parent])
  })

  test('of another owner is read, also from a folder below its root', async () => {
    // By this git takes each owner for somebody else, whoever runs the test.
    const stranger = { ...env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }
    const plain = (): string =>
      execFileSync(program, ['status'], { cwd: root, env: stranger, stdio: 'pipe' }).toString()
    expect(plain).toThrow('dubious ownership')
    const seen = await readGit({ program, workdir: path.join(root, 'deploy'), env: stranger })
    expect(seen).toMatchObject({ root, branch: 'main', dirty: 0 })
  })

  test('names the first few of its changed files', async () => {
    for (const name of ['a.ts', 'b c.ts', 'd.ts', 'e.ts']) writeFileSync(path.join(root, name), '')
    git(['mv', 'deploy/compose.yaml', 'deploy/stack.yaml'], root)
    const changed = ['deploy/compose.yaml -> deploy/stack.yaml', 'a.ts', '"b c.ts"']
    expect(await read(root)).toMatchObject({ dirty: 5, changed })
  })

  test('has no program of its settings started', async () => {
    const mark = path.join(root, '.git/mark')
    git(['config', 'core.fsmonitor', `touch ${mark}; false`], root)
    expect(await read(root)).toMatchObject({ dirty: 0 })
    expect(readdirSync(path.join(root, '.git'))).not.toContain('mark')
  })
})

describe('a working directory', () => {
  test.each([
    ['that is not there', 'nowhere'],
    ['that is a file', 'deploy/compose.yaml'],
  ])('%s has no git, and stops nothing else from being told', async (_, name) => {
    const inputs = { ...inputsOf({}), workdir: path.join(root, name) }
    const identity = { runId: 'f00d', folder: '/tmp/run' }
    const around = await readSurroundings(env, inputs, identity, undefined)
    expect(around.git).toBeUndefined()
  })
})
