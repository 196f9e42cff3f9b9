import { describe, expect, test } from '@jest/globals'
import { shortenOutputs } from '../../src/report/outputs-limit.ts'
import { type Outputs, outputsOf } from '../../src/report/results.ts'
import { ScriptedWorld } from '../support/scripted-world.ts'

const report = '/srv/report/report.json'
const record = await new ScriptedWorld().run()
const outputs = outputsOf(record, report)

const sizeOf = (all: Outputs): number =>
  Object.values(all).reduce((sum, value) => sum + Buffer.from(value, 'utf16le').length, 0)

describe('outputs', () => {
  test('that fit are as they are', () => {
    expect(shortenOutputs(outputs, sizeOf(outputs))).toEqual(outputs)
  })

  test('that are a byte too long lose what repeats the others, and say where it is', () => {
    const { json, ...others } = shortenOutputs(outputs, sizeOf(outputs) - 1)
    expect(JSON.parse(json)).toEqual({ shortened: expect.stringMatching(/^\d+ /), report })
    expect(others).toEqual((({ json: _, ...rest }) => rest)(outputs))
  })

  test('of any size fit within 1 MB, and stay JSON where they were', () => {
    const long = JSON.stringify({ text: '☃'.repeat(600_000) })
    const tags = 'ghcr.io/acme/api:main\n'.repeat(30_000)
    const many: Outputs = { ...outputs, json: long, plan: long, images: long, digests: long, tags }
    const shortened = shortenOutputs(many)
    expect(sizeOf(shortened)).toBeLessThan(1_000_000)
    for (const name of ['json', 'plan', 'images', 'digests', 'matrix'] as const) {
      expect(() => JSON.parse(shortened[name])).not.toThrow()
    }
    expect(shortened).toMatchObject({ verdict: 'passed', pushed: 'true', report })
    expect(shortened.tags).toContain(report)
  })
})
