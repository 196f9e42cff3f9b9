// Inputs of several entries: lists by line or comma, with RFC 4180 quotes, and KEY=value maps.

import { type Bad, bad, ok, type Parsed, parseText, quoted } from './values.ts'

export interface Entry {
  readonly text: string
  /** The line of the input on which the entry starts, from 1. */
  readonly line: number
}

/** `comma`: entries end at a comma or a line end; `line`: commas are content. */
export type Separator = 'comma' | 'line'

interface Scan {
  readonly text: string
  readonly separator: Separator
  at: number
  line: number
}

/**
 * The lists of the docker/*-actions: blank lines and lines that start with `#` are dropped, an
 * entry in double quotes may hold commas and line ends, and a doubled quote in it is one quote.
 */
export function parseList(text: string, separator: Separator): Parsed<readonly Entry[]> {
  const clean = parseText(text)
  if (clean.kind === 'bad') return clean
  const scan: Scan = { text: text.replaceAll('\r\n', '\n'), separator, at: 0, line: 1 }
  const entries: Entry[] = []
  let startsLine = true
  while (scan.at < scan.text.length) {
    skipBlanks(scan)
    const line = scan.line
    if (startsLine && scan.text[scan.at] === '#') skipLine(scan)
    else {
      const field = scan.text[scan.at] === '"' ? readQuoted(scan) : ok(readPlain(scan))
      if (field.kind === 'bad') return field
      if (field.value !== '') entries.push({ text: field.value, line })
    }
    startsLine = scan.text[scan.at] === '\n'
    if (startsLine) scan.line++
    scan.at++
  }
  return ok(entries)
}

function skipBlanks(scan: Scan): void {
  while (scan.text[scan.at] === ' ' || scan.text[scan.at] === '\t') scan.at++
}

function skipLine(scan: Scan): void {
  scan.at = endFrom(scan.text, '\n', scan.at)
}

function endFrom(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found
}

function readPlain(scan: Scan): string {
  const start = scan.at
  while (scan.at < scan.text.length && !endsField(scan)) scan.at++
  return scan.text.slice(start, scan.at).trim()
}

function endsField(scan: Scan): boolean {
  const character = scan.text[scan.at]
  return character === '\n' || (character === ',' && scan.separator === 'comma')
}

function readQuoted(scan: Scan): Parsed<string> {
  const opened = scan.line
  const parts: string[] = []
  scan.at++
  for (;;) {
    const close = scan.text.indexOf('"', scan.at)
    if (close < 0) {
      return bad(`the quote opened in line ${opened} is not closed`, 'close it with a second "')
    }
    const part = scan.text.slice(scan.at, close)
    parts.push(part)
    scan.line += part.split('\n').length - 1
    scan.at = close + 1
    if (scan.text[scan.at] !== '"') break
    parts.push('"')
    scan.at++
  }
  skipBlanks(scan)
  if (scan.at < scan.text.length && !endsField(scan)) {
    return bad(
      `line ${scan.line} goes on after its closing quote`,
      'put the whole entry in quotes and write a quote inside it as ""',
    )
  }
  return ok(parts.join(''))
}

export interface MapOptions {
  readonly separator: Separator
  /** Values, and entries that may be values, are never shown. */
  readonly secret?: boolean
}

/** `KEY=value` entries; the value may hold `=` and quotes, and in a quoted entry line ends. */
export function parseMap(text: string, options: MapOptions): Parsed<ReadonlyMap<string, string>> {
  const entries = parseList(text, options.separator)
  if (entries.kind === 'bad') return entries
  const map = new Map<string, string>()
  for (const entry of entries.value) {
    const equals = entry.text.indexOf('=')
    const key = entry.text.slice(0, Math.max(equals, 0)).trim()
    if (key === '') return badEntry(entry, equals, options)
    // The last one would win in silence, whichever of the two was meant.
    if (map.has(key)) return repeated(key, entry, options)
    map.set(key, entry.text.slice(equals + 1))
  }
  return ok(map)
}

function repeated(key: string, entry: Entry, { secret }: MapOptions): Bad {
  // In a secret of several lines without quotes, what stands before a "=" is part of the secret.
  if (secret) return bad(`line ${entry.line} repeats a name`, 'give each name once')
  return bad(`${quoted(key)} is given twice`, 'keep one of them')
}

function badEntry(entry: Entry, equals: number, { secret, separator }: MapOptions): Bad {
  const shown = secret ? `the entry in line ${entry.line}` : quoted(entry.text)
  if (equals === 0) return bad(`${shown} has no name before its "="`, 'write NAME=value')
  const hint =
    separator === 'line' ? ', and a value of several lines as "NAME=value" in quotes' : ''
  return bad(`${shown} has no "="`, `write NAME=value${hint}`)
}
