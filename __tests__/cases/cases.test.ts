// Every case beside this file: what it says, to the letter. UPDATE_CASES=1 rewrites the `.out`
// files, whose changes are then read in review.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readCase, runCase } from '../support/case.ts'
import { schemaErrors } from '../support/plan-schema.ts'

const folder = path.resolve(import.meta.dirname, '../../../__tests__/cases')

function casesIn(below: string): readonly string[] {
  return readdirSync(path.join(folder, below))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.join(below, file.replace(/\.yaml$/, '')))
}

async function check(name: string, kind: 'plan' | 'problems'): Promise<void> {
  const result = await runCase(readCase(path.join(folder, `${name}.yaml`)))
  const out = path.join(folder, `${name}.out`)
  if (process.env['UPDATE_CASES'] === '1') writeFileSync(out, `${result.text}\n`)
  expect(`${result.text}\n`).toBe(existsSync(out) ? readFileSync(out, 'utf8') : `nothing: ${out}`)
  expect(result.kind).toBe(kind)
  if (result.kind === 'plan') expect(schemaErrors(result.document)).toEqual([])
}

describe('refused with the exact words', () => {
  const names = casesIn('.')

  test.each(names)('%s', (name) => check(name, 'problems'))

  test('there are enough of them to be a promise', () => {
    expect(names.length).toBeGreaterThanOrEqual(60)
  })
})

describe('accepted without a word, with a plan as docs/plan.schema.json has it', () => {
  test.each(casesIn('good'))('%s', (name) => check(name, 'plan'))
})

describe('docs/plan.schema.json', () => {
  test('takes nothing that no plan has', async () => {
    const result = await runCase(readCase(path.join(folder, 'good/usual-stack.yaml')))
    if (result.kind !== 'plan') throw new Error(result.text)
    const { document } = result
    const [image] = document.images
    const bad = [
      { ...document, version: 2 },
      { ...document, extra: true },
      { ...document, commit: { ...document.commit, sha: 'main' } },
      { ...document, images: [{ ...image, tags: [{ name: '-x', kind: 'moving', reason: '' }] }] },
      { ...document, services: [{ ...document.services[0], replicas: 0 }] },
    ]
    expect(bad.map((one) => schemaErrors(one).length)).toEqual([1, 1, 1, 3, 1])
  })
})
