// Secrets in a log that comes in portions are masked wherever it is cut.
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { redacting } from '../../src/text/redact.ts'
import { RedactedBytes } from '../../src/text/redacted-bytes.ts'

function redacted(bytes: Buffer, secrets: readonly string[], portion: number): Buffer {
  const bytesOf = new RedactedBytes(secrets)
  const found: Buffer[] = []
  for (let at = 0; at < bytes.length; at += portion)
    found.push(bytesOf.take(bytes.subarray(at, at + portion)))
  return Buffer.concat([...found, bytesOf.end()])
}

describe('bytes in portions', () => {
  const portion = fc.integer({ min: 1, max: 12 })

  test.each([1, 2, 3, 5, 8, 100])('of %d lose every secret', (size) => {
    const text = 'token=hunter22, hunter2, again hunter22hunter22 ☃ hunt'
    const shown = redacted(Buffer.from(text), ['hunter2', 'hunter22'], size).toString()
    expect(shown).toBe('token=***, ***, again ****** ☃ hunt')
  })

  test('say the same as text that is masked as a whole', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 4, maxLength: 6 })
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), word, portion, (signs, secret, cut) => {
        const text = signs.join('')
        expect(redacted(Buffer.from(text), [secret], cut).toString()).toBe(
          redacting([secret])(text),
        )
      }),
    )
  })

  test('without secrets stay what they are, also where they are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array(), portion, (bytes, cut) => {
        expect(redacted(Buffer.from(bytes), [], cut)).toEqual(Buffer.from(bytes))
      }),
    )
  })
})
