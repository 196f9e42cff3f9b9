// The job summary: a page as Markdown, within what GitHub takes.
import { markdownBlock, markdownText } from '../text/plain-text.ts'
import { seconds } from '../text/seconds.ts'
import type { Block, Line, Piece, Table, Timeline } from './blocks.ts'
import { renderGantt } from './gantt.ts'
import { type PageOptions, pageOf } from './page.ts'
import type { TrialRecord } from './record.ts'
import { joinWithin } from './summary-limit.ts'

export function renderSummary(record: TrialRecord, options: PageOptions = {}): string {
  return joinWithin(pageOf(record, options).map(renderBlock))
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${markdownText(block.text)}`
    case 'paragraph':
      return renderLine(block.text)
    case 'lines':
      return block.lines.map(renderLine).join('<br>\n')
    case 'code':
      return markdownBlock(block.lines, block.language)
    case 'list':
      return block.items.map((item) => `- ${renderLine(item)}`).join('\n')
    case 'table':
      return renderTable(block)
    case 'timeline':
      return renderTimeline(block)
    case 'group':
      return block.blocks.map(renderBlock).join('\n\n')
    case 'details': {
      const head = `<details><summary>${markdownText(block.title)}</summary>`
      return [head, ...block.blocks.map(renderBlock), '</details>'].join('\n\n')
    }
  }
}

function renderLine(line: Line): string {
  return line.map(renderPiece).join('')
}

function renderPiece(piece: Piece): string {
  if (typeof piece === 'string') return markdownText(piece)
  const text = markdownText(piece.text)
  switch (piece.kind) {
    case 'code':
      return `<code>${text}</code>`
    case 'strong':
      return `**${text}**`
    case 'link':
      return `[${text}](${encodeURI(piece.url)})`
  }
}

function renderTable({ title, head, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const body = rows.map((row) => line(row.map(renderLine)))
  const table = [line(head), line(head.map(() => '---')), ...body].join('\n')
  return title === '' ? table : `### ${title}\n\n${table}`
}

/** More than this in a table nobody reads. */
const longestBars = 40

function renderTimeline({ title, lanes }: Timeline): string {
  if (lanes.length === 0) return ''
  const gantt = renderGantt(lanes)
  if (gantt !== undefined) return `### ${title}\n\n\`\`\`mermaid\n${gantt}\n\`\`\``
  const bars = lanes.flatMap((lane) => lane.bars.map((bar) => ({ ...bar, lane: lane.title })))
  const longest = bars.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, longestBars)
  const rows = longest
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs)
    .map(({ lane, name, verdict, startedAtMs, durationMs }) =>
      [lane, name, verdict, seconds(startedAtMs), seconds(durationMs)].map((cell) => [cell]),
    )
  const head = ['', 'Name', 'Verdict', 'Began', 'Took']
  const heading = `${title}: the ${rows.length} longest of ${bars.length}`
  return renderTable({ kind: 'table', title: heading, head, rows })
}
