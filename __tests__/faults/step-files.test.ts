import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { stepFiles } from '../../src/io/step-files.ts'
import { outputOf } from '../support/captured-output.ts'

const variables = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const
const before = new Map(variables.map((name) => [name, process.env[name]]))

let folder: string
let warnings: string[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-files-'))
  warnings = []
})
afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  rmSync(folder, { recursive: true, force: true })
})

/** Tells everything twice; gives what was printed meanwhile. */
function tell(given: Readonly<Record<string, string>>): string {
  for (const name of variables) delete process.env[name]
  Object.assign(process.env, given)
  const step = stepFiles(process.env, (text) => warnings.push(text))
  return outputOf(() => {
    for (const value of ['one', 'two']) {
      step.setOutput('verdict', value)
      step.saveState('undo', value)
      step.addSummary(`${value}\n`)
    }
  })
}

function files(): Record<(typeof variables)[number], string> {
  const all = variables.map((name) => {
    const file = path.join(folder, name)
    writeFileSync(file, '')
    return [name, file] as const
  })
  return Object.fromEntries(all) as Record<(typeof variables)[number], string>
}

function fail(text: string): never {
  throw new Error(text)
}

describe('the files of a step', () => {
  test('hold what they were told, and nothing is printed', () => {
    const given = files()
    expect(tell(given)).toBe('')
    expect(warnings).toEqual([])
    expect(readFileSync(given.GITHUB_OUTPUT, 'utf8')).toMatch(/^verdict<<(\S+)\none\n\1\n/)
    expect(readFileSync(given.GITHUB_STATE, 'utf8')).toMatch(/undo<<(\S+)\ntwo\n\1\n$/)
    expect(readFileSync(given.GITHUB_STEP_SUMMARY, 'utf8')).toBe('one\ntwo\n')
  })

  test.each([
    '',
    'one\ntwo',
    'with a line end\n',
    'EOF',
    'ghadelimiter_4e2f',
    'a\nghadelimiter_x\nb',
    'verdict<<X\npassed\nX',
    '::set-output name=verdict::passed',
    '☃'.repeat(350_000),
  ])('give back a value as it is, and no other output: %#', (value) => {
    const { GITHUB_OUTPUT: file } = files()
    process.env['GITHUB_OUTPUT'] = file
    expect(outputOf(() => stepFiles(process.env, fail).setOutput('tags', value))).toBe('')
    const text = readFileSync(file, 'utf8')
    const [, delimiter = ''] = /^tags<<(\S+)\n/.exec(text) ?? []
    expect(text).toBe(`tags<<${delimiter}\n${value}\n${delimiter}\n`)
    expect(`\n${value}\n`).not.toContain(`\n${delimiter}\n`)
    expect(delimiter).toMatch(/_[\da-f]{8}-[\da-f-]{27}$/)
  })

  test('of which none is named cost one warning each, and no command of old', () => {
    expect(tell({})).toBe('')
    expect(warnings).toHaveLength(3)
    expect(warnings.join('\n')).toMatch(/GITHUB_OUTPUT.*\n.*GITHUB_STATE.*\n.*GITHUB_STEP_SUMMARY/)
  })

  describe.each([
    ['is missing', () => path.join(folder, 'nowhere/file')],
    ['is a folder', () => folder],
    ['is read-only', () => '/proc/version'],
    ['is full', () => '/dev/full'],
  ])('of which one %s', (_, file) => {
    test.each(variables)('cost one warning, and the others are written: %s', (name) => {
      const given = { ...files(), [name]: file() }
      expect(tell(given)).toBe('')
      expect(warnings).toEqual([expect.stringContaining(name)])
      for (const other of variables.filter((one) => one !== name)) {
        expect(readFileSync(given[other], 'utf8')).toContain('two')
      }
    })
  })
})
