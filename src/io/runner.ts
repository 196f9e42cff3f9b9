// Starts programs: argv only, each in a process group of its own, ended at its deadline.
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { TrialError } from '../errors.ts'
import type { Command, Outcome, Runner, RunOptions } from '../world.ts'
import { LineSplitter } from './lines.ts'

/** Enough for any JSON we ask for; a tool that writes more is cut, not trusted with our memory. */
const maxKeptBytes = 32 * 1024 * 1024
/** From a polite end to a hard one. */
const killAfterMs = 2000

export interface RunnerOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Programs found below these folders are never run: their content is not ours. */
  readonly untrusted: readonly string[]
  readonly onStart?: (command: Command) => void
}

export class ProcessRunner implements Runner {
  readonly #options: RunnerOptions
  readonly #programs = new Map<string, string>()

  constructor(options: RunnerOptions) {
    this.#options = options
  }

  async run(command: Command, options: RunOptions): Promise<Outcome> {
    const program = this.#find(command.program)
    options.signal?.throwIfAborted()
    this.#options.onStart?.(command)
    const child = spawn(program, command.argv, {
      cwd: command.cwd ?? this.#options.cwd,
      env: { ...this.#options.env, LC_ALL: 'C', ...command.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true, // a group of its own, so that plugins and their children die with it
    })
    const stdout = new LineSplitter((line) => options.onLine?.('stdout', line), maxKeptBytes)
    const stderr = new LineSplitter((line) => options.onLine?.('stderr', line), maxKeptBytes)
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.stdin.on('error', () => {}) // a program that does not read its input says so by its exit code
    child.stdin.end(command.stdin ?? '')

    let timedOut = false
    const deadline = setTimeout(() => {
      timedOut = true
      endGroup(child.pid)
    }, options.timeoutMs)
    const cancel = (): void => endGroup(child.pid)
    options.signal?.addEventListener('abort', cancel, { once: true })
    try {
      const exitCode = await new Promise<number>((resolve, reject) => {
        child.on('error', reject)
        child.on('close', (code) => resolve(code ?? 128))
      })
      options.signal?.throwIfAborted()
      return { exitCode, stdout: stdout.end(), stderr: stderr.end(), timedOut }
    } finally {
      clearTimeout(deadline)
      options.signal?.removeEventListener('abort', cancel)
    }
  }

  #find(name: string): string {
    const known = this.#programs.get(name)
    if (known) return known
    const found = findProgram(name, this.#options.env['PATH'] ?? '', this.#options.untrusted)
    if (!found) {
      throw new TrialError({
        stage: 'plan',
        class: 'infrastructure',
        what: `${name} was not found`,
        why: 'no folder of PATH outside the workspace has it',
        fix: `install ${name} on this machine`,
      })
    }
    this.#programs.set(name, found)
    return found
  }
}

/** The first executable of PATH that no pull request can have put there. */
export function findProgram(
  name: string,
  searchPath: string,
  untrusted: readonly string[],
): string | undefined {
  const candidates = searchPath
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder) && !untrusted.some((root) => isBelow(folder, root)))
    .map((folder) => path.join(folder, name))
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK)
      return true
    } catch {
      return false // not here or not executable: the next folder may have it
    }
  })
}

function isBelow(folder: string, root: string): boolean {
  const relative = path.relative(root, folder)
  return !relative.startsWith('..') && !path.isAbsolute(relative)
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  signalGroup(pid, 'SIGTERM')
  setTimeout(() => signalGroup(pid, 'SIGKILL'), killAfterMs).unref()
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
