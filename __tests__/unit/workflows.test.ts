// Workflows to copy: what our own step takes of them, and what a review of their security would ask.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { parseInputs } from '../../src/inputs/inputs.ts'
import { rawOf } from '../support/given-inputs.ts'

const examples = path.resolve(import.meta.dirname, '../../../examples')

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly 'timeout-minutes'?: number
  readonly 'runs-on'?: unknown
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly on: unknown
  readonly permissions?: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

const folders = readdirSync(examples).filter((name) => !name.endsWith('.md'))
const files = folders.flatMap((folder) =>
  readdirSync(path.join(examples, folder))
    .filter((name) => name === 'workflow.yaml' || (folder === 'workflows' && /\.yaml$/.test(name)))
    .map((name) => path.join(folder, name)),
)
const read = (file: string): string => readFileSync(path.join(examples, file), 'utf8')
const workflowOf = (file: string): Workflow => parse(read(file)) as Workflow
const stepsOf = (file: string): readonly Step[] =>
  Object.values(workflowOf(file).jobs).flatMap(({ steps }) => steps)
const isOurs = ({ uses }: Step): boolean => uses?.startsWith('OWNER/sea-trial@') === true

/** What GitHub puts in the place of an expression, in a push to main. */
const values: readonly (readonly [RegExp, string])[] = [
  [/&& '(\w+)' \|\| '\w+'$/, '$1'],
  [/==/, 'true'],
  [/^github\.repository$/, 'acme/harbor'],
  [/^matrix\.overlay$/, 'prod'],
  [/^matrix\.shard$/, '2/3'],
  [/^steps\.ecr\.outputs\.registry$/, '123456789012.dkr.ecr.eu-central-1.amazonaws.com'],
  [/^[\w.-]+$/, 'acme'],
]

function filledIn(text: string): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const [pattern, value] = values.find(([one]) => one.test(expression)) ?? []
    if (pattern === undefined || value === undefined) throw new Error(`unknown: ${expression}`)
    return value.startsWith('$')
      ? (pattern.exec(expression)?.[Number(value.slice(1))] ?? '')
      : value
  })
}

function givenTo(step: Step): Readonly<Record<string, string>> {
  const given = Object.entries(step.with ?? {})
  return Object.fromEntries(given.map(([name, value]) => [name, filledIn(String(value))]))
}

test('there is one for each fleet, and those to copy', () => {
  for (const fleet of ['ucotron', 'depot', 'thoth', 'vai', 'magi']) {
    expect(files).toContain(`${fleet}/workflow.yaml`)
  }
  const listed = read('workflows/README.md')
  const toCopy = files.filter((file) => file.startsWith('workflows/'))
  expect(toCopy.length).toBeGreaterThanOrEqual(10)
  for (const file of toCopy) expect(listed).toContain(`](${path.basename(file)})`)
})

describe.each(files)('%s', (file) => {
  const { on, permissions, jobs } = workflowOf(file)

  test('says first what it is for', () => {
    expect(read(file)).toMatch(/^# [A-Z]/)
  })

  test('never runs code of a fork beside secrets', () => {
    const events = typeof on === 'string' ? [on] : Object.keys(on as object)
    const harmless = ['pull_request', 'push', 'schedule', 'workflow_dispatch']
    expect(harmless).toEqual(expect.arrayContaining(events))
  })

  test('has the least rights, and an end', () => {
    expect(permissions).toEqual({ contents: 'read' })
    for (const job of Object.values(jobs)) {
      const asked = Object.entries(job.permissions ?? {}).map((pair) => pair.join(': '))
      const known = ['contents: read', 'packages: read', 'packages: write', 'id-token: write']
      expect(known).toEqual(expect.arrayContaining(asked))
      expect(job['timeout-minutes']).toBeGreaterThan(0)
      expect(job['runs-on']).toBeDefined()
    }
  })

  test('pins what it uses by commit, and leaves no credentials in a checkout', () => {
    const uses = [...read(file).matchAll(/uses: (.*)$/gm)].map(([, text = '']) => text)
    expect(uses.length).toBeGreaterThan(0)
    for (const text of uses) {
      expect(text).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}( # .*)?$/)
      if (!text.startsWith('OWNER/')) expect(text).toMatch(/ # v\d+\.\d+\.\d+$/)
    }
    for (const step of stepsOf(file)) {
      if (!step.uses?.startsWith('actions/checkout@')) continue
      expect(step.with).toMatchObject({ 'persist-credentials': false })
    }
  })

  test('puts no expression into a script', () => {
    for (const { run = '' } of stepsOf(file)) expect(run).not.toMatch(/\$\{\{/)
  })

  test('gives our step what it understands', () => {
    const ours = stepsOf(file).filter(isOurs)
    expect(ours.length).toBeGreaterThan(0)
    for (const step of ours) {
      expect(parseInputs(rawOf(givenTo(step))).problems).toEqual([])
    }
  })

  test('names Compose files that are there', () => {
    for (const step of stepsOf(file).filter(isOurs)) {
      const named = (givenTo(step)['files'] ?? '').split('\n').filter(Boolean)
      for (const one of named) {
        expect(existsSync(path.join(examples, path.dirname(file), one))).toBe(true)
      }
    }
  })
})
