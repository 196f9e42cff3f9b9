// The workflows of this very repository, by the rules that its README asks of others.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

const root = path.resolve(import.meta.dirname, '../../..')
const folder = path.join(root, '.github/workflows')
const files = readdirSync(folder)

interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly 'timeout-minutes'?: number
  readonly steps: readonly {
    readonly uses?: string
    readonly run?: string
    readonly with?: object
  }[]
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly concurrency: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(path.join(folder, file), 'utf8')
  const workflow = parse(text) as Workflow
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  test('every action is pinned by its commit, with its version beside it', () => {
    for (const line of text.split('\n').filter((one) => /\buses: /.test(one))) {
      if (!line.endsWith('uses: ./'))
        expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    }
  })

  test('nothing may write but what says so at its job', () => {
    expect(Object.values(workflow.permissions).filter((right) => right !== 'read')).toEqual([])
    expect(workflow.on).not.toHaveProperty('pull_request_target')
    expect(workflow.on).not.toHaveProperty('workflow_run')
  })

  test('no checkout leaves its token behind, and no text of others is put into a script', () => {
    for (const { uses, run, with: given } of steps) {
      if (uses?.startsWith('actions/checkout@')) {
        expect(given).toMatchObject({ 'persist-credentials': false })
      }
      expect(run ?? '').not.toContain('${{')
    }
  })

  test('every job ends in time, and a newer run has its place', () => {
    for (const job of jobs) expect(job['timeout-minutes']).toBeGreaterThan(0)
    expect(workflow.concurrency).toBeDefined()
  })
})

test('nothing is downloaded by the program itself', () => {
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  for (const file of sources.filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(path.join(root, 'src', file), 'utf8')
    expect([
      file,
      /['"`]https?:\/\/(?!\$|(?:www\.)?schema|json-schema)[\w.-]+\/\S*\.(?:tgz|tar\.gz|zip|sh|exe)\b/.test(
        text,
      ),
    ]).toEqual([file, false])
    expect([file, /\b(?:chmod|chmodSync)\(/.test(text)]).toEqual([file, false])
  }
})
