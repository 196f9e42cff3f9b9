// Looks at what was built, beside the trial: what it finds is told, and never decides.
import type { BuiltImage, ImagePlan } from '../build/bake.ts'
import { baseOf } from '../build/bases.ts'
import { describeImage, type ImageDescription } from '../build/contents.ts'
import { dockerfilePath } from '../build/failure.ts'
import type { BuildPlan } from '../build/plan.ts'
import { messageOf } from '../errors.ts'
import { redacting } from '../text/redact.ts'
import type { World } from '../world/world.ts'
import type { BuildResult } from './build.ts'

export interface Describing {
  /** Gives what is known by then; whoever has done all else waits no longer for it. */
  end(): Promise<readonly ImageDescription[]>
}

/** An engine answers in milliseconds, one under load in some hundred. */
const graceMs = 1000

/** Begins at once; never throws. */
export function describe(plan: BuildPlan, built: BuildResult, world: World): Describing {
  const known: ImageDescription[] = []
  const ended = new AbortController()
  const signal = AbortSignal.any([world.signal, ended.signal])
  const work = async (): Promise<void> => {
    // One at a time: the engine is busy with the stack.
    for (const image of built.images) {
      if (signal.aborted) return
      known.push(await describeOne(image, plan, built, world))
    }
  }
  const working = work().catch((error: unknown) => {
    world.log.debug(`what was built could not be looked at: ${messageOf(error)}`)
  })
  return {
    async end() {
      // Rejects when the run was cancelled, who has no time for this, or when there is nothing to wait for.
      const late = world.clock.sleep(graceMs, signal).catch(() => {})
      await Promise.race([working, late])
      ended.abort()
      return [...known]
    },
  }
}

async function describeOne(
  { target, services, digest }: BuiltImage,
  { images, sourceDateEpoch, secrets }: BuildPlan,
  { bases }: BuildResult,
  world: World,
): Promise<ImageDescription> {
  const contents = await world.inside.contents(digest)
  const build = images.find((image) => image.target === target)?.build
  const text = build && (await dockerfileText(build, world))
  const base = build && text !== undefined ? baseOf(text, build) : undefined
  const redact = redacting(secrets.values)
  const layers = contents.layers.map((layer) => ({
    ...layer,
    instruction: redact(layer.instruction),
  }))
  const now = world.clock.date()
  const about = { services, found: bases, sourceDateEpoch, now }
  return describeImage({ ...about, contents: { ...contents, layers }, base })
}

/** Undefined where it can't be read from here: it is that of a repository. */
async function dockerfileText(
  build: ImagePlan['build'],
  { files }: World,
): Promise<string | undefined> {
  if (build.dockerfileInline !== undefined) return build.dockerfileInline
  const path = dockerfilePath(build)
  return path === undefined ? undefined : files.read(path).catch(() => undefined)
}
