// One start of one stack: follows the engine's events, starts each container the moment its
// conditions hold, and judges anew on every change. The rules are in container.ts and readiness.ts.
import { messageOf, TrialError } from '../errors.ts'
import type { ContainerState, World } from '../world/world.ts'
import type { Observed, ServicePlan } from './container.ts'
import { Memory } from './memory.ts'
import { newsOf, nothingTold, stillWaiting } from './progress.ts'
import { judgeStack, type StackVerdict, startable } from './readiness.ts'

export interface StartUpPlan {
  readonly project: string
  readonly services: readonly ServicePlan[]
  readonly timeoutMs: number
  readonly stableForMs: number
  readonly startWithCompose: (service: string, signal: AbortSignal) => Promise<void>
}

export interface Outlook {
  readonly verdict: StackVerdict
  readonly states: readonly ContainerState[]
  /** Since the last event that made the verdict what it is. */
  readonly observed: readonly Observed[]
}

const sayAtLeastEveryMs = 15_000
/** Between a failure and the look that tells all of them. */
const secondLookMs = 250

/** Events end with the engine only; without them nothing would ever change again. */
const engineWentAway = new TrialError({
  stage: 'health',
  class: 'infrastructure',
  code: 'ST-ENGINE',
  what: 'the Docker Engine went away while the stack came up',
  why: 'its stream of events ended',
  fix: 'see why it stopped (journalctl -u docker), then run the trial again',
})

export class StartUp {
  readonly #plan: StartUpPlan
  readonly #world: World
  readonly #askedAt = new Map<string, number>()
  readonly #memory = new Memory()
  readonly #startedAt: number
  /** Aborted at the end: what Compose still starts must not come up behind the back of cleanup. */
  readonly #ending = new AbortController()
  readonly #startedByCompose: Promise<void>[] = []
  #states: readonly ContainerState[] = []
  #hasLooked = false
  #told = nothingTold
  #lastWordAt: number
  #broken: unknown
  #changed = false
  #wake: () => void = () => {}

  constructor(plan: StartUpPlan, world: World) {
    this.#plan = plan
    this.#world = world
    this.#startedAt = world.clock.now()
    this.#lastWordAt = this.#startedAt
  }

  async finish(): Promise<Outlook> {
    const { engine, signal } = this.#world
    const following = this.#follow(
      engine.follow(this.#plan.project, AbortSignal.any([signal, this.#ending.signal])),
    )
    try {
      for (;;) {
        signal.throwIfAborted()
        if (this.#broken) throw this.#broken
        const outlook = await this.#look()
        if (outlook) return outlook
      }
    } finally {
      this.#ending.abort()
      await Promise.all([following, ...this.#startedByCompose])
    }
  }

  /** One round: undefined while there is hope. */
  async #look(): Promise<Outlook | undefined> {
    const { clock } = this.#world
    const left = this.#plan.timeoutMs - (clock.now() - this.#startedAt)
    if (!this.#hasLooked && left > 0) {
      await this.#nextChange(left) // the engine's first answer is still on its way
      return undefined
    }
    const verdict = this.#judge()
    this.#say(verdict)
    if (verdict.kind === 'ready') return this.#outlook(verdict)
    if (verdict.kind === 'failed' || left <= 0) {
      // What one service died of, its neighbours mostly die of at the same moment.
      if (left > 0) await clock.sleep(secondLookMs, this.#world.signal)
      const last = await this.#lastLook(verdict)
      if (last.kind !== 'waiting' || left <= 0) return this.#outlook(last)
      return undefined
    }
    this.#startNext()
    const quietFor = clock.now() - this.#lastWordAt
    const pause = Math.min(left, verdict.againInMs ?? left, sayAtLeastEveryMs - quietFor)
    await this.#nextChange(Math.max(0, pause))
    return undefined
  }

  #outlook(verdict: StackVerdict): Outlook {
    return { verdict, states: this.#states, observed: this.#observed() }
  }

  /** Failing probes change no state, so no event told of them; and others may have failed since. */
  async #lastLook(before: StackVerdict): Promise<StackVerdict> {
    this.#states = await this.#world.engine.containers(this.#plan.project)
    this.#hasLooked = true
    const now = this.#judge()
    // What ended has failed, although its restart policy may have it running again by now.
    const final = before.kind === 'failed' && before.by === 'state'
    return final && now.kind !== 'failed' ? before : now
  }

  #judge(): StackVerdict {
    const { services, stableForMs } = this.#plan
    const elapsedMs = this.#world.clock.now() - this.#startedAt
    return judgeStack({ plans: services, observed: this.#observed(), stableForMs, elapsedMs })
  }

  #observed(): readonly Observed[] {
    const now = this.#world.clock.now()
    return this.#states.map((state) => this.#memory.observe(state, now))
  }

  #startNext(): void {
    for (const service of startable({ plans: this.#plan.services, observed: this.#observed() })) {
      const created = this.#states.filter(
        (s) => s.service === service.service && s.status === 'created',
      )
      const ids = created.map(({ id }) => id).filter((id) => !this.#askedAt.has(id))
      if (ids.length === 0) continue
      for (const id of ids) this.#askedAt.set(id, this.#world.clock.now())
      const started = this.#start(service, ids)
      if (service.startedByCompose) this.#startedByCompose.push(started)
    }
  }

  async #start(plan: ServicePlan, ids: readonly string[]): Promise<void> {
    try {
      const signal = AbortSignal.any([this.#world.signal, this.#ending.signal])
      if (plan.startedByCompose) await this.#plan.startWithCompose(plan.service, signal)
      else await Promise.all(ids.map((id) => this.#world.engine.start(id)))
    } catch (error) {
      for (const id of ids) this.#memory.refuse(id, messageOf(error) || 'no reason was given')
      this.#notice()
    }
  }

  async #follow(changes: AsyncIterable<readonly ContainerState[]>): Promise<void> {
    try {
      for await (const states of changes) {
        this.#states = states
        this.#hasLooked = true
        this.#notice()
      }
      this.#broken = engineWentAway
    } catch (error) {
      this.#broken = error
    }
    this.#notice()
  }

  #notice(): void {
    this.#changed = true
    this.#wake()
  }

  /** A change that came while the last one was being judged counts too. */
  async #nextChange(atMostMs: number): Promise<void> {
    if (!this.#changed) {
      const pause = new AbortController()
      const changed = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      const passed = this.#world.clock
        .sleep(atMostMs, AbortSignal.any([pause.signal, this.#world.signal]))
        .catch(() => {}) // ended because something changed, or the run was cancelled: the loop looks
      await Promise.race([changed, passed]).finally(() => pause.abort())
    }
    this.#changed = false
  }

  #say(verdict: StackVerdict): void {
    const { clock, log } = this.#world
    const now = clock.now()
    const news = newsOf(
      verdict,
      this.#told,
      ({ state }) => now - (this.#askedAt.get(state.id) ?? this.#startedAt),
    )
    this.#told = news.told
    for (const line of news.lines) log.info(line)
    if (news.lines.length > 0) this.#lastWordAt = now
    else if (verdict.kind === 'waiting' && now - this.#lastWordAt >= sayAtLeastEveryMs) {
      log.info(stillWaiting(verdict.waitingFor, now - this.#startedAt))
      this.#lastWordAt = now
    }
  }
}
