// A timeline in the language of Mermaid, which GitHub draws within limits.
import { plainLine } from '../text/plain-text.ts'
import { type Bar, barsIn, type Lane } from './lanes.ts'

/** Mermaid's own is 500 edges; GitHub names none, and nobody reads more than this. */
const maxBars = 100
/** maxTextSize of Mermaid, in its config.schema.yaml; a page can't raise it. */
const maxLength = 50_000
const maxName = 60

/** Undefined where it would be more than is drawn. */
export function renderGantt(lanes: readonly Lane[]): string | undefined {
  if (barsIn(lanes) > maxBars) return undefined
  const text = [
    'gantt',
    // As times of day: Mermaid shows dates in the zone of whoever looks.
    '  dateFormat HH:mm:ss.SSS',
    '  axisFormat %M:%S',
    ...lanes.flatMap(({ title, bars }) => [`  section ${title}`, ...bars.map(barLine)]),
  ].join('\n')
  return text.length > maxLength ? undefined : text
}

const tags: Readonly<Record<Bar['verdict'], string>> = {
  passed: '✓',
  failed: '✗',
  unfinished: '…',
}

/** The sign before the name keeps it from being read as a word of the language. */
function barLine({ name, verdict, startedAtMs, durationMs }: Bar): string {
  const style = verdict === 'failed' ? 'crit, ' : verdict === 'unfinished' ? 'active, ' : ''
  // A bar without a width is not drawn.
  const end = startedAtMs + Math.max(1, durationMs)
  return `  ${tags[verdict]} ${nameOf(name)} :${style}${timeOfDay(startedAtMs)}, ${timeOfDay(end)}`
}

/** Signs of the language, and those of Markdown's fence, by what looks like them. */
const lookalikes: Readonly<Record<string, string>> = {
  ':': '∶',
  ';': '⁏',
  '#': '＃',
  '%': '٪',
  '`': 'ˋ',
  '<': '‹',
  '>': '›',
  '&': '＆',
  '{': '❴',
  '}': '❵',
}

function nameOf(name: string): string {
  const plain = plainLine(name).replace(/[:;#%`<>&{}]/g, (sign) => lookalikes[sign] ?? '')
  const signs = [...plain]
  return signs.length > maxName ? `${signs.slice(0, maxName - 1).join('')}…` : plain
}

const dayMs = 24 * 60 * 60 * 1000

function timeOfDay(ms: number): string {
  return new Date(Math.min(Math.round(ms), dayMs - 1)).toISOString().slice(11, 23)
}
