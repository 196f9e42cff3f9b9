// Text as a user wrote it becomes a typed value, or a problem in words; nothing here throws.

import type { CodeOf } from '../failure-codes.ts'
import { nearest } from '../text/nearest.ts'

export interface Bad {
  readonly kind: 'bad'
  /** What is wrong, to be read after the name of the place: `"90" has no unit`. */
  readonly what: string
  /** What to write instead. */
  readonly fix: string
  /** Where it has one of its own. */
  readonly code?: CodeOf<'input'>
}

export type Parsed<T> = { readonly kind: 'ok'; readonly value: T } | Bad

export function ok<T>(value: T): Parsed<T> {
  return { kind: 'ok', value }
}

export function bad(what: string, fix: string, code?: CodeOf<'input'>): Bad {
  return { kind: 'bad', what, fix, ...(code && { code }) }
}

const longestQuote = 120

/** Quotes what was observed, short and with nothing in it that a terminal or a log would obey. */
export function quoted(text: string): string {
  const shown = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text
  const inert = shown
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, escapeCodePoint)
  return `"${inert}"`
}

function escapeCodePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

// A comparison costs word × candidate, so a megabyte of nonsense gets no suggestion.
const longestWord = 64

export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  return word.length > longestWord ? undefined : nearest(word, known)
}

export function parseText(text: string): Parsed<string> {
  // An argument or a variable ends at a NUL byte, so what follows would be lost in silence.
  if (text.includes('\0')) return bad('the value holds a NUL byte', 'remove the NUL byte')
  return ok(text.trim())
}

/** YAML 1.2 core, the same words as in a Compose file: `yes` and `on` are strings there. */
export function parseBoolean(text: string): Parsed<boolean> {
  const word = text.trim()
  if (/^(true|True|TRUE)$/.test(word)) return ok(true)
  if (/^(false|False|FALSE)$/.test(word)) return ok(false)
  return bad(`${quoted(word)} is not a boolean`, booleanFix(word))
}

function booleanFix(word: string): string {
  if (/^(1|y|yes|on|true)$/i.test(word)) return 'write true'
  if (/^(0|n|no|off|false)$/i.test(word)) return 'write false'
  return 'write true or false'
}

export interface Range {
  readonly least: number
  readonly most: number
}

const anyInteger: Range = { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER }

export function parseInteger(text: string, range: Range = anyInteger): Parsed<number> {
  const word = text.trim()
  const { least, most } = range
  const allowed = most === anyInteger.most ? `of at least ${least}` : `from ${least} to ${most}`
  if (!/^[+-]?\d{1,20}$/.test(word)) {
    return bad(`${quoted(word)} is not a whole number`, `write a whole number ${allowed}`)
  }
  const value = Number(word)
  if (value < least || value > most) {
    return bad(`${quoted(word)} is out of range`, `write a whole number ${allowed}`)
  }
  return ok(value === 0 ? 0 : value)
}

export function parseChoice<T extends string>(text: string, allowed: readonly T[]): Parsed<T> {
  const word = text.trim()
  const found = allowed.find((choice) => choice === word)
  if (found !== undefined) return ok(found)
  const near = nearestWord(word, allowed)
  return bad(
    `${quoted(word)} is not one of ${allowed.join(', ')}`,
    near === undefined ? `write one of ${allowed.join(', ')}` : `write ${near}`,
  )
}

const unitsMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3, // U+00B5, the micro sign
  μs: 1e-3, // U+03BC, the Greek letter: Go takes both
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
}

const durationPattern = /^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/
const durationPart = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g
/** Node's timers hold 31 bits of milliseconds; a longer wait would fire at once. */
const longestMs = 2 ** 31 - 1
const longestDurationText = 64

/** Durations as Go and Compose write them, in milliseconds: `1m30s`, `500ms`, `1.5s`, `0`. */
export function parseDuration(text: string): Parsed<number> {
  const word = text.trim()
  if (word === '0') return ok(0)
  if (word.length > longestDurationText) {
    return bad(`${quoted(word)} is not a duration`, 'write a duration such as 90s or 1m30s')
  }
  if (word.startsWith('-')) {
    return bad(`${quoted(word)} is negative`, 'write a duration such as 90s or 1m30s')
  }
  if (/^\d+(\.\d+)?$/.test(word)) return bad(`${quoted(word)} has no unit`, `write ${word}s`)
  if (!durationPattern.test(word)) {
    return bad(`${quoted(word)} is not a duration`, durationFix(word))
  }
  let ms = 0
  for (const [, amount, unit] of word.matchAll(durationPart)) {
    ms += Number(amount) * (unitsMs[unit ?? ''] ?? 0)
  }
  if (ms > longestMs) return bad(`${quoted(word)} is too long`, 'write at most 596h')
  if (ms > 0 && ms < 1) {
    return bad(`${quoted(word)} is shorter than a millisecond`, 'write 1ms or more, or 0')
  }
  return ok(Math.round(ms))
}

const spelledUnits: readonly (readonly [RegExp, number, string])[] = [
  [/^(\d{1,9}) ?(?:s|sec|secs|second|seconds)$/i, 1, 's'],
  [/^(\d{1,9}) ?(?:m|min|mins|minute|minutes)$/i, 1, 'm'],
  [/^(\d{1,9}) ?(?:h|hour|hours)$/i, 1, 'h'],
  [/^(\d{1,9}) ?(?:d|day|days)$/i, 24, 'h'],
]

function durationFix(word: string): string {
  for (const [pattern, factor, unit] of spelledUnits) {
    const amount = pattern.exec(word)?.[1]
    if (amount !== undefined) return `write ${Number(amount) * factor}${unit}`
  }
  return 'write a duration such as 90s or 1m30s'
}

const sizePattern = /^(\d{1,15}(?:\.\d{1,9})?) ?([kmgt]?)(i?)(b?)$/i
const powers = ['', 'k', 'm', 'g', 't']

/**
 * Sizes in bytes. `docker images` counts in powers of 1000, so MB is 10^6, as SI says,
 * and MiB is 2^20; the `b` may be left out.
 */
export function parseSize(text: string): Parsed<number> {
  const word = text.trim()
  if (word.startsWith('-')) return bad(`${quoted(word)} is negative`, sizeFix)
  const [, amount, prefix = '', binary] = sizePattern.exec(word) ?? []
  if (amount === undefined || (binary !== '' && prefix === '')) {
    return bad(`${quoted(word)} is not a size`, sizeFix)
  }
  const base = binary === '' ? 1000 : 1024
  const bytes = Math.round(Number(amount) * base ** powers.indexOf(prefix.toLowerCase()))
  return Number.isSafeInteger(bytes) ? ok(bytes) : bad(`${quoted(word)} is too large`, sizeFix)
}

const sizeFix = 'write a size such as 450MB (10^6 bytes) or 450MiB (2^20 bytes)'
