// One hash over all that goes into a trial: the same one is the same trial.
import { createHash } from 'node:crypto'
import type { Compared } from './compared.ts'
import type { KnownInputs } from './reuse.ts'

export interface Seen {
  /** By path and what is left out of it. */
  readonly folders: readonly (readonly [string, string])[]
  readonly images: ReadonlyMap<string, string>
}

export function inputsOf(
  { texts, workspace }: Pick<Compared, 'texts' | 'workspace'>,
  { folders, images }: Seen,
): KnownInputs {
  const sorted = <Value>(pairs: Iterable<readonly [string, Value]>) =>
    [...pairs].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const here = folders.map(([path, digest]) => [path.replaceAll(workspace, ''), digest] as const)
  const text = JSON.stringify([texts, sorted(here), sorted(images)])
  return { hash: createHash('sha256').update(text).digest('hex'), images }
}
