// Every failed check in words, with what its service said in the meantime.
import { type Failure, messageOf } from '../../errors.ts'
import { renderDiff } from '../../smoke/judge-response.ts'
import type { Check } from '../../smoke/kinds.ts'
import type { HealthyStack } from '../health.ts'
import type { CheckResult, SmokePlan } from '../smoke.ts'
import type { SmokeWorld } from './ask.ts'

const logLines = 10
/** A service may write a line just before it is asked again. */
const beforeMs = 1000

export async function failuresOf(
  { checks }: SmokePlan,
  results: readonly CheckResult[],
  stack: HealthyStack,
  world: SmokeWorld,
): Promise<readonly Failure[]> {
  const failed = results.filter(({ verdict }) => verdict === 'failed')
  return Promise.all(
    failed.map(async (result) => {
      const check = checks.find(({ name }) => name === result.name)
      const log = await logOf(result, stack, world)
      return failureOf(check, result, log)
    }),
  )
}

function failureOf(check: Check | undefined, result: CheckResult, log: readonly string[]): Failure {
  const took = `${(result.durationMs / 1000).toFixed(1)}s`
  const times = result.tries === 1 ? 'once' : `${result.tries} times`
  const request = result.request === '' ? [] : [`$ ${result.request}`]
  return {
    stage: 'smoke',
    class: 'test',
    code: 'ST-CHECK',
    what: `check "${result.name}" failed: ${result.reasons.map(({ what }) => what).join('; ')}`,
    why: `it was tried ${times} in ${took}`,
    fix:
      result.request === ''
        ? 'correct the service or the check'
        : `ask for it yourself with the stack up (keep: on-failure): ${result.request}`,
    ...(check?.where && { where: check.where }),
    evidence: [...renderDiff(result.reasons), ...request, ...result.seen, ...log],
  }
}

async function logOf(
  { service, startedAtDate }: CheckResult,
  { states }: HealthyStack,
  { inside }: SmokeWorld,
): Promise<readonly string[]> {
  const container = states.find((state) => state.service === service)
  if (!container) return []
  try {
    const since = { sinceMs: startedAtDate - beforeMs, lastLines: logLines }
    const fresh = await inside.logs(container.id, since)
    if (fresh.length > 0) return [`log of ${service} in that time:`, ...fresh]
    const last = await inside.logs(container.id, { lastLines: logLines })
    return last.length > 0 ? [`log of ${service}, silent in that time, last lines:`, ...last] : []
  } catch (error) {
    return [`(the log of ${service} could not be read: ${messageOf(error)})`]
  }
}
