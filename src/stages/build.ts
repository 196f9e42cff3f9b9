// Builds all images of the plan in one solve and hands on their digests, never only their names.
import type { BuiltImage, ImagePlan } from '../build/bake.ts'
import { bakeDefinition, parseBuildMetadata } from '../build/bake.ts'
import { buildFailure } from '../build/failure.ts'
import { BuildProgress } from '../build/progress.ts'
import type { Cleanup } from '../cleanup.ts'
import { type Failure, messageOf, TrialError } from '../errors.ts'
import type { World } from '../world.ts'

export interface BuildPlan {
  readonly images: readonly ImagePlan[]
  readonly workdir: string
  /** Commit time in seconds: an unchanged tree gives the same bytes. */
  readonly sourceDateEpoch: number
  readonly metadataFile: string
  readonly timeoutMs: number
}

export async function build(
  plan: BuildPlan,
  world: World,
  cleanup: Cleanup,
): Promise<readonly BuiltImage[]> {
  if (plan.images.length === 0) return []
  for (const { candidate } of plan.images) cleanup.add({ kind: 'image-tag', reference: candidate })
  const progress = new BuildProgress()
  const words: string[] = []
  const outcome = await world.runner.run(
    {
      program: 'docker',
      argv: [
        ...['buildx', 'bake', '--file', '-', '--progress', 'rawjson'],
        // Compose projects read folders beside their own; bake asks for leave, which the user gave by running us.
        ...['--allow', 'fs=*', '--allow', 'network.host', '--allow', 'ssh'],
        ...['--provenance=false', '--metadata-file', plan.metadataFile],
      ],
      cwd: plan.workdir,
      env: { SOURCE_DATE_EPOCH: String(plan.sourceDateEpoch) },
      stdin: bakeDefinition(plan.images),
    },
    {
      signal: world.signal,
      timeoutMs: plan.timeoutMs,
      onLine(stream, line) {
        if (stream === 'stderr' && !line.startsWith('{')) words.push(line)
        for (const shown of progress.read(line)) world.log.foreign(shown)
      },
    },
  )
  if (outcome.exitCode !== 0) {
    const shown = (path: string): string => world.files.shown(path)
    const step = progress.failed()
    throw new TrialError(buildFailure({ outcome, step, words, images: plan.images, shown }))
  }
  return readImages(plan, await readDigests(plan, world))
}

async function readDigests(
  { metadataFile }: BuildPlan,
  { files }: World,
): Promise<ReadonlyMap<string, string>> {
  try {
    return parseBuildMetadata(await files.read(metadataFile))
  } catch (error) {
    throw new TrialError(noDigest('any image', messageOf(error)), { cause: error })
  }
}

function readImages(plan: BuildPlan, digests: ReadonlyMap<string, string>): readonly BuiltImage[] {
  return plan.images.map(({ target, services, candidate }) => {
    const digest = digests.get(target)
    if (digest === undefined)
      throw new TrialError(noDigest(services.join(', '), 'its metadata lacks it'))
    const repository = candidate.slice(0, candidate.lastIndexOf(':'))
    return { target, services, candidate, digest, reference: `${repository}@${digest}` }
  })
}

/** Without its digest an image can't be told from another one of the same name. */
function noDigest(whose: string, why: string): Failure {
  return {
    stage: 'build',
    class: 'infrastructure',
    what: `buildx built the images but gave no digest of ${whose}`,
    why,
    fix: 'run the trial again; update buildx if it happens again',
  }
}
