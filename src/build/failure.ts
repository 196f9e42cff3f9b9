// Why a build failed, in the user's words: which image, which step, at which line of which Dockerfile.

import type { Failure, Place } from '../errors.ts'
import type { Outcome } from '../world/world.ts'
import { adviceFor } from './advice.ts'
import type { ImagePlan } from './bake.ts'
import { engineTrouble } from './engine-trouble.ts'
import { type BuildStep, brokenSteps } from './progress.ts'

export interface FailedBuild {
  readonly outcome: Outcome
  readonly steps: readonly BuildStep[]
  /** What buildx said beside its progress. */
  readonly words: readonly string[]
  readonly images: readonly ImagePlan[]
  /** A path as the user knows it. */
  readonly shown: (path: string) => string
}

const shownLogLines = 20

/** One for each step that broke; steps that were ended for another's sake are no failures. */
export function buildFailures(build: FailedBuild): readonly Failure[] {
  const words = build.words.filter((line) => line.trim() !== '')
  const broken = brokenSteps(build.steps)
  const failures = (broken.length > 0 ? broken : [undefined]).map((step) =>
    failureOf(step, { ...build, words }),
  )
  return [...new Map(failures.map((failure) => [failure.what, failure])).values()]
}

function failureOf(step: BuildStep | undefined, build: FailedBuild): Failure {
  const { outcome, words, shown } = build
  const image = imageOf(step, build)
  const at = step ? `the build failed at ${step.name}` : 'the build failed'
  const where = placeOf(words, image, shown)
  const why = outcome.timedOut
    ? 'its time was up'
    : (step?.error ??
      words.findLast(isError) ??
      words.at(-1) ??
      `buildx ended with exit code ${outcome.exitCode}`)
  const evidence = (step && step.log.length > 0 ? step.log : words).slice(-shownLogLines)
  const trouble = outcome.timedOut ? undefined : engineTrouble(words, step?.log ?? [])
  if (trouble) return { stage: 'build', class: 'infrastructure', ...trouble, evidence }
  const advice = adviceFor({
    step: step?.name ?? '',
    said: [why, ...(step?.log ?? words)].join('\n'),
    ignoreFile: image ? shown(`${image.build.context}/.dockerignore`) : '.dockerignore',
  })
  return {
    stage: 'build',
    class: 'build',
    what: image ? `${image.services.join(', ')}: ${at}` : at,
    why,
    code: outcome.timedOut ? 'ST-BUILD-TIME' : (advice?.code ?? 'ST-BUILD'),
    fix: advice?.fix ?? 'mend that step; the lines below are its last output',
    ...(where && { where }),
    evidence,
  }
}

/** BuildKit puts the target's name before a step only where there are several targets. */
function imageOf(
  step: BuildStep | undefined,
  { images, words }: FailedBuild,
): ImagePlan | undefined {
  if (images.length === 1) return images[0]
  const named = images.find(({ target }) => step?.name.startsWith(`[${target} `))
  if (named || step) return named
  return images.find(({ target }) => words.some((word) => word.includes(`target ${target}: `)))
}

function isError(word: string): boolean {
  return word.startsWith('ERROR: ')
}

/** BuildKit prints `Dockerfile:7` above the lines around the failing one, which stand between rules. */
function placeOf(
  words: readonly string[],
  image: ImagePlan | undefined,
  shown: FailedBuild['shown'],
): Place | undefined {
  const line = words
    .filter((_, index) => words[index + 1]?.startsWith('-----'))
    .map((word) => /^\S.*:(\d+)$/.exec(word)?.[1])
    .find((match) => match !== undefined)
  return dockerfilePlace(image, line === undefined ? undefined : Number(line), shown)
}

/** Undefined where its Dockerfile is no file of the user's. */
export function dockerfilePlace(
  image: ImagePlan | undefined,
  line: number | undefined,
  shown: FailedBuild['shown'],
): Place | undefined {
  const file = image && dockerfilePath(image.build)
  return file === undefined || line === undefined ? undefined : { file: shown(file), line }
}

/** Undefined where it is written in the Compose file, or is that of a repository. */
export function dockerfilePath(build: ImagePlan['build']): string | undefined {
  const { context, dockerfile = 'Dockerfile', dockerfileInline } = build
  if (dockerfileInline !== undefined || !context.startsWith('/')) return undefined
  return dockerfile.startsWith('/') ? dockerfile : `${context}/${dockerfile}`
}
