// What is worth a line while a stack comes up: who became ready, who is in trouble, who is waited for.
import { seconds } from '../text/seconds.ts'
import type { ServiceProgress } from '../world/progress.ts'
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
