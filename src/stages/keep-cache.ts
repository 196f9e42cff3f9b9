// Sends what was built to the cache while the stack is tried; it never decides over the run.
import type { BuilderChoice } from '../build/builder.ts'
import { exportCommand, hasExport } from '../build/command.ts'
import type { BuildPlan } from '../build/plan.ts'
import { BuildProgress, brokenSteps } from '../build/progress.ts'
import { messageOf } from '../errors.ts'
import { redacting } from '../text/redact.ts'
import type { World } from '../world/world.ts'
import type { BuildResult } from './build.ts'

export interface Keeping {
  /** Waits until the cache is kept or given up; gives the reason of the latter. */
  done(): Promise<string | undefined>
}

/** A first export of a large stack takes minutes; one that says nothing for so long hangs. */
const exportDeadlineMs = 5 * 60_000
const silenceMs = 20_000
const saveDeadlineMs = 60_000

export function keepCache(
  plan: BuildPlan,
  { parts, cacheWarning }: Pick<BuildResult, 'parts' | 'cacheWarning'>,
  world: World,
): Keeping {
  if (cacheWarning !== undefined || !hasExport(plan)) return { done: async () => undefined }
  const working = exportCache(plan, parts, world).catch((error: unknown) => messageOf(error))
  return { done: () => working }
}

async function exportCache(
  plan: BuildPlan,
  parts: BuildResult['parts'],
  world: World,
): Promise<string | undefined> {
  const { cache } = plan
  for (const { fresh } of cache.folders) await world.files.removeFolder(fresh)
  for (const part of parts) {
    const problem = await runExport(part.plan, part.builder, world)
    if (problem !== undefined) return problem
  }
  for (const { fresh, used } of cache.folders) {
    if (await world.files.exists(fresh)) await world.files.replaceFolder(fresh, used)
  }
  const { archive } = cache
  if (!archive?.write) return undefined
  return world.store.save(archive.folder, { key: archive.key, timeoutMs: saveDeadlineMs })
}

async function runExport(
  plan: BuildPlan,
  builder: BuilderChoice,
  { runner, signal, clock }: World,
): Promise<string | undefined> {
  const progress = new BuildProgress(redacting(plan.secrets.values))
  const silent = new AbortController()
  const ended = new AbortController()
  let heardAt = clock.now()
  const watch = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      if (clock.now() - heardAt > silenceMs) return silent.abort()
      // Rejects when the export has ended, which is how this loop ends.
      await clock.sleep(1000, ended.signal).catch(() => {})
    }
  }
  const watching = watch()
  try {
    const outcome = await runner.run(exportCommand(plan, builder), {
      signal: AbortSignal.any([signal, silent.signal]),
      timeoutMs: exportDeadlineMs,
      onLine(_, line) {
        heardAt = clock.now()
        progress.read(line)
      },
    })
    if (outcome.timedOut) return 'its time was up'
    return (
      brokenSteps(progress.steps())[0]?.error ??
      (outcome.exitCode === 0 ? undefined : 'buildx failed')
    )
  } catch (error) {
    if (silent.signal.aborted) return `nothing was heard of it for ${silenceMs / 1000}s`
    throw error
  } finally {
    ended.abort()
    await watching
  }
}
