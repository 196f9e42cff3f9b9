// Builds all images of the plan in one solve and hands on their digests, never only their names.
import type { BuiltImage, ImagePlan } from '../bake.ts'
import { bakeDefinition, parseBuildMetadata } from '../bake.ts'
import { BuildProgress } from '../build-progress.ts'
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
import type { Outcome, World } from '../world.ts'

export interface BuildPlan {
  readonly images: readonly ImagePlan[]
  readonly workdir: string
  /** Commit time in seconds: an unchanged tree gives the same bytes. */
  readonly sourceDateEpoch: number
  readonly metadataFile: string
  readonly timeoutMs: number
}

const shownLogLines = 20

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
  if (outcome.exitCode !== 0) throw new TrialError(buildFailure(outcome, progress, words, plan))
  return readImages(plan, await world.files.read(plan.metadataFile))
}

function readImages(plan: BuildPlan, metadata: string): readonly BuiltImage[] {
  const digests = parseBuildMetadata(metadata)
  return plan.images.map(({ target, services, candidate }) => {
    const digest = digests.get(target)
    if (digest === undefined) throw new Error(`buildx gave no digest for ${target}`)
    const repository = candidate.slice(0, candidate.lastIndexOf(':'))
    return { target, services, candidate, digest, reference: `${repository}@${digest}` }
  })
}

function buildFailure(
  outcome: Outcome,
  progress: BuildProgress,
  words: readonly string[],
  plan: BuildPlan,
) {
  const step = progress.failed()
  const said = words.filter((line) => line.trim() !== '')
  const target = plan.images.find((image) => step?.name.startsWith(`[${image.target} `))
  const what = step ? `the build failed at ${step.name}` : 'the build failed'
  const why = outcome.timedOut
    ? 'its time was up'
    : (step?.error ?? said.at(-1) ?? `buildx ended with exit code ${outcome.exitCode}`)
  return {
    stage: 'build',
    class: 'build',
    what: target ? `${target.services.join(', ')}: ${what}` : what,
    why,
    fix: 'mend that step; the lines below are its last output',
    evidence: (step && step.log.length > 0 ? step.log : said).slice(-shownLogLines),
  } as const
}
