// Builds all images of the plan in one solve and hands on their digests, never only their names.
import type { BuiltImage } from '../build/bake.ts'
import { bakeDefinition, parseBuildMetadata } from '../build/bake.ts'
import { buildFailure } from '../build/failure.ts'
import type { BuildPlan } from '../build/plan.ts'
import { BuildProgress } from '../build/progress.ts'
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
import { redacting } from '../text/redact.ts'
import type { Command, World } from '../world.ts'

export async function build(
  plan: BuildPlan,
  world: World,
  cleanup: Cleanup,
): Promise<readonly BuiltImage[]> {
  if (plan.images.length === 0) return []
  for (const { candidate } of plan.images) cleanup.add({ kind: 'image-tag', reference: candidate })
  const { secrets } = plan
  for (const { path, content } of secrets.files) await world.files.write(path, content)
  const redact = redacting(secrets.values)
  const progress = new BuildProgress(redact)
  const words: string[] = []
  const outcome = await world.runner.run(bakeCommand(plan), {
    signal: world.signal,
    timeoutMs: plan.timeoutMs,
    onLine(stream, line) {
      if (stream === 'stderr' && !line.startsWith('{')) words.push(redact(line))
      for (const shown of progress.read(line)) world.log.foreign(shown)
    },
  })
  if (outcome.exitCode !== 0) {
    const shown = (path: string): string => world.files.shown(path)
    const step = progress.failed()
    throw new TrialError(buildFailure({ outcome, step, words, images: plan.images, shown }))
  }
  return readImages(plan, await world.files.read(plan.metadataFile))
}

/** The engine unpacks what it builds, and BuildKit then can't set the times of what steps wrote. */
function outputOf({ kind }: BuildPlan['builder']): string {
  return kind === 'engine' ? 'type=docker' : 'type=docker,rewrite-timestamp=true'
}

function entitlementsOf({ images }: BuildPlan): readonly string[] {
  const insecure = images.some(({ build }) => build.privileged) ? ['security.insecure'] : []
  return [...new Set([...images.flatMap(({ build }) => build.entitlements), ...insecure])]
}

function bakeCommand(plan: BuildPlan): Command {
  const { builder } = plan
  return {
    program: 'docker',
    argv: [
      ...['buildx', 'bake', '--file', '-', '--progress', 'rawjson'],
      ...(builder.kind === 'engine' ? [] : ['--builder', builder.name]),
      // Compose projects read folders beside their own; bake asks for leave, which the user gave by running us.
      ...['--allow', 'fs=*', '--allow', 'network.host', '--allow', 'ssh'],
      ...entitlementsOf(plan).flatMap((one) => ['--allow', one]),
      ...plan.overrides.flatMap((override) => ['--set', override]),
      ...['--metadata-file', plan.metadataFile],
    ],
    cwd: plan.workdir,
    env: {
      SOURCE_DATE_EPOCH: String(plan.sourceDateEpoch),
      BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
      ...plan.secrets.env,
    },
    stdin: bakeDefinition(plan.images, outputOf(builder)),
  }
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
