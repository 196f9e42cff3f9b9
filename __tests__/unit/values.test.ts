import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type Parsed,
  parseBoolean,
  parseChoice,
  parseDuration,
  parseInteger,
  parseSize,
  parseText,
  quoted,
} from '../../src/inputs/values.ts'

function told<T>(parsed: Parsed<T>): string {
  return parsed.kind === 'ok' ? `ok ${String(parsed.value)}` : `${parsed.what}; ${parsed.fix}`
}

describe('a duration', () => {
  test.each([
    ['1m30s', 90_000],
    ['500ms', 500],
    ['1h', 3_600_000],
    ['1.5s', 1_500],
    ['.5s', 500],
    ['1.s', 1_000],
    ['0', 0],
    ['0s', 0],
    ['2000µs', 2],
    ['2000μs', 2],
    ['2000us', 2],
    ['3000000ns', 3],
    [' 10s\n', 10_000],
    ['1h1m1s1ms', 3_661_001],
  ])('%j is %i ms', (text, ms) => {
    expect(parseDuration(text)).toEqual({ kind: 'ok', value: ms })
  })

  test.each([
    ['90', '"90" has no unit; write 90s'],
    ['1.5', '"1.5" has no unit; write 1.5s'],
    ['-5s', '"-5s" is negative; write a duration such as 90s or 1m30s'],
    ['500us', '"500us" is shorter than a millisecond; write 1ms or more, or 0'],
    ['1ns', '"1ns" is shorter than a millisecond; write 1ms or more, or 0'],
    ['5 min', '"5 min" is not a duration; write 5m'],
    ['2d', '"2d" is not a duration; write 48h'],
    ['30S', '"30S" is not a duration; write 30s'],
    ['soon', '"soon" is not a duration; write a duration such as 90s or 1m30s'],
    ['', '"" is not a duration; write a duration such as 90s or 1m30s'],
    ['1e3s', '"1e3s" is not a duration; write a duration such as 90s or 1m30s'],
    ['1000h', '"1000h" is too long; write at most 596h'],
    ['1s\0', '"1s\\u{0}" is not a duration; write a duration such as 90s or 1m30s'],
  ])('%j is refused with what to write', (text, expected) => {
    expect(told(parseDuration(text))).toBe(expected)
  })

  test('of whole seconds reads back as it was printed', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(59), fc.nat(59), (hours, minutes, seconds) => {
        const value = ((hours * 60 + minutes) * 60 + seconds) * 1000
        expect(parseDuration(`${hours}h${minutes}m${seconds}s`)).toEqual({ kind: 'ok', value })
      }),
    )
  })
})

describe('a size', () => {
  test.each([
    ['450MB', 450_000_000],
    ['450M', 450_000_000],
    ['450m', 450_000_000],
    ['450MiB', 450 * 1024 ** 2],
    ['450Mi', 450 * 1024 ** 2],
    ['1.5GB', 1_500_000_000],
    ['1k', 1_000],
    ['1 KiB', 1_024],
    ['2T', 2e12],
    ['512', 512],
    ['512B', 512],
    ['0', 0],
  ])('%j is %i bytes', (text, bytes) => {
    expect(parseSize(text)).toEqual({ kind: 'ok', value: bytes })
  })

  test.each([
    ['-1MB', '"-1MB" is negative'],
    ['MB', '"MB" is not a size'],
    ['12iB', '"12iB" is not a size'],
    ['1PB', '"1PB" is not a size'],
    ['1e9', '"1e9" is not a size'],
    ['999999999999999T', '"999999999999999T" is too large'],
    ['', '"" is not a size'],
  ])('%j is refused', (text, what) => {
    expect(told(parseSize(text))).toBe(
      `${what}; write a size such as 450MB (10^6 bytes) or 450MiB (2^20 bytes)`,
    )
  })
})

describe('a boolean', () => {
  test.each([
    ['true', 'ok true'],
    ['True', 'ok true'],
    ['TRUE', 'ok true'],
    ['false', 'ok false'],
    ['False', 'ok false'],
    [' FALSE ', 'ok false'],
    ['yes', '"yes" is not a boolean; write true'],
    ['On', '"On" is not a boolean; write true'],
    ['1', '"1" is not a boolean; write true'],
    ['tRUE', '"tRUE" is not a boolean; write true'],
    ['no', '"no" is not a boolean; write false'],
    ['0', '"0" is not a boolean; write false'],
    ['maybe', '"maybe" is not a boolean; write true or false'],
    ['', '"" is not a boolean; write true or false'],
  ])('%j as YAML 1.2 core reads it', (text, expected) => {
    expect(told(parseBoolean(text))).toBe(expected)
  })
})

describe('a whole number', () => {
  test.each([
    ['3', 'ok 3'],
    ['-0', 'ok 0'],
    ['11', '"11" is out of range; write a whole number from 0 to 10'],
    ['-1', '"-1" is out of range; write a whole number from 0 to 10'],
    ['1.5', '"1.5" is not a whole number; write a whole number from 0 to 10'],
    ['1e1', '"1e1" is not a whole number; write a whole number from 0 to 10'],
    ['0x1', '"0x1" is not a whole number; write a whole number from 0 to 10'],
    ['', '"" is not a whole number; write a whole number from 0 to 10'],
  ])('%j from 0 to 10', (text, expected) => {
    expect(told(parseInteger(text, { least: 0, most: 10 }))).toBe(expected)
  })

  test('beyond what a number holds exactly is out of range', () => {
    expect(parseInteger('99999999999999999999').kind).toBe('bad')
  })
})

describe('a choice', () => {
  const allowed = ['auto', 'always', 'never'] as const
  test.each([
    ['always', 'ok always'],
    [' auto\n', 'ok auto'],
    ['alway', '"alway" is not one of auto, always, never; write always'],
    ['Never', '"Never" is not one of auto, always, never; write never'],
    ['perhaps', '"perhaps" is not one of auto, always, never; write one of auto, always, never'],
    [
      '__proto__',
      '"__proto__" is not one of auto, always, never; write one of auto, always, never',
    ],
  ])('%j', (text, expected) => {
    expect(told(parseChoice(text, allowed))).toBe(expected)
  })
})

describe('any text', () => {
  test('with a NUL byte is refused', () => {
    expect(told(parseText('a\0b'))).toBe('the value holds a NUL byte; remove the NUL byte')
  })

  test('is quoted short, in one line, and without control characters', () => {
    expect(quoted('a\nb\r\t\u001b[31m\u202e\u0085')).toBe(
      '"a\\nb\\r\\t\\u{1b}[31m\\u{202e}\\u{85}"',
    )
    expect(quoted('x'.repeat(100_000)).length).toBeLessThan(200)
  })

  test.each<[string, (text: string) => Parsed<unknown>]>([
    ['duration', parseDuration],
    ['size', parseSize],
    ['boolean', parseBoolean],
    ['integer', parseInteger],
    ['text', parseText],
    ['choice', (text) => parseChoice(text, ['a', 'b'])],
  ])('is a %s or a problem in one line, and never an exception', (_kind, parse) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.stringMatching(/^[0-9.]{0,6}[a-zA-Zµ ]{0,4}$/),
    )
    fc.assert(
      fc.property(text, (anything) => {
        const result = parse(anything)
        if (result.kind === 'bad') {
          expect(result.what).toMatch(/^\P{Cc}+$/u)
          expect(result.fix).toMatch(/^\P{Cc}+$/u)
        }
      }),
    )
  })

  test.each<[string, (text: string) => Parsed<unknown>]>([
    ['duration', parseDuration],
    ['size', parseSize],
    ['integer', parseInteger],
    ['choice', (text) => parseChoice(text, ['always'])],
  ])('of a megabyte is no %s, and is refused at once', (_kind, parse) => {
    expect(parse('1'.repeat(1_000_000)).kind).toBe('bad')
  })
})
