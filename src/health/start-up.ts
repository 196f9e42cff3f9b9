// One start of one stack: follows the engine's events, starts each container the moment its
// conditions hold, and judges anew on every change. The rules are in container.ts and readiness.ts.
// Of a stack in two parts the first begins alone, and is judged with the whole.
import { messageOf, TrialError } from '../errors.ts'
import type { ContainerState, World } from '../world/world.ts'
import type { Observed, ServicePlan } from './container.ts'
import { Memory } from './memory.ts'
import { progressOf, sayAtLeastEveryMs, Teller } from './progress.ts'
import { judgeStack, type StackVerdict, startable } from './readiness.ts'

export interface StartUpPlan {
  readonly project: string
  readonly services: readonly ServicePlan[]
  readonly timeoutMs: number
  readonly stableForMs: number
  /** Throws where one of them is not what it should be, before any of them is started. */
  readonly refuse: (states: readonly ContainerState[]) => void
  readonly startWithCompose: (service: string, signal: AbortSignal) => Promise<void>
}

export interface Outlook {
  readonly verdict: StackVerdict
  readonly states: readonly ContainerState[]
  /** Since the last event that made the verdict what it is. */
  readonly observed: readonly Observed[]
}

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
  /** Of the part that began alone. */
  readonly #earlier: StartUp | undefined
  readonly #memory: Memory
  readonly #teller: Teller
  /** Aborted at the end: what Compose still starts must not come up behind the back of cleanup. */
  readonly #ending = new AbortController()
  readonly #handingOver = new AbortController()
  readonly #starting: Promise<void>[] = []
  readonly #startedByCompose: Promise<void>[] = []
  #working: Promise<unknown> | undefined
  readonly #startedAt: number
  #states: readonly ContainerState[] = []
  #hasLooked = false
  #hasTold = false
  #broken: unknown
  #changed = false
  #wake: () => void = () => {}

  constructor(plan: StartUpPlan, world: World, earlier?: StartUp) {
    this.#plan = plan
    this.#world = world
    this.#earlier = earlier
    this.#memory = earlier ? earlier.#memory : new Memory()
    this.#teller = new Teller(world, earlier ? earlier.#teller : undefined)
    this.#startedAt = world.clock.now()
  }

  /** Starts what can be started, and decides nothing: the rest is not there yet. */
  begin(): void {
    this.#working = Promise.all([this.#follow(), this.#startAlone()])
  }

  async finish(): Promise<Outlook> {
    const { signal } = this.#world
    if (this.#earlier) await this.#earlier.#handOver()
    this.#working = this.#follow()
    try {
      for (;;) {
        signal.throwIfAborted()
        if (this.#broken) throw this.#broken
        const outlook = await this.#look()
        if (outlook) return outlook
      }
    } finally {
      await this.end()
    }
  }

  /** Nothing is started any more, and how it stands is told where it is known; may be called twice. */
  async end(): Promise<Outlook | undefined> {
    this.#ending.abort()
    this.#notice()
    await Promise.all([this.#working, ...this.#startedByCompose])
    return this.#hasLooked ? this.#outlook(this.#judge()) : undefined
  }

  /** What was asked to start is let start; the next one looks at all of it anew. */
  async #handOver(): Promise<void> {
    this.#handingOver.abort()
    this.#notice()
    await Promise.all(this.#starting)
    await this.end()
  }

  async #startAlone(): Promise<void> {
    const over = AbortSignal.any([this.#ending.signal, this.#handingOver.signal])
    while (!over.aborted && !this.#broken && !this.#world.signal.aborted) {
      const verdict = this.#hasLooked ? this.#judge() : undefined
      if (verdict) {
        this.#tell(verdict)
        if (verdict.kind === 'failed') this.#teller.tellTroubles(verdict.troubles)
        this.#startNext()
      }
      const again = verdict?.kind === 'waiting' ? verdict.againInMs : undefined
      await this.#nextChange(Math.min(again ?? sayAtLeastEveryMs, sayAtLeastEveryMs))
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
    this.#plan.refuse(this.#states)
    const verdict = this.#judge()
    this.#tell(verdict)
    if (verdict.kind === 'ready') return this.#outlook(verdict)
    if (verdict.kind === 'failed' || left <= 0) {
      // What one service died of, its neighbours mostly die of at the same moment.
      if (left > 0) await clock.sleep(secondLookMs, this.#world.signal)
      const last = await this.#lastLook(verdict)
      if (last.kind !== 'waiting' || left <= 0) return this.#outlook(last)
      return undefined
    }
    this.#startNext()
    const pause = Math.min(left, verdict.againInMs ?? left, this.#teller.silenceLeftMs)
    await this.#nextChange(Math.max(0, pause))
    return undefined
  }

  /** Told once: what comes later was not followed, and what is known of it is old. */
  #outlook(verdict: StackVerdict): Outlook {
    if (!this.#hasTold) for (const one of progressOf(verdict)) this.#world.log.progress(one)
    this.#hasTold = true
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
    const notAsked = this.#states.filter(
      ({ id, status }) => status === 'created' && !this.#memory.askedAt.has(id),
    )
    if (notAsked.length === 0) return // most changes come when all have been asked
    for (const service of startable({ plans: this.#plan.services, observed: this.#observed() })) {
      const own = notAsked.filter((state) => state.service === service.service)
      const ids = own.map(({ id }) => id)
      if (ids.length === 0) continue
      for (const id of ids) this.#memory.askedAt.set(id, this.#world.clock.now())
      const started = this.#start(service, ids)
      this.#starting.push(started)
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

  #tell(verdict: StackVerdict): void {
    const now = this.#world.clock.now()
    const sinceMs = (id: string): number => now - (this.#memory.askedAt.get(id) ?? this.#startedAt)
    this.#teller.tell(verdict, now - this.#startedAt, sinceMs)
  }

  async #follow(): Promise<void> {
    const ending = AbortSignal.any([this.#world.signal, this.#ending.signal])
    const changes = this.#world.engine.follow(this.#plan.project, ending)
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
}
