// Repositories as runners and job containers have them, read by the real git.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readSurroundings } from '../../src/io/docker-world.ts'
import { readGit, readRelease } from '../../src/io/git.ts'
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

  test('tells what each command of git tells by itself', async () => {
    git([...author, 'tag', '-a', '-m', 'one', 'v1.0.0'], root)
    git(['tag', 'light'], root)
    git([...author, 'commit', '--quiet', '--allow-empty', '--message', 'more'], root)
    git(['tag', 'here'], root)
    git([...author, 'tag', '-a', '-m', 'two', 'v1.1.0'], root)
    git(['remote', 'add', 'origin', 'https://example.invalid/acme/harbor.git'], root)
    git(['update-ref', 'refs/remotes/origin/trunk', 'HEAD'], root)
    git(['symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk'], root)
    const seen = await read(root)
    expect(seen).toMatchObject({
      sha: git(['rev-parse', 'HEAD'], root),
      tree: git(['rev-parse', 'HEAD^{tree}'], root),
      parents: [git(['rev-parse', 'HEAD^'], root)],
      tags: git(['tag', '--points-at', 'HEAD'], root).split('\n'),
      allTags: git(['tag', '--list'], root).split('\n'),
      remoteUrl: git(['remote', 'get-url', 'origin'], root),
      ...{ root, branch: 'main', defaultBranch: 'trunk', shallow: false, detached: false },
    })
    const shown = git(['show', '--no-patch', '--format=%cI', 'HEAD'], root)
    expect(seen?.commitDate).toBe(shown.replace(/Z$/, '+00:00'))
    git(['checkout', '--quiet', 'v1.0.0'], root)
    expect(await read(root)).toMatchObject({ detached: true, tags: ['light', 'v1.0.0'] })

    const shallow = path.join(root, 'shallow')
    git(['clone', '--quiet', '--depth', '1', '--branch', 'main', `file://${root}`, shallow])
    const part = await read(shallow)
    expect(part).toMatchObject({ sha: seen?.sha, parents: seen?.parents, shallow: true })
    expect(part).not.toHaveProperty('allTags')
  })

  test('has the commit of a tag, and none of what a name smuggles in', async () => {
    git([...author, 'tag', '-a', '-m', 'one', 'v1.0.0'], root)
    const place = { program, workdir: root, env }
    const { sha, tree, commitDate } = (await read(root)) ?? {}
    expect(await readRelease(place, 'v1.0.0')).toMatchObject({
      ...{ tag: 'v1.0.0', at: { sha, tree, commitDate } },
    })
    for (const tag of ['none', 'none\nHEAD', '../heads/main', '--all', '']) {
      expect(await readRelease(place, tag)).toEqual({ tag })
    }
  })

  test.each([['without a commit'], ['that is none']])('%s is not read', async (what) => {
    const other = mkdtempSync(path.join(tmpdir(), 'sea-trial-git-'))
    if (what === 'without a commit') git(['init', '--quiet'], other)
    expect(await read(other)).toBeUndefined()
    rmSync(other, { recursive: true })
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
