// Asks each registry whether we may push there, before minutes are spent on a build.
import { type Failure, TrialError } from '../errors.ts'
import type { PublishPlan } from '../publish/berths.ts'
import { adviceFor, codeFor, registryOf, sortRefusal } from '../publish/refusals.ts'
import type { World } from '../world/world.ts'

const askedForMs = 10_000

export async function checkRights(plan: PublishPlan, world: World): Promise<void> {
  if (plan.kind === 'skip') return
  const repositories = new Set(plan.images.flatMap((image) => image.repositories))
  const found = await Promise.all([...repositories].map((repository) => check(repository, world)))
  const failures = found.filter((failure) => failure !== undefined)
  if (failures.length > 0) throw new TrialError(failures)
}

/** Only a clear refusal counts: a registry that is busy now may take the images in ten minutes. */
async function check(repository: string, world: World): Promise<Failure | undefined> {
  const signal = AbortSignal.any([world.signal, AbortSignal.timeout(askedForMs)])
  const answer = await world.registry.tryUpload(repository, signal).catch(() => undefined)
  world.signal.throwIfAborted()
  if (answer?.kind !== 'refused') return undefined
  const { status, message } = answer.refusal
  if (status !== 401 && status !== 403 && status !== 404) return undefined
  const refusal = sortRefusal(String(status))
  return {
    stage: 'publish',
    class: 'registry',
    code: codeFor(refusal),
    what: `${repository} can't be pushed to`,
    why: `asked before the build, the registry says ${message}`,
    fix: adviceFor(refusal, registryOf(repository)),
  }
}
