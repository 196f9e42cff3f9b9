import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderSummary } from '../../src/report/summary.ts'
import { joinWithin } from '../../src/report/summary-limit.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const mebibyte = 1024 * 1024
const bytes = (text: string): number => Buffer.byteLength(text)
const notice = /Shortened here/

describe('a summary', () => {
  test.each([-1, 0, 1])('of 1 MiB and %d bytes is cut far below it, with a notice', (more) => {
    const text = `${'☃'.repeat(mebibyte / 3 - 1)}${'x'.repeat(4 + more)}`
    expect(bytes(text)).toBe(mebibyte + more)
    const summary = joinWithin(['verdict', text, 'images'])
    expect(bytes(summary)).toBeLessThan(mebibyte / 2)
    expect(summary).toMatch(/^verdict\n\n☃+\n\n_Shortened here.*_\n\nimages\n$/)
  })

  const limits = { totalBytes: 300, partBytes: 100 }

  test.each(['x', 'ä', '☃', '👩‍👩‍👧'])('is not cut a byte too early or too late: %s', (sign) => {
    const size = bytes(sign)
    const fitting = sign.repeat(Math.floor(100 / size))
    expect(joinWithin([fitting], limits)).toBe(`${fitting}\n`)
    const cut = joinWithin([`${fitting}${sign}`], limits)
    expect(cut).toMatch(notice)
    expect(bytes(cut.trimEnd())).toBeLessThanOrEqual(100)
    expect(cut).not.toContain('\ufffd')
  })

  test('tells the most important first, and says that there is more', () => {
    const parts = ['verdict', ...Array.from({ length: 50 }, (_, index) => `failure ${index}`)]
    const summary = joinWithin(parts, limits)
    expect(summary).toMatch(/^verdict\n\nfailure 0\n\nfailure 1\n/)
    expect(summary).toMatch(/_Shortened here.*_\n$/)
    expect(summary).not.toContain('failure 49')
  })

  test('closes the block in which it is cut', () => {
    const block = `api failed\n\n\`\`\`\`text\n${'line\n'.repeat(50)}\`\`\`\``
    expect(joinWithin([block], limits)).toMatch(/line\n````\n\n_Shortened here/)
  })

  test('fits, whatever it is made of', () => {
    const part = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(bytes(joinWithin(parts, limits))).toBeLessThanOrEqual(300)
      }),
    )
  })

  test('of a trial with endless evidence keeps its verdict, its failures and its images', async () => {
    const record = await new ScriptedWorld().run()
    const failure = {
      stage: 'health',
      class: 'test',
      code: 'ST-EXITED',
      what: 'api died',
      evidence: Array.from({ length: 100_000 }, () => 'ein Schnurren ☃'),
    } as const
    const summary = renderSummary({ ...record, verdict: 'failed', failures: [failure, failure] })
    expect(bytes(summary)).toBeLessThan(mebibyte / 2)
    expect(summary).toMatch(/^## ❌ Sea Trial failed/)
    expect(summary.match(/\*\*api died\*\*/g)).toHaveLength(2)
    expect(summary).toContain('| Services | Image |')
  })
})
