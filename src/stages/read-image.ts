// The image as the engine has it behind a build, by its digest.
import type { BuildMetadata, BuiltImage, ImagePlan } from '../build/bake.ts'
import type { BuildPlan } from '../build/plan.ts'
import { type Failure, TrialError } from '../errors.ts'
import type { World } from '../world/world.ts'
import { type Exports, imageAs } from './exports.ts'

/** What the engine holds under the name of the image, which must be what the builder says it made. */
export async function readImage(
  image: ImagePlan,
  built: ReadonlyMap<string, BuildMetadata>,
  { builder, store }: BuildPlan,
  { engine, exports }: { readonly engine: World['engine']; readonly exports: Exports },
): Promise<BuiltImage> {
  const { target, candidate } = image
  const made = built.get(target)
  // What was seen before the end is good if it is what the build then said; all else is looked at anew.
  const early = await exports.held(target)
  const isMade = early !== undefined && early.id === expectedOf(made, store)
  const held = isMade ? early : await engine.image(candidate)
  if (!held && builder.kind === 'engine' && builder.name !== undefined) {
    throw new TrialError(elsewhereFailure(target, builder.name))
  }
  if (!made || !held) throw new TrialError(replacedFailure(target, 'nothing', made?.digest))
  // An image that is loaded from another builder may get another manifest, never another configuration.
  const expected = expectedOf(made, store)
  if (held.id !== expected && (builder.kind === 'engine' || store === 'classic')) {
    throw new TrialError(replacedFailure(target, held.id, expected))
  }
  const config = store === 'classic' ? held.id : made.configDigest
  return { ...imageAs(image, held, store), ...(config !== undefined && { config }) }
}

function expectedOf(
  made: BuildMetadata | undefined,
  store: BuildPlan['store'],
): string | undefined {
  return store === 'classic' ? made?.configDigest : made?.digest
}

function replacedFailure(target: string, held: string, expected: string | undefined): Failure {
  return {
    stage: 'build',
    class: 'infrastructure',
    code: 'ST-REPLACED',
    what: `the engine holds ${held} as the image of ${target}, not what was built (${expected})`,
    why: 'another process changed it after the build',
    fix: 'run the trial again',
  }
}

/** The engine of each Docker context is listed as a builder of its name. */
function elsewhereFailure(target: string, builder: string): Failure {
  return {
    stage: 'build',
    class: 'input',
    code: 'ST-IMAGE-ELSEWHERE',
    what: `the image of ${target} is not in the engine that is to try it`,
    why: `the builder ${builder} is another engine's own, and keeps there what it builds`,
    fix: 'leave out the builder, or let DOCKER_CONTEXT or DOCKER_HOST name its engine',
  }
}
