// Images that the engine has got already, while the build that made them goes on: BuildKit then writes
// down what it did, half a second for twenty of them.
import type { BuiltImage, ImagePlan } from '../build/bake.ts'
import type { EngineImage, World } from '../world/world.ts'

export class Exports {
  readonly #images: ReadonlyMap<string, ImagePlan>
  readonly #engine: Pick<World['engine'], 'image'>
  readonly #held = new Map<string, Promise<EngineImage | undefined>>()
  readonly #whole: Promise<void>
  #resolve: () => void = () => {}

  constructor(images: readonly ImagePlan[], { engine }: Pick<World, 'engine'>) {
    this.#images = new Map(images.map((image) => [image.target, image]))
    this.#engine = engine
    this.#whole = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  /** As the builder tells it, of one image after the other. */
  add(target: string): void {
    const image = this.#images.get(target)
    if (image === undefined) return
    // What can't be looked at now is looked at again when the build has ended.
    const held = this.#engine.image(image.candidate).catch(() => undefined)
    this.#held.set(target, held)
    if (this.#held.size === this.#images.size) this.#resolve()
  }

  /** What was found there; undefined where nobody has looked yet, too. */
  held(target: string): Promise<EngineImage | undefined> {
    return this.#held.get(target) ?? Promise.resolve(undefined)
  }

  /** Waits for the last of them, which may never come; undefined where one is not to be seen. */
  async all(store: BuiltImage['store']): Promise<readonly BuiltImage[] | undefined> {
    await this.#whole
    const found = await Promise.all(
      [...this.#images.values()].map(async (image) => {
        const held = await this.held(image.target)
        return held && imageAs(image, held, store)
      }),
    )
    const there = found.filter((image) => image !== undefined)
    return there.length === found.length ? there : undefined
  }
}

/** An image of the plan by the name under which nothing else can be meant. */
export function imageAs(
  { target, services, candidate }: ImagePlan,
  { id, bytes }: EngineImage,
  store: BuiltImage['store'],
): BuiltImage {
  const repository = candidate.slice(0, candidate.lastIndexOf(':'))
  const reference = store === 'classic' ? id : `${repository}@${id}`
  return { target, services, candidate, digest: id, store, bytes, reference }
}
