// What became of each image: built, pushed where, moved away from what.
import type { BuiltImage } from '../build/bake.ts'
import { type CacheHits, hitRatio } from '../build/steps.ts'
import { isOurs, type PublishedReference, type PublishPlan } from '../publish/berths.ts'
import type { BuildResult } from '../stages/build.ts'
import type { EarlierImage, ImageRecord, Span } from './record.ts'

export class ImageLedger {
  #images: readonly BuiltImage[] = []
  #hits: readonly CacheHits[] = []
  readonly #digests = new Map<string, string>()
  readonly #references = new Map<string, readonly PublishedReference[]>()
  readonly #earlier = new Map<string, EarlierImage>()

  built({ images, hits }: Pick<BuildResult, 'images' | 'hits'>): void {
    this.#images = images
    this.#hits = hits
  }

  /** `digest`: by which the registry knows the image. */
  settled(target: string, reference: PublishedReference, digest: string): void {
    this.#digests.set(target, digest)
    const known = this.#references.get(target) ?? []
    const others = known.filter((one) => one.reference !== reference.reference)
    this.#references.set(target, [...others, reference])
  }

  /** For whoever publishes. */
  get listeners() {
    return { onSettled: this.settled.bind(this), onFound: this.found.bind(this) }
  }

  /** Where a tag pointed before this run. */
  found(target: string, earlier: EarlierImage): void {
    this.#earlier.set(target, earlier)
  }

  get cacheHitRatio(): number | undefined {
    return hitRatio(this.#hits)
  }

  records(timeline: readonly Span[]): readonly ImageRecord[] {
    return this.#images.map((image) => {
      const { target, bytes, store } = image
      const built = timeline.find(({ kind, name }) => kind === 'image' && name === target)
      const before = this.#earlier.get(target)
      const hits = this.#hits.find((one) => one.target === target)
      const references = this.#references.get(target) ?? []
      return {
        services: image.services,
        name: image.candidate.slice(0, image.candidate.lastIndexOf(':')),
        digest: this.#digests.get(target) ?? image.digest,
        // What stayed where it was is no tag of this image.
        pushed: references.filter(isOurs).map(({ reference }) => reference),
        references,
        ...(built && { buildMs: built.durationMs }),
        ...(before && { before }),
        ...(hits && { cache: { cached: hits.cached, steps: hits.steps } }),
        size: { bytes, kind: store === 'classic' ? 'unpacked' : 'compressed' },
      }
    })
  }

  publishSentence(plan: PublishPlan | undefined): string {
    const references = [...this.#references.values()]
    const pushed = references.filter((ones) => ones.some(isOurs)).length
    const stayed = references.flat().filter(({ state }) => state === 'stayed').length
    const tags = stayed === 0 ? '' : `, ${stayed} ${stayed === 1 ? 'tag' : 'tags'} left alone`
    if (pushed > 0) return `${pushed} pushed${tags}`
    if (plan?.kind === 'skip') return `not pushed: ${plan.reason}`
    return 'nothing was pushed'
  }
}
