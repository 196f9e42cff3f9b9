// Runs all checks: side by side up to a limit, after those they need, each until it passes.

import { type Cookie, merged } from '../../smoke/cookies.ts'
import { sentence } from '../../smoke/judge-response.ts'
import type { Check } from '../../smoke/kinds.ts'
import { allNeeds, type Needs, needsOf } from '../../smoke/needs.ts'
import { fillable } from '../../smoke/plan.ts'
import type { Ground } from '../../smoke/route.ts'
import { filled } from '../../smoke/template.ts'
import type { HealthyStack } from '../health.ts'
import type { CheckResult, SmokePlan } from '../smoke.ts'
import { type Answer, ask, type SmokeWorld } from './ask.ts'
import type { StackWatch } from './watch.ts'

export interface RunGiven {
  readonly plan: SmokePlan
  readonly stack: HealthyStack
  readonly world: SmokeWorld
  readonly watch: StackWatch
  readonly onAsk: (name: string) => void
  readonly onResult: (result: CheckResult) => void
}

export class SmokeRun {
  readonly #given: RunGiven
  readonly #ground: Ground
  readonly #until: number
  readonly #captured = new Map<string, string>()
  /** By the names of the checks that were given them. */
  readonly #cookies = new Map<string, readonly Cookie[]>()
  readonly #results = new Map<Check, CheckResult>()
  readonly #needs: Needs
  readonly #passed = new Set<string>()
  readonly #missed = new Set<string>()
  #waiting: readonly Check[]
  #running = 0

  constructor(given: RunGiven) {
    const { plan, stack, world } = given
    this.#given = given
    this.#until = world.clock.now() + plan.timeoutMs
    this.#waiting = plan.checks
    this.#needs = needsOf(plan.checks)
    this.#ground = {
      host: world.engine.host,
      bridge: world.inside.bridge,
      states: stack.states,
      services: plan.services,
      network: (id) => world.inside.network(id),
    }
  }

  /** The results in the order of the plan. */
  async finish(): Promise<readonly CheckResult[]> {
    const { checks } = this.#given.plan
    const last = lastAmong(checks, this.#needs)
    await this.#all(checks.filter((check) => !last.has(check)))
    // What must never appear in a log may appear until the last check is done.
    await this.#all([...last])
    return checks.flatMap((check) => this.#results.get(check) ?? [])
  }

  #all(checks: readonly Check[]): Promise<void> {
    this.#waiting = checks
    return new Promise((resolve, reject) => {
      const fill = (): void => {
        this.#skip()
        for (const check of this.#startable()) {
          this.#running += 1
          this.#waiting = this.#waiting.filter((one) => one !== check)
          this.#one(check).then((result) => {
            this.#running -= 1
            this.#tell(check, result)
            fill()
          }, reject)
        }
        if (this.#running === 0 && this.#waiting.length === 0) resolve()
      }
      fill()
    })
  }

  #startable(): readonly Check[] {
    const free = this.#given.plan.parallel - this.#running
    if (free <= 0) return []
    return this.#waiting
      .filter(({ needs }) => needs.every((need) => this.#passed.has(need)))
      .slice(0, free)
  }

  /** A check whose need has failed says nothing about the stack. */
  #skip(): void {
    const missed = this.#missed
    for (;;) {
      const check = this.#waiting.find(({ needs }) => needs.some((need) => missed.has(need)))
      if (!check) return
      const need = check.needs.find((name) => missed.has(name)) ?? ''
      this.#waiting = this.#waiting.filter((one) => one !== check)
      const reasons = [sentence(`it needs "${need}", which did not pass`)]
      this.#tell(check, {
        ...resultOf(check, { tries: 0, durationMs: 0 }),
        verdict: 'skipped',
        reasons,
      })
    }
  }

  #tell(check: Check, result: CheckResult): void {
    this.#results.set(check, result)
    const names = result.verdict === 'passed' ? this.#passed : this.#missed
    names.add(result.name)
    this.#given.onResult(result)
  }

  async #one(check: Check): Promise<CheckResult> {
    const { world, plan, watch } = this.#given
    const { clock, signal } = world
    const startedAt = clock.now()
    // A look into a log costs no time, and is the only way to know what was there at the end.
    if (startedAt >= this.#until && check.kind !== 'logs') return this.#tooLate(check)
    const startedAtDate = clock.date().getTime()
    this.#given.onAsk(check.name)
    const until = Math.min(this.#until, startedAt + check.untilMs)
    const broke = watch.signalOf(check.service)
    const ending = broke ? AbortSignal.any([signal, broke]) : signal
    let tries = 0
    let answer: Answer | undefined
    while (broke?.aborted !== true) {
      signal.throwIfAborted()
      tries += 1
      const left = (check.untilMs > 0 ? until : this.#until) - clock.now()
      const timeoutMs = Math.max(1, Math.min(check.timeoutMs, left))
      const before = answer
      answer = await this.#ask(check, timeoutMs, ending, plan).catch((error: unknown) => {
        signal.throwIfAborted()
        if (broke?.aborted) return before
        throw error
      })
      // A try that was cut short at the end says less than the whole one before it.
      if (before && clock.now() >= until && answer?.lacks.length !== 0) answer = before
      if (answer?.lacks.length === 0 || clock.now() + check.everyMs >= until) break
      await clock.sleep(check.everyMs, ending).catch(() => {}) // ended by what broke: the loop looks
    }
    signal.throwIfAborted()
    const durationMs = clock.now() - startedAt
    return this.#judged(check, answer, { tries, durationMs, startedAtDate })
  }

  #tooLate(check: Check): CheckResult {
    const seconds = this.#given.plan.timeoutMs / 1000
    const reasons = [sentence(`the ${seconds}s of smoke-timeout were over before it was asked`)]
    return { ...resultOf(check, { tries: 0, durationMs: 0 }), verdict: 'failed', reasons }
  }

  #judged(
    check: Check,
    answer: Answer | undefined,
    told: { readonly tries: number; readonly durationMs: number; readonly startedAtDate: number },
  ): CheckResult {
    const result = { ...resultOf(check, told), startedAtDate: told.startedAtDate }
    if (answer?.lacks.length === 0) {
      for (const [name, value] of answer.captured) this.#captured.set(name, value)
      this.#cookies.set(check.name, answer.cookies ?? this.#cookiesOf(check))
      return { ...result, request: answer.request }
    }
    const broke = this.#given.watch.broken(check.service)
    const last = answer?.lacks ?? []
    return {
      ...result,
      verdict: 'failed',
      reasons: [...(broke ? [sentence(`${broke} while it was checked`)] : []), ...last],
      request: answer?.request ?? '',
      seen: answer?.seen ?? [],
    }
  }

  /** Those of all that it needs, the last named winning; what came later knows of what came before. */
  #cookiesOf({ needs }: Check): readonly Cookie[] {
    const none: readonly Cookie[] = []
    return needs
      .filter((need) => !needs.some((other) => allNeeds(other, this.#needs).has(need)))
      .reduce((all, need) => merged(all, this.#cookies.get(need) ?? none), none)
  }

  #ask(check: Check, timeoutMs: number, signal: AbortSignal, plan: SmokePlan): Promise<Answer> {
    const all = new Map([...Object.entries(plan.variables), ...this.#captured])
    return ask(fillCheck(check, all), {
      world: this.#given.world,
      ground: this.#ground,
      stack: plan.stack,
      captured: this.#captured,
      cookies: this.#cookiesOf(check),
      shown: fillCheck(check, this.#captured),
      timeoutMs,
      signal,
    })
  }
}

function fillCheck(check: Check, variables: ReadonlyMap<string, string>): Check {
  const { name, named, needs, where } = check
  const values = filled(fillable(check), variables) as Check
  const script = 'shell' in check && check.shell !== undefined ? { argv: check.argv } : {}
  return { ...values, ...script, name, named, needs, ...(where && { where }) }
}

/** What looks for what must never appear in a log, and all that waits for such a look. */
function lastAmong(checks: readonly Check[], needs: Needs): ReadonlySet<Check> {
  const looks = new Set(
    checks.flatMap((one) => (one.kind === 'logs' && one.never.length > 0 ? [one.name] : [])),
  )
  if (looks.size === 0) return new Set()
  return new Set(
    checks.filter(({ name }) => [name, ...allNeeds(name, needs)].some((one) => looks.has(one))),
  )
}

function resultOf(
  check: Check,
  told: { readonly tries: number; readonly durationMs: number },
): CheckResult {
  return {
    name: check.name,
    service: check.service ?? '',
    kind: check.kind,
    verdict: 'passed',
    tries: told.tries,
    durationMs: told.durationMs,
    startedAtDate: 0,
    reasons: [],
    request: '',
    seen: [],
  }
}
