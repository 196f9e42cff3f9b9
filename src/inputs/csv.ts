// One line of comma-separated fields with the quotes of RFC 4180.

import { type Bad, bad, ok, type Parsed, quoted } from './values.ts'

interface Cursor {
  readonly line: string
  at: number
}

/**
 * A quoted part stands for a whole field, or for the value after the first `=` of one: both
 * `"value=a,b"` and `value="a,b"` are the field `value=a,b`. A doubled quote in it is one quote.
 * Blanks around a field are no part of it.
 */
export function splitCsv(line: string): Parsed<readonly string[]> {
  const cursor: Cursor = { line, at: 0 }
  const fields: string[] = []
  for (;;) {
    const field = readField(cursor)
    if (field.kind === 'bad') return field
    fields.push(field.value)
    if (cursor.at >= line.length) return ok(fields)
    cursor.at++
  }
}

function readField(cursor: Cursor): Parsed<string> {
  const plain = takeWhile(cursor, /[^",]*/y)
  if (cursor.line[cursor.at] !== '"') return ok(plain.trim())
  if (!/^\s*(?:[^=\s][^=]*=\s*)?$/.test(plain)) return strayQuote(plain)
  const inner = readQuoted(cursor)
  if (inner.kind === 'bad') return inner
  const rest = takeWhile(cursor, /[^,]*/y)
  if (rest.trim() !== '') return strayQuote(rest.trim())
  return ok(plain.trim() + inner.value)
}

function readQuoted(cursor: Cursor): Parsed<string> {
  cursor.at++
  const inner = takeWhile(cursor, /(?:[^"]|"")*/y)
  if (cursor.line[cursor.at] !== '"') {
    return bad(`${quoted(cursor.line)} has a quote that is not closed`, 'close it with a second "')
  }
  cursor.at++
  return ok(inner.replaceAll('""', '"'))
}

function takeWhile(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at
  const taken = pattern.exec(cursor.line)?.[0] ?? ''
  cursor.at += taken.length
  return taken
}

function strayQuote(beside: string): Bad {
  return bad(
    `a quote stands in the middle of a field, beside ${quoted(beside)}`,
    'put the whole field in quotes and write a quote inside it as ""',
  )
}
