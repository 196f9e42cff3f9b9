// A text with lines put in, and the difference as patch reads it.
import type { Insertion } from './insert.ts'

interface Line {
  readonly mark: ' ' | '-' | '+'
  readonly text: string
}

const contextLines = 3

/** `old` has no byte order mark. */
export function inserted(old: string, insertions: readonly Insertion[]): string {
  const eol = /\r\n/.test(old) ? '\r\n' : '\n'
  let text = ''
  let from = 0
  for (const one of inOrder(insertions)) {
    text += old.slice(from, one.offset)
    if (one.kind === 'text') text += one.text
    else {
      const open = text !== '' && !text.endsWith('\n')
      text += (open ? eol : '') + one.lines.map((line) => line + eol).join('')
    }
    from = one.offset
  }
  return text + old.slice(from)
}

function inOrder(insertions: readonly Insertion[]): readonly Insertion[] {
  return insertions.toSorted((one, other) => one.offset - other.offset)
}

export function unifiedDiff(
  path: string,
  old: string,
  insertions: readonly Insertion[],
): readonly string[] {
  const lines = marked(old, insertions)
  const shown = lines.map((_, at) =>
    lines
      .slice(Math.max(0, at - contextLines), at + contextLines + 1)
      .some(({ mark }) => mark !== ' '),
  )
  const hunks: string[] = []
  for (let at = 0, before = 0, after = 0; at < lines.length; ) {
    const end = shown[at] ? endOfHunk(shown, at) : at + 1
    const part = lines.slice(at, end)
    const [olds, news] = [count(part, '+'), count(part, '-')]
    if (shown[at]) {
      hunks.push(`@@ -${range(before, olds)} +${range(after, news)} @@`, ...part.flatMap(printed))
    }
    before += olds
    after += news
    at = end
  }
  return hunks.length === 0 ? [] : [`--- a/${path}`, `+++ b/${path}`, ...hunks]
}

function endOfHunk(shown: readonly boolean[], from: number): number {
  const end = shown.indexOf(false, from)
  return end < 0 ? shown.length : end
}

/** The lines of one side: all but those of the other. */
function count(lines: readonly Line[], other: Line['mark']): number {
  return lines.filter(({ mark }) => mark !== other).length
}

function range(before: number, length: number): string {
  return `${length === 0 ? before : before + 1},${length}`
}

function printed({ mark, text }: Line): readonly string[] {
  const line = `${mark}${text.replace(/\r?\n$/, '')}`
  return text.endsWith('\n') ? [line] : [line, '\\ No newline at end of file']
}

/** Line by line: a line into which something was put is the old one and a new one. */
function marked(old: string, insertions: readonly Insertion[]): readonly Line[] {
  const lines: Line[] = []
  let start = 0
  for (const text of linesOf(old)) {
    const end = start + text.length
    const here = insertions.filter(({ offset }) => offset > start && offset <= end)
    const own = here.map((one) => ({ ...one, offset: one.offset - start }))
    const fresh = linesOf(inserted(text, own))
    const [first = '', ...rest] = fresh
    if (first === text) lines.push({ mark: ' ', text })
    else lines.push({ mark: '-', text }, { mark: '+', text: first })
    lines.push(...rest.map((line): Line => ({ mark: '+', text: line })))
    start = end
  }
  return lines
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
