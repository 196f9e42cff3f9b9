// What stands behind the tags of a registry: read and written until it is done, refused, or too late.
import type { Manifest, World } from '../world/world.ts'
import { persist, type Try, tryOf } from './persist.ts'

/** A registry may need a moment until it knows what it just took. */
const settleTries = 8

export class References {
  readonly #world: World
  readonly #untilMs: number
  readonly #tries = new Map<string, string[]>()

  constructor(world: World, untilMs: number) {
    this.#world = world
    this.#untilMs = untilMs
  }

  /** What did not succeed at once. */
  triesOf(reference: string): readonly string[] {
    return this.#tries.get(reference) ?? []
  }

  persist<Value>(
    deed: string,
    reference: string,
    attempt: () => Promise<Try<Value>>,
  ): Promise<Value> {
    const onFailed = (reason: string): void => {
      this.#tries.set(reference, [...this.triesOf(reference), `${deed}: ${reason}`])
    }
    const what = `${deed} ${reference}`
    return persist({ what, reference, untilMs: this.#untilMs, onFailed }, this.#world, attempt)
  }

  async put(repository: string, tag: string, manifest: Manifest): Promise<void> {
    const { registry, signal, clock } = this.#world
    await this.persist('tag', `${repository}:${tag}`, async () => {
      const answer = await registry.putManifest(repository, tag, manifest, signal)
      const absent = { kind: 'failed', reason: '404', passing: false } as const
      return tryOf(answer, absent, clock.date())
    })
  }

  read(repository: string, tag: string): Promise<Manifest | undefined> {
    const { registry, signal, clock } = this.#world
    return this.persist<Manifest | undefined>('read', `${repository}:${tag}`, async () => {
      const answer = await registry.manifest(repository, tag, signal)
      return tryOf<Manifest | undefined>(answer, { kind: 'done', value: undefined }, clock.date())
    })
  }

  /** The registry's answer is the proof; what a client says it pushed is not. */
  readBack(repository: string, tag: string): Promise<Manifest> {
    const { registry, signal, clock } = this.#world
    let missing = 0
    return this.persist('read back', `${repository}:${tag}`, async () => {
      const answer = await registry.manifest(repository, tag, signal)
      missing += 1
      const passing = missing < settleTries
      const absent = { kind: 'failed', reason: 'the registry does not know it', passing } as const
      return tryOf(answer, absent, clock.date())
    })
  }
}
