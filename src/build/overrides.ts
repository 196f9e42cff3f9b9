// Which parts of a bake target the input `set` may change, and whether its target is there.
import type { Problem } from '../errors.ts'
import type { BakeOverride } from '../inputs/inputs.ts'
import { nearestWord, quoted } from '../inputs/values.ts'

/** What the trial itself decides: another name or another place would not be what is tried. */
const decided: ReadonlyMap<string, string> = new Map([
  ['tags', 'use the inputs images and tags'],
  ['output', 'leave it out: images are loaded, tried and pushed by the trial'],
  ['outputs', 'leave it out: images are loaded, tried and pushed by the trial'],
  ['push', 'use the input push'],
  ['load', 'leave it out: every image is loaded'],
  ['call', 'leave it out'],
])

export function checkOverrides(
  overrides: readonly BakeOverride[],
  targets: readonly string[],
): readonly Problem[] {
  return overrides.flatMap(({ target, key }) => {
    const [field = ''] = key.split('.', 1)
    const fix = decided.get(field)
    if (fix !== undefined) {
      const why = 'what is tried must be what was built'
      const what = `input set: ${target}.${key} is decided by the trial`
      return [{ code: 'ST-INPUT', what, why, fix }]
    }
    if (concerns(target, targets)) return []
    const near = nearestWord(target, targets)
    const known = targets.length > 0 ? `one of ${targets.join(', ')}, or *` : 'no image is built'
    return [
      {
        code: 'ST-INPUT',
        what: `input set: ${quoted(target)} is no image of this stack`,
        fix: near === undefined ? `write ${known}` : `write ${near}`,
      },
    ]
  })
}

export function concerns(pattern: string, targets: readonly string[]): boolean {
  return targets.some((name) => matches(pattern, name))
}

/** Bake's patterns have `*` alone. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*')
  const [first = ''] = parts
  const last = parts.at(-1) ?? ''
  if (parts.length === 1) return pattern === name
  if (!name.startsWith(first) || name.length < first.length + last.length) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return name.length - last.length >= at && name.endsWith(last)
}
