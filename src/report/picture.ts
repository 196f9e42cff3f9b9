// A timeline as a picture of its own, in SVG.
import { markupText } from '../text/plain-text.ts'
import { seconds } from '../text/seconds.ts'
import { type Bar, barsIn, type Lane } from './lanes.ts'

const width = 960
const namesWidth = 260
const rowHeight = 20
const titleHeight = 28
const axisHeight = 24
const maxName = 36
const narrowest = 2
/** Above it the labels of the axis would overlap. */
const maxTicks = 10

/** Steps of an axis that people read, in milliseconds. */
const tickSteps = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  1_800_000, 3_600_000,
]

export function renderPicture(lanes: readonly Lane[], totalMs: number): string {
  const height = axisHeight + lanes.length * titleHeight + barsIn(lanes) * rowHeight
  const span = Math.max(1, totalMs)
  const scale = (width - namesWidth) / span
  const parts: string[] = []
  let y = axisHeight
  for (const { title, bars } of lanes) {
    parts.push(text({ x: 0, y: y + titleHeight - 9, style: 'lane' }, title))
    y += titleHeight
    for (const bar of bars) {
      parts.push(barPicture(bar, y, scale))
      y += rowHeight
    }
  }
  const label = `Timeline of ${seconds(totalMs)}`
  return [
    `<svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}">`,
    ...axis(span, scale, height),
    ...parts,
    '</svg>',
  ].join('\n')
}

function axis(spanMs: number, scale: number, height: number): readonly string[] {
  const last = tickSteps.at(-1) ?? 1
  const step = tickSteps.find((one) => spanMs / one <= maxTicks) ?? last
  const ticks = Array.from({ length: Math.floor(spanMs / step) + 1 }, (_, index) => index * step)
  return ticks.map((ms) => {
    const x = round(namesWidth + ms * scale)
    const line = `<line class="tick" x1="${x}" x2="${x}" y1="${axisHeight - 6}" y2="${height}"/>`
    return line + text({ x: x + 3, y: axisHeight - 10, style: 'time' }, seconds(ms))
  })
}

function barPicture({ name, verdict, startedAtMs, durationMs }: Bar, y: number, scale: number) {
  const x = round(namesWidth + startedAtMs * scale)
  const wide = round(Math.max(narrowest, durationMs * scale))
  const took = `${name}: ${seconds(durationMs)}, ${verdict}`
  const signs = [...name]
  const shown = signs.length > maxName ? `${signs.slice(0, maxName - 1).join('')}…` : name
  return [
    `<g><title>${markupText(took)}</title>`,
    text({ x: 12, y: y + 14, style: 'name' }, shown),
    `<rect class="${verdict}" x="${x}" y="${y + 3}" width="${wide}" height="${rowHeight - 6}" rx="3"/>`,
    '</g>',
  ].join('')
}

interface Placed {
  readonly x: number
  readonly y: number
  readonly style: string
}

function text({ x, y, style }: Placed, words: string): string {
  return `<text class="${style}" x="${x}" y="${y}">${markupText(words)}</text>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
