// The checks of a stack, shared by two jobs and joined by a third, as a workflow with a matrix does it.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  digestInRegistry,
  leftovers,
  registry,
  type Workspace,
  workspaceWith,
} from '../support/harbour.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

const workspace = workspaceWith({
  Dockerfile: 'FROM busybox:1\nRUN echo made > /made\nCMD ["sleep", "600"]\n',
  'compose.yaml': `services:
  api:
    build: .
    init: true
    x-sea-trial: { stable-for: 100ms }
    x-smoke:
      - { name: first, exec: [cat, /made] }
      - { name: second, exec: ["true"] }
      - { name: after second, exec: ["true"], needs: second }
      - { name: silent, logs: { never: [panic] } }
`,
})
const repository = `${registry}/shards-${workspace.runId}/api`

function job(inputs: Readonly<Record<string, string>>): Promise<StepResult> {
  return jobIn(workspace, { images: repository, ...inputs })
}

async function jobIn(
  { directory, sha, runId }: Workspace,
  inputs: Readonly<Record<string, string>>,
): Promise<StepResult> {
  const env = { GITHUB_SHA: sha, GITHUB_RUN_ID: runId }
  return (await runStep({ workspace: directory, inputs, env })).main
}

const shard = (index: number): Promise<StepResult> =>
  job({ 'smoke-shard': `${index}/2`, 'report-dir': `shards/${index}` })

const join = (): Promise<StepResult> => job({ 'smoke-shards': 'shards', 'report-dir': 'joined' })

interface Report {
  readonly checks: readonly { readonly name: string; readonly verdict: string }[]
}

const checksOf = ({ outputs }: StepResult): readonly string[] =>
  (JSON.parse(outputs['json'] ?? '{}') as Report).checks.map(({ name }) => name).sort()

const inRegistry = () => digestInRegistry(repository, `sha-${workspace.sha}`)

describe('checks that two jobs share', () => {
  let shards: readonly StepResult[]

  beforeAll(async () => {
    shards = [await shard(1), await shard(2)]
  })

  test('are asked once each, those that are linked in one job, and the logs in both', () => {
    expect(shards.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    expect(shards.map(checksOf)).toEqual([
      ['after second', 'second', 'silent'],
      ['first', 'silent'],
    ])
  })

  test('let nothing be pushed by the jobs that ask them', async () => {
    for (const { outputs, log } of shards) {
      expect(outputs['pushed']).toBe('false')
      expect(log).toContain('a share of the checks is no passed trial')
    }
    expect(await inRegistry()).toBeUndefined()
  })

  test('are no trial of other bytes: then the job that joins them pushes nothing', async () => {
    const file = path.join(workspace.directory, 'shards/2/smoke-shard-2-of-2.json')
    const report = readFileSync(file, 'utf8')
    const digest = JSON.parse(shards[1]?.outputs['digests'] ?? '{}') as { readonly api: string }
    writeFileSync(file, report.replace(digest.api, `sha256:${'0'.repeat(64)}`))
    const { exitCode, log } = await join()
    writeFileSync(file, report)
    expect(exitCode).toBe(1)
    expect(log).toContain(
      `api: shard 2/2 tried sha256:${'0'.repeat(64)}, and the image here is ${digest.api}`,
    )
    expect(await inRegistry()).toBeUndefined()
  })

  test('are joined into one report and one certificate, and what they tried is pushed', async () => {
    const joined = await join()
    expect(joined.exitCode).toBe(0)
    expect(checksOf(joined)).toEqual(['after second', 'first', 'second', 'silent'])
    const digests = JSON.parse(joined.outputs['digests'] ?? '{}') as { readonly api: string }
    expect(digests).toEqual(JSON.parse(shards[0]?.outputs['digests'] ?? '{}'))
    expect(await inRegistry()).toBe(digests.api)
    const certificate = readFileSync(
      path.join(workspace.directory, 'joined/certificate.json'),
      'utf8',
    )
    const { predicate } = JSON.parse(certificate) as {
      readonly predicate: { readonly passedTests: readonly string[] }
    }
    expect([...predicate.passedTests].sort()).toEqual(checksOf(joined))
    expect(leftovers(workspace.runId)).toEqual([])
  })
})

describe('checks that two jobs share, of images that another one built', () => {
  // Other bytes with each build: jobs that built by themselves could not agree.
  const fickle = workspaceWith({
    Dockerfile:
      'FROM busybox:1\nRUN cat /proc/sys/kernel/random/uuid > /made\nCMD ["sleep", "600"]\n',
    'compose.yaml': `services:
  api:
    build: { context: ., no_cache: true }
    init: true
    x-sea-trial: { stable-for: 100ms }
    x-smoke: [{ name: first, exec: [cat, /made] }, { name: second, exec: ["true"] }]
`,
  })
  const place = `${registry}/shards-${fickle.runId}/api`
  const run = (inputs: Readonly<Record<string, string>>): Promise<StepResult> =>
    jobIn(fickle, { images: place, cache: 'off', ...inputs })
  const digestOf = ({ outputs }: StepResult): string | undefined =>
    (JSON.parse(outputs['digests'] ?? '{}') as { readonly api?: string }).api

  test('try what was handed over, and the job that joins them publishes just that', async () => {
    const built = await run({ mode: 'build' })
    expect(built.exitCode).toBe(0)
    const handed = { 'hand-overs': 'sea-trial-hand-over' }
    const tried: StepResult[] = []
    for (const index of [1, 2]) {
      tried.push(
        await run({ ...handed, 'smoke-shard': `${index}/2`, 'report-dir': `shards/${index}` }),
      )
    }
    expect(tried.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    expect(tried.map(checksOf)).toEqual([['first'], ['second']])
    // Shards take no candidate away: the others and the job that publishes need it.
    expect(tried[1]?.outputs['pushed']).toBe('false')
    const joined = await run({ ...handed, 'smoke-shards': 'shards', 'report-dir': 'joined' })
    expect(joined.annotations).toEqual([])
    expect(joined.exitCode).toBe(0)
    const digest = digestOf(built)
    expect([...tried, joined].map(digestOf)).toEqual([digest, digest, digest])
    expect(await digestInRegistry(place, 'main')).toBe(digest)
    const answer = await fetch(
      `http://${registry}/v2/${place.split('/').slice(1).join('/')}/tags/list`,
    )
    expect(await answer.text()).not.toContain('candidate-')
    expect(leftovers(fickle.runId)).toEqual([])
  })
})
