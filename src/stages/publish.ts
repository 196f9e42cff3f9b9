// Publishes exactly the images that passed: first every image where it stays for good, read back and
// compared; then, only when all are there, the tags that move, by manifest and forward only.
import type { BuiltImage } from '../build/bake.ts'
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
import { configDigestOf } from '../images/manifest.ts'
import {
  type Berth,
  berthsOf,
  isLatest,
  isOrdinary,
  type PublishedReference,
  type PublishPlan,
  type Pushing,
  takenFailure,
  withState,
} from '../publish/berths.ts'
import { currentOf, kinshipOf } from '../publish/current.ts'
import { decideMove } from '../publish/forward.ts'
import { persist, type Try, tryOf } from '../publish/persist.ts'
import { sortRefusal } from '../publish/refusals.ts'
import type { Tag } from '../tags/set.ts'
import type { Manifest, Outcome, World } from '../world.ts'
import type { PassedTrial } from './smoke.ts'

/** A registry may need a moment until it knows what it just took. */
const settleTries = 8

export interface Publishing {
  readonly cleanup: Cleanup
  /** Told at once: what the registry has taken is worth knowing above all when the next push fails. */
  readonly onSettled: (target: string, reference: PublishedReference, digest: string) => void
}

export async function publish(
  plan: PublishPlan,
  passed: PassedTrial,
  world: World,
  publishing: Publishing,
): Promise<void> {
  if (plan.kind === 'skip') return
  const publication = new Publication(plan, world, publishing)
  const berths = berthsOf(plan, passed.images)
  try {
    const manifests = await all(berths, (berth) => publication.settle(berth))
    // What moves is moved last, when all that stays is there and proven; `latest` at the very end.
    await all(manifests, ({ berth, manifest }) => publication.move(berth, manifest, isOrdinary))
    await all(manifests, ({ berth, manifest }) => publication.move(berth, manifest, isLatest))
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    throw new TrialError(withState(error.failures, publication.done, berths), { cause: error })
  }
}

/** Waits for all, whatever fails, so that nothing goes on behind a reported end; tells every failure. */
async function all<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const ended = await Promise.allSettled(items.map(work))
  const errors = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  const bug = errors.find((error) => !(error instanceof TrialError))
  if (bug !== undefined) throw bug
  const failures = errors.flatMap((error) => (error instanceof TrialError ? error.failures : []))
  if (failures.length > 0) throw new TrialError(failures)
  return ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

interface Settled extends Pick<PublishedReference, 'state' | 'reason'> {
  readonly manifest: Manifest
}

/** The engine's classic store makes the manifest anew, around the configuration that was tried. */
function isTried(manifest: Manifest, { store, digest }: BuiltImage): boolean {
  return (store === 'classic' ? configDigestOf(manifest.text) : manifest.digest) === digest
}

class Publication {
  readonly done: PublishedReference[] = []
  readonly #plan: Pushing
  readonly #world: World
  readonly #publishing: Publishing
  readonly #untilMs: number

  constructor(plan: Pushing, world: World, publishing: Publishing) {
    this.#plan = plan
    this.#world = world
    this.#publishing = publishing
    this.#untilMs = world.clock.now() + plan.budgetMs
  }

  /** Pushes the image under a tag that stays, unless it is there, and reads it back. */
  async settle(berth: Berth): Promise<{ berth: Berth; manifest: Manifest }> {
    const { image, repository, staging, fixed } = berth
    const before = await this.#read(repository, staging)
    const there = before !== undefined && isTried(before, image)
    if (before && !there && fixed.length > 0) {
      throw new TrialError(takenFailure(`${repository}:${staging}`, before.digest, image))
    }
    if (!there) await this.#push(berth)
    const manifest = before && there ? before : await this.#readBack(berth, staging)
    const settled = there
      ? ({ state: 'there', reason: 'the same image' } as const)
      : ({ state: 'pushed', reason: 'read back' } as const)
    this.#note(berth, staging, { ...settled, manifest })
    for (const { name } of fixed.slice(1))
      await this.#moveTo(berth, name, manifest, 'pushed', 'read back')
    return { berth, manifest }
  }

  async move(berth: Berth, manifest: Manifest, wanted: (tag: Tag) => boolean): Promise<void> {
    for (const tag of berth.floating.filter(wanted)) {
      if (tag.kind !== 'floating') continue
      const there = await this.#read(berth.repository, tag.name)
      const current = there && (await currentOf(berth.repository, there, this.#world))
      const kinship = await kinshipOf(current, this.#plan, this.#world)
      const { digest } = manifest
      const move = decideMove({ tag: tag.name, ordering: tag.ordering, digest, current, kinship })
      if (move.kind === 'move') await this.#moveTo(berth, tag.name, manifest, 'moved', move.reason)
      else {
        const state = move.kind === 'there' ? 'there' : 'stayed'
        this.#note(berth, tag.name, { state, reason: move.reason, manifest })
      }
    }
  }

  #note({ image, repository }: Berth, tag: string, { state, reason, manifest }: Settled): void {
    const reference = `${repository}:${tag}`
    const settled = { reference, state, reason }
    this.done.push(settled)
    this.#publishing.onSettled(image.target, settled, manifest.digest)
    const mark = state === 'stayed' ? '–' : '✓'
    this.#world.log.info(`${mark} ${reference}@${manifest.digest} ${state}: ${reason}`)
  }

  #persist<Value>(
    what: string,
    reference: string,
    attempt: () => Promise<Try<Value>>,
  ): Promise<Value> {
    return persist({ what, reference, untilMs: this.#untilMs }, this.#world, attempt)
  }

  async #push({ image, repository, staging }: Berth): Promise<void> {
    const { runner, engine, signal, clock } = this.#world
    const reference = `${repository}:${staging}`
    this.#publishing.cleanup.add({ kind: 'image-tag', reference })
    await engine.tag(image.reference, repository, staging)
    await this.#persist(`push ${reference}`, reference, async () => {
      const timeoutMs = Math.max(1, this.#untilMs - clock.now())
      const argv = ['push', '--quiet', reference]
      return tryOfPush(await runner.run({ program: 'docker', argv }, { signal, timeoutMs }))
    })
  }

  /** The registry's answer is the proof; what a client says it pushed is not. */
  async #readBack({ image, repository }: Berth, tag: string): Promise<Manifest> {
    const reference = `${repository}:${tag}`
    let missing = 0
    const manifest = await this.#persist(`read back ${reference}`, reference, async () => {
      const answer = await this.#world.registry.manifest(repository, tag, this.#world.signal)
      missing += 1
      const passing = missing < settleTries
      const absent = { kind: 'failed', reason: 'the registry does not know it', passing } as const
      return tryOf(answer, absent, this.#world.clock.date())
    })
    if (isTried(manifest, image)) return manifest
    throw new TrialError({
      stage: 'publish',
      class: 'registry',
      what: `${reference} is not the image that passed`,
      why: `the registry has ${manifest.digest}, tried was ${image.digest}`,
      fix: 'do not deploy that tag; run the trial again',
    })
  }

  async #moveTo(
    berth: Berth,
    tag: string,
    manifest: Manifest,
    state: PublishedReference['state'],
    reason: string,
  ): Promise<void> {
    const { registry, signal, clock } = this.#world
    const reference = `${berth.repository}:${tag}`
    await this.#persist(`tag ${reference}`, reference, async () => {
      const answer = await registry.putManifest(berth.repository, tag, manifest, signal)
      const absent = { kind: 'failed', reason: '404', passing: false } as const
      return tryOf(answer, absent, clock.date())
    })
    await this.#readBack(berth, tag)
    this.#note(berth, tag, { state, reason, manifest })
  }

  #read(repository: string, tag: string): Promise<Manifest | undefined> {
    const reference = `${repository}:${tag}`
    return this.#persist<Manifest | undefined>(`read ${reference}`, reference, async () => {
      const answer = await this.#world.registry.manifest(repository, tag, this.#world.signal)
      return tryOf<Manifest | undefined>(
        answer,
        { kind: 'done', value: undefined },
        this.#world.clock.date(),
      )
    })
  }
}

function tryOfPush({ exitCode, stdout, stderr, timedOut }: Outcome): Try<undefined> {
  if (exitCode === 0) return { kind: 'done', value: undefined }
  if (timedOut) return { kind: 'failed', reason: 'its time was up', passing: false }
  const reason = `${stdout}\n${stderr}`.trim().split('\n').at(-1) || `exit code ${exitCode}`
  return { kind: 'failed', reason, passing: sortRefusal(reason).passing }
}
