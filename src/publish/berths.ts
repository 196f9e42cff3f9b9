// What is to be published where: each image at each repository, and the state of it in words.
import type { BuiltImage } from '../build/bake.ts'
import type { Failure } from '../errors.ts'
import { configDigestOf } from '../images/manifest.ts'
import type { Tag } from '../tags/set.ts'
import type { Manifest } from '../world/world.ts'
import type { FloatingTag } from './forward.ts'

export type PublishPlan =
  | { readonly kind: 'skip'; readonly reason: string }
  | {
      readonly kind: 'push'
      readonly reason: string
      readonly images: readonly PushPlan[]
      /** For all of it, retries included. */
      readonly budgetMs: number
      readonly sha?: string
      readonly commitDate?: string
      /** The tag under which an image is staged that has no tag of its own that stays. */
      readonly stagingTag: string
      /** Whether tags that move may go back too. */
      readonly order: 'forward' | 'any'
    }

export interface PushPlan {
  readonly target: string
  readonly repositories: readonly string[]
  readonly tags: readonly Tag[]
}

export interface PublishedReference {
  readonly reference: string
  readonly state: 'pushed' | 'there' | 'moved' | 'stayed' | 'failed' | 'not touched'
  readonly reason: string
  /** What did not succeed at once: each failed try, in order. */
  readonly tries: readonly string[]
}

/** Whether the reference points to the image of this run. */
export function isOurs({ state }: PublishedReference): boolean {
  return state === 'pushed' || state === 'there' || state === 'moved'
}

/** One image at one repository: what is pushed once and may get many tags. */
export interface Berth {
  readonly image: BuiltImage
  readonly repository: string
  readonly staging: string
  readonly fixed: readonly Tag[]
  readonly floating: readonly FloatingTag[]
}

export type Pushing = Extract<PublishPlan, { kind: 'push' }>

export function berthsOf(plan: Pushing, images: readonly BuiltImage[]): readonly Berth[] {
  return images.flatMap((image) => {
    const push = plan.images.find(({ target }) => target === image.target)
    const fixed = (push?.tags ?? []).filter(({ kind }) => kind === 'immutable')
    const floating = (push?.tags ?? []).filter((tag) => tag.kind === 'floating')
    // A version is what people deploy: it must not be there before all images are.
    const ofCommit = fixed.find(({ name }) => plan.sha !== undefined && name.includes(plan.sha))
    const staging = (ofCommit ?? fixed[0])?.name ?? plan.stagingTag
    return (push?.repositories ?? []).map((repository) => ({
      image,
      repository,
      staging,
      fixed,
      floating,
    }))
  })
}

export function isLatest({ ordering }: FloatingTag): boolean {
  return ordering.kind === 'latest'
}

export function isOrdinary(tag: FloatingTag): boolean {
  return !isLatest(tag)
}

/** What is where now, and what another run will do about it. */
export function withState(
  failures: readonly Failure[],
  done: readonly PublishedReference[],
): readonly Failure[] {
  const state = [
    ...done.map(({ reference, state: what, reason }) => `${what}: ${reference} (${reason})`),
    'a second run takes what is there as it is and does the rest',
  ]
  return failures.map((failure, index) =>
    index === 0 ? { ...failure, evidence: [...(failure.evidence ?? []), ...state] } : failure,
  )
}

export function takenFailure(
  reference: string,
  there: string,
  { digest, origin }: BuiltImage,
): Failure {
  return {
    stage: 'publish',
    class: 'registry',
    code: 'ST-TAG-TAKEN',
    what: `${reference} is taken by another image`,
    why: `the registry has ${there}, tried was ${origin?.manifest.digest ?? digest}; a tag that stays is never moved`,
    fix: 'promote what is there, or make the build reproducible; delete the tag if it was pushed by mistake',
  }
}

export function mismatchFailure(
  reference: string,
  there: string,
  { digest, origin }: BuiltImage,
): Failure {
  return {
    stage: 'publish',
    class: 'registry',
    code: 'ST-OTHER-DIGEST',
    what: `${reference} is not the image that passed`,
    why: `the registry has ${there}, tried was ${origin?.manifest.digest ?? digest}`,
    fix: 'do not deploy that tag; run the trial again',
  }
}

/** The engine's classic store makes the manifest anew, around the configuration that was tried. */
export function isTried(manifest: Manifest, { store, digest, origin }: BuiltImage): boolean {
  if (origin) return manifest.digest === origin.manifest.digest
  return (store === 'classic' ? configDigestOf(manifest.text) : manifest.digest) === digest
}
