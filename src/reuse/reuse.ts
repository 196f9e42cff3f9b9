// Whether a trial is taken as passed because nothing that goes into it has changed: what is known so far.
import type { IssuedCertificate } from '../certificate/papers.ts'
import type { SignatureDemand } from '../certificate/signing.ts'
import type { CertifiedImage } from '../certificate/statement.ts'
import type { FoundImage, PromotionSource, SoughtImage } from '../promotion/promotion.ts'
import type { Compared } from './compared.ts'

export type Reuse =
  /** Not wanted in such a run. */
  | { readonly kind: 'no'; readonly reason: string }
  /** Not looked up yet. */
  | ReuseSearch
  /** Wanted, and the whole trial is run all the same. */
  | {
      readonly kind: 'trial'
      readonly reason: string
      /** Absent where it can't be known what all goes in. */
      readonly inputs?: KnownInputs
    }
  | Proven

export interface ReuseSearch {
  readonly kind: 'try'
  readonly reason: string
  readonly compared: Compared
  readonly source: Pick<PromotionSource, 'repository'>
  readonly images: readonly SoughtImage[]
  /** Set where a certificate must be signed. */
  readonly signature?: SignatureDemand
  /** For all questions to registries. */
  readonly budgetMs: number
}

/** What goes into a trial, as far as it decides how it ends. */
export interface KnownInputs {
  /** SHA-256, in hex. */
  readonly hash: string
  /** Digests of images that others made, by the names in the user's files. */
  readonly images: ReadonlyMap<string, string>
}

export interface Proven {
  readonly kind: 'taken'
  readonly reason: string
  readonly inputs: KnownInputs
  readonly images: readonly FoundImage[]
  readonly others: readonly CertifiedImage[]
  readonly certificate: IssuedCertificate
}

/** Set with each certificate that says what went in. */
export function inputsTag(hash: string): string {
  return `inputs-${hash}`
}
