// Whether the engine sees what the stack mounts of this machine.
import { judgeSight } from '../compose/elsewhere.ts'
import { hostPaths } from '../compose/host-mounts.ts'
import type { Stack } from '../compose/model.ts'
import type { Source } from '../compose/sources.ts'
import type { Failure } from '../errors.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { World } from '../world/world.ts'

/** Only where a stack is started by this run, or by the one that is planned. */
export async function lookThroughEngine(
  { mode, smokeShards }: Inputs,
  { stack, sources }: { readonly stack: Stack; readonly sources: readonly Source[] },
  { files, engine, engineDisk }: World,
): Promise<readonly Failure[]> {
  if (mode === 'build' || mode === 'promote' || smokeShards !== undefined) return []
  const named = hostPaths(stack)
  const there = await Promise.all(named.map((path) => files.exists(path)))
  const here = named.filter((_, at) => there[at])
  if (here.length === 0) return []
  // An engine that goes away is told by whoever needs it; what it sees is not known then.
  const absent = await engineDisk.lacks(here).catch(() => [])
  const shown = (path: string): string => files.shown(path) || '.'
  return judgeSight(stack, { host: engine.host, absent }, sources, shown)
}
