import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  colouredLine,
  markdownBlock,
  markdownText,
  plainLine,
  runnerSafe,
  runnerSafeInColour,
} from '../../src/text/plain-text.ts'

const anyText = fc.string({ unit: 'binary' })
const nasty = fc
  .array(
    fc.constantFrom(
      '\u001b',
      '[',
      '31m',
      ']8;;',
      '\u0007',
      '\r',
      '\n',
      '\u0000',
      '::',
      '##[',
      ' ',
      'x',
      '\u202e',
      '`',
    ),
  )
  .map((parts) => parts.join(''))

describe('a plain line', () => {
  test.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a link', '\u001b]8;;http://x\u0007text\u001b]8;;\u0007', 'text'],
    ['the clipboard', '\u001b]52;c;aGk=\u0007x', 'x'],
    ['moves of the cursor', 'a\u001b[2Ab\u001b[1Gc', 'abc'],
    ['NUL and C1', 'a\u0000b\u0085c', 'abc'],
    ['text that runs backwards', 'a\u202eb\u2066c', 'abc'],
  ])('holds none of %s', (_, text, plain) => {
    expect(plainLine(text)).toBe(plain)
  })

  test('keeps tabs and what people write', () => {
    expect(plainLine('a\tä ☃ 漢 👩‍👩‍👧')).toBe('a\tä ☃ 漢 👩‍👩‍👧')
  })

  test.each(['a\nb', 'a\rb'])('keeps words apart that a line end held apart: %j', (text) => {
    expect(plainLine(text)).toBe('a b')
  })

  test('is one line without controls, whatever it was', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, nasty), (text) => {
        expect(plainLine(text).replaceAll('\t', '')).not.toMatch(
          /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u,
        )
      }),
    )
  })
})

describe('a line for the runner', () => {
  test.each([
    '::error::y',
    '  ::set-output name=a::b',
    '\u001b[1m::stop-commands::x',
    '\u0000::add-mask::a',
    '\r::error::y',
    'x ##[add-mask]e',
    '##\u0000[error]e',
  ])('is never a command: %j', (text) => {
    const line = runnerSafe(text)
    expect(line).not.toMatch(/^\s*::/)
    expect(line).not.toContain('##[')
  })

  test('is never a command, whatever it was', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, nasty), (text) => {
        const line = runnerSafe(text)
        expect(/^\s*::|##\[|[\r\n]/.test(line)).toBe(false)
      }),
    )
  })
})

describe('foreign text in Markdown', () => {
  test.each(['<img onerror=x>', '| a |', '`code`', '[a](b)', '@org', '**b**', '</details>', '# h'])(
    'is no markup: %s',
    (text) => {
      expect(markdownText(text)).not.toMatch(/[<>|`[\]()*@\\_]/)
    },
  )

  test('in a sentence is shown with every sign that it has', () => {
    const text = 'a <b> & c | #1 [x](y) `z` *_~@!+'
    const shown = markdownText(text).replace(/&#(\d+);/g, (_, code) =>
      String.fromCharCode(Number(code)),
    )
    expect(shown).toBe(text)
  })

  test('in a block cannot close it', () => {
    const block = markdownBlock(['a', '```', '  `````x', '````'])
    const [first = '', ...rest] = block.split('\n')
    const fence = /^`+/.exec(first)?.[0] ?? ''
    expect(rest.filter((line) => line.trim().startsWith(fence))).toEqual([fence])
    expect(rest.at(-1)).toBe(fence)
  })

  test('in a block is one line for each of its lines', () => {
    expect(markdownBlock(['a\nb', 'c']).split('\n')).toEqual(['```text', 'a b', 'c', '```'])
  })
})

describe('a line in colour', () => {
  test.each([
    ['no colour', 'no colour'],
    ['\u001b[1;31mred\u001b[0m alert', '\u001b[1;31mred\u001b[0m alert\u001b[0m'],
    [
      '\u001b[31mred\u001b[2J\u001b]8;;http://evil\u0007link\u001b[5A',
      '\u001b[31mredlink\u001b[0m',
    ],
  ])('keeps nothing else: %j', (text, line) => {
    expect(colouredLine(text)).toBe(line)
  })

  test('is the same text, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'\u001b[]1;3mJ\r\n\u009b a') }), (text) => {
        const line = colouredLine(text)
        const [first = '', ...others] = line.split('\u001b')
        for (const part of others) expect(part).toMatch(/^\[[\d;]{0,20}m/)
        for (const sign of '\u009b\r\n') expect(first + others.join('')).not.toContain(sign)
        if (line.includes('\u001b')) expect(line.endsWith('\u001b[0m')).toBe(true)
      }),
    )
  })

  test('has none where it would be a command of the runner', () => {
    expect(runnerSafeInColour('\u001b[31m::error::a')).toBe('| ::error::a')
    expect(runnerSafeInColour('\u001b[31m#\u001b[0m#[add-mask]a')).toBe('## [add-mask]a')
    expect(runnerSafeInColour('\u001b[32mok\u001b[0m')).toBe('\u001b[32mok\u001b[0m\u001b[0m')
  })
})
