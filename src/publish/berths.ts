// What is to be published where: each image at each repository, and the state of it in words.
import type { BuiltImage } from '../build/bake.ts'
import type { Failure } from '../errors.ts'
import type { Tag } from '../tags/set.ts'

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
    }

export interface PushPlan {
  readonly target: string
  readonly repositories: readonly string[]
  readonly tags: readonly Tag[]
}

export interface PublishedReference {
  readonly reference: string
  readonly state: 'pushed' | 'there' | 'moved' | 'stayed'
  readonly reason: string
}

/** One image at one repository: what is pushed once and may get many tags. */
export interface Berth {
  readonly image: BuiltImage
  readonly repository: string
  readonly staging: string
  readonly fixed: readonly Tag[]
  readonly floating: readonly Tag[]
}

export type Pushing = Extract<PublishPlan, { kind: 'push' }>

export function berthsOf(plan: Pushing, images: readonly BuiltImage[]): readonly Berth[] {
  return images.flatMap((image) => {
    const push = plan.images.find(({ target }) => target === image.target)
    const fixed = (push?.tags ?? []).filter(({ kind }) => kind === 'immutable')
    const floating = (push?.tags ?? []).filter(({ kind }) => kind === 'floating')
    const staging = fixed[0]?.name ?? plan.stagingTag
    return (push?.repositories ?? []).map((repository) => ({
      image,
      repository,
      staging,
      fixed,
      floating,
    }))
  })
}

export function isLatest(tag: Tag): boolean {
  return tag.kind === 'floating' && tag.ordering.kind === 'latest'
}

export function isOrdinary(tag: Tag): boolean {
  return !isLatest(tag)
}

/** What is where now, and what another run will do about it. */
export function withState(
  failures: readonly Failure[],
  done: readonly PublishedReference[],
  berths: readonly Berth[],
): readonly Failure[] {
  const known = new Set(done.map(({ reference }) => reference))
  const untouched = berths
    .flatMap(({ repository, floating }) => floating.map(({ name }) => `${repository}:${name}`))
    .filter((reference) => !known.has(reference))
  const state = [
    ...done.map(({ reference, state: what, reason }) => `${what}: ${reference} (${reason})`),
    ...untouched.map((reference) => `not touched: ${reference}`),
    'a second run takes what is there as it is and does the rest',
  ]
  return failures.map((failure, index) =>
    index === 0 ? { ...failure, evidence: [...(failure.evidence ?? []), ...state] } : failure,
  )
}

export function takenFailure(reference: string, there: string, { digest }: BuiltImage): Failure {
  return {
    stage: 'publish',
    class: 'registry',
    what: `${reference} is taken by another image`,
    why: `the registry has ${there}, tried was ${digest}; a tag that stays is never moved`,
    fix: 'promote what is there, or make the build reproducible; delete the tag if it was pushed by mistake',
  }
}
