// What a build needs before it begins: its builder, the cache of layers, the content of cache mounts.
import type { BuilderChoice } from '../build/builder.ts'
import { makeBuilder } from '../build/builder-work.ts'
import { type FetchedCache, fetchCache } from '../build/cache-work.ts'
import type { BuildPlan } from '../build/plan.ts'
import type { Cleanup } from '../cleanup.ts'
import type { World } from '../world/world.ts'
import { type RestoredMounts, restoreMounts } from './mounts.ts'

export interface BuildMeans {
  readonly builder: BuilderChoice
  readonly readCache: 'read' | 'cold'
  readonly mounts: RestoredMounts
  /** What the cache of layers lacks. */
  readonly warning?: string
}

export async function readyBuild(
  plan: BuildPlan,
  world: World,
  cleanup: Cleanup,
): Promise<BuildMeans> {
  const made = await makeBuilder(plan, world, cleanup)
  const ready: FetchedCache =
    made.warning === undefined
      ? await fetchCache(plan.cache, world)
      : { service: 'answers', warning: made.warning }
  const warning = plan.cache.warning ?? ready.warning
  if (warning !== undefined) world.log.warning(warning)
  return {
    builder: made.builder,
    readCache: ready.warning === undefined && reads(plan) ? 'read' : 'cold',
    mounts: await fillMounts(plan, made.builder, ready, world, cleanup),
    ...(warning !== undefined && { warning }),
  }
}

function reads({ cache }: BuildPlan): boolean {
  return [...cache.images.values()].some(({ from }) => from.length > 0)
}

/** A service that was found broken is not asked again, nor told of twice. */
async function fillMounts(
  { mounts }: BuildPlan,
  builder: BuilderChoice,
  { service }: FetchedCache,
  world: World,
  cleanup: Cleanup,
): Promise<RestoredMounts> {
  if (mounts.kind === 'kept' && service === 'refuses') return { open: [] }
  const restored = await restoreMounts(mounts, builder, world, cleanup)
  if (restored.warning !== undefined) world.log.warning(restored.warning)
  return restored
}
