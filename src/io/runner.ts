// Starts programs: argv only, each in a process group of its own, ended at its deadline.
import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { TrialError } from '../errors.ts'
import type { Command, Outcome, Runner, RunOptions } from '../world/world.ts'
import { LineSplitter } from './lines.ts'

/** Enough for any JSON we ask for; a tool that writes more is cut, not trusted with our memory. */
const maxKeptBytes = 32 * 1024 * 1024
/** From a polite end to a hard one; a cancelled run has seconds for everything. */
const killAfterMs = { deadline: 2000, cancelled: 1000 } as const

const alive = new Set<ChildProcess>()

/** For the end of this process, however it comes: groups of their own would outlive it. */
export function endAllPrograms(): void {
  for (const child of alive) endHard(child)
}

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
    const own = typeof command.program !== 'string'
    const program = own ? command.program.own : this.#find(command.program)
    const { env, untrusted } = this.#options
    options.signal?.throwIfAborted()
    this.#options.onStart?.(command)
    const child = spawn(program, command.argv, {
      cwd: command.cwd ?? this.#options.cwd,
      // What tools say is read by us, what the user's own program says by the user.
      env: { ...(own ? env : { ...toolEnvironment(env, untrusted), LC_ALL: 'C' }), ...command.env },
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
    let hardEnd: NodeJS.Timeout | undefined
    const end = (reason: keyof typeof killAfterMs): void => {
      signalGroup(child, 'SIGTERM')
      hardEnd ??= setTimeout(() => endHard(child), killAfterMs[reason])
    }
    const deadline = setTimeout(() => {
      timedOut = true
      end('deadline')
    }, options.timeoutMs)
    const cancel = (): void => end('cancelled')
    options.signal?.addEventListener('abort', cancel, { once: true })
    alive.add(child)
    try {
      const exitCode = await new Promise<number>((resolve, reject) => {
        child.on('error', reject)
        child.on('close', (code) => resolve(code ?? 128))
      })
      options.signal?.throwIfAborted()
      return { exitCode, stdout: stdout.end(), stderr: stderr.end(), timedOut }
    } finally {
      clearTimeout(deadline)
      clearTimeout(hardEnd)
      if (hardEnd) signalGroup(child, 'SIGKILL') // the program heard; its children may not have
      options.signal?.removeEventListener('abort', cancel)
      alive.delete(child)
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
        code: 'ST-TOOL',
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
  return trustedFolders(searchPath, untrusted)
    .map((folder) => path.join(folder, name))
    .find(isProgram)
}

/**
 * For docker and git, which look in PATH themselves for plugins, credential helpers, ssh and git: npx
 * and npm scripts put node_modules/.bin first.
 */
export function toolEnvironment<Env extends RunnerOptions['env']>(
  env: Env,
  untrusted: readonly string[],
): Env {
  const { PATH } = env
  if (PATH === undefined) return env
  return { ...env, PATH: trustedFolders(PATH, untrusted).join(path.delimiter) }
}

function trustedFolders(searchPath: string, untrusted: readonly string[]): readonly string[] {
  const roots = untrusted.map(realPath)
  return searchPath
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .filter((folder) => !roots.some((root) => isBelow(realPath(folder), root)))
}

function isProgram(candidate: string): boolean {
  try {
    accessSync(candidate, constants.X_OK)
    return statSync(candidate).isFile() // a folder may be "executed" too
  } catch {
    return false // not here or not executable: the next folder may have it
  }
}

/** Links resolved: a workspace has more than one name where its path holds a link. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return path.resolve(folder) // not there: nothing in it can be run either
  }
}

function isBelow(folder: string, root: string): boolean {
  const relative = path.relative(root, folder)
  const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`)
  return !isOutside && !path.isAbsolute(relative)
}

/** A child that left the group is out of reach; without its pipes it is not waited for. */
function endHard(child: ChildProcess): void {
  signalGroup(child, 'SIGKILL')
  child.stdout?.destroy()
  child.stderr?.destroy()
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
