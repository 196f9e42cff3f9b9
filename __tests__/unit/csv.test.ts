import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { splitCsv } from '../../src/inputs/csv.ts'

describe('a line of fields', () => {
  test.each([
    ['is split at commas', 'a,b,c', ['a', 'b', 'c']],
    ['may be one field', 'a', ['a']],
    ['keeps empty fields', 'a,,b,', ['a', '', 'b', '']],
    ['loses blanks around fields', ' a , b ', ['a', 'b']],
    ['keeps commas in a quoted field', '"a,b",c', ['a,b', 'c']],
    ['keeps commas in a quoted value', 'k="a,b",c', ['k=a,b', 'c']],
    ['keeps commas in a quoted pair', '"k=a,b",c', ['k=a,b', 'c']],
    ['keeps blanks in quotes', '" a "', [' a ']],
    ['reads a doubled quote as one', '"a ""b"""', ['a "b"']],
    ['allows blanks around quotes', ' "a" , "b" ', ['a', 'b']],
    ['may have an empty quoted field', '"",a', ['', 'a']],
  ])('%s', (_, line, fields) => {
    expect(splitCsv(line)).toEqual({ kind: 'ok', value: fields })
  })

  test.each([
    ['an open quote', '"a,b', 'not closed'],
    ['an open quote after a doubled one', '"a""', 'not closed'],
    ['a quote inside a plain field', 'a"b"', 'in the middle'],
    ['a quote inside a value', 'k=a"b"', 'in the middle'],
    ['text behind a closing quote', '"a"b', 'in the middle'],
  ])('with %s is a problem', (_, line, what) => {
    expect(splitCsv(line)).toMatchObject({
      kind: 'bad',
      what: expect.stringContaining(what),
    })
  })

  test('gives back any fields that were written in quotes', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (fields) => {
        const line = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')
        expect(splitCsv(line)).toEqual({ kind: 'ok', value: fields })
      }),
    )
  })

  test('is fields or a problem, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '=', ' ', 'a') }), (line) => {
        expect(['ok', 'bad']).toContain(splitCsv(line).kind)
      }),
    )
  })
})
