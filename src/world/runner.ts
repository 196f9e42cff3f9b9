// Commands as values, and who runs them. Types only.

/** A command is a value; no shell ever reads it. */
export interface Command {
  readonly program: 'docker' | 'git' | OwnProgram
  readonly argv: readonly string[]
  readonly cwd?: string
  /** Added to the environment of the run. */
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
}

/** Named by the user for a check: found as in their own shell, in the workspace too. */
export interface OwnProgram {
  readonly own: string
}

export interface Outcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** True when the command was ended at its deadline. */
  readonly timedOut: boolean
  /** Why a command whose time is up could not be ended, and goes on. */
  readonly left?: string
}

export interface RunOptions {
  readonly signal?: AbortSignal
  readonly timeoutMs: number
  /** Called for each whole line as it comes. */
  readonly onLine?: (stream: 'stdout' | 'stderr', line: string) => void
}

export interface Runner {
  /** Gives an outcome for any exit code; throws when nothing could be started or the run was cancelled. */
  run(command: Command, options: RunOptions): Promise<Outcome>
}
