// Which certificate allows a promotion: one that is beside every image and holds for all of them.
import { type Expectation, whyNot } from '../certificate/judge.ts'
import type { Paper as FoundPaper } from '../certificate/papers.ts'
import type { Certificate } from '../certificate/statement.ts'
import type { FoundImage, Promotable, PromotionSource } from './promotion.ts'

interface Paper extends FoundPaper<Certificate> {
  /** What there is against its signature. */
  readonly against: readonly string[]
}

/** What holds for all images that are sought. */
export type Fit = Pick<Promotable, 'reason' | 'images' | 'others' | 'certificate'> & {
  readonly kind: 'fit'
}

export interface Unfit {
  readonly kind: 'unfit'
  readonly reason: string
  /** What is there all the same. */
  readonly images: readonly FoundImage[]
}

/** `papers`: those of each image, in the order of the images. */
export function choose(
  tag: string,
  source: PromotionSource,
  images: readonly FoundImage[],
  papers: readonly (readonly Paper[])[],
): Fit | Unfit {
  const bare = images.filter((_, index) => !papers[index]?.length)
  if (bare.length > 0) {
    const who = bare.map(({ repository, manifest }) => `${repository}:${tag} (${manifest.digest})`)
    const reason = `${who.join(', ')} ${who.length === 1 ? 'has' : 'have'} no certificate`
    return { kind: 'unfit', reason, images }
  }
  const expected = {
    ...source,
    images: images.map(({ services, manifest: { digest } }) => ({ services, digest })),
  }
  const all = [...new Map(papers.flat().map((paper) => [paper.digest, paper])).values()]
  const judged = all.map((paper) => ({
    paper,
    reasons: [
      ...whyNot(paper.content, expected),
      ...whyNotBeside(paper, expected, papers),
      ...paper.against,
    ],
  }))
  // What lacks least is what was meant.
  const [best] = judged.toSorted((one, other) => one.reasons.length - other.reasons.length)
  if (best === undefined) return { kind: 'unfit', reason: 'there is no image', images }
  const { digest, text, bundle, content: certificate } = best.paper
  const name = `certificate ${digest.slice(0, shownDigest)}`
  if (best.reasons.length > 0) {
    const reason = `${name} does not hold for the images ${tag}: ${best.reasons.join('; ')}`
    return { kind: 'unfit', reason, images }
  }
  const { others, url } = certificate
  const where = url === undefined ? '' : `, made by ${url}`
  const issued = { digest, text, ...(bundle !== undefined && { bundle }) }
  const reason = `${name} holds for all images ${tag}${where}`
  return { kind: 'fit', reason, images, others, certificate: issued }
}

const shownDigest = 'sha256:'.length + 12

function whyNotBeside(
  { digest }: Paper,
  { images }: Expectation,
  papers: readonly (readonly Paper[])[],
): readonly string[] {
  const without = images.filter((_, index) => !papers[index]?.some((one) => one.digest === digest))
  return without.map(({ services }) => `it is not beside the image of ${services.join(', ')}`)
}
