// Creates the stack's containers from exactly the images that were built; nothing is started here.
import type { BuiltImage } from '../build/bake.ts'
import type { Cleanup } from '../cleanup.ts'
import { composeArguments, overrideOf, type StackPlan } from '../compose/command.ts'
import { explainCreate } from '../compose/create-errors.ts'
import { TrialError } from '../errors.ts'
import { takenPorts } from '../health/ports.ts'
import { type QuickProbe, quicken, quickenedText, timingOf } from '../health/probes.ts'
import type { ImageHealthcheck, World } from '../world/world.ts'

export interface CreatedStack {
  readonly project: string
  readonly images: readonly BuiltImage[]
  /** The services that are asked sooner than the user wrote. */
  readonly probes: ReadonlyMap<string, QuickProbe>
}

export interface Made {
  readonly images: readonly BuiltImage[]
  /** The part of the stack that is there already. */
  readonly begun?: CreatedStack
}

/** Takes what was created ahead of the build's end, if it is of what the build says that it made. */
export async function completeStack(
  plan: StackPlan,
  made: Made & { readonly ahead: Promise<CreatedStack | undefined> },
  world: World,
  cleanup: Cleanup,
): Promise<CreatedStack> {
  const { ahead, ...rest } = made
  const { images } = rest
  const created = await ahead
  const known = new Set(created?.images.map(({ reference }) => reference))
  if (created && images.every(({ reference }) => known.has(reference)))
    return { ...created, images }
  return createStack(plan, rest, world, cleanup)
}

export async function createStack(
  plan: StackPlan,
  { images, begun }: Made,
  world: World,
  cleanup: Cleanup,
): Promise<CreatedStack> {
  await checkPorts(plan, world)
  const probes = await quickProbesOf(plan, images, world)
  await world.files.write(plan.overrideFile, overrideOf(plan, images, probes))
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
  if (outcome.exitCode !== 0) throw new TrialError(explainCreate(outcome, plan.imageUsers))
  return { project: plan.project, images, probes: new Map([...(begun?.probes ?? []), ...probes]) }
}

/** Before anything is there that would be left half up. */
async function checkPorts({ fixedPorts }: StackPlan, { engine }: World): Promise<void> {
  if (fixedPorts.length === 0) return
  const holders = await engine.portHolders(fixedPorts.map(({ port }) => port))
  const taken = takenPorts(fixedPorts, holders)
  if (taken.length > 0) throw new TrialError(taken)
}

/** A field that the Compose file leaves out is the image's, so only now all of them are known. */
async function quickProbesOf(
  { quickProbes }: StackPlan,
  images: readonly BuiltImage[],
  { engine, log }: World,
): Promise<ReadonlyMap<string, QuickProbe>> {
  if (quickProbes.kind === 'as-written') return new Map()
  const asked = new Map<string, Promise<ImageHealthcheck | undefined>>()
  const ask = (reference: string): Promise<ImageHealthcheck | undefined> => {
    const answer = asked.get(reference) ?? engine.healthcheckOf(reference)
    asked.set(reference, answer)
    return answer
  }
  const probes = await Promise.all(
    quickProbes.services.map(async (service) => {
      const built = images.find(({ services }) => services.includes(service.name))
      const reference = built?.reference ?? service.image
      const ofImage = reference === undefined ? undefined : await ask(reference)
      const timing = timingOf(service.healthcheck, ofImage)
      const probe = timing && quicken(timing, quickProbes.pace)
      if (!probe) return []
      if (!service.healthcheck) log.info(`${service.name}: ${quickenedText(probe)}`)
      return [[service.name, probe] as const]
    }),
  )
  return new Map(probes.flat())
}

function scaleArguments({ scale }: StackPlan): readonly string[] {
  return [...scale].flatMap(([service, replicas]) => ['--scale', `${service}=${replicas}`])
}
