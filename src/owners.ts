// Whose the folders are in which a stack may write: a container is root, the runner's user is not, and
// the next checkout has to remove what is left there.
import path from 'node:path'
import type { Cleanup } from './cleanup.ts'
import { hostPaths } from './compose/host-mounts.ts'
import type { Stack } from './compose/model.ts'
import type { Ground as PolicyGround } from './lint/policy.ts'
import { count } from './text/count.ts'
import type { Ground, Owners } from './world/owners.ts'
import type { World } from './world/world.ts'

export interface OwnersPlan extends Ground {
  readonly runId: string
}

export interface OwnersUndo extends OwnersPlan {
  /** What was another's before is none of ours. */
  readonly except: readonly string[]
}

/** Only below the workspace, by what it really is: what a stack makes elsewhere is for its user to know. */
export function planOwners(
  stack: Stack,
  { workspace, real }: PolicyGround,
  { runId }: { readonly runId: string },
): OwnersPlan {
  const root = real.get(workspace) ?? workspace
  const places = hostPaths(stack).flatMap((source) => {
    const found = real.get(source) ?? source
    // One that is not there yet is made by the engine, and named as its user wrote it.
    return placeBelow(root, found) ?? placeBelow(workspace, found) ?? []
  })
  return { runId, workspace: root, places: [...new Set(places)] }
}

function placeBelow(root: string, found: string): string | undefined {
  const place = path.posix.relative(root, found)
  return place === '..' || place.startsWith('../') || path.posix.isAbsolute(place)
    ? undefined
    : place
}

/** A workspace in which others own more than this is not looked after: it can't be removed anyway. */
const mostExceptions = 200

/** To be called before anything of the stack is there; gives what there is to say, in words. */
export async function rememberOwners(
  plan: OwnersPlan,
  world: Pick<World, 'owners'>,
  cleanup: Cleanup,
): Promise<readonly string[]> {
  if (plan.places.length === 0) return []
  const { entries, extent } = await world.owners.foreign(plan, [])
  if (extent === 'none') return []
  if (extent === 'part' || entries.length > mostExceptions) {
    return ['what containers make theirs in the workspace is not given back: it holds too much']
  }
  cleanup.add({ kind: 'owners', ...plan, except: entries })
  return []
}

export async function takeBack(
  { runId, workspace, places, except }: OwnersUndo,
  owners: Owners,
  signal: AbortSignal,
): Promise<{ readonly left: readonly string[]; readonly told: readonly string[] }> {
  const { entries } = await owners.foreign({ workspace, places }, except)
  if (entries.length === 0) return { left: [], told: [] }
  const { folders, files, left } = await owners.giveBack(
    { workspace, entries, except },
    { runId, signal },
  )
  const names = entries.slice(0, shownEntries).map((entry) => entry || '.')
  const more = entries.length > shownEntries ? ` and ${entries.length - shownEntries} more` : ''
  const found = `containers left ${names.join(', ')}${more} in the workspace as another user's`
  const given =
    folders > 0 ? [`${count(folders, 'folder')} given back to the user of this run`] : []
  const stay = files > 0 ? [`${count(files, 'file')} can be removed, not written`] : []
  return { left, told: [`${found}: ${[...given, ...stay].join(', ') || 'nothing given back'}`] }
}

const shownEntries = 5

export function isOwnersUndo(value: object): boolean {
  return (
    'runId' in value &&
    typeof value.runId === 'string' &&
    'workspace' in value &&
    typeof value.workspace === 'string' &&
    'places' in value &&
    areTexts(value.places) &&
    'except' in value &&
    areTexts(value.except)
  )
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
