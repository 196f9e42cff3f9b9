// A build that went well, and whose image is not where it must be.
import type { Failure } from '../errors.ts'

export function replacedFailure(
  target: string,
  held: string,
  expected: string | undefined,
): Failure {
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
export function elsewhereFailure(target: string, builder: string): Failure {
  return {
    stage: 'build',
    class: 'input',
    what: `the image of ${target} is not in the engine that is to try it`,
    why: `the builder ${builder} is another engine's own, and keeps there what it builds`,
    fix: 'leave out the builder, or let DOCKER_CONTEXT or DOCKER_HOST name its engine',
  }
}

/** Without its digest an image can't be told from another one of the same name. */
export function noDigest(whose: string, why: string): Failure {
  return {
    stage: 'build',
    class: 'infrastructure',
    code: 'ST-BUILDER',
    what: `buildx built the images but gave no digest of ${whose}`,
    why,
    fix: 'run the trial again; update buildx if it happens again',
  }
}
