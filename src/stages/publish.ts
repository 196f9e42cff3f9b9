// Pushes exactly the images that passed and reads back what the registry holds.
import type { BuiltImage } from '../build/bake.ts'
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
import { parseManifest } from '../images/manifest.ts'
import type { Tag } from '../tags/set.ts'
import type { Outcome, World } from '../world.ts'
import type { PassedTrial } from './smoke.ts'

export type PublishPlan =
  | { readonly kind: 'skip'; readonly reason: string }
  | {
      readonly kind: 'push'
      readonly reason: string
      readonly images: readonly PushPlan[]
      readonly timeoutMs: number
    }

export interface PushPlan {
  readonly target: string
  readonly repositories: readonly string[]
  readonly tags: readonly Tag[]
}

export interface PublishedImage {
  readonly target: string
  readonly services: readonly string[]
  /** `repository:tag`, each of which the registry answered for. */
  readonly references: readonly string[]
  /** By which the registry knows it. */
  readonly digest: string
}

export async function publish(
  plan: PublishPlan,
  passed: PassedTrial,
  world: World,
  cleanup: Cleanup,
): Promise<readonly PublishedImage[]> {
  if (plan.kind === 'skip') return []
  const jobs = passed.images.flatMap((image) => {
    const push = plan.images.find(({ target }) => target === image.target)
    return push ? [{ image, push }] : []
  })
  /** The digest by which the registry knows each reference. */
  const held = new Map<string, string>()
  const pushAll = async (wanted: (tag: Tag) => boolean): Promise<void> => {
    const references = jobs.flatMap((job) =>
      referencesOf(job.push, wanted).map((reference) => ({ ...reference, image: job.image })),
    )
    await Promise.all(
      references.map(async (one) => {
        held.set(one.reference, await publishOne(one, plan.timeoutMs, world, cleanup))
      }),
    )
  }
  // What moves is moved last, when all that stays is there and proven; `latest` at the very end.
  await pushAll(({ kind }) => kind === 'immutable')
  await pushAll((tag) => tag.kind === 'floating' && !isLatest(tag))
  await pushAll(isLatest)
  return jobs.map(({ image, push }) => {
    const references = referencesOf(push, () => true).map(({ reference }) => reference)
    const digest = references.map((reference) => held.get(reference)).find((one) => one)
    return {
      target: image.target,
      services: image.services,
      references,
      digest: digest ?? image.digest,
    }
  })
}

function isLatest(tag: Tag): boolean {
  return tag.kind === 'floating' && tag.ordering.kind === 'latest'
}

interface Target {
  readonly repository: string
  readonly tag: string
  readonly reference: string
}

function referencesOf(
  { repositories, tags }: PushPlan,
  wanted: (tag: Tag) => boolean,
): readonly Target[] {
  return repositories.flatMap((repository) =>
    tags
      .filter(wanted)
      .map(({ name }) => ({ repository, tag: name, reference: `${repository}:${name}` })),
  )
}

async function publishOne(
  { image, repository, tag, reference }: Target & { readonly image: BuiltImage },
  timeoutMs: number,
  world: World,
  cleanup: Cleanup,
): Promise<string> {
  cleanup.add({ kind: 'image-tag', reference })
  await world.engine.tag(image.reference, repository, tag)
  await push(image, reference, timeoutMs, world)
  const digest = await compareWithRegistry(image, reference, timeoutMs, world)
  world.log.info(`✓ ${reference}@${digest}`)
  return digest
}

async function push(
  image: BuiltImage,
  reference: string,
  timeoutMs: number,
  world: World,
): Promise<void> {
  const outcome = await world.runner.run(
    { program: 'docker', argv: ['push', '--quiet', reference] },
    { signal: world.signal, timeoutMs },
  )
  if (outcome.exitCode === 0) return
  throw new TrialError({
    stage: 'publish',
    class: 'registry',
    what: `${image.services.join(', ')}: ${reference} could not be pushed`,
    why: lastWords(outcome),
    fix: 'check the login and the right to write there; what passed was not changed, run it again',
  })
}

/** What the registry answers is the proof; what the client says it pushed is not. */
async function compareWithRegistry(
  image: BuiltImage,
  reference: string,
  timeoutMs: number,
  world: World,
): Promise<string> {
  const outcome = await world.runner.run(
    { program: 'docker', argv: ['buildx', 'imagetools', 'inspect', '--raw', reference] },
    { signal: world.signal, timeoutMs },
  )
  const there = outcome.exitCode === 0 ? parseManifest(outcome.stdout) : undefined
  // The engine's classic store makes the manifest anew, around the configuration that was tried.
  const tried = image.store === 'classic' ? there?.configDigest : there?.digest
  if (there && tried === image.digest) return there.digest
  throw new TrialError({
    stage: 'publish',
    class: 'registry',
    what: `${reference} is not the image that passed`,
    why: there
      ? `the registry has ${tried ?? there.digest}, tried was ${image.digest}`
      : lastWords(outcome),
    fix: 'do not deploy that tag; run the trial again',
  })
}

function lastWords({ stderr, stdout, exitCode, timedOut }: Outcome): string {
  if (timedOut) return 'its time was up'
  return `${stdout}\n${stderr}`.trim().split('\n').at(-1) || `exit code ${exitCode}`
}
