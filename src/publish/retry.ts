// When a failed request to a registry is worth another try, and after how long.
import type { RegistryRefusal } from '../world/registry.ts'

export type Verdict =
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'give-up'; readonly reason: string }

export interface RetryPolicy {
  readonly tries: number
  readonly firstMs: number
  readonly longestMs: number
  /** A registry that asks for more patience than this is answered by giving up. */
  readonly longestAskedMs: number
}

/** The docker CLI gives up after 0.2 s on 429 and 503; rate limits need seconds. */
export const registryRetries: RetryPolicy = {
  tries: 5,
  firstMs: 1000,
  longestMs: 30_000,
  longestAskedMs: 60_000,
}

export interface Attempt {
  /** From 1. */
  readonly number: number
  /** What `Retry-After` says, in milliseconds from now. */
  readonly askedMs?: number
  /** From 0 to 1: many runs that failed together must not come back together. */
  readonly chance: number
  /** What is left of the time for all of it. */
  readonly leftMs: number
}

const jitter = 0.1

export function nextTry(
  policy: RetryPolicy,
  { number, askedMs, chance, leftMs }: Attempt,
): Verdict {
  if (number >= policy.tries) return { kind: 'give-up', reason: `${number} tries` }
  if (askedMs !== undefined && askedMs > policy.longestAskedMs) {
    const seconds = Math.round(askedMs / 1000)
    return { kind: 'give-up', reason: `the registry asks to wait ${seconds}s` }
  }
  const doubled = Math.min(policy.longestMs, policy.firstMs * 2 ** (number - 1))
  const afterMs = Math.max(askedMs ?? 0, doubled * (1 - jitter + 2 * jitter * chance))
  if (afterMs > leftMs) return { kind: 'give-up', reason: 'its time is up' }
  return { kind: 'again', afterMs }
}

/** Seconds or an HTTP date; anything else asks for nothing. */
export function parseRetryAfter(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text.trim())) return Number(text.trim()) * 1000
  // Date.parse reads a year into nearly anything that has a number in it.
  const date = httpDate.test(text.trim()) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}

const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** What arrived by another digest was damaged on its way: ours is computed from what is sent. */
export function isPassingRefusal({ status, message }: RegistryRefusal): boolean {
  if (status === 400) return message.includes('DIGEST_INVALID')
  return status === 408 || status === 429 || status >= 500
}
