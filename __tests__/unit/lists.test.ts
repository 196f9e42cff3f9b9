import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseList, parseMap, type Separator } from '../../src/inputs/lists.ts'

function textsOf(text: string, separator: Separator): readonly string[] | string {
  const list = parseList(text, separator)
  return list.kind === 'ok' ? list.value.map((entry) => entry.text) : `${list.what}; ${list.fix}`
}

describe('a list', () => {
  test.each<[string, string, readonly string[]]>([
    ['entries by line', 'a\nb', ['a', 'b']],
    ['entries by comma', 'a,b', ['a', 'b']],
    ['both at once', 'a,b\nc', ['a', 'b', 'c']],
    ['Windows line ends', 'a\r\nb\r\n', ['a', 'b']],
    ['blank lines and blanks', '\n  a \n\n\t\n , b,,\n', ['a', 'b']],
    ['comment lines', '# first\na\n  # second\nb', ['a', 'b']],
    ['a # inside a line as content', 'a#1,#b\nc # d', ['a#1', '#b', 'c # d']],
    ['a comma in quotes', '"a,b",c', ['a,b', 'c']],
    ['a line end in quotes', '"a\nb",c\nd', ['a\nb', 'c', 'd']],
    ['a # line in quotes', '"a\n# b"', ['a\n# b']],
    ['a doubled quote', '"say ""hi""",b', ['say "hi"', 'b']],
    ['blanks around quotes, not inside', ' " a " ,b', [' a ', 'b']],
    ['a quote amid an entry as content', 'a"b,c', ['a"b', 'c']],
    ['an empty quoted entry', '"",a', ['a']],
    ['a list of nothing', ' \n', []],
  ])('takes %s', (_what, text, expected) => {
    expect(textsOf(text, 'comma')).toEqual(expected)
  })

  test.each<[string, string, readonly string[]]>([
    ['commas are content', 'type=registry,ref=a\ntype=gha', ['type=registry,ref=a', 'type=gha']],
    ['JSON is content', 'A={"a":"b","c":"d"}', ['A={"a":"b","c":"d"}']],
    ['a whole entry may be quoted', '"A={""a"":1}"\nB=2', ['A={"a":1}', 'B=2']],
    ['a quoted entry keeps its blank lines', '"A=1\n\n2\n"\nB=3', ['A=1\n\n2\n', 'B=3']],
  ])('by line: %s', (_what, text, expected) => {
    expect(textsOf(text, 'line')).toEqual(expected)
  })

  test.each<[string, string, Separator, string]>([
    [
      'a quote that stays open',
      'a\n"b',
      'comma',
      'the quote opened in line 2 is not closed; close it with a second "',
    ],
    [
      'text after a closing quote',
      '"a"b',
      'comma',
      'line 1 goes on after its closing quote; put the whole entry in quotes and write a quote inside it as ""',
    ],
    [
      'text after a closing quote of several lines',
      'x\n"a\nb", c',
      'line',
      'line 3 goes on after its closing quote; put the whole entry in quotes and write a quote inside it as ""',
    ],
    ['a NUL byte', 'a\0', 'line', 'the value holds a NUL byte; remove the NUL byte'],
  ])('refuses %s', (_what, text, separator, expected) => {
    expect(textsOf(text, separator)).toBe(expected)
  })

  test('knows the line of every entry', () => {
    const list = parseList('a\n# b\n"c\nd",e\n\nf', 'comma')
    expect(list.kind === 'ok' && list.value.map((entry) => entry.line)).toEqual([1, 3, 4, 6])
  })

  test('of quoted entries reads back whatever they hold', () => {
    const entry = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/\0|\r/.test(text))
    fc.assert(
      fc.property(fc.array(entry), fc.constantFrom(',', '\n'), (entries, join) => {
        const text = entries.map((each) => `"${each.replaceAll('"', '""')}"`).join(join)
        expect(textsOf(text, 'comma')).toEqual(entries)
      }),
    )
  })

  test('is entries or a problem for any text, by line or comma', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', ',', '\n', '#', ' ', 'a', '=', '\r') }),
    )
    fc.assert(
      fc.property(text, fc.constantFrom<Separator>('comma', 'line'), (anything, separator) => {
        const list = parseList(anything, separator)
        if (list.kind === 'ok') for (const entry of list.value) expect(entry.text).not.toBe('')
      }),
    )
  })

  test('of a megabyte of quotes is read in a moment', () => {
    expect(parseList('"'.repeat(1_000_001), 'comma').kind).toBe('bad')
    expect(parseList('"",'.repeat(300_000), 'comma')).toEqual({ kind: 'ok', value: [] })
  })
})

describe('a map', () => {
  const read = (text: string, secret = false): unknown => {
    const map = parseMap(text, { separator: 'line', secret })
    return map.kind === 'ok' ? [...map.value] : `${map.what}; ${map.fix}`
  }

  test.each<[string, string, readonly (readonly [string, string])[]]>([
    ['= in a value', 'A=b=c', [['A', 'b=c']]],
    ['quotes in a value', 'A="b"', [['A', '"b"']]],
    ['an empty value', 'A=', [['A', '']]],
    ['a value that looks like a flag', 'A=--b', [['A', '--b']]],
    ['commas in a value', 'A=1,B=2', [['A', '1,B=2']]],
    ['line ends in a quoted entry', '"A=b\nc"', [['A', 'b\nc']]],
    ['blanks around a name', 'A =b', [['A', 'b']]],
    [
      'names of the prototype as data',
      '__proto__=a\nconstructor=b',
      [
        ['__proto__', 'a'],
        ['constructor', 'b'],
      ],
    ],
  ])('takes %s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  test.each([
    ['no =', 'A', '"A" has no "="; write NAME=value'],
    ['no name', '=a', '"=a" has no name before its "="; write NAME=value'],
    ['the same name twice', 'A=1\nA=2', '"A" is given twice; keep one of them'],
  ])('refuses %s', (_what, text, expected) => {
    expect(read(text)).toMatch(new RegExp(`^${expected}`))
  })

  test.each([
    ['no =', 'a=1\nhunter2'],
    ['no name', '=hunter2'],
    ['the same name twice', 'hunter2=1\nhunter2=2'],
    ['an open quote', '"a=hunter2'],
    ['text after a quote', '"a=hunter2"hunter2'],
  ])('of secrets never shows one: %s', (_what, text) => {
    expect(read(text, true)).not.toContain('hunter2')
    expect(typeof read(text, true)).toBe('string')
  })

  test('pollutes no prototype, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        parseMap(`__proto__=${value}\nconstructor.prototype.a=${value}`, { separator: 'line' })
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
    )
  })
})
