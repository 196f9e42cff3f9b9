// The machine on which the engine runs, which need not be this one; io/engine-disk.ts implements it.
// Types only.

export interface EngineDisk {
  /** Which of these paths are not there. Changes nothing. */
  lacks(paths: readonly string[]): Promise<readonly string[]>
}
