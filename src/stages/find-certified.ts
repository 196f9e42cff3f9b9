// Looks for images that passed already, and for a certificate that says so of all of them together.
import { partsOf } from '../certificate/artifact.ts'
import { Attachments } from '../certificate/attachments.ts'
import { papersBeside } from '../certificate/papers.ts'
import { parseCertificate, testResultType } from '../certificate/statement.ts'
import { type Failure, TrialError } from '../errors.ts'
import { choose, type Fit, type Unfit } from '../promotion/choice.ts'
import type { FoundImage, Promotion, PromotionSearch, SoughtImage } from '../promotion/promotion.ts'
import { commitTag, treeTag } from '../promotion/tags.ts'
import type { World } from '../world/world.ts'
import { type SignatureJudge, signatureJudge } from './check-signatures.ts'

const certificates = { type: testResultType, read: parseCertificate }

export async function findCertified(promotion: Promotion, world: World): Promise<Promotion> {
  if (promotion.kind !== 'try') return promotion
  const attachments = new Attachments(world, promotion.release.budgetMs)
  try {
    const ofCommit = commitTag(promotion.source.commit ?? '')
    const unfit: Unfit[] = []
    const signatures = await signatureJudge(promotion.signature, world)
    for (const tag of tagsOf(promotion)) {
      const found = await findUnder(tag, promotion, attachments, signatures)
      if (found.kind === 'fit') return { ...found, kind: 'promote', release: promotion.release }
      // The same images by another tag have the same faults.
      if (!unfit.some((one) => isSame(one, found))) unfit.push(found)
    }
    const taken = unfit.flatMap(({ images }) => images).filter(({ tag }) => tag === ofCommit)
    const reasons = unfit.map(({ reason }) => reason)
    return without(promotion, reasons, taken)
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    const [first] = error.failures
    const reason = [first?.what, first?.why].filter(Boolean).join(': ')
    const isMistake = error.failures.some((failure) => failure.class === 'input')
    if (promotion.otherwise === 'trial' && !isMistake) return { kind: 'trial', reason, taken: [] }
    return { kind: 'refuse', reason, failures: error.failures }
  }
}

function isSame({ images: ones }: Unfit, { images: others }: Unfit): boolean {
  const digests = (images: readonly FoundImage[]) => images.map(({ manifest }) => manifest.digest)
  return ones.length > 0 && digests(ones).join() === digests(others).join()
}

function tagsOf({ source: { commit, tree } }: PromotionSearch): readonly string[] {
  return [
    ...(commit === undefined ? [] : [commitTag(commit)]),
    ...(tree === undefined ? [] : [treeTag(tree)]),
  ]
}

function without(
  { otherwise, source }: PromotionSearch,
  reasons: readonly string[],
  taken: readonly FoundImage[],
): Promotion {
  const reason = reasons.join('; ')
  if (otherwise === 'trial') return { kind: 'trial', reason, taken }
  const failure: Failure = {
    stage: 'promote',
    class: 'test',
    code: 'ST-NOT-CERTIFIED',
    what: `commit ${source.commit?.slice(0, 7) ?? 'unknown'} can't be promoted: no certificate holds for its images`,
    why: reason,
    fix: 'run the trial of that commit and let it push; promote: auto does so by itself',
  }
  return { kind: 'refuse', reason, failures: [failure] }
}

export async function findUnder(
  tag: string,
  search: Pick<PromotionSearch, 'source' | 'images'>,
  attachments: Attachments,
  signatures: SignatureJudge,
): Promise<Fit | Unfit> {
  const sought = await Promise.all(search.images.map((image) => findImage(image, tag, attachments)))
  const found = sought.flatMap((one) => one ?? [])
  const missing = search.images.filter((_, index) => sought[index] === undefined)
  if (missing.length > 0) {
    const who = missing.map(({ services }) => services.join(', ')).join(', ')
    return {
      kind: 'unfit',
      reason: `${who} ${missing.length === 1 ? 'has' : 'have'} no image ${tag}`,
      images: found,
    }
  }
  const papers = await Promise.all(
    found.map(async ({ repository, manifest: { digest } }) => {
      const beside = await papersBeside({ repository, digest }, certificates, attachments)
      return Promise.all(
        beside.map(async (paper) => ({ ...paper, against: await signatures.whyNot(paper) })),
      )
    }),
  )
  return choose(tag, search.source, found, papers)
}

async function findImage(
  image: SoughtImage,
  tag: string,
  attachments: Attachments,
): Promise<FoundImage | undefined> {
  for (const repository of image.repositories) {
    const manifest = await attachments.manifest(repository, tag)
    if (manifest === undefined) continue
    const bytes = await bytesOf(repository, manifest.text, attachments)
    return { ...image, repository, tag, manifest, bytes }
  }
  return undefined
}

/** Of an index, those of its first image: the others are for other platforms. */
async function bytesOf(
  repository: string,
  manifest: string,
  attachments: Attachments,
): Promise<number> {
  const { blobs, manifests } = partsOf(manifest)
  const [first] = manifests
  if (first === undefined) return blobs.reduce((sum, { size }) => sum + size, 0)
  const inner = await attachments.manifest(repository, first.digest)
  return inner ? partsOf(inner.text).blobs.reduce((sum, { size }) => sum + size, 0) : 0
}
