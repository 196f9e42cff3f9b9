// What the engine sends of a log, cut anywhere, becomes what the container wrote.
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Unframer } from '../../src/io/unframer.ts'

function framed(...pieces: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    pieces.map((piece, index) => {
      const head = Buffer.from([1 + (index % 2), 0, 0, 0, 0, 0, 0, 0])
      head.writeUInt32BE(piece.length, 4)
      return Buffer.concat([head, piece])
    }),
  )
}

function unframed(bytes: Buffer, portion: number, unframer = new Unframer('bare')): Buffer {
  const found: Buffer[] = []
  for (let at = 0; at < bytes.length; at += portion) {
    found.push(unframer.take(bytes.subarray(at, at + portion)))
  }
  return Buffer.concat([...found, unframer.end()])
}

describe('the log of a container', () => {
  const portion = fc.integer({ min: 1, max: 40 })

  test('is whole, to the byte, wherever its pieces were cut', () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 1 })
    fc.assert(
      fc.property(pieces, portion, (written, cut) => {
        expect(unframed(framed(...written), cut)).toEqual(Buffer.concat(written))
      }),
    )
  })

  test('with a terminal comes as it is, however short', () => {
    const text = fc.string({ minLength: 1 }).filter((one) => one.charCodeAt(0) > 2)
    fc.assert(
      fc.property(text, portion, (written, cut) => {
        expect(unframed(Buffer.from(written), cut).toString()).toBe(written)
      }),
    )
  })

  test('that comes with its times is told without them, and the last one is known', () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 1 })
    fc.assert(
      fc.property(pieces, portion, (written, cut) => {
        const stamps = written.map(
          (_, index) => `2026-01-01T00:00:00.${String(index).padStart(9, '0')}Z`,
        )
        const stamped = written.map((piece, index) =>
          Buffer.concat([Buffer.from(`${stamps[index]} `), piece]),
        )
        const unframer = new Unframer('stamped')
        expect(unframed(framed(...stamped), cut, unframer)).toEqual(Buffer.concat(written))
        expect(unframer.stamp).toBe(stamps.at(-1))
      }),
    )
  })

  test('that is empty stays empty', () => {
    expect(unframed(Buffer.alloc(0), 1)).toHaveLength(0)
  })
})
