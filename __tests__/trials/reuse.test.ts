// What has passed with the same content is not tried again: the tags move, and nothing else happens.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  digestInRegistry,
  leftovers,
  registry,
  run,
  type Workspace,
  workspaceWith,
} from '../support/harbour.ts'
import { schemaErrors } from '../support/plan-schema.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

interface Report {
  readonly durationMs: number
  readonly notes: readonly string[]
  readonly steps: readonly { readonly name: string }[]
  readonly plan: {
    readonly reuse: { readonly kind: string; readonly reason: string; readonly inputs: string }
  }
}
const reportOf = ({ outputs }: StepResult) => JSON.parse(outputs['json'] ?? '{}') as Report
const stagesOf = (result: StepResult) => reportOf(result).steps.map(({ name }) => name)
const reuseOf = (result: StepResult) => reportOf(result).plan.reuse

const whole = ['plan', 'rights', 'build', 'stack', 'health', 'smoke', 'publish', 'certify']
const short = ['plan', 'rights', 'publish', 'cleanup']

const compose = (base: string) => `
services:
  web:
    build: { context: app, args: { BASE: "${base}" } }
    ports: ["80"]
    stop_grace_period: 0s
    volumes: ["./settings:/settings:ro"]
    env_file: [web.env]
    healthcheck: { test: ["CMD", "true"], interval: 1s }
    x-smoke: [{ get: /, expect: { body: hello } }]
`
const dockerfile = `ARG BASE
FROM $BASE
COPY . /www
CMD ["httpd", "-f", "-p", "80", "-h", "/www"]
`

describe('a trial whose content has passed before', () => {
  const workspace: Workspace = workspaceWith({ 'README.md': 'one\n' })
  const repository = `${registry}/acme/reuse-${workspace.runId}`
  const base = `base-${workspace.runId}:1`
  const write = (file: string, text: string): void => {
    const target = path.join(workspace.directory, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
    workspace.commit(`write ${file}`)
  }
  const step = async (
    inputs: Record<string, string> = {},
    env: Record<string, string> = {},
    event?: unknown,
  ) => {
    const given = { registry, images: repository, reuse: 'auto', ...inputs }
    const { main } = await runStep({
      workspace: workspace.directory,
      inputs: given,
      env: { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId, ...env },
      ...(event !== undefined && { event }),
    })
    expect(leftovers(workspace.runId)).toEqual([])
    return main
  }
  const planned = async () => reuseOf(await step({ mode: 'plan' }))
  const onMain = () => digestInRegistry(repository, 'main')
  let first: StepResult
  let second: StepResult

  beforeAll(async () => {
    run('docker', ['tag', 'busybox:1', base])
    write('settings/words', 'a\n')
    write('web.env', 'WORD=a\n')
    write('app/.dockerignore', '*.md\n')
    write('app/index.html', 'hello\n')
    write('app/Dockerfile', dockerfile)
    write('compose.yaml', compose(base))
    first = await step()
    write('README.md', 'two\n')
    write('app/notes.md', 'left out\n')
    second = await step()
  })

  afterAll(() => {
    run('docker', ['image', 'rm', base])
  })

  test('was whole the first time, and says why', () => {
    expect([first.exitCode, first.outputs['reused']]).toEqual([0, 'false'])
    expect(stagesOf(first)).toEqual([...whole, 'cleanup'])
    expect(reuseOf(first).reason).toBe('no trial with the same content has passed yet')
    expect(schemaErrors(JSON.parse(first.outputs['plan'] ?? ''))).toEqual([])
  })

  test('builds and starts nothing, moves the tags to the same image, and is many times faster', async () => {
    expect(second.log).toContain('✓ passed: 1 image taken as passed in')
    expect([second.exitCode, second.outputs['verdict']]).toEqual([0, 'passed'])
    expect(stagesOf(second)).toEqual(short)
    expect(second.outputs).toMatchObject({ reused: 'true', promoted: 'false', pushed: 'true' })
    expect(second.outputs['digests']).toBe(first.outputs['digests'])
    const { web } = JSON.parse(second.outputs['digests'] ?? '{}') as { web: string }
    expect(await onMain()).toBe(web)
    expect(await digestInRegistry(repository, `sha-${workspace.sha}`)).toBe(web)
    expect(second.outputs['lock']).toMatch(/sea-trial\.lock\.yaml$/)
    expect(reuseOf(second).inputs).toBe(reuseOf(first).inputs)
    expect(second.summary).toMatch(
      /nothing has changed since https:\S+\/runs\/\d+\/attempts\/1 .+certificate sha256:[0-9a-f]{12}/,
    )
    expect(schemaErrors(JSON.parse(second.outputs['plan'] ?? ''))).toEqual([])
    expect(reportOf(second).durationMs).toBeLessThan(reportOf(first).durationMs / 2)
  })

  test('has a certificate of its own commit, by which a release is promoted', async () => {
    const release = await step({}, { GITHUB_REF: 'refs/tags/v1.0.0' })
    expect(reuseOf(release).kind).toBe('no')
    expect(release.outputs).toMatchObject({ promoted: 'true', reused: 'false' })
    expect(await digestInRegistry(repository, '1.0.0')).toBe(await onMain())
  })

  test('is taken as passed on a pull request of a fork, which pushes nothing', async () => {
    const head = { sha: workspace.sha, repo: { full_name: 'mallory/harbor', fork: true } }
    const pull_request = { number: 7, head, base: { ref: 'main' } }
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }
    const fork = await step({}, env, { pull_request, repository: { default_branch: 'main' } })
    expect([fork.exitCode, fork.outputs['reused'], fork.outputs['pushed']]).toEqual([
      0,
      'true',
      'false',
    ])
    expect(fork.outputs['digests']).toBe(first.outputs['digests'])
    expect(fork.log).toContain('so GitHub gives it a read-only token and nothing is pushed')
  })

  const same = 'no trial with the same content has passed yet'
  test.each([
    ['a smoke check', 'compose.yaml', 'body: hello', 'body: hell'],
    ['a file that a service mounts', 'settings/words', 'a', 'b'],
  ])('is tried anew with another one of %s', async (_, file, text, by) => {
    workspace.replace(file, text, by)
    const changed = await planned()
    expect(changed).toMatchObject({ kind: 'trial', reason: same })
    expect(changed.inputs).not.toBe(reuseOf(first).inputs)
    workspace.replace(file, by, text)
  })

  test('is tried anew with another base, of the same name', async () => {
    const id = run('docker', ['create', 'busybox:1', 'true'])
    run('docker', ['commit', '--change', 'LABEL other=1', id, base])
    run('docker', ['rm', id])
    expect(await planned()).toMatchObject({ kind: 'trial', reason: same })
    run('docker', ['tag', 'busybox:1', base])
  })

  test('keeps the branch, when an older commit comes late', async () => {
    workspace.replace('app/index.html', 'hello', 'hello, world')
    const older = workspace.sha
    const other = await step()
    expect(stagesOf(other)).toEqual([...whole, 'cleanup'])
    const digest = await onMain()
    workspace.replace('app/index.html', 'hello, world', 'hello')
    const back = await step()
    expect(back.outputs['reused']).toBe('true')
    // Its image says that it is of the first commit, which is older than the one in between.
    expect(await onMain()).not.toBe(digest)
    const now = await onMain()
    workspace.checkout(older)
    const late = await step()
    expect(late.outputs['reused']).toBe('true')
    expect(late.log).toContain(`${repository}:main@${digest} stayed`)
    expect(await onMain()).toBe(now)
  })
})
