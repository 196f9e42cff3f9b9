// Which services come up while the images of the others are still being built.
import type { StackPlan } from './command.ts'
import type { Service, Stack } from './model.ts'

/**
 * Those that need nothing built, and that a service waits for which does. One that nobody waits for
 * may count on the others, as a proxy does that asks for their names at its start: Compose starts
 * it together with them.
 */
export function earlyServices(
  { services }: Stack,
  { services: taking, scale }: Pick<StackPlan, 'services' | 'scale'>,
): readonly string[] {
  const built = new Set(services.flatMap(({ build, image }) => (build && image ? image : [])))
  const byName = new Map(services.map((service) => [service.name, service]))
  const runs = ({ name, replicas }: Service): boolean => (scale.get(name) ?? replicas) > 0
  const isFree = ({ name, build, image, provider }: Service): boolean =>
    !build && !provider && image !== undefined && !built.has(image) && taking.includes(name)
  const free = closed(services.filter(isFree), byName)
  const held = services.filter(({ name }) => !free.has(name))
  const needed = reachable(held, byName)
  return services
    .filter((one) => free.has(one.name) && needed.has(one.name) && runs(one))
    .map(nameOf)
}

/** Without those that depend on one that is not among them; one that takes no part hinders nobody. */
function closed(
  services: readonly Service[],
  byName: ReadonlyMap<string, Service>,
): ReadonlySet<string> {
  const names = new Set(services.map(nameOf))
  const left = services.filter(({ dependsOn }) =>
    dependsOn.every(({ service }) => names.has(service) || !byName.has(service)),
  )
  return left.length === services.length ? names : closed(left, byName)
}

function reachable(
  from: readonly Service[],
  byName: ReadonlyMap<string, Service>,
): ReadonlySet<string> {
  const found = new Set<string>()
  // A set is walked to its end, also where it grows on the way.
  for (const { dependsOn } of from) for (const { service } of dependsOn) found.add(service)
  for (const name of found) {
    for (const { service } of byName.get(name)?.dependsOn ?? []) found.add(service)
  }
  return found
}

function nameOf({ name }: Service): string {
  return name
}

export interface StackParts {
  readonly early?: StackPlan
  readonly rest: StackPlan
}

/** Two calls of Compose for one project: the second has the words of the first, so it changes nothing of it. */
export function splitStack(whole: StackPlan, early: readonly string[]): StackParts {
  if (early.length === 0) return { rest: whole }
  const overrideFile = whole.overrideFile.replace(/\.json$/, '-early.json')
  const isEarly = (name: string): boolean => early.includes(name)
  const isLate = (name: string): boolean => !isEarly(name)
  return {
    early: { ...partOf(whole, isEarly), overrideFile, oneOffs: [], scale: scaleOf(whole, isEarly) },
    rest: {
      ...partOf(whole, isLate),
      files: [...whole.files, overrideFile],
      own: { networks: [], volumes: [] }, // the override of the first part has labelled them
    },
  }
}

function partOf(whole: StackPlan, takes: (name: string) => boolean): StackPlan {
  const { quickProbes } = whole
  return {
    ...whole,
    services: whole.services.filter(takes),
    fixedPorts: whole.fixedPorts.filter(({ service }) => takes(service)),
    quickProbes:
      quickProbes.kind === 'as-written'
        ? quickProbes
        : { ...quickProbes, services: quickProbes.services.filter(({ name }) => takes(name)) },
  }
}

function scaleOf(
  { scale }: StackPlan,
  takes: (name: string) => boolean,
): ReadonlyMap<string, number> {
  return new Map([...scale].filter(([name]) => takes(name)))
}
