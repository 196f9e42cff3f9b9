// What goes on just now, as the last lines of a terminal: a frame that is drawn anew many times a second.
import { count } from '../text/count.ts'
import { plainLine } from '../text/plain-text.ts'
import { seconds } from '../text/seconds.ts'
import type { Progress } from '../world/progress.ts'

export interface LiveView {
  readonly stage?: { readonly name: string; readonly beganAtMs: number }
  readonly things: ReadonlyMap<string, Thing>
}

interface Thing {
  readonly progress: Progress
  readonly beganAtMs: number
}

export interface Room {
  readonly columns: number
  readonly rows: number
}

export const nothingToSee: LiveView = { things: new Map() }

export function withStage(view: LiveView, name: string, nowMs: number): LiveView {
  return { ...view, stage: { name, beganAtMs: nowMs } }
}

/** What has ended is in the lines above, and what came before says nothing any more. */
export function withoutStage({ things }: LiveView): LiveView {
  return { things: new Map([...things].filter(([, { progress }]) => isOpen(progress))) }
}

export function withProgress(view: LiveView, progress: Progress, nowMs: number): LiveView {
  const key = `${progress.kind} ${progress.name}`
  const known = view.things.get(key)
  const beganAtMs = known && known.progress.state !== 'created' ? known.beganAtMs : nowMs
  return { ...view, things: new Map([...view.things, [key, { progress, beganAtMs }]]) }
}

function isOpen({ state }: Progress): boolean {
  return ['building', 'created', 'starting', 'asked', 'pushing'].includes(state)
}

/** Of a line; what a thing does needs the rest. */
const nameShare = 0.45

const spinner = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏']
const turnMs = 100
/** More would push what was said before off the screen. */
const mostRows = 12
/** For the line that is typed next, and the one above the frame. */
const keptRows = 2

export function frameOf(view: LiveView, { columns, rows }: Room, nowMs: number): readonly string[] {
  if (!view.stage) return []
  const { name, beganAtMs } = view.stage
  const sign = spinner[Math.floor(nowMs / turnMs) % spinner.length] ?? ''
  const things = [...view.things.values()]
  const open = things.filter(({ progress }) => isOpen(progress) && progress.state !== 'created')
  const room = Math.max(1, Math.min(mostRows, rows - keptRows))
  const width = Math.max(...open.map(({ progress }) => cells(oneLine(progress.name))), 0)
  const lines = open.map(
    (thing) => `  ${lineOf(thing, Math.min(width, Math.floor(columns * nameShare)), nowMs)}`,
  )
  const shown = lines.length < room ? lines : lines.slice(0, Math.max(0, room - 2))
  const more = lines.length - shown.length
  const head = `${sign} ${name} ${seconds(nowMs - beganAtMs)}${countsOf(things)}`
  const all = [head, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])]
  // In the last column some terminals go to the next line already.
  return all.slice(0, room).map((line) => fitted(line, columns - 1))
}

const nouns = {
  image: 'built',
  service: 'ready',
  check: 'checked',
  push: 'pushed',
} as const

/** `, 3 of 5 ready`: of the kinds of which something is still to come. */
function countsOf(things: readonly Thing[]): string {
  const kinds = ['image', 'service', 'check', 'push'] as const
  return kinds
    .flatMap((kind) => {
      const own = things.filter(({ progress }) => progress.kind === kind)
      const done = own.filter(({ progress }) => !isOpen(progress)).length
      return own.length > done ? [`, ${done} of ${own.length} ${nouns[kind]}`] : []
    })
    .join('')
}

function lineOf({ progress, beganAtMs }: Thing, width: number, nowMs: number): string {
  const name = fitted(oneLine(progress.name), width)
  const head = name + ' '.repeat(Math.max(0, width - cells(name)))
  const took = seconds(nowMs - beganAtMs).padStart(6)
  switch (progress.kind) {
    case 'image': {
      const part = progress.steps === 0 ? 0 : progress.done / progress.steps
      return `${head} ${took} ${bar(part)}  ${oneLine(progress.step ?? '')}`.trimEnd()
    }
    case 'service': {
      const again = progress.restarts > 0 ? `, ${count(progress.restarts, 'restart')}` : ''
      return `${head} ${took} ${oneLine(progress.words)}${again}`
    }
    case 'push': {
      const { bytes } = progress
      if (!bytes || bytes.all === 0) return `${head} ${took}`
      return `${head} ${took} ${bar(bytes.done / bytes.all)} of ${Math.round(bytes.all / 1e6)} MB`
    }
    case 'check':
      return `${head} ${took}`
  }
}

/** A tab takes nobody knows how many cells. */
function oneLine(text: string): string {
  return plainLine(text).replaceAll('\t', ' ')
}

const barWidth = 16

function bar(part: number): string {
  const full = Math.round(Math.min(1, Math.max(0, part)) * barWidth)
  const percent = `${Math.floor(part * 100)}%`.padStart(4)
  return `${'━'.repeat(full)}${'╌'.repeat(barWidth - full)}${percent}`
}

const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u
const none = /\p{M}|\u200d/u

/** How many cells of a terminal a text takes. */
export function cells(text: string): number {
  let sum = 0
  for (const sign of text) sum += none.test(sign) ? 0 : wide.test(sign) ? 2 : 1
  return sum
}

/** As much of the text as fits. */
export function fitted(text: string, room: number): string {
  if (cells(text) <= room) return text
  let kept = ''
  let used = 0
  for (const sign of text) {
    const more = cells(sign)
    if (used + more > room - 1) break
    kept += sign
    used += more
  }
  return `${kept}…`
}
