// Stacks of earlier runs that the engine still has; io/left-stacks.ts implements it. Types only.

/** A project of which at least one container, network or volume carries our label. */
export interface LeftStack {
  readonly project: string
  readonly runId: string
  readonly containers: number
  readonly networks: number
  readonly volumes: number
  /** When the youngest of them was made, in milliseconds since 1970. */
  readonly madeAt: number
}

export interface LeftStacks {
  list(): Promise<readonly LeftStack[]>
  /** Every `repository:tag` that the engine has. */
  imageNames(): Promise<readonly string[]>
}
