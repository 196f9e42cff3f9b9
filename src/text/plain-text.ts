// Text of containers and tools made harmless: it may be shown, it must never be obeyed.
import { stripVTControlCharacters } from 'node:util'

// All controls but tab, and those that reorder text (Trojan Source).
const unprintable = /[[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]--\t]/gv

/** One line for a terminal or log: no escape sequence, no control character. */
export function plainLine(text: string): string {
  return stripVTControlCharacters(text.replace(/[\r\n]/g, ' ')).replace(unprintable, '')
}

const escapeSign = '\u001b'
const colour = new RegExp(`(${escapeSign}\\[[\\d;]{0,20}m)`)
const colourOff = `${escapeSign}[0m`

/** One line of which nothing is left but text and its colours, which end with it. */
export function colouredLine(text: string): string {
  const parts = text.split(colour)
  const line = parts.map((part, index) => (index % 2 === 1 ? part : plainLine(part))).join('')
  return parts.length === 1 ? line : `${line}${colourOff}`
}

/** A line that GitHub's runner takes as text: it reads `::name` at a start and `##[name]` anywhere. */
export function runnerSafe(line: string): string {
  const plain = plainLine(line).replaceAll('##[', '## [')
  return /^\s*::/.test(plain) ? `| ${plain}` : plain
}

/** The same with its colours, where it is text as it is. */
export function runnerSafeInColour(line: string): string {
  const safe = runnerSafe(line)
  return safe === plainLine(line) ? colouredLine(line) : safe
}

/** For a cell or sentence of Markdown, where foreign text must not become markup or a mention. */
export function markdownText(text: string): string {
  return plainLine(text).replace(/[&<>\\`*_{}[\]()#+!|~@]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A fenced block that the text can't close. */
export function markdownBlock(lines: readonly string[], language = 'text'): string {
  const body = lines.map(plainLine)
  const longest = Math.max(2, ...body.map((line) => /^\s*(`*)/.exec(line)?.[1]?.length ?? 0))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, ...body, fence].join('\n')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** For XML and HTML, also in quotes; no reader wants lone halves of characters. */
export function markupText(text: string): string {
  return plainLine(text)
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
