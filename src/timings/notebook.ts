// Notes every command that a run starts, and what tools say of their time: what becomes of it, trace.ts says.
import type { Stage } from '../errors.ts'
import type { BuildStepTime, Clock, Command, Outcome, Runner, Trace } from '../world/world.ts'

export interface NotedCommand {
  readonly program: string
  readonly argv: readonly string[]
  /** Absent of what goes on beside the stages. */
  readonly stage?: Stage
  readonly startedAtMs: number
  readonly endedAtMs?: number
  /** Absent where it did not end by itself. */
  readonly exitCode?: number
  /** What it said of the steps of a build. */
  readonly steps?: readonly BuildStepTime[]
}

export class Notebook {
  readonly #clock: Pick<Clock, 'now'>
  readonly #commands: NotedCommand[] = []
  /** In which whatever starts now belongs. */
  stage: Stage | undefined

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  get commands(): readonly NotedCommand[] {
    return this.#commands
  }

  /** `beside`: what it starts belongs to no stage. */
  noting(runner: Runner, beside: 'beside' | 'within'): Runner {
    return {
      run: async (command, options) => {
        const stage = beside === 'within' ? this.stage : undefined
        const place = this.#begin(command, stage)
        let outcome: Outcome | undefined
        try {
          outcome = await runner.run(command, options)
          return outcome
        } finally {
          const endedAtMs = this.#clock.now()
          const { exitCode } = outcome ?? {}
          this.#change(place, { endedAtMs, ...(exitCode !== undefined && { exitCode }) })
        }
      },
    }
  }

  trace(): Trace {
    return {
      buildSteps: (steps) => {
        const place = this.#commands.findLastIndex(({ argv }) => argv.includes('bake'))
        if (place >= 0) this.#change(place, { steps })
      },
    }
  }

  #begin({ program, argv }: Command, stage: Stage | undefined): number {
    // A command of the user's may hold what a check was given by another one, a token say.
    const safe =
      typeof program === 'string' ? { program, argv } : { program: program.own, argv: [] }
    const startedAtMs = this.#clock.now()
    return this.#commands.push({ ...safe, startedAtMs, ...(stage && { stage }) }) - 1
  }

  #change(place: number, change: Partial<NotedCommand>): void {
    const noted = this.#commands[place]
    if (noted) this.#commands[place] = { ...noted, ...change }
  }
}
