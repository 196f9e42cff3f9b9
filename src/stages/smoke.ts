// Runs the checks against the running stack; only here is a PassedTrial made.
import type { BuiltImage } from '../build/bake.ts'
import { type Failure, messageOf, TrialError } from '../errors.ts'
import { lastLines } from '../health/last-lines.ts'
import type { Check } from '../smoke/checks.ts'
import { judgeResponse } from '../smoke/judge-response.ts'
import type { ContainerState, PublishedPort, World } from '../world.ts'
import type { HealthyStack } from './health.ts'

export interface SmokePlan {
  readonly checks: readonly Check[]
  readonly timeoutMs: number
}

/** Not exported: outside this file a PassedTrial can't be made without a double cast. */
declare const tried: unique symbol

export interface PassedTrial {
  readonly images: readonly BuiltImage[]
  readonly results: readonly CheckResult[]
  readonly [tried]: true
}

export interface CheckResult {
  readonly name: string
  readonly service: string
  readonly verdict: 'passed' | 'failed'
  readonly tries: number
  readonly durationMs: number
  readonly reasons: readonly string[]
  readonly request: string
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

const tryTimeoutMs = 10_000
const betweenTriesMs = 250
const maxBodyBytes = 4 * 1024 * 1024
const parallel = 16
const evidenceLines = 10

export async function smoke(
  plan: SmokePlan,
  stack: HealthyStack,
  world: World,
  onResult: (result: CheckResult) => void,
): Promise<PassedTrial> {
  const endpoints = endpointsOf(stack, world.engine.host)
  const until = world.clock.now() + plan.timeoutMs
  const waiting = [...plan.checks.entries()]
  const results: CheckResult[] = []
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, check] = next
      const result = await runCheck(check, endpoints, until, world)
      results[index] = result
      onResult(result)
      const mark = result.verdict === 'passed' ? '✓' : '✗'
      world.log.info(
        `${mark} ${result.name} (${Math.round(result.durationMs)} ms, tries: ${result.tries})`,
      )
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  const failures = await failuresOf(plan, results, stack, world)
  const broken = await brokenSince(stack, world)
  if (failures.length + broken.length > 0) throw new TrialError([...broken, ...failures])
  return { images: stack.images, results } as unknown as PassedTrial
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

async function runCheck(
  check: Check,
  endpoints: readonly Endpoint[],
  until: number,
  { http, clock, signal }: World,
): Promise<CheckResult> {
  const startedAt = clock.now()
  const endpoint = endpoints.find(
    ({ service, protocol }) => service === check.service && protocol === 'tcp',
  )
  const url = endpoint ? `http://${endpoint.host}:${endpoint.hostPort}${check.path}` : ''
  let reasons: readonly string[] = endpoint ? [] : [`${check.service} publishes no port`]
  let tries = 0
  while (endpoint) {
    signal.throwIfAborted()
    tries += 1
    reasons = await tryOnce(
      check,
      url,
      Math.min(tryTimeoutMs, Math.max(1, until - clock.now())),
      http,
      signal,
    )
    if (reasons.length === 0 || clock.now() + betweenTriesMs >= until) break
    await clock.sleep(betweenTriesMs, signal)
  }
  return {
    name: check.name,
    service: check.service,
    verdict: reasons.length === 0 ? 'passed' : 'failed',
    tries,
    durationMs: clock.now() - startedAt,
    reasons,
    request: `curl -i -X ${check.method} ${url}`,
  }
}

async function tryOnce(
  { method, headers, body, expect }: Check,
  url: string,
  timeoutMs: number,
  http: World['http'],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const request = {
    method,
    url,
    headers,
    timeoutMs,
    maxBodyBytes,
    ...(body !== undefined && { body }),
  }
  try {
    return judgeResponse(expect, await http.request(request, signal))
  } catch (error) {
    signal.throwIfAborted()
    return [`no answer: ${messageOf(error)}`]
  }
}

async function failuresOf(
  { checks, timeoutMs }: SmokePlan,
  results: readonly CheckResult[],
  { states }: HealthyStack,
  { engine }: World,
): Promise<readonly Failure[]> {
  const failed = results.flatMap((result, index) => {
    const check = checks[index]
    return check && result.verdict === 'failed' ? [{ check, result }] : []
  })
  return Promise.all(
    failed.map(async ({ check, result }) => {
      const container = states.find(({ service }) => service === check.service)
      const tail = container ? await lastLines(container.id, evidenceLines, engine) : []
      return {
        stage: 'smoke',
        class: 'test',
        what: `check "${check.name}" failed: ${result.reasons.join('; ')}`,
        why: `it was tried ${result.tries} times within ${timeoutMs / 1000}s`,
        fix: `ask for it yourself with the stack up (keep: on-failure): ${result.request}`,
        ...(check.where && { where: check.where }),
        evidence: tail,
      } as const
    }),
  )
}

/** A stack that broke under its checks did not pass them. */
async function brokenSince(
  { project, states }: HealthyStack,
  { engine }: World,
): Promise<readonly Failure[]> {
  let found: readonly ContainerState[]
  try {
    found = await engine.containers(project)
  } catch (error) {
    if (error instanceof TrialError) return error.failures // beside the failed checks, not instead
    throw error
  }
  const now = new Map(found.map((state) => [state.id, state]))
  return states.flatMap((before) => {
    const after = now.get(before.id)
    const same = after && after.status === before.status && after.restarts === before.restarts
    if (same && after.health !== 'unhealthy') return []
    const became = after ? (after.health === 'unhealthy' ? 'unhealthy' : after.status) : 'gone'
    return [
      {
        stage: 'smoke',
        class: 'test',
        what: `${before.service} was ready and is ${became} after the checks`,
        fix: 'read its last lines: a check may have brought it down',
      } as const,
    ]
  })
}
