// Starts programs: argv only, each in a process group of its own, ended at its deadline.
import { type ChildProcess, spawn } from 'node:child_process'
import { TrialError } from '../errors.ts'
import type { Command, Outcome, Runner, RunOptions } from '../world/world.ts'
import { findPlugin } from './cli-plugins.ts'
import { LineSplitter } from './lines.ts'
import { findProgram, toolEnvironment } from './programs.ts'

/** Enough for any JSON we ask for; a tool that writes more is cut, not trusted with our memory. */
const maxKeptBytes = 32 * 1024 * 1024
/** From a polite end to a hard one; a cancelled run has seconds for everything. */
const killAfterMs = { deadline: 2000, cancelled: 1000 } as const

const alive = new Set<ChildProcess>()

/** For the end of this process, however it comes: groups of their own would outlive it. */
export function endAllPrograms(): void {
  for (const child of alive) endHard(child)
}

/** Of docker's commands those that are programs of their own. */
const plugins: readonly string[] = ['buildx', 'compose']

interface Resolved {
  readonly file: string
  readonly env: RunnerOptions['env']
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
    const { file, env } = this.#resolve(command)
    options.signal?.throwIfAborted()
    this.#options.onStart?.(command)
    const child = spawn(file, command.argv, {
      cwd: command.cwd ?? this.#options.cwd,
      env: { ...env, ...command.env },
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

  #resolve({ program, argv }: Command): Resolved {
    const { env, untrusted } = this.#options
    if (typeof program !== 'string') return { file: program.own, env }
    // What tools say is read by us, what the user's own program says by the user.
    const tools = { ...toolEnvironment(env, untrusted), LC_ALL: 'C' }
    const file = this.#find(program)
    const plugin = program === 'docker' ? this.#plugin(argv[0] ?? '') : undefined
    if (plugin === undefined) return { file, env: tools }
    return { file: plugin, env: { ...tools, DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND: file } }
  }

  #plugin(name: string): string | undefined {
    if (!plugins.includes(name)) return undefined
    const known = this.#programs.get(`docker ${name}`)
    if (known) return known
    const found = findPlugin(name, this.#options.env, this.#options.untrusted)
    if (found) this.#programs.set(`docker ${name}`, found)
    return found
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
