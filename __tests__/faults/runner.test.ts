import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { findProgram } from '../../src/io/programs.ts'
import type { Command } from '../../src/world/world.ts'
import { isAlive, ProgramFolder, until } from '../support/programs.ts'

const soon = { timeoutMs: 20_000 }
const docker = (...argv: string[]): Command => ({ program: 'docker', argv })

/** Prints what it was given, as JSON. */
const tell = `
const chunks = []
process.stdin.on('data', (chunk) => chunks.push(chunk))
process.stdin.on('end', () => console.log(JSON.stringify({
  argv: process.argv.slice(2), cwd: process.cwd(), env: process.env, stdin: Buffer.concat(chunks).toString(),
})))`

/** Starts a child, writes both pids to a file, and ignores the polite signal when told to. */
const family = `
const { spawn } = require('node:child_process')
const { writeFileSync, renameSync } = require('node:fs')
const stubborn = process.argv.includes('stubborn')
const detached = process.argv.includes('detached')
if (stubborn) process.on('SIGTERM', () => {})
const ignore = stubborn ? "process.on('SIGTERM', () => {});" : ''
const child = spawn(process.execPath, ['-e', ignore + 'setInterval(() => {}, 1000); console.log("up")'],
  { stdio: ['ignore', 'pipe', detached ? 'inherit' : 'ignore'], detached })
child.stdout.on('data', () => {
  writeFileSync('pids.tmp', process.pid + ' ' + child.pid)
  renameSync('pids.tmp', 'pids')
  if (detached) { child.stdout.destroy(); process.exit(0) }
})
setInterval(() => {}, 1000)`

let folder: ProgramFolder
beforeEach(() => {
  folder = new ProgramFolder()
})
afterEach(() => folder.remove())

async function pids(): Promise<readonly number[]> {
  await until(() => existsSync(folder.path('pids')))
  return folder.read('pids').split(' ').map(Number)
}

describe('a program', () => {
  test.each([
    ['$(id)', '`id`', '$IFS', 'a;b', '|', '>x'],
    ['-rf', '--', '', ' ', "it's", '"'],
    ['a\nb', '\t', '☃', '*', '~', '%PATH%'],
  ])('gets each argument as it is, read by no shell: %j', async (...argv) => {
    folder.program(tell)
    const { stdout } = await folder.runner().run(docker(...argv), soon)
    expect(JSON.parse(stdout).argv).toEqual(argv)
  })

  test('gets our environment, its own on top, and speaks English', async () => {
    folder.program(tell)
    const env = { PATH: folder.path('bin'), LC_ALL: 'de_DE', A: 'ours', B: 'ours' }
    const runner = folder.runner({ env })
    const { stdout } = await runner.run({ ...docker(), env: { B: 'its own' } }, soon)
    expect(JSON.parse(stdout).env).toMatchObject({ LC_ALL: 'C', A: 'ours', B: 'its own' })
  })

  test('gets its input whole and then its end', async () => {
    folder.program(tell)
    const stdin = 'ä'.repeat(300_000)
    const { stdout } = await folder.runner().run({ ...docker(), stdin }, soon)
    expect(JSON.parse(stdout).stdin === stdin).toBe(true)
  })

  test('that reads no input is not our error', async () => {
    folder.program('process.exit(3)')
    const outcome = await folder.runner().run({ ...docker(), stdin: 'x'.repeat(5_000_000) }, soon)
    expect(outcome.exitCode).toBe(3)
  })

  test('runs in the folder of the command, else in ours', async () => {
    folder.program(tell)
    mkdirSync(folder.path('below'))
    const at = async (command: Command): Promise<string> =>
      path.basename(JSON.parse((await folder.runner().run(command, soon)).stdout).cwd)
    expect(await at({ ...docker(), cwd: folder.path('below') })).toBe('below')
    expect(await at(docker())).toBe(path.basename(folder.root))
  })

  test('gives its exit code and both streams, line by line as they come', async () => {
    folder.program(
      `console.log('out'); console.error('err'); process.stdout.write('last'); process.exitCode = 7`,
    )
    const lines: string[] = []
    const onLine = (stream: string, line: string): void => void lines.push(`${stream} ${line}`)
    const outcome = await folder.runner().run(docker(), { ...soon, onLine })
    expect(outcome).toEqual({ exitCode: 7, stdout: 'out\nlast', stderr: 'err\n', timedOut: false })
    expect(lines.toSorted()).toEqual(['stderr err', 'stdout last', 'stdout out'])
  })

  test('that writes ten megabytes in one line, and bytes that are no text, breaks nothing', async () => {
    folder.program(`
      process.stdout.write(Buffer.alloc(10_000_000, 'x'))
      process.stdout.write(Buffer.from([0xff, 0x0a]))
      const snowman = Buffer.from('☃')
      process.stdout.write(snowman.subarray(0, 1))
      setTimeout(() => process.stdout.write(snowman.subarray(1)), 50)`)
    const lines: string[] = []
    const onLine = (_: string, line: string): void => void lines.push(line)
    const { stdout } = await folder.runner().run(docker(), { ...soon, onLine })
    expect(stdout.length).toBe(10_000_003)
    expect(lines.map((line) => line.slice(0, 3))).toEqual(['xxx', '☃'])
  })

  test('ended by a signal did not succeed', async () => {
    folder.program(`process.kill(process.pid, 'SIGKILL')`)
    expect((await folder.runner().run(docker(), soon)).exitCode).toBeGreaterThan(0)
  })
})

describe('at its deadline', () => {
  test('a program is ended with the children it started', async () => {
    folder.program(family)
    const running = folder.runner().run(docker(), { timeoutMs: 1000 })
    const both = await pids()
    expect(await running).toMatchObject({ timedOut: true })
    await until(() => !both.some(isAlive))
  })

  test('a program that ignores the polite signal is ended the hard way, and its children too', async () => {
    folder.program(family)
    const running = folder.runner().run(docker('stubborn'), { timeoutMs: 1000 })
    const both = await pids()
    expect(await running).toMatchObject({ timedOut: true })
    await until(() => !both.some(isAlive))
  })

  test('nothing is waited for that left the group and holds our pipes', async () => {
    folder.program(family)
    const running = folder.runner().run(docker('detached'), { timeoutMs: 500 })
    const [, child = 0] = await pids()
    try {
      expect(await running).toMatchObject({ timedOut: true })
    } finally {
      process.kill(child, 'SIGKILL')
    }
  })
})

describe('when the run is cancelled', () => {
  test('a program is ended with its children, and the reason is thrown', async () => {
    folder.program(family)
    const cancelled = new AbortController()
    const running = folder.runner().run(docker(), { ...soon, signal: cancelled.signal })
    const thrown = expect(running).rejects.toThrow('SIGINT')
    const both = await pids()
    cancelled.abort(new Error('SIGINT'))
    await thrown
    await until(() => !both.some(isAlive))
  })

  test('no program is started any more', async () => {
    folder.program(`require('node:fs').writeFileSync('started', '')`)
    const signal = AbortSignal.abort(new Error('SIGTERM'))
    await expect(folder.runner().run(docker(), { ...soon, signal })).rejects.toThrow('SIGTERM')
    expect(existsSync(folder.path('started'))).toBe(false)
  })
})

describe('the program that is run', () => {
  test('is none below an untrusted folder, even as the first of PATH', async () => {
    folder.program(`console.log('theirs')`, 'workspace/node_modules/.bin/docker')
    folder.program(`console.log('ours')`)
    const PATH = ['workspace/node_modules/.bin', 'bin'].map((f) => folder.path(f)).join(':')
    const runner = folder.runner({ env: { PATH }, untrusted: [folder.path('workspace')] })
    expect((await runner.run(docker(), soon)).stdout).toBe('ours\n')
  })

  test("looks for others in PATH without the untrusted folders, the user's own in all of it", async () => {
    const says = folder.program('console.log(process.env.PATH)')
    const entries = ['workspace/node_modules/.bin', 'bin'].map((entry) => folder.path(entry))
    const PATH = [...entries, 'node_modules/.bin'].join(':')
    const runner = folder.runner({ env: { PATH }, untrusted: [folder.path('workspace')] })
    expect((await runner.run(docker(), soon)).stdout).toBe(`${folder.path('bin')}\n`)
    const own = { program: { own: says }, argv: [] } as const
    expect((await runner.run(own, soon)).stdout).toBe(`${PATH}\n`)
  })

  test('is none of a relative folder of PATH', () => {
    folder.program('', 'here/docker')
    expect(findProgram('docker', './here:here::.', [])).toBeUndefined()
  })

  test.each([
    ['workspace', 'workspace itself'],
    ['workspace/..bin', 'a folder whose name begins with two dots'],
    ['bin/../workspace/bin', 'a detour'],
    ['link', 'a link to a folder of the workspace'],
  ])('is not found in %s (%s)', (entry) => {
    folder.program('', 'workspace/bin/docker')
    folder.program('', 'workspace/..bin/docker')
    folder.program('', 'workspace/docker')
    symlinkSync(folder.path('workspace/bin'), folder.path('link'))
    const searchPath = `${folder.root}/${entry}`
    expect(findProgram('docker', searchPath, [folder.path('workspace')])).toBeUndefined()
    expect(findProgram('docker', searchPath, [])).toBeDefined()
  })

  test('is not found in the workspace when the workspace is named by a link', () => {
    folder.program('', 'workspace/bin/docker')
    symlinkSync(folder.path('workspace'), folder.path('link'))
    const found = findProgram('docker', folder.path('workspace/bin'), [folder.path('link')])
    expect(found).toBeUndefined()
  })

  test('is a file, not a folder of its name', () => {
    mkdirSync(folder.path('first/docker'), { recursive: true })
    const ours = folder.program('')
    const searchPath = [folder.path('missing'), folder.path('first'), folder.path('bin')].join(':')
    expect(findProgram('docker', searchPath, [])).toBe(ours)
  })

  test('is looked for beside the workspace, however alike the names', () => {
    const ours = folder.program('', 'workspace-tools/docker')
    const searchPath = folder.path('workspace-tools')
    expect(findProgram('docker', searchPath, [folder.path('workspace')])).toBe(ours)
  })

  test('that nobody has installed is told as such', async () => {
    const running = folder.runner({ env: { PATH: '/nowhere' } }).run(docker(), soon)
    await expect(running).rejects.toMatchObject({
      failures: [{ class: 'infrastructure', what: 'docker was not found' }],
    })
  })
})
