// Pushes exactly the images that passed and reads back what the registry holds.
import type { BuiltImage } from '../build/bake.ts'
import type { Cleanup } from '../cleanup.ts'
import { TrialError } from '../errors.ts'
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
  /** In the order in which they are pushed. */
  readonly tags: readonly string[]
}

export interface PublishedImage {
  readonly target: string
  readonly services: readonly string[]
  /** `repository:tag`, each of which the registry answered for. */
  readonly references: readonly string[]
  readonly digest: string
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
): Promise<readonly PublishedImage[]> {
  if (plan.kind === 'skip') return []
  const jobs = passed.images.flatMap((image) => {
    const push = plan.images.find(({ target }) => target === image.target)
    return push ? [publishImage(image, push, plan.timeoutMs, world, publishing)] : []
  })
  return allOf(jobs)
}

/** Waits for every push, or one would go on behind the back of cleanup. */
async function allOf<Result>(jobs: readonly Promise<Result>[]): Promise<readonly Result[]> {
  const settled = await Promise.allSettled(jobs)
  const errors: readonly unknown[] = settled.flatMap((job) =>
    job.status === 'rejected' ? [job.reason] : [],
  )
  const unexpected = errors.filter((error) => !(error instanceof TrialError))
  if (unexpected.length > 0) throw unexpected[0]
  const failures = errors.flatMap((error) => (error instanceof TrialError ? error.failures : []))
  if (failures.length > 0) throw new TrialError(failures)
  return settled.flatMap((job) => (job.status === 'fulfilled' ? [job.value] : []))
}

async function publishImage(
  image: BuiltImage,
  { repositories, tags }: PushPlan,
  timeoutMs: number,
  world: World,
  { cleanup, onPushed }: Publishing,
): Promise<PublishedImage> {
  const references: string[] = []
  for (const repository of repositories) {
    for (const tag of tags) {
      const reference = `${repository}:${tag}`
      cleanup.add({ kind: 'image-tag', reference })
      await world.engine.tag(image.reference, repository, tag)
      await push(image, reference, timeoutMs, world)
      await compareWithRegistry(image, reference, timeoutMs, world)
      world.log.info(`✓ ${reference}@${image.digest}`)
      references.push(reference)
      onPushed(image.target, reference)
    }
  }
  return { target: image.target, services: image.services, references, digest: image.digest }
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
