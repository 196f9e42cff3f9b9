// Who owns what a stack may write to in the workspace; io/owners.ts implements it. Types only.

/** Places of the workspace that a stack sees, as paths from its root. */
export interface Ground {
  readonly workspace: string
  readonly places: readonly string[]
}

export interface Foreign {
  /** The topmost of what belongs to others, as paths from the workspace's root. */
  readonly entries: readonly string[]
  /** A workspace of too many files is looked at in part; for whom nothing is foreign, not at all. */
  readonly extent: 'whole' | 'part' | 'none'
}

export interface GivenBack {
  readonly folders: number
  /** They stay as they are: whoever owns a folder may remove what lies in it. */
  readonly files: number
  /** What still belongs to others, in words, with the reason. */
  readonly left: readonly string[]
}

/** What changed hands, and what did not, as it was another's before. */
export interface Taken {
  readonly workspace: string
  readonly entries: readonly string[]
  readonly except: readonly string[]
}

export interface GivenBy {
  readonly runId: string
  readonly signal: AbortSignal
}

export interface Owners {
  /** Nothing where the user of the run may remove whatever it is. No link is followed. */
  foreign(ground: Ground, except: readonly string[]): Promise<Foreign>
  /**
   * Makes the user of the run the owner of these folders and of those below, through the engine,
   * which may. No link is followed.
   */
  giveBack(taken: Taken, by: GivenBy): Promise<GivenBack>
}
