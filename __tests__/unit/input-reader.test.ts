import { describe, expect, test } from '@jest/globals'
import { type KnownInput, type RawInputs, Reader } from '../../src/inputs/reader.ts'

const known: readonly KnownInput[] = [
  { name: 'time', default: '5s' },
  { name: 'size' },
  { name: 'count' },
  { name: 'words' },
  { name: 'bare' },
  { name: 'key', secret: true },
]

function reader(given: Readonly<Record<string, string>>): Reader {
  const raw: RawInputs = new Map(
    Object.entries(given).map(([name, value]) => [name, { value, where: `--${name}` }]),
  )
  return new Reader(raw, known)
}

describe('the reader', () => {
  test.each([
    ['undefined', {}],
    ['empty', { time: '' }],
    ['blank', { time: ' \n' }],
  ])('takes an input that is %s for absent and gives the default', (_what, given) => {
    expect(reader(given).duration('time')).toBe(5_000)
  })

  test('gives nothing for an absent input without default', () => {
    const read = reader({})
    expect([read.text('words'), read.size('size'), read.integer('count')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([read.list('words'), read.lines('words')]).toEqual([[], []])
    expect(read.map('words', 'line')).toEqual(new Map())
    expect(read.problems).toEqual([])
  })

  test('reads sizes, counts and lists', () => {
    const read = reader({ size: '1MB', count: '3', words: 'a,b\nc' })
    expect(read.size('size')).toBe(1_000_000)
    expect(read.integer('count')).toBe(3)
    expect(read.list('words')).toEqual(['a', 'b', 'c'])
    expect(read.lines('words')).toEqual(['a,b', 'c'])
  })

  test('names the input as the user wrote it', () => {
    const read = reader({ time: '5' })
    read.duration('time')
    expect(read.problems.map(({ what, fix }) => [what, fix])).toEqual([
      ['--time: "5" has no unit', 'write 5s'],
    ])
  })

  test('demands a value where there is neither one nor a default', () => {
    const read = reader({})
    read.boolean('bare')
    expect(read.problems.map(({ what }) => what)).toEqual(['input bare: no value'])
  })

  test('calls an input set only when it differs from its default', () => {
    const read = reader({ time: ' 5s ', size: '1', words: ' ' })
    expect(['time', 'size', 'words', 'count'].map((name) => read.isSet(name))).toEqual([
      false,
      true,
      false,
      false,
    ])
  })

  test('never shows an entry of a secret map', () => {
    const read = reader({ key: 'hunter2' })
    read.map('key', 'line')
    expect(read.problems.map(({ what }) => what)).toEqual(['--key: the entry in line 1 has no "="'])
  })

  test('keeps all problems, in the order in which inputs were read', () => {
    const read = reader({ time: 'x', tiem: '', size: 'y' })
    read.duration('time')
    read.size('size')
    read.rejectUnknown()
    expect(read.problems).toEqual([
      expect.objectContaining({ what: '--time: "x" is not a duration' }),
      expect.objectContaining({ what: expect.stringMatching(/^--size: "y"/) }),
      expect.objectContaining({ what: '--tiem is unknown', fix: 'write time' }),
    ])
    expect(reader({}).problems).toEqual([])
  })
})
