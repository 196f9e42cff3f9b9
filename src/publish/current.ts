// Where a floating tag points to now, and how the commit of that image and ours are related.
import { type StandIn, standInOf } from '../certificate/artifact.ts'
import { Attachments, type AttachmentWorld } from '../certificate/attachments.ts'
import { TrialError } from '../errors.ts'
import { isVersion, releasedAs } from '../promotion/released.ts'
import type { Manifest, World } from '../world/world.ts'
import { type Current, type Kinship, kinshipByDate } from './forward.ts'
import { configPlace, diffIdsOf, labelsOf } from './image-config.ts'

const gitTimeoutMs = 30_000

type RegistryWorld = Pick<World, 'registry' | 'signal'>

export async function currentOf(
  repository: string,
  manifest: Manifest,
  world: RegistryWorld,
): Promise<Current> {
  const said = labelsOf(await configOf(repository, manifest, world))
  return { digest: manifest.digest, ...said }
}

/** What was promoted was built when it had the name of a branch. */
export async function withVersion(
  repository: string,
  current: Current,
  world: AttachmentWorld,
): Promise<Current> {
  if (isVersion(current.version)) return current
  const version = await releasedAs(repository, current.digest, world)
  return { ...current, ...(version !== undefined && { version }) }
}

/** The layers of what a tag points to; none where it can't be read. */
export async function layersOf(
  repository: string,
  tag: string,
  world: RegistryWorld,
): Promise<ReadonlySet<string>> {
  const answer = await world.registry.manifest(repository, tag, world.signal)
  if (answer.kind !== 'ok') return new Set()
  return new Set(diffIdsOf(await configOf(repository, answer.value, world)))
}

/** Empty where it can't be read: such an image names no version that could be higher. */
async function configOf(
  repository: string,
  manifest: Manifest,
  world: RegistryWorld,
): Promise<string> {
  const place = configPlace(manifest.text)
  if (place.kind === 'none') return ''
  if (place.kind === 'config') {
    const blob = await world.registry.blob(repository, place.digest, world.signal)
    return blob.kind === 'ok' ? blob.value : ''
  }
  const inner = await world.registry.manifest(repository, place.digest, world.signal)
  if (inner.kind !== 'ok' || configPlace(inner.value.text).kind === 'manifest') return ''
  return configOf(repository, inner.value, world)
}

export interface OwnCommit {
  readonly sha?: string
  readonly commitDate?: string
}

/** Whether one commit is an ancestor of another; undefined where one of them is not in this clone. */
export class Ancestry {
  readonly #world: Pick<World, 'runner' | 'signal'>
  readonly #known = new Map<string, Promise<boolean | undefined>>()

  constructor(world: Pick<World, 'runner' | 'signal'>) {
    this.#world = world
  }

  /** The images of a stack are of one commit as a rule: git is asked once for all of them. */
  isAncestor(older: string, newer: string): Promise<boolean | undefined> {
    const question = `${older} ${newer}`
    const answer = this.#known.get(question) ?? this.#ask(older, newer)
    this.#known.set(question, answer)
    return answer
  }

  async #ask(older: string, newer: string): Promise<boolean | undefined> {
    const argv = ['merge-base', '--is-ancestor', older, newer]
    const { exitCode } = await this.#world.runner.run(
      { program: 'git', argv },
      { signal: this.#world.signal, timeoutMs: gitTimeoutMs },
    )
    return exitCode === 0 ? true : exitCode === 1 ? false : undefined
  }
}

/** What a tag that follows commits points to may have been taken over for a later commit than its own. */
export async function kinshipOf(
  {
    repository,
    current,
    own,
  }: {
    readonly repository: string
    readonly current: Current | undefined
    readonly own: OwnCommit
  },
  ancestry: Ancestry,
  world: AttachmentWorld,
): Promise<Kinship> {
  const kinship = await kinshipTo(current, own, ancestry)
  if (current === undefined || own.sha === undefined || kinship === 'newer') return kinship
  for (const { commit, date } of await standInsOf(repository, current.digest, world)) {
    const { created: _, ...rest } = current
    const there = { ...rest, revision: commit, ...(date !== undefined && { created: date }) }
    if ((await kinshipTo(there, own, ancestry)) === 'newer') return 'newer'
  }
  return kinship
}

const listedForMs = 30_000

async function standInsOf(
  repository: string,
  digest: string,
  world: AttachmentWorld,
): Promise<readonly StandIn[]> {
  try {
    const listed = await new Attachments(world, listedForMs).referrers(repository, digest)
    return listed.flatMap((one) => standInOf(one) ?? [])
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    return [] // a registry that tells of no papers has none that say so
  }
}

async function kinshipTo(
  current: Current | undefined,
  { sha, commitDate }: OwnCommit,
  ancestry: Ancestry,
): Promise<Kinship> {
  if (!current?.revision || sha === undefined) return 'unknown'
  if (current.revision === sha) return 'same'
  // It stands in a label that anybody may have written, and goes to git as an argument.
  if (!/^[0-9a-f]{40,64}$/.test(current.revision)) return 'unknown'
  if (await ancestry.isAncestor(current.revision, sha)) return 'older'
  const weAreOlder = await ancestry.isAncestor(sha, current.revision)
  if (weAreOlder === undefined) return kinshipByDate(current, commitDate)
  return weAreOlder ? 'newer' : 'diverged'
}
