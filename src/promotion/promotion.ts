// Whether images that passed already are released without a second trial: what is known of it so far.

import type { IssuedCertificate } from '../certificate/papers.ts'
import { runUrl } from '../certificate/plan.ts'
import { demandOf, type SignatureDemand } from '../certificate/signing.ts'
import type { CertifiedImage } from '../certificate/statement.ts'
import type { Failure } from '../errors.ts'
import type { Facts } from '../event/event.ts'
import type { Policy } from '../event/policy.ts'
import type { PlannedImage } from '../images/plan.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { PublishPlan, Pushing, PushPlan } from '../publish/berths.ts'
import type { Manifest } from '../world/world.ts'

export type Promotion =
  | { readonly kind: 'no'; readonly reason: string }
  /** Not looked up yet. */
  | PromotionSearch
  /** Nothing can be promoted, so the whole trial is run. */
  | {
      readonly kind: 'trial'
      readonly reason: string
      /** Images that are there under the tag of the commit, which stays with them. */
      readonly taken: readonly FoundImage[]
    }
  /** Nothing can be promoted, and a trial is not wanted. */
  | { readonly kind: 'refuse'; readonly reason: string; readonly failures: readonly Failure[] }
  | Promotable

export interface PromotionSearch {
  readonly kind: 'try'
  readonly reason: string
  readonly otherwise: 'trial' | 'refuse'
  readonly source: PromotionSource
  readonly images: readonly SoughtImage[]
  readonly release: ReleasePlan
  /** Set where a certificate must be signed. */
  readonly signature?: SignatureDemand
}

/** What is done once images are found. */
export interface ReleasePlan {
  readonly publish: Pushing
  /** The tag of git, or the commit where there is none. */
  readonly of: string
  readonly repository?: string
  readonly url?: string
  /** For all of it, retries included. */
  readonly budgetMs: number
}

export interface PromotionSource {
  /** Address of the repository at its server. */
  readonly repository?: string
  readonly commit?: string
  readonly tree?: string
  /** Of all that goes into the trial, where that is asked for in place of the other two. */
  readonly inputs?: string
}

export interface SoughtImage {
  readonly target: string
  readonly services: readonly string[]
  /** Looked through in this order. */
  readonly repositories: readonly string[]
}

export interface Promotable {
  readonly kind: 'promote'
  readonly reason: string
  readonly images: readonly FoundImage[]
  readonly others: readonly CertifiedImage[]
  readonly certificate: IssuedCertificate
  readonly release: ReleasePlan
}

export interface FoundImage extends SoughtImage {
  /** Where it was found. */
  readonly repository: string
  readonly tag: string
  readonly manifest: Manifest
  /** Compressed, as its manifest says. */
  readonly bytes: number
}

export interface PromotionQuestion {
  readonly policy: Policy
  readonly facts: Facts
  readonly inputs: Pick<Inputs, 'mode' | 'promote' | 'push' | 'certificate' | 'trustedRoot'>
  readonly images: readonly PlannedImage[]
  readonly publish: PublishPlan
}

/** A few requests for each image, and for other registries the images themselves. */
const budgetMs = 30 * 60_000

export function planPromotion(question: PromotionQuestion): {
  readonly promotion: Promotion
  readonly problems: readonly Failure[]
} {
  const { policy, publish, inputs, facts, images } = question
  if (policy.promote.kind === 'no' || publish.kind === 'skip') {
    const why =
      policy.promote.kind === 'no'
        ? policy.promote.reason
        : `a promotion is a push, and nothing is pushed: ${publish.reason}`
    // A refused run and push: false have their own words for it.
    const { mode, push } = inputs
    const asked = mode === 'promote' && push !== 'false' && policy.refused === undefined
    return { promotion: { kind: 'no', reason: why }, problems: asked ? [idle(why)] : [] }
  }
  const signature = demandOf(inputs, facts.repository?.url)
  const isWanted = inputs.mode === 'promote' || inputs.promote === 'always'
  return {
    promotion: {
      kind: 'try',
      reason: policy.promote.reason,
      otherwise: isWanted ? 'refuse' : 'trial',
      source: sourceOf(facts),
      images: images.map(({ target, services, repositories }) => ({
        target,
        services,
        repositories,
      })),
      release: releaseOf(facts, publish),
      ...(signature && { signature }),
    },
    problems: [],
  }
}

function idle(why: string): Failure {
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-NO-PROMOTION',
    what: 'mode is promote, and nothing can be promoted',
    why,
    fix: 'run it for a tag or a branch whose images a trial has pushed, with a registry named',
  }
}

function releaseOf(facts: Facts, publish: Pushing): ReleasePlan {
  const { repository, tag, sha } = facts
  const url = runUrl(facts)
  return {
    publish,
    of: tag ?? sha ?? 'unknown',
    ...(repository && { repository: repository.url }),
    ...(url !== undefined && { url }),
    budgetMs,
  }
}

/** A release is built anew, with its version in its labels, so it can't be the image of that tag. */
export function withoutTaken<Image extends PushPlan>(
  images: readonly Image[],
  promotion: Promotion,
): readonly Image[] {
  if (promotion.kind !== 'trial') return images
  return images.map((image) => {
    const taken = promotion.taken.filter(({ target }) => target === image.target)
    const tags = image.tags.filter(({ name }) => !taken.some(({ tag }) => tag === name))
    return { ...image, tags }
  })
}

/** What a reader of the report should know of it. */
export function notesOn(promotion: Promotion, publish: PublishPlan): readonly string[] {
  const back = publish.kind === 'push' && publish.order === 'any'
  const force = back ? ['force: tags that move may go back in this run'] : []
  switch (promotion.kind) {
    case 'trial':
      return [
        `nothing was promoted, so the whole trial is run: ${promotion.reason}`,
        ...promotion.taken.map(
          ({ repository, tag }) => `${repository}:${tag} stays with the image that is there`,
        ),
        ...force,
      ]
    case 'promote':
      return [`nothing is built or started: ${promotion.reason}`, ...force]
    case 'no':
    case 'try':
    case 'refuse':
      return force
  }
}

function sourceOf({ repository, sha, checkedOut, treeSha, release }: Facts): PromotionSource {
  // The tree of another commit says nothing of the one that is released.
  const isItsTree = release !== undefined || checkedOut === sha
  return {
    ...(repository && { repository: repository.url }),
    ...(sha !== undefined && { commit: sha }),
    ...(treeSha !== undefined && isItsTree && { tree: treeSha }),
  }
}
