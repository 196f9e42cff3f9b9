// Builds all images of the plan in one solve and hands on their digests, never only their names.
import type { BuildMetadata, BuiltImage, ImagePlan } from '../build/bake.ts'
import { bakeDefinition, parseBuildMetadata } from '../build/bake.ts'
import { buildFailure } from '../build/failure.ts'
import type { BuildPlan } from '../build/plan.ts'
import { BuildProgress } from '../build/progress.ts'
import type { Cleanup } from '../cleanup.ts'
import { type Failure, TrialError } from '../errors.ts'
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
  const built = parseBuildMetadata(await world.files.read(plan.metadataFile))
  const images = await Promise.all(plan.images.map((image) => readImage(image, built, plan, world)))
  for (const { target, digest } of images) world.log.info(`✓ ${target}: ${digest}`)
  return images
}

/** What the engine holds under the name of the image, which must be what the builder says it made. */
async function readImage(
  { target, services, candidate }: ImagePlan,
  built: ReadonlyMap<string, BuildMetadata>,
  { builder, store }: BuildPlan,
  { engine }: World,
): Promise<BuiltImage> {
  const made = built.get(target)
  const held = await engine.image(candidate)
  if (!made || !held) throw new Error(`buildx made no image for ${target}`)
  // An image that is loaded from another builder may get another manifest, never another configuration.
  const expected = store === 'classic' ? made.configDigest : made.digest
  if (held.id !== expected && (builder.kind === 'engine' || store === 'classic')) {
    throw new TrialError(replacedFailure(target, held.id, expected))
  }
  const repository = candidate.slice(0, candidate.lastIndexOf(':'))
  const reference = store === 'classic' ? held.id : `${repository}@${held.id}`
  return { target, services, candidate, digest: held.id, store, bytes: held.bytes, reference }
}

function replacedFailure(target: string, held: string, expected: string | undefined): Failure {
  return {
    stage: 'build',
    class: 'infrastructure',
    what: `the engine holds ${held} as the image of ${target}, not what was built (${expected})`,
    why: 'another process changed it after the build',
    fix: 'run the trial again',
  }
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
