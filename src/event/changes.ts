// Which files differ from the commit that is checked out, in words.

export interface Changes {
  /** Number of changed paths, untracked ones included. */
  readonly dirty: number
  /** The first few of them. */
  readonly changed?: readonly string[]
}

/** More than these nobody reads; whoever wants all of them asks git. */
const named = 3

/** Reads `git status --porcelain`: two letters and a space before each path. */
export function parseStatus(text: string): Required<Changes> {
  const lines = text.split('\n').filter((line) => line !== '')
  return { dirty: lines.length, changed: lines.slice(0, named).map((line) => line.slice(3)) }
}

/** ` (a.ts, b.ts and 5 more)`; nothing where they are not known. */
export function namesOf({ dirty, changed = [] }: Changes): string {
  if (changed.length === 0) return ''
  const more = dirty - changed.length
  return ` (${changed.join(', ')}${more > 0 ? ` and ${more} more` : ''})`
}
