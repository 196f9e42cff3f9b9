// Which checks must pass before which others, read once and asked for every check.
import type { Check } from './kinds.ts'

/** By the name of a check, the names that it needs as written. */
export type Needs = ReadonlyMap<string, readonly string[]>

type Needing = Pick<Check, 'name' | 'needs'>

export function needsOf(checks: readonly Needing[]): Needs {
  return new Map(checks.map(({ name, needs }) => [name, needs]))
}

/** The names of all checks that must pass before this one. */
export function allNeeds(name: string, needs: Needs): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [...(needs.get(name) ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...(needs.get(next) ?? []))
  }
  return found
}

/** The first circle of checks that wait for each other, in the order of the checks. */
export function circleAmong<T extends Needing>(checks: readonly T[]): readonly T[] {
  const needs = needsOf(checks)
  const stuck = stuckAmong(checks)
  const first = checks.find(({ name }) => stuck.has(name) && allNeeds(name, needs).has(name))
  if (!first) return []
  const behind = allNeeds(first.name, needs)
  return checks.filter(
    ({ name }) => behind.has(name) && stuck.has(name) && allNeeds(name, needs).has(first.name),
  )
}

/** What no order would ever reach: in sound checks none, found by one walk over all of them. */
function stuckAmong(checks: readonly Needing[]): ReadonlySet<string> {
  const waiting = new Map(checks.map(({ name, needs }) => [name, new Set(needs)]))
  const needers = new Map<string, string[]>()
  for (const { name, needs } of checks) {
    for (const need of needs) needers.set(need, [...(needers.get(need) ?? []), name])
  }
  const free = checks.filter(({ needs }) => needs.length === 0).map(({ name }) => name)
  for (let next = free.pop(); next !== undefined; next = free.pop()) {
    waiting.delete(next)
    for (const needer of needers.get(next) ?? []) {
      const left = waiting.get(needer)
      left?.delete(next)
      if (left?.size === 0) free.push(needer)
    }
  }
  return new Set(waiting.keys())
}
