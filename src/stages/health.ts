// Starts each container the moment its conditions hold and follows the engine's events until the
// stack is ready, has failed, or is out of time. The rules are in readiness.ts.
import { composeArguments, type StackPlan } from '../compose/command.ts'
import { type Failure, messageOf, type Place, TrialError } from '../errors.ts'
import { healthFailure, rootCausesFirst } from '../health/diagnosis.ts'
import { lastLines } from '../health/last-lines.ts'
import {
  judgeStack,
  lateReason,
  type Observed,
  type ServicePlan,
  type StackVerdict,
  startable,
  type Trouble,
} from '../health/readiness.ts'
import type { ContainerState, World } from '../world.ts'
import type { CreatedStack } from './stack.ts'

export interface HealthPlan {
  readonly services: readonly ServicePlan[]
  readonly timeoutMs: number
  readonly stableForMs: number
  readonly stack: StackPlan
  /** Where each service stands in the user's file. */
  readonly places: ReadonlyMap<string, Place | undefined>
}

export interface HealthyStack extends CreatedStack {
  readonly states: readonly ContainerState[]
}

const evidenceLines = 20
const sayAtLeastEveryMs = 15_000

export async function startUntilHealthy(
  plan: HealthPlan,
  stack: CreatedStack,
  world: World,
): Promise<HealthyStack> {
  const run = new StartUp(plan, world)
  const { verdict, states } = await run.finish()
  switch (verdict.kind) {
    case 'ready':
      return { ...stack, states }
    case 'failed':
      throw new TrialError(await failuresOf(plan, verdict.troubles, world))
    case 'waiting':
      throw new TrialError(
        await failuresOf(
          plan,
          verdict.waitingFor.map((trouble) => ({
            ...trouble,
            reason: lateReason(plan.timeoutMs, trouble.reason),
          })),
          world,
        ),
      )
  }
}

/** One start of one stack: what was seen when, and what was asked to start. */
class StartUp {
  readonly #plan: HealthPlan
  readonly #world: World
  readonly #asked = new Set<string>()
  readonly #runningSince = new Map<string, number>()
  readonly #said = new Map<string, string>()
  /** The engine's refusals to start; it does not keep all of them in the container's state. */
  readonly #refusals = new Map<string, string>()
  /** Aborted at the end: what Compose still starts must not come up behind the back of cleanup. */
  readonly #ending = new AbortController()
  readonly #startedByCompose: Promise<void>[] = []
  #states: readonly ContainerState[] = []
  #hasLooked = false
  readonly #startedAt: number
  #lastWordAt: number
  #broken: unknown
  #wake: () => void = () => {}

  constructor(plan: HealthPlan, world: World) {
    this.#plan = plan
    this.#world = world
    this.#startedAt = world.clock.now()
    this.#lastWordAt = this.#startedAt
  }

  async finish(): Promise<{ verdict: StackVerdict; states: readonly ContainerState[] }> {
    const { clock, engine, signal } = this.#world
    const until = clock.now() + this.#plan.timeoutMs
    const following = this.#follow(
      engine.follow(this.#plan.stack.project, AbortSignal.any([signal, this.#ending.signal])),
    )
    try {
      for (;;) {
        signal.throwIfAborted()
        if (this.#broken) throw this.#broken
        const verdict = this.#judge()
        if (verdict.kind === 'ready') return { verdict, states: this.#states }
        if (verdict.kind === 'failed' || clock.now() >= until) return this.#lastLook(verdict)
        this.#startNext()
        this.#say(verdict)
        await this.#nextChange(
          Math.min(until - clock.now(), verdictPause(verdict), sayAtLeastEveryMs),
        )
      }
    } finally {
      this.#ending.abort()
      await Promise.all([following, ...this.#startedByCompose])
    }
  }

  /** Failing probes change no state, so no event told of them; and others may have failed since. */
  async #lastLook(
    before: StackVerdict,
  ): Promise<{ verdict: StackVerdict; states: readonly ContainerState[] }> {
    this.#states = await this.#world.engine.containers(this.#plan.stack.project)
    this.#hasLooked = true
    const now = this.#judge()
    // What failed has failed, although its restart policy may have it running again by now.
    const verdict = before.kind === 'failed' && now.kind !== 'failed' ? before : now
    return { verdict, states: this.#states }
  }

  #judge(): StackVerdict {
    const { services, stableForMs } = this.#plan
    if (!this.#hasLooked) return { kind: 'waiting', waitingFor: [] }
    const elapsedMs = this.#world.clock.now() - this.#startedAt
    return judgeStack({ plans: services, observed: this.#observed(), stableForMs, elapsedMs })
  }

  #observed(): readonly Observed[] {
    const now = this.#world.clock.now()
    return this.#states.map((seen) => {
      const state = { ...seen, error: seen.error || (this.#refusals.get(seen.id) ?? '') }
      if (state.status !== 'running') return { state, steadyForMs: 0 }
      const life = `${state.id} ${state.startedAt}`
      const since = this.#runningSince.get(life) ?? now
      this.#runningSince.set(life, since)
      return { state, steadyForMs: now - since }
    })
  }

  #startNext(): void {
    for (const service of startable({ plans: this.#plan.services, observed: this.#observed() })) {
      const created = this.#states.filter(
        (s) => s.service === service.service && s.status === 'created',
      )
      const ids = created.map(({ id }) => id).filter((id) => !this.#asked.has(id))
      if (ids.length === 0) continue
      for (const id of ids) this.#asked.add(id)
      const started = this.#start(service, ids)
      if (service.startedByCompose) this.#startedByCompose.push(started)
    }
  }

  async #start(plan: ServicePlan, ids: readonly string[]): Promise<void> {
    try {
      if (plan.startedByCompose) {
        const signal = AbortSignal.any([this.#world.signal, this.#ending.signal])
        await startWithCompose(this.#plan.stack, plan.service, { ...this.#world, signal })
      } else await Promise.all(ids.map((id) => this.#world.engine.start(id)))
    } catch (error) {
      for (const id of ids) this.#refusals.set(id, messageOf(error) || 'no reason was given')
      this.#wake()
    }
  }

  async #follow(changes: AsyncIterable<readonly ContainerState[]>): Promise<void> {
    try {
      for await (const states of changes) {
        this.#states = states
        this.#hasLooked = true
        this.#wake()
      }
    } catch (error) {
      this.#broken = error
      this.#wake()
    }
  }

  #nextChange(atMostMs: number): Promise<void> {
    const pause = new AbortController()
    const changed = new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    const passed = this.#world.clock
      .sleep(Math.max(0, atMostMs), AbortSignal.any([pause.signal, this.#world.signal]))
      .catch(() => {}) // ended because something changed, or the run was cancelled: the loop looks
    return Promise.race([changed, passed]).finally(() => pause.abort())
  }

  #say({ waitingFor }: Extract<StackVerdict, { kind: 'waiting' }>): void {
    const { clock, log } = this.#world
    const quietFor = clock.now() - this.#lastWordAt
    for (const { plan, state, reason } of waitingFor) {
      const name = state?.name ?? plan.service
      if (this.#said.get(name) === reason && quietFor < sayAtLeastEveryMs) continue
      this.#said.set(name, reason)
      this.#lastWordAt = clock.now()
      log.info(`… ${plan.service}: ${reason}`)
    }
  }
}

function verdictPause(verdict: StackVerdict): number {
  return verdict.kind === 'waiting' ? (verdict.againInMs ?? sayAtLeastEveryMs) : sayAtLeastEveryMs
}

async function startWithCompose(stack: StackPlan, service: string, world: World): Promise<void> {
  const outcome = await world.runner.run(
    {
      program: 'docker',
      argv: [
        ...composeArguments(stack),
        ...['up', '--detach', '--no-build', '--no-deps', '--no-recreate'],
        ...['--pull', 'never', service],
      ],
      cwd: stack.workdir,
    },
    { signal: world.signal, timeoutMs: stack.timeoutMs },
  )
  if (outcome.exitCode === 0) return
  if (outcome.timedOut) throw new Error('its time was up')
  const said = outcome.stderr.trim().split('\n').at(-1)
  throw new Error(said || `Compose ended with exit code ${outcome.exitCode}`)
}

async function failuresOf(
  plan: HealthPlan,
  troubles: readonly Trouble[],
  world: World,
): Promise<readonly Failure[]> {
  return Promise.all(
    rootCausesFirst(troubles).map(async (trouble) => {
      const log = trouble.state
        ? await lastLines(trouble.state.id, evidenceLines, world.engine)
        : []
      return healthFailure(trouble, { plans: plan.services, places: plan.places, log })
    }),
  )
}
