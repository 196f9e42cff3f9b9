// The workflows of this very repository, by the rules that its README asks of others.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
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

  test('what may write says for what', () => {
    const rights = text.split('\n').filter((line) => /^ +[a-z-]+: write\b/.test(line))
    for (const line of rights) expect(line).toMatch(/: write # \w+/)
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

describe('the release of a tag', () => {
  const release = parse(readFileSync(path.join(folder, 'release.yml'), 'utf8')) as Workflow
  const script = release.jobs['publish']?.steps.at(-1)?.run ?? ''

  /** What GitHub is asked to change, where it has these tags. */
  function asked(tag: string, tags: readonly string[], { at = 'abc', immutable = 'true' } = {}) {
    const programs = mkdtempSync(path.join(tmpdir(), 'sea-trial-release-'))
    const said = path.join(programs, 'said')
    const gh = `#!/bin/bash
case "$*" in
  *commits/tags/${tag}*) echo ${at} ;;
  'release view'*) exit 1 ;;
  'release create'*) echo "release $3" >>${said} ;;
  *releases/tags/${tag}*) echo ${immutable} ;;
  *matching-refs*) printf '%s\\n' ${tags.join(' ')} ;;
  *PATCH*) echo "move $2" >>${said} ;;
  *) exit 9 ;;
esac
`
    writeFileSync(path.join(programs, 'gh'), gh, { mode: 0o755 })
    const env = { PATH: `${programs}:${process.env['PATH']}`, TAG: tag }
    const github = { GITHUB_SHA: 'abc', GITHUB_REPOSITORY: 'o/r' }
    const { status } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
      env: { ...env, ...github },
    })
    const lines = existsSync(said) ? readFileSync(said, 'utf8').trim().split('\n') : []
    rmSync(programs, { recursive: true })
    return { status, lines: lines.map((line) => line.replace('repos/o/r/git/refs/tags/', '')) }
  }

  test('moves v1 and v1.10 to it', () => {
    const { status, lines } = asked('v1.10.0', ['v1.2.9', 'v1.9.9', 'v1.10.0', 'v11.0.0', 'v1'])
    expect({ status, lines }).toEqual({
      status: 0,
      lines: ['release v1.10.0', 'move v1', 'move v1.10'],
    })
  })

  test('of an older line takes v1 not back, and below 1.0.0 there is none', () => {
    expect(asked('v1.2.10', ['v1.2.9', 'v1.2.10', 'v1.3.0']).lines).toEqual([
      'release v1.2.10',
      'move v1.2',
    ])
    expect(asked('v0.1.0', ['v0.1.0']).lines).toEqual(['release v0.1.0', 'move v0.1'])
  })

  test('that was moved since, or that can still be changed, moves nothing', () => {
    expect(asked('v1.0.0', ['v1.0.0'], { at: 'def' })).toEqual({ status: 1, lines: [] })
    expect(asked('v1.0.0', ['v1.0.0'], { immutable: 'false' })).toEqual({
      status: 1,
      lines: ['release v1.0.0'],
    })
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
