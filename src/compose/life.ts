// How a container of the service proves itself healthy, and what happens when it ends.

import { present } from './build.ts'
import type { Item } from './item.ts'

/** An empty `test` means the command of the image, with other timings. */
export type Healthcheck =
  | {
      readonly kind: 'test'
      readonly test: readonly string[]
      readonly intervalMs?: number
      readonly timeoutMs?: number
      readonly startPeriodMs?: number
      readonly startIntervalMs?: number
      readonly retries?: number
    }
  | { readonly kind: 'disabled' }

export interface RestartPolicy {
  readonly kind: 'no' | 'always' | 'on-failure' | 'unless-stopped'
  readonly maxRetries?: number
}

export interface Logging {
  /** Undefined: what the engine takes by default. */
  readonly driver?: string
  readonly maxSize?: string
}

// `deploy.restart_policy` has words of its own: none and any.
const RESTART_KINDS: ReadonlyMap<string, RestartPolicy['kind']> = new Map([
  ['', 'no'],
  ['no', 'no'],
  ['none', 'no'],
  ['false', 'no'],
  ['any', 'always'],
  ['always', 'always'],
  ['on-failure', 'on-failure'],
  ['unless-stopped', 'unless-stopped'],
])

export function readHealthcheck(item: Item): Healthcheck | undefined {
  if (item.absent) return undefined
  const test = item.get('test').textOrTexts()
  if (item.get('disable').flag() || test[0] === 'NONE') return { kind: 'disabled' }
  return {
    kind: 'test',
    test: typeof item.get('test').value === 'string' ? ['CMD-SHELL', ...test] : test,
    ...present({
      intervalMs: item.get('interval').durationMs(),
      timeoutMs: item.get('timeout').durationMs(),
      startPeriodMs: item.get('start_period').durationMs(),
      startIntervalMs: item.get('start_interval').durationMs(),
      retries: item.get('retries').number(),
    }),
  }
}

// When both are given, Compose lets `deploy.restart_policy` win.
export function readRestart(item: Item): RestartPolicy {
  const policy = item.get('deploy').get('restart_policy')
  const [word = '', count] = (item.get('restart').text() ?? '').split(':')
  const kind = RESTART_KINDS.get(policy.absent ? word : (policy.get('condition').text() ?? ''))
  if (kind === undefined) item.get('restart').wrong('a restart policy')
  const retries = policy.absent ? Number(count) : (policy.get('max_attempts').number() ?? 0)
  return { kind: kind ?? 'no', ...(retries > 0 ? { maxRetries: retries } : {}) }
}

export function readLogging(item: Item): Logging | undefined {
  if (item.absent) return undefined
  const maxSize = item.get('options').get('max-size').text()
  return present({ driver: item.get('driver').text(), maxSize })
}
