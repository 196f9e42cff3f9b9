// Creates the stack's containers from exactly the images that were built; nothing is started here.
import type { BuiltImage } from '../build/bake.ts'
import type { Cleanup } from '../cleanup.ts'
import { composeArguments, overrideOf, type StackPlan } from '../compose/command.ts'
import { TrialError } from '../errors.ts'
import type { Outcome, World } from '../world.ts'

export interface CreatedStack {
  readonly project: string
  readonly images: readonly BuiltImage[]
}

export async function createStack(
  plan: StackPlan,
  images: readonly BuiltImage[],
  world: World,
  cleanup: Cleanup,
): Promise<CreatedStack> {
  await world.files.write(plan.overrideFile, overrideOf(plan, images))
  cleanup.add({ kind: 'stack', project: plan.project })
  const outcome = await world.runner.run(
    {
      program: 'docker',
      argv: [
        ...composeArguments(plan),
        'create',
        '--no-build',
        '--quiet-pull',
        '--force-recreate',
        ...scaleArguments(plan),
        ...plan.services,
      ],
      cwd: plan.workdir,
    },
    { signal: world.signal, timeoutMs: plan.timeoutMs, onLine: (_, line) => world.log.debug(line) },
  )
  if (outcome.exitCode !== 0) throw new TrialError(createFailure(outcome, plan))
  await compareImages(plan, images, world)
  return { project: plan.project, images }
}

function scaleArguments({ scale }: StackPlan): readonly string[] {
  return [...scale].flatMap(([service, replicas]) => ['--scale', `${service}=${replicas}`])
}

/** The promise of the whole product: what runs is what was built, to the byte. */
async function compareImages(
  plan: StackPlan,
  images: readonly BuiltImage[],
  world: World,
): Promise<void> {
  for (const state of await world.engine.containers(plan.project)) {
    const image = images.find(({ services }) => services.includes(state.service))
    if (!image || state.image === image.digest) continue
    throw new TrialError({
      stage: 'stack',
      class: 'infrastructure',
      what: `${state.service} would run ${state.image}, not the image that was built (${image.digest})`,
      why: 'another process changed the image between the build and the start',
      fix: 'run the trial again; give parallel runs an engine of their own if it happens often',
    })
  }
}

function createFailure(outcome: Outcome, plan: StackPlan) {
  const lines = `${outcome.stdout}\n${outcome.stderr}`
    .split('\n')
    .filter((line) => line.trim() !== '')
  const told = lines.findLast((line) => /error|denied|not found|failed/i.test(line)) ?? lines.at(-1)
  return {
    stage: 'stack',
    class: 'test',
    what: `the containers of ${plan.services.length} services could not be created`,
    why: outcome.timedOut
      ? 'its time was up'
      : (told ?? `Compose ended with exit code ${outcome.exitCode}`),
    fix: 'the lines below are the last that Compose said',
    evidence: lines.slice(-10),
  } as const
}
