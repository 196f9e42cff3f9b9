// All checks of a stack, wherever they were written, as the smoke stage runs them; what no check can
// know by itself is looked at here: names, needs, values that are captured, services.
import type { Service, Stack } from '../compose/model.ts'
import type { Failure } from '../errors.ts'
import { nearestWord } from '../inputs/values.ts'
import { variable } from '../text/variable.ts'
import { parseChecks } from './checks.ts'
import { parseSmokeText, type SmokeText } from './checks-source.ts'
import type { Locate } from './entry.ts'
import type { Check } from './kinds.ts'
import { allNeeds, circleAmong, type Needs, needsOf } from './needs.ts'
import { referencesIn } from './template.ts'

export interface PlannedSmoke {
  readonly checks: readonly Check[]
  /** Services that are only checks: they take no part in the stack that is brought up. */
  readonly oneOffs: readonly string[]
  /** What the checks refer to in the environment. */
  readonly variables: Readonly<Record<string, string>>
  readonly problems: readonly Failure[]
}

export interface SmokeGiven {
  readonly source: 'none' | 'asked'
  /** What the input `smoke` names or holds. */
  readonly text?: SmokeText
  readonly stack: Stack
  /** A drafted stack may lack checks, and what Compose would have filled in. */
  readonly model: 'resolved' | 'drafted'
  readonly locate: Locate
  readonly env: Readonly<Record<string, string | undefined>>
}

const noCheck: Failure = {
  stage: 'inputs',
  class: 'input',
  code: 'ST-NO-CHECKS',
  what: 'there is no smoke check, so nothing would be proven',
  fix: 'add x-smoke to a service, such as: x-smoke: [{ get: /health }], let sea-trial init write some, or set smoke: none',
}

const nothing: PlannedSmoke = { checks: [], oneOffs: [], variables: {}, problems: [] }

export function planSmoke(given: SmokeGiven): PlannedSmoke {
  if (given.source === 'none') return nothing
  const parsed = parseAll(given)
  const checks = numbered(parsed.flatMap((part) => part.checks))
  const problems = parsed.flatMap((part) => part.problems)
  if (given.model === 'drafted' || given.stack.services.length === 0) {
    return { ...nothing, problems }
  }
  if (checks.length === 0 && problems.length === 0) {
    return { ...nothing, problems: [noCheck] }
  }
  const used = usedVariables(checks, given.env)
  return {
    checks,
    oneOffs: oneOffsOf(checks, given.stack),
    variables: used.variables,
    problems: [
      ...problems,
      ...repeatedNames(checks),
      ...(problems.length === 0 ? needProblems(checks) : []),
      ...used.problems,
      ...serviceProblems(checks, given.stack),
    ],
  }
}

function parseAll({ stack, locate, text }: SmokeGiven) {
  const services = stack.services
    .filter(({ smoke }) => smoke !== undefined)
    .map(({ name, smoke }) => parseChecks(smoke, name, ['services', name, 'x-smoke'], locate))
  const whole =
    stack.smoke === undefined ? [] : [parseChecks(stack.smoke, undefined, ['x-smoke'], locate)]
  return [...services, ...whole, ...(text ? [parseSmokeText(text)] : [])]
}

function problemAt(check: Check, what: string, fix: string): Failure {
  const where = check.where && { where: check.where }
  return { stage: 'inputs', class: 'input', code: 'ST-CHECKS', what, fix, ...where }
}

/** Two checks without names may well ask for the same. */
function numbered(checks: readonly Check[]): readonly Check[] {
  const seen = new Map<string, number>()
  return checks.map((check) => {
    if (check.named === 'by the user') return check
    const count = (seen.get(check.name) ?? 0) + 1
    seen.set(check.name, count)
    return count === 1 ? check : { ...check, name: `${check.name} (${count})` }
  })
}

function repeatedNames(checks: readonly Check[]): readonly Failure[] {
  const seen = new Set<string>()
  return checks.flatMap((check) => {
    const again = seen.has(check.name)
    seen.add(check.name)
    const what = `a second check is called "${check.name}"`
    return again ? [problemAt(check, what, 'give each check a name of its own')] : []
  })
}

function needProblems(checks: readonly Check[]): readonly Failure[] {
  const names = new Set(checks.map(({ name }) => name))
  const unknown = checks.flatMap((check) =>
    check.needs
      .filter((need) => !names.has(need))
      .map((need) => {
        const near = nearestWord(need, names)
        const fix = near ? `write ${near}` : `known are ${[...names].slice(0, 20).join(', ')}`
        return problemAt(check, `"${check.name}" needs "${need}", which is no check`, fix)
      }),
  )
  if (unknown.length > 0) return unknown
  const circle = circleAmong(checks)
  const [first] = circle
  if (!first) return []
  const what = `needs go in a circle: ${circle.map(({ name }) => `"${name}"`).join(', ')}`
  return [problemAt(first, what, 'leave one of these needs out')]
}

/** The part of a check in which `${name}` is filled in. */
export function fillable(check: Check): unknown {
  // A shell has variables of its own: what it may use comes in its environment.
  const { name: _, needs: __, where: ___, named: ____, ...rest } = check
  return 'shell' in rest && rest.shell !== undefined ? { ...rest, argv: [] } : rest
}

function usedVariables(
  checks: readonly Check[],
  env: SmokeGiven['env'],
): Pick<PlannedSmoke, 'variables' | 'problems'> {
  const makers = new Map<string, Check>()
  for (const check of checks) {
    for (const { name } of 'captures' in check ? check.captures : []) makers.set(name, check)
  }
  const variables: Record<string, string> = {}
  const needs = needsOf(checks)
  const problems = checks.flatMap((check) =>
    referencesIn(fillable(check)).flatMap((name) => {
      const maker = makers.get(name)
      if (maker) return tooEarly(check, maker, name, needs)
      const value = /^(INPUT|STATE)_/.test(name) ? undefined : variable(env, name)
      if (value !== undefined) variables[name] = value
      if (value !== undefined) return []
      const near = nearestWord(name, makers.keys())
      const fix = near
        ? `write \${${near}}`
        : `capture it in a check before, or set it in the environment`
      return [problemAt(check, `nothing gives \${${name}} a value`, fix)]
    }),
  )
  return { variables, problems }
}

function tooEarly(check: Check, maker: Check, name: string, needs: Needs): readonly Failure[] {
  if (allNeeds(check.name, needs).has(maker.name)) return []
  const what = `"${check.name}" uses \${${name}} before "${maker.name}" has captured it`
  return [problemAt(check, what, `add needs: ${JSON.stringify(maker.name)}`)]
}

function serviceProblems(checks: readonly Check[], { services }: Stack): readonly Failure[] {
  const names = new Set(services.map(({ name }) => name))
  return checks.flatMap((check) => {
    const oneOff = 'oneOff' in check ? check.oneOff : undefined
    const named = [check.service, check.from, oneOff].filter((name) => name !== undefined)
    return [...new Set(named)]
      .filter((name) => !names.has(name))
      .map((name) => {
        const near = nearestWord(name, names)
        const fix = near
          ? `write ${near}`
          : `known are ${[...names].join(', ')}; a service of a profile needs that profile in profiles`
        return problemAt(
          check,
          `"${check.name}" names the service ${name}, which the stack lacks`,
          fix,
        )
      })
  })
}

function oneOffsOf(checks: readonly Check[], { services }: Stack): readonly string[] {
  const needed = new Set(services.flatMap(dependencies))
  const named = checks.flatMap((check) =>
    'oneOff' in check && check.oneOff !== undefined ? [check.oneOff] : [],
  )
  return [...new Set(named)].filter((name) => !needed.has(name))
}

function dependencies({ dependsOn }: Service): readonly string[] {
  return dependsOn.map(({ service }) => service)
}
