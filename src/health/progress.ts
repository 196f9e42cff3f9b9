// What is worth a line while a stack comes up: who became ready, who is in trouble, who is waited for.
import { seconds } from '../text/seconds.ts'
import type { ServiceProgress } from '../world/progress.ts'
import type { World } from '../world/world.ts'
import type { Ready, StackVerdict, Trouble } from './readiness.ts'

export interface Told {
  /** By container: the last that was said of it. */
  readonly words: ReadonlyMap<string, string>
}

export interface News {
  readonly lines: readonly string[]
  readonly told: Told
}

/** Of every container, as it is now. */
export function progressOf(verdict: StackVerdict): readonly ServiceProgress[] {
  const waiting = verdict.kind === 'ready' ? [] : verdict.waitingFor
  const failed = verdict.kind === 'failed' ? verdict.troubles : []
  return [
    ...verdict.ready.map((one) => serviceProgress(one, 'ready', one.proof)),
    ...waiting.map((one) => {
      const state = one.state?.status === 'created' ? 'created' : 'starting'
      return serviceProgress(one, state, one.reason)
    }),
    ...failed.map((one) => serviceProgress(one, 'failed', one.reason)),
  ]
}

function serviceProgress(
  one: Pick<Trouble, 'plan' | 'state'>,
  state: ServiceProgress['state'],
  words: string,
): ServiceProgress {
  const { replica = 1, restarts = 0 } = one.state ?? {}
  const { service } = one.plan
  return { kind: 'service', name: nameOf(one), service, replica, state, words, restarts }
}

export const nothingTold: Told = { words: new Map() }

/** What everybody goes through is no news. */
const quiet = /^(?:not started yet|has not ended yet|has no healthcheck|its healthcheck has not)/

export function newsOf(verdict: StackVerdict, told: Told, sinceMs: (ready: Ready) => number): News {
  const words = new Map(told.words)
  const lines: string[] = []
  const tell = (key: string, word: string, line: string): void => {
    if (words.get(key) === word) return
    words.set(key, word)
    lines.push(line)
  }
  for (const one of verdict.ready) {
    const note = one.note ? `, ${one.note}` : ''
    const after = `after ${seconds(sinceMs(one))}`
    tell(one.state.id, 'ready', `✓ ${nameOf(one)} ${one.proof} ${after}${note}`)
  }
  if (verdict.kind !== 'ready') {
    for (const one of verdict.waitingFor) {
      const key = one.state?.id ?? one.plan.service
      if (!quiet.test(one.reason)) tell(key, one.reason, `… ${nameOf(one)}: ${one.reason}`)
      else if (words.get(key) === 'ready') words.delete(key)
    }
  }
  return { lines, told: { words } }
}

const shownWaiting = 8

/** For when nothing changed for long: who is waited for, and why. */
export function stillWaiting(waitingFor: readonly Trouble[], elapsedMs: number): string {
  const started = waitingFor.filter(({ state }) => state?.status !== 'created')
  const shown = (started.length > 0 ? started : waitingFor).slice(0, shownWaiting)
  const more = waitingFor.length - shown.length
  const who = shown.map((one) => `${nameOf(one)} (${one.reason})`).join(', ')
  return `… ${seconds(elapsedMs)}: waiting for ${who}${more > 0 ? ` and ${more} more` : ''}`
}

function nameOf({ plan, state }: Pick<Trouble, 'plan' | 'state'>): string {
  return plan.replicas > 1 && state ? `${plan.service} (replica ${state.replica})` : plan.service
}

export const sayAtLeastEveryMs = 15_000

/** Says what is news, and who is waited for when nothing was for long. */
export class Teller {
  readonly #world: Pick<World, 'clock' | 'log'>
  #told: Told
  #lastWordAt: number

  /** `earlier`: has told some of it already. */
  constructor(world: Pick<World, 'clock' | 'log'>, earlier?: Teller) {
    this.#world = world
    this.#told = earlier ? earlier.#told : nothingTold
    this.#lastWordAt = world.clock.now()
  }

  get silenceLeftMs(): number {
    return sayAtLeastEveryMs - (this.#world.clock.now() - this.#lastWordAt)
  }

  /** `sinceMs`: since when a container was to start. */
  tell(verdict: StackVerdict, elapsedMs: number, sinceMs: (id: string) => number): void {
    const news = newsOf(verdict, this.#told, ({ state }) => sinceMs(state.id))
    this.#say(news)
    for (const one of progressOf(verdict)) this.#world.log.progress(one)
    if (verdict.kind === 'waiting' && this.silenceLeftMs <= 0) {
      this.#say({ ...news, lines: [stillWaiting(verdict.waitingFor, elapsedMs)] })
    }
  }

  /** Of a part of the stack, when its failure is not the end yet. */
  tellTroubles(troubles: readonly Trouble[]): void {
    this.#say(troublesOf(troubles, this.#told))
  }

  #say({ lines, told }: News): void {
    const { clock, log } = this.#world
    this.#told = told
    for (const line of lines) log.info(line)
    if (lines.length > 0) this.#lastWordAt = clock.now()
  }
}

function troublesOf(troubles: readonly Trouble[], told: Told): News {
  const words = new Map(told.words)
  const fresh = troubles.filter(({ state, plan, reason }) => {
    const key = state?.id ?? plan.service
    const isNews = words.get(key) !== reason
    words.set(key, reason)
    return isNews
  })
  return { lines: fresh.map((one) => `✗ ${nameOf(one)} ${one.reason}`), told: { words } }
}
