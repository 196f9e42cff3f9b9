import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'

const src = path.resolve(import.meta.dirname, '../../../src')
/** With what two of them share. */
const entries = ['action.ts', 'post.ts', 'cli.ts', 'launch.ts']
const files = (readdirSync(src, { recursive: true, encoding: 'utf8' }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({
    file,
    imports: importsOf(file),
    text: readFileSync(path.join(src, file), 'utf8'),
  }))

function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(src, file), 'utf8')
  return [...text.matchAll(/^(?:import|export) (?!type)[^;]*?from '([^']+)'/gms)].map(
    ([, from = '']) => (from.startsWith('.') ? path.join(path.dirname(file), from) : from),
  )
}

const pure = files.filter(
  ({ file }) => !entries.includes(file) && !file.startsWith('io/') && !file.startsWith('stages/'),
)

/** Node modules that compute and touch nothing. */
const harmless = ['node:crypto', 'node:util', 'node:path']

describe('imports', () => {
  test.each(files.map(({ file }) => file))('%s goes one way', (file) => {
    const { imports } = files.find((candidate) => candidate.file === file) ?? { imports: [] }
    const isEntry = entries.includes(file)
    for (const from of imports) {
      if (from.startsWith('io/')) expect(isEntry || file.startsWith('io/')).toBe(true)
      if (from.startsWith('@actions/')) expect(isEntry || file.startsWith('io/')).toBe(true)
      if (from === 'yaml') expect(file).toMatch(/^(compose\/|init\/|smoke\/checks|publish\/logins)/)
      if (from.startsWith('node:') && !harmless.includes(from)) {
        expect(isEntry || file.startsWith('io/')).toBe(true)
      }
    }
  })

  test.each(pure.map(({ file }) => file))('%s knows no process', (file) => {
    const text = pure.find((candidate) => candidate.file === file)?.text ?? ''
    // In quotes it is an attribute of OpenTelemetry.
    expect(text).not.toMatch(/(?<!')\bprocess\.|\bconsole\.|\bDate\.now\(|\bnew Date\(\)/)
  })

  test('no time is measured by the clock on the wall, which may jump', () => {
    const readers = files.filter(({ text }) => /\bDate\.now\b|\bnew Date\(\)/.test(text))
    // The date of a run, and the calendar for whoever asks for a date.
    expect(readers.map(({ file }) => file).sort()).toEqual(['io/clock.ts', 'io/docker-world.ts'])
  })

  test('no shell is ever asked to read a command', () => {
    for (const { text } of files) {
      expect(text).not.toMatch(
        /shell: true|\bexecSync\b|\{[^}]*\bexec\b[^}]*\} from 'node:child_process'/,
      )
    }
  })

  test('no file passes 250 lines', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 251).map(({ file }) => file)
    expect(long).toEqual([])
  })
})
