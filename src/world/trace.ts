// What took how long inside of a tool, where the tool says it. Types only.

export interface BuildStepTime {
  readonly name: string
  readonly verdict: 'passed' | 'failed' | 'unfinished'
  readonly cached: boolean
  /** On the clock of the world; absent where it has not ended. */
  readonly startedAtMs: number
  readonly endedAtMs?: number
  /** What it waited for: places in the same list. */
  readonly after: readonly number[]
}

export interface Trace {
  /** Of the build that has just ended. */
  buildSteps(steps: readonly BuildStepTime[]): void
}
