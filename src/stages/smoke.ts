// Runs the checks against the running stack; only here is a PassedTrial made.
import type { BuiltImage } from '../build/bake.ts'
import type { StackPlan } from '../compose/command.ts'
import { messageOf, TrialError } from '../errors.ts'
import { failedShards, type JoinPlan, joinedResults, otherBytes } from '../shards/join.ts'
import type { Lack } from '../smoke/judge-response.ts'
import type { Check } from '../smoke/kinds.ts'
import type { ServicePorts } from '../smoke/route.ts'
import type { PublishedPort, World } from '../world/world.ts'
import type { HealthyStack } from './health.ts'
import { failuresOf } from './smoke/failures.ts'
import { brokenSince } from './smoke/last-look.ts'
import { SmokeRun } from './smoke/run.ts'
import { StackWatch } from './smoke/watch.ts'

export interface SmokePlan {
  /** What is asked here. */
  readonly checks: readonly Check[]
  /** A part of the checks is no trial: what passed it can't be published. */
  readonly share: 'all of them' | 'a part'
  readonly timeoutMs: number
  /** How many checks run side by side. */
  readonly parallel: number
  readonly services: readonly ServicePorts[]
  /** Values of the environment that checks refer to. */
  readonly variables: Readonly<Record<string, string>>
  readonly stack: StackPlan
}

/** Not exported: outside this file a PassedTrial can't be made without a double cast. */
declare const tried: unique symbol

export interface PassedTrial {
  readonly kind: 'whole'
  readonly images: readonly BuiltImage[]
  readonly results: readonly CheckResult[]
  readonly [tried]: true
}

/** What passed one shard: nothing that can be published. */
export interface PassedShard {
  readonly kind: 'part'
}

export interface CheckResult {
  readonly name: string
  readonly service: string
  readonly kind: Check['kind']
  readonly verdict: 'passed' | 'failed' | 'skipped'
  readonly tries: number
  readonly durationMs: number
  /** Milliseconds since 1970, for the log lines of the same time. */
  readonly startedAtDate: number
  readonly reasons: readonly Lack[]
  readonly request: string
  /** The head of the last answer. */
  readonly seen: readonly string[]
}

/** Where the host can reach a service's ports. */
export interface Endpoint {
  readonly service: string
  readonly replica: number
  readonly port: number
  readonly protocol: string
  readonly host: string
  readonly hostPort: number
}

export async function smoke(
  plan: SmokePlan,
  stack: HealthyStack,
  world: World,
  onResult: (result: CheckResult) => void,
): Promise<PassedTrial | PassedShard> {
  const watch = new StackWatch(stack.states)
  watch.start(stack.project, world)
  const tell = (result: CheckResult): void => {
    onResult(result)
    world.log.progress({ kind: 'check', name: result.name, state: result.verdict })
    world.log.info(lineOf(result))
  }
  const onAsk = (name: string): void => world.log.progress({ kind: 'check', name, state: 'asked' })
  const run = new SmokeRun({ plan, stack, world, watch, onAsk, onResult: tell })
  const results = await finished(run, watch, world)
  const failures = await failuresOf(plan, results, stack, world)
  const broken = await brokenSince(stack, world)
  if (failures.length + broken.length > 0) throw new TrialError([...broken, ...failures])
  if (plan.share === 'a part') return { kind: 'part' }
  return passed(stack.images, results)
}

function passed(images: readonly BuiltImage[], results: readonly CheckResult[]): PassedTrial {
  return { kind: 'whole', images, results } as unknown as PassedTrial
}

/** The results of all shards, told in one report; it fails where one of them has. */
export async function gatherShards(
  plan: JoinPlan,
  onResult: (result: CheckResult) => void,
): Promise<void> {
  for (const result of joinedResults(plan)) onResult(result)
  const failures = failedShards(plan)
  if (failures.length > 0) throw new TrialError(failures)
}

/** All shards together are a trial of these images, if each of them tried these very bytes. */
export function joinShards(plan: JoinPlan, images: readonly BuiltImage[]): PassedTrial {
  const failures = [...failedShards(plan), ...otherBytes(plan, images)]
  if (failures.length > 0) throw new TrialError(failures)
  return passed(images, joinedResults(plan))
}

async function finished(
  run: SmokeRun,
  watch: StackWatch,
  { inside, log }: World,
): Promise<readonly CheckResult[]> {
  try {
    return await run.finish()
  } finally {
    await watch.stop()
    await inside.leaveNetworks().catch((error: unknown) => {
      // It goes with the stack, whose label it carries.
      log.debug(`a helper stays in its network: ${messageOf(error)}`)
    })
  }
}

const marks = { passed: '✓', failed: '✗', skipped: '-' } as const

function lineOf({ verdict, name, durationMs, tries }: CheckResult): string {
  if (verdict === 'skipped') return `${marks[verdict]} ${name} (not asked)`
  return `${marks[verdict]} ${name} (${Math.round(durationMs)} ms, tries: ${tries})`
}

export function endpointsOf(
  { states }: Pick<HealthyStack, 'states'>,
  host: string,
): readonly Endpoint[] {
  return states.flatMap(({ service, replica, ports }) =>
    ports
      // The engine binds each port for IPv4 and IPv6; one way is enough.
      .filter((port, index) => ports.findIndex((other) => isSamePort(other, port)) === index)
      .map(({ target, protocol, hostPort }) => ({
        service,
        replica,
        port: target,
        protocol,
        host,
        hostPort,
      })),
  )
}

function isSamePort(one: PublishedPort, other: PublishedPort): boolean {
  return one.target === other.target && one.protocol === other.protocol
}
