import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { LineSplitter } from '../../src/io/lines.ts'

const plenty = 1024 * 1024

function split(chunks: readonly Uint8Array[], maxKept = plenty) {
  const lines: string[] = []
  const splitter = new LineSplitter((line) => lines.push(line), maxKept)
  for (const chunk of chunks) splitter.push(chunk)
  return { kept: splitter.end(), lines }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

describe('a stream of bytes becomes lines', () => {
  test.each([
    ['whole lines in one chunk', ['a\nb\n'], ['a', 'b']],
    ['a line in three chunks', ['a', 'b', 'c\n'], ['abc']],
    ['a last line without its newline', ['a\nb'], ['a', 'b']],
    ['Windows line ends', ['a\r\nb\r\n'], ['a', 'b']],
    ['a Windows line end in two chunks', ['a\r', '\nb'], ['a', 'b']],
    ['empty lines', ['\n\na\n'], ['', '', 'a']],
    ['a newline that comes alone', ['a', '\n', 'b'], ['a', 'b']],
    ['nothing', [], []],
  ])('%s', (_, chunks, lines) => {
    expect(split(chunks.map(bytes)).lines).toEqual(lines)
  })

  test('wherever the chunks end, also within a character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n\ufeff]/g, ''))),
        fc.array(fc.nat({ max: 40 })),
        (lines, cuts) => {
          const whole = bytes(lines.map((line) => `${line}\n`).join(''))
          const chunks: Uint8Array[] = []
          let at = 0
          for (const cut of cuts) {
            chunks.push(whole.subarray(at, at + cut))
            at += cut
          }
          expect(split([...chunks, whole.subarray(at)]).lines).toEqual(lines)
        },
      ),
    )
  })

  test('invalid UTF-8 is shown as such and ends nothing', () => {
    const chunks = [Uint8Array.of(0x61, 0xff, 0xfe, 0x0a), bytes('b\n')]
    expect(split(chunks).lines).toEqual(['a\ufffd\ufffd', 'b'])
  })

  test('a character that never gets its last byte is not lost in silence', () => {
    expect(split([Uint8Array.of(0x61, 0xe2, 0x82)]).lines).toEqual(['a\ufffd'])
  })
})

describe('what is kept is bounded', () => {
  test('a line of ten megabytes is cut, and the next one is whole', () => {
    const long = new Uint8Array(64 * 1024).fill(0x78)
    const { lines } = split([...Array.from({ length: 160 }, () => long), bytes('\nnext\n')])
    expect(lines).toHaveLength(2)
    expect(lines[0]?.length).toBeLessThan(8 * 1024 * 1024)
    expect(lines[1]).toBe('next')
  })

  // BuildKit sends up to a megabyte of log in one status; as base64 in JSON it must come whole.
  test('a progress report with a megabyte of log comes whole', () => {
    const report = JSON.stringify({
      logs: [{ vertex: 'a', data: Buffer.alloc(1024 * 1024).toString('base64') }],
    })
    const [line = ''] = split([bytes(report), bytes('\n')]).lines
    expect(line === report).toBe(true)
  })

  test('text beyond the bound is dropped, the lines still come', () => {
    const { kept, lines } = split([bytes('12345\n'), bytes('67890\n'), bytes('more\n')], 10)
    expect(kept).toBe('12345\n67890\n')
    expect(lines).toEqual(['12345', '67890', 'more'])
  })
})
