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

export interface Publishing {
  readonly cleanup: Cleanup
  /** Told at once: what the registry has taken is worth knowing above all when the next push fails. */
  readonly onPushed: (target: string, reference: string) => void
}

export async function publish(
  plan: PublishPlan,
  passed: PassedTrial,
  world: World,
  publishing: Publishing,
): Promise<void> {
  if (plan.kind === 'skip') return
  const jobs = passed.images.flatMap((image) => {
    const push = plan.images.find(({ target }) => target === image.target)
    return push ? [{ image, push }] : []
  })
  const pushAll = async (wanted: (tag: Tag) => boolean): Promise<void> => {
    const references = jobs.flatMap((job) =>
      referencesOf(job.push, wanted).map((reference) => ({ ...reference, image: job.image })),
    )
    await allOf(references.map((one) => publishOne(one, plan.timeoutMs, world, publishing)))
  }
  // What moves is moved last, when all that stays is there and proven; `latest` at the very end.
  await pushAll(({ kind }) => kind === 'immutable')
  await pushAll((tag) => tag.kind === 'floating' && !isLatest(tag))
  await pushAll(isLatest)
}

/** Waits for every push, or one would go on behind the back of cleanup. */
async function allOf(pushes: readonly Promise<void>[]): Promise<void> {
  const errors = (await Promise.allSettled(pushes)).flatMap((one): unknown[] =>
    one.status === 'rejected' ? [one.reason] : [],
  )
  const unexpected = errors.filter((error) => !(error instanceof TrialError))
  if (unexpected.length > 0) throw unexpected[0]
  const failures = errors.flatMap((error) => (error instanceof TrialError ? error.failures : []))
  if (failures.length > 0) throw new TrialError(failures)
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
  { cleanup, onPushed }: Publishing,
): Promise<void> {
  cleanup.add({ kind: 'image-tag', reference })
  await world.engine.tag(image.reference, repository, tag)
  await push(image, reference, timeoutMs, world)
  await compareWithRegistry(image, reference, timeoutMs, world)
  world.log.info(`✓ ${reference}@${image.digest}`)
  onPushed(image.target, reference)
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
  const told = outcome.exitCode === 0 ? 'the registry gave no digest: ' : ''
  throw new TrialError({
    stage: 'publish',
    class: 'registry',
    ...(digest === undefined
      ? { what: `${reference} could not be read back`, why: told + lastWords(outcome) }
      : {
          what: `${reference} is not the image that passed`,
          why: `the registry has ${digest}, tried was ${image.digest}`,
        }),
    fix: 'do not deploy that tag; run the trial again',
  })
}

function digestOf(json: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined // no digest; the caller shows what was there instead
  }
  if (typeof value !== 'object' || value === null || !('digest' in value)) return undefined
  return typeof value.digest === 'string' ? value.digest : undefined
}

function lastWords({ stderr, stdout, exitCode, timedOut }: Outcome): string {
  if (timedOut) return 'its time was up'
  return `${stdout}\n${stderr}`.trim().split('\n').at(-1) || `exit code ${exitCode}`
}
