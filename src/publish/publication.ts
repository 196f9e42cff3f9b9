// One run's dealings with its registries, and the record of what became of every reference.
import { type Failure, TrialError } from '../errors.ts'
import type { Manifest, World } from '../world/world.ts'
import {
  type Berth,
  isTried,
  mismatchFailure,
  type PublishedReference,
  type Pushing,
  takenFailure,
} from './berths.ts'
import { Ancestry, currentOf, kinshipOf, withVersion } from './current.ts'
import { decideMove, type FloatingTag, followsCommits, type Move } from './forward.ts'
import type { Bring } from './push.ts'
import { References } from './references.ts'

/** How often a tag is decided anew because somebody else moved it meanwhile. */
const moveTurns = 5

/** An image as a registry has it. */
export interface Published {
  readonly berth: Berth
  readonly manifest: Manifest
}

export interface Settled extends Published {
  /** Tags that stay and are not there yet, besides the one under which the image was pushed. */
  readonly missing: readonly string[]
}

/** Where a tag that moves pointed. */
export interface Before {
  readonly reference: string
  readonly manifest: Manifest
}

export interface PublicationOptions {
  readonly bring: Bring
  readonly onSettled: (target: string, reference: PublishedReference, digest: string) => void
}

export class Publication {
  readonly #plan: Pushing
  readonly #world: World
  readonly #options: PublicationOptions
  readonly #untilMs: number
  readonly #references: References
  readonly #ancestry: Ancestry
  readonly #done = new Map<string, PublishedReference>()
  /** By reference: what a tag that moves pointed to, as this run found it. */
  readonly #before = new Map<string, Manifest>()
  /** By target: the digest by which the registry knows the image. */
  readonly #digests = new Map<string, string>()

  constructor(plan: Pushing, world: World, options: PublicationOptions) {
    this.#plan = plan
    this.#world = world
    this.#options = options
    this.#untilMs = world.clock.now() + plan.budgetMs
    this.#references = new References(world, this.#untilMs)
    this.#ancestry = new Ancestry(world)
  }

  get done(): readonly PublishedReference[] {
    return [...this.#done.values()]
  }

  /** Pushes the image under a tag that stays, unless it is there, and reads it back. */
  settle(berth: Berth): Promise<Settled> {
    const { image, repository, staging, fixed } = berth
    return this.#guard(berth, staging, async () => {
      const names = [...new Set([staging, ...fixed.map(({ name }) => name)])]
      const found = await Promise.all(names.map((name) => this.#references.read(repository, name)))
      const there = new Map(names.map((name, index) => [name, found[index]]))
      const taken = fixed.flatMap(({ name }) => {
        const before = there.get(name)
        if (before === undefined || isTried(before, image)) return []
        return [takenFailure(`${repository}:${name}`, before.digest, image)]
      })
      if (taken.length > 0) throw new TrialError(taken)
      const manifest = await this.#pushUnlessThere(berth, there.get(staging))
      const others = names.filter((name) => name !== staging)
      for (const name of others.filter((one) => there.get(one) !== undefined))
        this.#note(berth, name, 'there', 'the same image')
      return { berth, manifest, missing: others.filter((name) => there.get(name) === undefined) }
    })
  }

  async #pushUnlessThere(berth: Berth, before: Manifest | undefined): Promise<Manifest> {
    const { image, repository, staging } = berth
    if (before && isTried(before, image)) {
      this.#digests.set(image.target, before.digest)
      this.#note(berth, staging, 'there', 'the same image')
      return before
    }
    await this.#options.bring(berth, {
      persist: (...deed) => this.#references.persist(...deed),
      untilMs: this.#untilMs,
    })
    const manifest = await this.#references.readBack(repository, staging)
    if (!isTried(manifest, image)) {
      throw new TrialError(mismatchFailure(`${repository}:${staging}`, manifest.digest, image))
    }
    this.#digests.set(image.target, manifest.digest)
    this.#note(berth, staging, 'pushed', 'read back')
    return manifest
  }

  /** Another tag that stays, for an image that is there. */
  add({ berth, manifest }: Settled, tag: string): Promise<void> {
    return this.#guard(berth, tag, async () => {
      await this.#references.put(berth.repository, tag, manifest)
      const after = await this.#references.readBack(berth.repository, tag)
      if (after.digest !== manifest.digest) {
        const reference = `${berth.repository}:${tag}`
        throw new TrialError(mismatchFailure(reference, after.digest, berth.image))
      }
      this.#note(berth, tag, 'pushed', 'read back')
    })
  }

  move(settled: Settled, tag: FloatingTag): Promise<void> {
    const { berth } = settled
    return this.#guard(berth, tag.name, async () => {
      const there = await this.#references.read(berth.repository, tag.name)
      if (there) this.#before.set(`${berth.repository}:${tag.name}`, there)
      await this.#moveFrom(there, settled, tag)
    })
  }

  /** Looks once more at a tag that was moved, and moves it again if an older commit has it now. */
  async confirm(settled: Settled, tag: FloatingTag): Promise<void> {
    const { berth } = settled
    if (this.#done.get(`${berth.repository}:${tag.name}`)?.state !== 'moved') return
    await this.#guard(berth, tag.name, async () =>
      this.#moveFrom(await this.#references.read(berth.repository, tag.name), settled, tag),
    )
  }

  /** Of the first tag that was there: the `1.4` of a new minor version was not, and its `1` was. */
  before({ repository, floating }: Berth): Before | undefined {
    for (const { name } of floating) {
      const reference = `${repository}:${name}`
      const manifest = this.#before.get(reference)
      if (manifest) return { reference, manifest }
    }
    return undefined
  }

  /** Registries can't compare and set: whoever wrote in between is noticed by reading back. */
  async #moveFrom(
    found: Manifest | undefined,
    { berth, manifest }: Settled,
    tag: FloatingTag,
  ): Promise<void> {
    const { repository, image } = berth
    let there = found
    for (let turn = 1; turn <= moveTurns; turn++) {
      const move = await this.#decide(berth, tag, there, manifest.digest)
      if (move.kind !== 'move') {
        const kept = this.#done.get(`${repository}:${tag.name}`)?.state === 'moved'
        if (move.kind === 'there' && kept) return
        const state = move.kind === 'there' ? 'there' : 'stayed'
        return this.#note(berth, tag.name, state, move.reason)
      }
      await this.#references.put(repository, tag.name, manifest)
      there = await this.#references.readBack(repository, tag.name)
      if (there.digest === manifest.digest) return this.#note(berth, tag.name, 'moved', move.reason)
      this.#world.log.info(`… ${repository}:${tag.name} has another image again: decided anew`)
    }
    const digest = there?.digest ?? 'nothing'
    throw new TrialError(mismatchFailure(`${repository}:${tag.name}`, digest, image))
  }

  async #decide(
    { repository }: Berth,
    { name: tag, ordering }: FloatingTag,
    there: Manifest | undefined,
    digest: string,
  ): Promise<Move> {
    if (there?.digest === digest) {
      return { kind: 'there', reason: `${tag} points there already` }
    }
    const byCommits = followsCommits(ordering)
    const said = there && (await currentOf(repository, there, this.#world))
    const current = said && !byCommits ? await withVersion(repository, said, this.#world) : said
    const kinship = byCommits
      ? await kinshipOf({ repository, current, own: this.#plan }, this.#ancestry, this.#world)
      : 'unknown'
    return decideMove({ tag, ordering, digest, current, kinship, order: this.#plan.order })
  }

  /** What a failure kept from being tried. */
  noteUntouched(berths: readonly Berth[]): void {
    for (const berth of berths) {
      const tags = [...berth.fixed, ...berth.floating].map(({ name }) => name)
      for (const tag of [berth.staging, ...tags]) {
        if (!this.#done.has(`${berth.repository}:${tag}`))
          this.#note(berth, tag, 'not touched', 'not everything that comes before it went well')
      }
    }
  }

  #note(
    { image, repository }: Berth,
    tag: string,
    state: PublishedReference['state'],
    reason: string,
  ): void {
    const reference = `${repository}:${tag}`
    const settled = { reference, state, reason, tries: this.#references.triesOf(reference) }
    this.#done.set(reference, settled)
    // On the classic store the registry knows the image by another digest than the engine.
    const digest = this.#digests.get(image.target) ?? image.digest
    this.#options.onSettled(image.target, settled, digest)
    const mark = state === 'failed' ? '✗' : /stayed|not touched/.test(state) ? '–' : '✓'
    this.#world.log.info(`${mark} ${reference}@${digest} ${state}: ${reason}`)
  }

  /** A reference that failed is in the record too, with the reason that the failure gives. */
  async #guard<Value>(berth: Berth, tag: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof TrialError) this.#note(berth, tag, 'failed', whyOf(error.failures))
      throw error
    }
  }
}

function whyOf(failures: readonly Failure[]): string {
  return failures.map(({ what, why }) => why ?? what).join('; ')
}
