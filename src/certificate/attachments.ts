// One run's dealings with what stands beside images at registries: certificates and the like.
import { TrialError } from '../errors.ts'
import { persist, type Try, tryOf } from '../publish/persist.ts'
import type { Manifest, RegistryAnswer, World } from '../world/world.ts'
import {
  type Artifact,
  type Descriptor,
  digestOf,
  fallbackTag,
  listedAs,
  partsOf,
  referrersIn,
  withReferrer,
} from './artifact.ts'

/** How often the list of a registry without referrers API is written anew because somebody else did. */
const listTurns = 5

export type AttachmentWorld = Pick<World, 'registry' | 'clock' | 'log' | 'signal' | 'random'>

export class Attachments {
  readonly #world: AttachmentWorld
  readonly #untilMs: number

  constructor(world: AttachmentWorld, budgetMs: number) {
    this.#world = world
    this.#untilMs = world.clock.now() + budgetMs
  }

  /** Puts the artifact beside its subject, which must be there. */
  async attach(repository: string, { manifest, blobs }: Artifact): Promise<void> {
    const { registry, signal } = this.#world
    const place = `${repository}@${manifest.digest}`
    await Promise.all(
      blobs.map((blob) =>
        this.#do('upload a part of', place, () => registry.putBlob(repository, blob, signal)),
      ),
    )
    await this.enlist(repository, manifest)
  }

  /** Puts a manifest whose parts are there, and sees to it that it is found from its subject. */
  async enlist(repository: string, manifest: Manifest): Promise<void> {
    const { registry, signal } = this.#world
    const place = `${repository}@${manifest.digest}`
    const receipt = await this.#do('put', place, () =>
      registry.putManifest(repository, manifest.digest, manifest, signal),
    )
    const { subject } = partsOf(manifest.text)
    if (subject === undefined || receipt.subject === subject) return
    const tag = fallbackTag(subject)
    const listed = listedAs(manifest)
    // Registries can't compare and set: whoever wrote in between is noticed by reading back.
    for (let turn = 1; turn <= listTurns; turn++) {
      const list = withReferrer((await this.manifest(repository, tag))?.text, listed)
      if (list === undefined) return
      await this.#do('list', `${repository}:${tag}`, () =>
        registry.putManifest(repository, tag, list, signal),
      )
    }
  }

  /** Everything that names the manifest as its subject, of the registry's list and of the tag for it. */
  async referrers(repository: string, digest: string): Promise<readonly Descriptor[]> {
    const { registry, signal } = this.#world
    const place = `${repository}@${digest}`
    const [list, tagged] = await Promise.all([
      this.#maybe('ask for referrers of', place, async () =>
        withoutApi(await registry.referrers(repository, digest, signal)),
      ),
      this.manifest(repository, fallbackTag(digest)),
    ])
    const all = [list, tagged?.text].flatMap((index) => (index ? referrersIn(index) : []))
    return [...new Map(all.map((one) => [one.digest, one])).values()]
  }

  async manifest(repository: string, reference: string): Promise<Manifest | undefined> {
    const { registry, signal } = this.#world
    const place = printed(repository, reference)
    const found = await this.#maybe('read', place, () =>
      registry.manifest(repository, reference, signal),
    )
    if (found && reference.includes(':')) check(place, found.digest, reference)
    return found
  }

  /** The text of an artifact of one layer. */
  async content(repository: string, { digest }: Descriptor): Promise<string | undefined> {
    const { registry, signal } = this.#world
    const manifest = await this.manifest(repository, digest)
    const layer = manifest && partsOf(manifest.text).blobs[1]
    if (layer === undefined) return undefined
    const place = `${repository}@${layer.digest}`
    const text = await this.#maybe('read', place, () =>
      registry.blob(repository, layer.digest, signal),
    )
    if (text !== undefined) check(place, digestOf(text), layer.digest)
    return text
  }

  copyBlob(from: string, to: string, { digest, size }: Descriptor): Promise<undefined> {
    const { registry, signal } = this.#world
    return this.#do('copy', `${to}@${digest}`, () =>
      registry.copyBlob({ from, to, digest, bytes: size }, signal),
    )
  }

  put(repository: string, reference: string, manifest: Manifest): Promise<unknown> {
    const { registry, signal } = this.#world
    return this.#do('put', printed(repository, reference), () =>
      registry.putManifest(repository, reference, manifest, signal),
    )
  }

  #do<Value>(deed: string, place: string, ask: () => Promise<RegistryAnswer<Value>>) {
    const absent = { kind: 'failed', reason: '404', passing: false } as const
    return this.#persist<Value>(deed, place, ask, absent)
  }

  #maybe<Value>(deed: string, place: string, ask: () => Promise<RegistryAnswer<Value>>) {
    const absent = { kind: 'done', value: undefined } as const
    return this.#persist<Value | undefined>(deed, place, ask, absent)
  }

  #persist<Value>(
    deed: string,
    reference: string,
    ask: () => Promise<RegistryAnswer<Value>>,
    absent: Try<Value>,
  ): Promise<Value> {
    const how = { what: `${deed} ${reference}`, reference, untilMs: this.#untilMs }
    return persist(how, this.#world, async () =>
      tryOf(await ask(), absent, this.#world.clock.date()),
    )
  }
}

/** What was asked for by digest is that, or nothing is to be believed. */
function check(place: string, digest: string, wanted: string): void {
  if (digest === wanted) return
  throw new TrialError({
    stage: 'publish',
    class: 'registry',
    code: 'ST-REGISTRY-BYTES',
    what: `${place} is not what the registry gives for it`,
    why: `what it gives has the digest ${digest}`,
    fix: 'do not trust that registry, or what stands between it and here',
  })
}

/** Registries that know no such address say so in several ways. */
const unknownAddress = [400, 405, 501]

function withoutApi(answer: RegistryAnswer<string>): RegistryAnswer<string> {
  const isUnknown = answer.kind === 'refused' && unknownAddress.includes(answer.refusal.status)
  return isUnknown ? { kind: 'absent' } : answer
}

function printed(repository: string, reference: string): string {
  return `${repository}${reference.includes(':') ? '@' : ':'}${reference}`
}
