// What the pages of docs/ show is what the code says: messages, keys of checks, Compose files.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readSources } from '../../src/compose/sources.ts'
import { diagnose } from '../../src/health/symptoms.ts'
import { checkKinds, keysOf } from '../../src/smoke/checks.ts'
import { imageKeys } from '../../src/smoke/image-check.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const pages = ['README.md'].concat(
  readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
)

interface Snippet {
  readonly where: string
  readonly text: string
}

function snippetsOf(page: string, language: string): readonly Snippet[] {
  const all = [...read(page).matchAll(/^```(\w+)\n(.*?)^```$/gms)]
  return all
    .filter(([, one]) => one === language)
    .map(([, , text = ''], index) => ({ where: `${page}, ${language} ${index + 1}`, text }))
}

describe('docs/troubleshooting.md', () => {
  const told = snippetsOf('docs/troubleshooting.md', 'text')
  const line = (text: string, label: string): string | undefined =>
    new RegExp(`^ {2}${label} (.*)$`, 'm').exec(text)?.[1]

  test('quotes the symptoms that people come with', () => {
    expect(told.length).toBeGreaterThanOrEqual(5)
  })

  test.each(told)('$where is what is said to such a log', ({ text }) => {
    const said = line(text, '\\|') ?? ''
    const probe = /^probe, exit code (\d+): (.*)$/.exec(said)
    const output = probe?.[2] ?? ''
    const found = diagnose({
      service: 'api',
      said: [output || said],
      probes: probe ? [{ exitCode: Number(probe[1]), output, durationMs: 0 }] : [],
      status: probe ? 'running' : 'exited',
      health: undefined,
      neededHealthyBy: [],
      memoryLimit: 0,
      others: [{ service: 'db', ports: [5432] }],
    })
    expect(found).toEqual({ why: line(text, 'why:'), fix: line(text, 'fix:') })
  })
})

describe('docs/smoke.md', () => {
  const rows = read('docs/smoke.md').split('\n')
  const rowOf = (kind: string): string | undefined =>
    rows.findLast((row) => row.startsWith('| ') && row.split(' | ')[0]?.includes(`\`${kind}\``))

  test.each(checkKinds)('names all that may stand beside %s', (kind) => {
    const row = rowOf(kind)
    expect(row).toBeDefined()
    for (const key of keysOf[kind]) expect(row).toContain(`\`${key}\``)
  })

  test('shows every key of an image check', () => {
    const shown = snippetsOf('docs/smoke.md', 'yaml').map(({ text }) => text)
    for (const key of imageKeys) expect(shown.join('\n')).toMatch(new RegExp(`\\b${key}: `))
  })
})

describe('Compose files in the docs', () => {
  const files = pages
    .flatMap((page) => snippetsOf(page, 'yaml'))
    .filter(({ text }) => /^services:/m.test(text))

  test('are found at all', () => {
    expect(files.length).toBeGreaterThan(5)
  })

  test.each(files)('$where is read without a problem', ({ where, text }) => {
    expect(readSources([{ path: where, text }]).problems).toEqual([])
  })
})

describe('commands in the docs', () => {
  const commands = pages
    .flatMap((page) => snippetsOf(page, 'sh').map(({ text }) => ({ page, text })))
    .flatMap(({ page, text }) => text.split('\n').map((command) => ({ page, command })))
    .map(({ page, command }) => ({ page, command: command.replace(/ +#.*$/, '') }))
    .filter(({ command }) => command !== '')

  test.each(commands)(
    '$command of $page begins with a program that a reader has',
    ({ command }) => {
      const program = command.replace(/^(?:[A-Z_]+=\S* )+/, '').split(' ')[0]
      expect([
        'node',
        'npm',
        'npx',
        'sea-trial',
        'docker',
        'git',
        'gh',
        'curl',
        'jq',
        'cosign',
      ]).toContain(program)
    },
  )
})
