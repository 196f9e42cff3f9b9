// How large a body or an image may be, as one number or as bounds.
import { parseSize } from '../inputs/values.ts'
import { type Entry, isMap } from './entry.ts'

export interface SizeRule {
  readonly least: number
  readonly most: number
}

export function readSizeRule(entry: Entry): SizeRule | undefined {
  if (entry.absent) return undefined
  if (isMap(entry.value)) {
    entry.rejectUnknown(['min', 'max'])
    const least = entry.get('min').parsed(parseSize) ?? 0
    const most = entry.get('max').parsed(parseSize) ?? Number.MAX_SAFE_INTEGER
    return { least, most }
  }
  const exact = entry.parsed(parseSize)
  return exact === undefined ? undefined : { least: exact, most: exact }
}

export function judgeSize(name: string, rule: SizeRule, bytes: number): readonly string[] {
  if (bytes >= rule.least && bytes <= rule.most) return []
  const bounds =
    rule.least === rule.most
      ? `${rule.least} bytes`
      : [
          ...(rule.least > 0 ? [`at least ${rule.least} bytes`] : []),
          ...(rule.most < Number.MAX_SAFE_INTEGER ? [`at most ${rule.most} bytes`] : []),
        ].join(' and ')
  return [`expected ${name} to have ${bounds}, got ${bytes} bytes`]
}
