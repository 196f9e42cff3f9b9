// The summary as a page of its own: one file, without a script, that needs nothing from elsewhere.
import { markupText } from '../text/plain-text.ts'
import type { Block, Line, Piece, Table } from './blocks.ts'
import { type PageOptions, pageOf } from './page.ts'
import { renderPicture } from './picture.ts'
import type { TrialRecord } from './record.ts'

const style = `
:root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --good: #1a7f37; --bad: #cf222e; --part: #9a6700; --text: #1f2328; --back: #fff }
@media (prefers-color-scheme: dark) { :root { --line: #30363d; --soft: #161b22; --good: #3fb950; --bad: #f85149; --part: #d29922; --text: #e6edf3; --back: #0d1117 } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); max-width: 1040px; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { border: 1px solid var(--line); padding: .3rem .7rem; text-align: left; vertical-align: top }
th { background: var(--soft) }
code, pre { font: 13px/1.45 ui-monospace, monospace; background: var(--soft); border-radius: 6px }
code { padding: .1em .35em; overflow-wrap: anywhere } pre { padding: .8rem; overflow-x: auto }
.group { border-left: 4px solid var(--bad); padding-left: 1rem; margin: 1.2rem 0 }
details { margin: 1rem 0 } summary { cursor: pointer; font-weight: 600 }
svg { width: 100%; font: 12px system-ui, sans-serif } text { fill: var(--text) }
.lane { font-weight: 600 } .time { fill: #808890; font-size: 11px } .tick { stroke: var(--line) }
.passed { fill: var(--good) } .failed { fill: var(--bad) } .unfinished { fill: var(--part) }
`

/** Nothing in it may be run or fetched, whatever a log says. */
const policy = "default-src 'none'; style-src 'unsafe-inline'"

export function renderHtml(record: TrialRecord, options: PageOptions = {}): string {
  const title = markupText(`Sea Trial ${record.verdict}`)
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${title}</title>`,
    `<style>${style}</style>`,
    ...pageOf(record, options).map(renderBlock),
    '</html>',
    '',
  ].join('\n')
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h1>${markupText(block.text)}</h1>`
    case 'paragraph':
      return `<p>${renderLine(block.text)}</p>`
    case 'lines':
      return `<p>${block.lines.map(renderLine).join('<br>\n')}</p>`
    case 'code':
      return `<pre>${block.lines.map(markupText).join('\n')}</pre>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${renderLine(item)}</li>`).join('\n')}</ul>`
    case 'table':
      return renderTable(block)
    case 'timeline': {
      if (block.lanes.length === 0) return ''
      const picture = renderPicture(block.lanes, block.totalMs)
      return `<h2>${markupText(block.title)}</h2>\n${picture}`
    }
    case 'group':
      return `<div class="group">${block.blocks.map(renderBlock).join('\n')}</div>`
    case 'details': {
      const inner = block.blocks.map(renderBlock).join('\n')
      return `<details><summary>${markupText(block.title)}</summary>\n${inner}</details>`
    }
  }
}

function renderLine(line: Line): string {
  return line.map(renderPiece).join('')
}

function renderPiece(piece: Piece): string {
  if (typeof piece === 'string') return markupText(piece)
  const text = markupText(piece.text)
  switch (piece.kind) {
    case 'code':
      return `<code>${text}</code>`
    case 'strong':
      return `<strong>${text}</strong>`
    case 'link':
      return `<a href="${markupText(encodeURI(piece.url))}">${text}</a>`
  }
}

function renderTable({ title, head, rows }: Table): string {
  const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join('')}</tr>`
  const body = rows.map((row) => cells('td', row.map(renderLine)))
  const table = `<table>\n${[cells('th', head.map(markupText)), ...body].join('\n')}\n</table>`
  return title === '' ? table : `<h2>${markupText(title)}</h2>\n${table}`
}
