// Which checks a shard asks: every one in exactly one shard, with those it is linked to by `needs`.
import { bad, ok, type Parsed, quoted } from '../inputs/values.ts'
import type { Check } from '../smoke/kinds.ts'

export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
}

/** More jobs than these GitHub does not start for one matrix. */
const mostShards = 256

export function parseShard(text: string): Parsed<Shard> {
  const [, index, count] = /^(\d{1,3})\/(\d{1,3})$/.exec(text.trim()) ?? []
  const shard = { index: Number(index), count: Number(count) }
  const isOne = shard.index >= 1 && shard.index <= shard.count && shard.count <= mostShards
  if (isOne) return ok(shard)
  return bad(
    `${quoted(text)} is no share of the checks`,
    `write which shard of how many, as 2/5; up to ${mostShards}`,
  )
}

export function nameOfShard({ index, count }: Shard): string {
  return `${index}/${count}`
}

type Linked = Pick<Check, 'name' | 'needs' | 'kind'> & { readonly never?: readonly unknown[] }

/** In the order of the checks; the same checks are split in the same way on every machine. */
export function shareOf<T extends Linked>(checks: readonly T[], shard: Shard): readonly T[] {
  const own = ownOf(checks, shard)
  return checks.filter((check) => own.has(check) || goesAlong(check, checks))
}

/** Whether nothing but what goes along in every shard is left for this one. */
export function isEmpty(checks: readonly Linked[], shard: Shard): boolean {
  return ownOf(checks, shard).size === 0
}

/**
 * What must never stand in a log may be written there by any check, so every shard looks for it. A
 * look that is linked to other checks stays with them.
 */
export function goesAlong(check: Linked, checks: readonly Linked[]): boolean {
  const isLook = check.kind === 'logs' && (check.never?.length ?? 0) > 0
  if (!isLook || check.needs.length > 0) return false
  return !checks.some(({ needs }) => needs.includes(check.name))
}

function ownOf<T extends Linked>(checks: readonly T[], { index, count }: Shard): ReadonlySet<T> {
  const shards = Array.from({ length: count }, (): T[] => [])
  const largestFirst = linkedGroups(checks.filter((check) => !goesAlong(check, checks))).sort(
    (one, other) => other.length - one.length,
  )
  for (const group of largestFirst) {
    const least = Math.min(...shards.map(({ length }) => length))
    shards.find(({ length }) => length === least)?.push(...group)
  }
  return new Set(shards[index - 1])
}

/** What a check captures is used only by those that need it, so `needs` links all that belongs together. */
function linkedGroups<T extends Linked>(checks: readonly T[]): T[][] {
  const groups = new Map<string, T[]>(checks.map((check) => [check.name, [check]]))
  for (const { name, needs } of checks) {
    for (const need of needs) {
      const [one, other] = [groups.get(name), groups.get(need)]
      if (!one || !other || one === other) continue
      one.push(...other)
      for (const { name: moved } of other) groups.set(moved, one)
    }
  }
  return [...new Set(groups.values())]
}
