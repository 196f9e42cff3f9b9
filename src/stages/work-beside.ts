// What is done with a build while others go on with its images: it is kept for the next run, and looked at.
import type { BuildPlan } from '../build/plan.ts'
import type { Recorder } from '../report/recorder.ts'
import type { World } from '../world/world.ts'
import type { BuildResult } from './build.ts'
import { describe } from './describe.ts'
import { keepCache } from './keep-cache.ts'
import { keepMounts } from './mounts.ts'

export function workBeside(
  plan: BuildPlan,
  built: BuildResult,
  record: Pick<Recorder, 'beside' | 'cacheKept' | 'described'>,
  world: World,
): { readonly end: () => Promise<void> } {
  const beside = record.beside(world)
  const cache = keepCache(plan, built, beside)
  const mounts = keepMounts(plan.mounts, built, beside)
  const described = describe(plan, built, world)
  return {
    async end(): Promise<void> {
      record.cacheKept(await cache.done(), await mounts.done())
      record.described(await described.end())
    },
  }
}
