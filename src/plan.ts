// Every decision of a run as data, before any deed.
import type { ImagePlan } from './build/bake.ts'
import type { StackPlan } from './compose/command.ts'
import type { Service, Stack } from './compose/model.ts'
import { type Failure, TrialError } from './errors.ts'
import { decide, type Policy } from './event/policy.ts'
import type { ServicePlan } from './health/readiness.ts'
import type { Inputs } from './inputs/inputs.ts'
import { type Check, type Locate, parseChecks } from './smoke/checks.ts'
import type { BuildPlan } from './stages/build.ts'
import type { HealthPlan } from './stages/health.ts'
import type { Observation, Surroundings } from './stages/observe.ts'
import type { PublishPlan } from './stages/publish.ts'
import type { SmokePlan } from './stages/smoke.ts'
import { groupBy } from './text/group-by.ts'

export interface Plan {
  readonly project: string
  readonly sha?: string
  readonly shaReason: string
  readonly build: BuildPlan
  readonly stack: StackPlan
  readonly health: HealthPlan
  readonly smoke: SmokePlan
  readonly publish: PublishPlan
  readonly notes: readonly string[]
}

/** A build that takes longer is not slow but stuck; jobs end at six hours. */
const buildTimeoutMs = 3 * 3600_000
const createTimeoutMs = 20 * 60_000
const pushTimeoutMs = 30 * 60_000

export function makePlan(inputs: Inputs, around: Surroundings, seen: Observation): Plan {
  const { stack, facts, locate } = seen
  const problems: Failure[] = [
    ...seen.problems.map((problem) => ({ stage: 'inputs', class: 'input', ...problem }) as const),
    ...stack.problems,
  ]
  const policy = decide(facts, {
    push: inputs.push,
    promote: 'never',
    mode: 'trial',
    allowUnsafePrCheckout: false,
    cacheFromGiven: false,
  })
  if (policy.refused) problems.push({ stage: 'inputs', class: 'input', ...policy.refused })
  const images = planImages(inputs, seen, around)
  const smoke = planSmoke(inputs, stack, locate)
  problems.push(...smoke.problems)
  if (problems.length > 0) throw new TrialError(problems)
  const project = projectName(stack.name, around)
  const stackPlan = planStack(inputs, seen, around, project)
  return {
    project,
    ...(facts.sha !== undefined && { sha: facts.sha }),
    shaReason: facts.shaReason,
    build: {
      images,
      workdir: inputs.workdir,
      sourceDateEpoch: Math.floor(Date.parse(facts.commitDate ?? '1970-01-01T00:00:00Z') / 1000),
      metadataFile: `${around.folder}/build.json`,
      timeoutMs: buildTimeoutMs,
    },
    stack: stackPlan,
    health: planHealth(inputs, stack, stackPlan, locate),
    smoke: { checks: smoke.checks, timeoutMs: inputs.smokeTimeoutMs },
    publish: planPublish(policy, images, facts.sha),
    notes: [facts.tree.reason],
  }
}

function projectName(stackName: string, { env, runId }: Surroundings): string {
  const run = [env['GITHUB_RUN_ID'], env['GITHUB_RUN_ATTEMPT'], runId].filter(Boolean).join('-')
  return `st-${stackName || 'stack'}-${run}`.toLowerCase().replace(/[^a-z0-9_-]/g, '-')
}

function planImages(
  inputs: Inputs,
  { stack, facts }: Observation,
  { runId }: Surroundings,
): readonly ImagePlan[] {
  const built = stack.services.filter(({ build }) => build !== undefined)
  const groups = groupBy(built, sameImage)
  const labels = new Map(
    [
      ['org.opencontainers.image.revision', facts.sha ?? ''],
      ['org.opencontainers.image.source', facts.repository?.url ?? ''],
    ].filter(([, value]) => value !== '') as [string, string][],
  )
  return [...groups.values()].flatMap((services) => {
    const [first] = services
    if (!first?.build) return []
    const repository = repositoryOf(first, inputs, { stack, facts }, groups.size)
    return {
      target: first.name,
      services: services.map(({ name }) => name),
      build: first.build,
      candidate: `${repository}:trial-${runId}`,
      labels,
    }
  })
}

/** Services with the same build are one image; the name of it may be written at one of them only. */
function sameImage({ build }: Service): string {
  return JSON.stringify(build, (_, value: unknown) => (value instanceof Map ? [...value] : value))
}

function repositoryOf(
  { name, image }: Service,
  inputs: Inputs,
  { stack, facts }: Pick<Observation, 'stack' | 'facts'>,
  images: number,
): string {
  if (inputs.registry === undefined)
    return image?.replace(/:[^/:]*$/, '') ?? `${stack.name}-${name}`
  const { owner, name: repository } = facts.repository ?? { owner: undefined, name: stack.name }
  const parts = [inputs.registry, owner, repository, images > 1 ? name : undefined]
  return parts
    .filter((part) => part !== undefined)
    .join('/')
    .toLowerCase()
}

function planStack(
  inputs: Inputs,
  { stack, files }: Observation,
  { folder, runId }: Surroundings,
  project: string,
): StackPlan {
  return {
    project,
    workdir: inputs.workdir,
    files,
    profiles: inputs.profiles,
    envFiles: inputs.envFiles,
    overrideFile: `${folder}/override.json`,
    labels: { 'sea-trial.run': runId },
    services: stack.services.filter(({ provider }) => !provider).map(({ name }) => name),
    timeoutMs: createTimeoutMs,
  }
}

function planHealth(
  inputs: Inputs,
  stack: Stack,
  stackPlan: StackPlan,
  locate: Locate,
): HealthPlan {
  const services = stack.services.filter(({ replicas, provider }) => replicas > 0 && !provider)
  return {
    services: services.map((service) => planService(service, stack)),
    timeoutMs: inputs.waitTimeoutMs,
    stableForMs: inputs.stableForMs,
    stack: stackPlan,
    places: new Map(services.map(({ name }) => [name, locate(['services', name])])),
  }
}

function planService(service: Service, stack: Stack): ServicePlan {
  const adopted = stack.services.some(({ dependsOn }) =>
    dependsOn.some((d) => d.service === service.name && d.condition === 'completed'),
  )
  return {
    service: service.name,
    replicas: service.replicas,
    oneShot: adopted,
    hasHealthcheck: service.healthcheck?.kind === 'test',
    restarts: service.restart.kind !== 'no',
    dependsOn: service.dependsOn,
    startedByCompose: service.needsComposeToStart,
  }
}

function planSmoke(
  inputs: Inputs,
  stack: Stack,
  locate: Locate,
): { checks: readonly Check[]; problems: readonly Failure[] } {
  if (inputs.smoke.kind === 'none') return { checks: [], problems: [] }
  const parsed = stack.services
    .filter(({ smoke }) => smoke !== undefined)
    .map(({ name, smoke }) => parseChecks(smoke, name, ['services', name, 'x-smoke'], locate))
  const checks = parsed.flatMap((one) => one.checks)
  const problems = parsed.flatMap((one) => one.problems)
  if (checks.length > 0 || problems.length > 0) return { checks, problems }
  const nothing: Failure = {
    stage: 'inputs',
    class: 'input',
    what: 'there is no smoke check, so nothing would be proven',
    fix: 'add x-smoke to a service, such as: x-smoke: [{ get: /health }], or set smoke: none',
  }
  return { checks, problems: [nothing] }
}

function planPublish(
  policy: Policy,
  images: readonly ImagePlan[],
  sha: string | undefined,
): PublishPlan {
  const { kind, reason } = policy.push
  if (kind === 'skip') return { kind: 'skip', reason }
  return {
    kind: 'push',
    reason,
    timeoutMs: pushTimeoutMs,
    images: images.map(({ target, candidate }) => ({
      target,
      repositories: [candidate.slice(0, candidate.lastIndexOf(':'))],
      tags: [`sha-${sha ?? ''}`],
    })),
  }
}
