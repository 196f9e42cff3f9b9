// Pushes exactly the images that passed and reads back what the registry holds.
import type { BuiltImage } from '../build/bake.ts'
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
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
  const pushAll = async (wanted: (tag: Tag) => boolean): Promise<void> => {
    const references = jobs.flatMap((job) =>
      referencesOf(job.push, wanted).map((reference) => ({ ...reference, image: job.image })),
    )
    await Promise.all(references.map((one) => publishOne(one, plan.timeoutMs, world, cleanup)))
  }
  // What moves is moved last, when all that stays is there and proven; `latest` at the very end.
  await pushAll(({ kind }) => kind === 'immutable')
  await pushAll((tag) => tag.kind === 'floating' && !isLatest(tag))
  await pushAll(isLatest)
  return jobs.map(({ image, push }) => ({
    target: image.target,
    services: image.services,
    references: referencesOf(push, () => true).map(({ reference }) => reference),
    digest: image.digest,
  }))
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
): Promise<void> {
  cleanup.add({ kind: 'image-tag', reference })
  await world.engine.tag(image.reference, repository, tag)
  await push(image, reference, timeoutMs, world)
  await compareWithRegistry(image, reference, timeoutMs, world)
  world.log.info(`✓ ${reference}@${image.digest}`)
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
): Promise<void> {
  const outcome = await world.runner.run(
    {
      program: 'docker',
      argv: ['buildx', 'imagetools', 'inspect', '--format', '{{json .Manifest}}', reference],
    },
    { signal: world.signal, timeoutMs },
  )
  const digest = outcome.exitCode === 0 ? digestOf(outcome.stdout) : undefined
  if (digest === image.digest) return
  throw new TrialError({
    stage: 'publish',
    class: 'registry',
    what: `${reference} is not the image that passed`,
    why: digest ? `the registry has ${digest}, tried was ${image.digest}` : lastWords(outcome),
    fix: 'do not deploy that tag; run the trial again',
  })
}

function digestOf(json: string): string | undefined {
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object' || value === null || !('digest' in value)) return undefined
  return typeof value.digest === 'string' ? value.digest : undefined
}

function lastWords({ stderr, stdout, exitCode, timedOut }: Outcome): string {
  if (timedOut) return 'its time was up'
  return `${stdout}\n${stderr}`.trim().split('\n').at(-1) || `exit code ${exitCode}`
}
