// The demo stack through dist/ and action.yml's inputs, against the real engine and registry.

import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  digestInRegistry,
  leftovers,
  registry,
  root,
  type Workspace,
  workspaceOf,
} from '../support/harbour.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

const harbor = path.join(root, 'examples/harbor')
// As users have it: the stack keeps to good practice, so nothing is told.
const inputs = { registry, push: 'true', lint: 'warn' }
const repository = `${registry}/acme/harbor`

interface Image {
  readonly name: string
  readonly digest: string
  readonly tags: readonly string[]
}

function pushTo(workspace: Workspace, more: Readonly<Record<string, string>> = {}) {
  const env = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId }
  return runStep({ workspace: workspace.directory, inputs: { ...inputs, ...more }, env })
}

describe('a push to main', () => {
  const workspace = workspaceOf(harbor)
  let main: StepResult
  let post: StepResult

  beforeAll(async () => {
    const step = await pushTo(workspace)
    main = step.main
    post = step.post
  })

  test('passes', () => {
    expect(main.log).toContain('✓ passed')
    expect(main.exitCode).toBe(0)
    expect(main.outputs['verdict']).toBe('passed')
    expect(main.annotations).toEqual([])
  })

  test('puts every image into the registry under sha-<HEAD>, by the digest that was tried', async () => {
    const images = JSON.parse(main.outputs['images'] ?? '') as Record<string, Image>
    expect(Object.keys(images).sort()).toEqual(['api', 'migrate', 'web'])
    for (const [service, image] of Object.entries(images)) {
      const tags = [`sha-${workspace.sha}`, 'main']
      expect(image.tags).toEqual(tags.map((tag) => `${repository}/${service}:${tag}`))
      for (const tag of tags) expect(await digestInRegistry(image.name, tag)).toBe(image.digest)
    }
  })

  test('asked every check of the Compose file, through published ports', () => {
    const report = JSON.parse(main.outputs['json'] ?? '') as {
      checks: { name: string; verdict: string }[]
    }
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(report.checks.map(() => 'passed'))
    expect(report.checks.length).toBe(6)
    const endpoints = JSON.parse(main.outputs['endpoints'] ?? '') as Record<string, unknown>
    expect(Object.keys(endpoints).sort()).toEqual(['api', 'web'])
  })

  test('tells verdict, images and checks in the summary', () => {
    expect(main.summary).toMatch(/^## ✅ Sea Trial passed/)
    expect(main.summary).toContain('the page is served')
    expect(main.summary).toContain(workspace.sha)
  })

  test('leaves nothing behind, and its post step finds nothing to do', () => {
    expect(leftovers(workspace.runId)).toEqual([])
    expect(post.exitCode).toBe(0)
    expect(post.log).not.toContain('left behind')
  })
})

describe('a broken stack', () => {
  let workspace: Workspace
  let main: StepResult

  afterAll(() => {
    expect(leftovers(workspace.runId)).toEqual([])
  })

  async function sail(): Promise<void> {
    workspace.commit('broken')
    main = (await pushTo(workspace, { 'wait-timeout': '15s', 'smoke-timeout': '3s' })).main
  }

  async function expectNothingPushed(): Promise<void> {
    expect(main.outputs['verdict']).toBe('failed')
    expect(main.outputs['pushed'] ?? 'false').toBe('false')
    for (const service of ['api', 'migrate', 'web']) {
      expect(await digestInRegistry(`${repository}/${service}`, `sha-${workspace.sha}`)).toBe(
        undefined,
      )
    }
    expect(leftovers(workspace.runId)).toEqual([])
  }

  beforeAll(() => {
    workspace = workspaceOf(harbor)
  })

  test.each([
    {
      broken: 'healthcheck of the api',
      change: () => workspace.replace('compose.yaml', 'src/healthcheck.js', 'src/nothing.js'),
      where: () => ({
        file: 'compose.yaml',
        line: String(workspace.lineOf('compose.yaml', '  api:')),
      }),
      says: /api was not ready within 15s: its healthcheck fails with exit code 1: .*; web waited for it/,
      exitCode: 1,
    },
    {
      broken: 'smoke check',
      change: () =>
        workspace.replace('compose.yaml', '<title>Harbor</title>', '<title>Airport</title>'),
      where: () => ({
        file: 'compose.yaml',
        line: String(workspace.lineOf('compose.yaml', '- name: the page is served')),
      }),
      says: /check "the page is served" failed: expected the body to contain <title>Airport<\/title>/,
      exitCode: 1,
    },
    {
      broken: 'Dockerfile',
      change: () =>
        workspace.replace('web/Dockerfile', 'RUN node --run build', 'RUN node --run bild'),
      where: () => ({
        file: 'web/Dockerfile',
        line: String(workspace.lineOf('web/Dockerfile', 'RUN node --run bild')),
      }),
      says: /web: the build failed at .*RUN node --run bild/,
      exitCode: 1,
    },
    {
      broken: 'YAML',
      change: () => workspace.replace('compose.yaml', 'ports: ["80"]', 'ports: ["80"'),
      where: () => ({ file: 'compose.yaml' }),
      says: /compose\.yaml/,
      exitCode: 2,
    },
  ])(
    'in its $broken fails, pushes nothing, leaves nothing and says what and where',
    async ({ change, where, says, exitCode }) => {
      workspace = workspaceOf(harbor)
      change()
      await sail()
      expect(main.exitCode).toBe(exitCode)
      const [first] = main.annotations.filter(({ kind }) => kind === 'error')
      expect(first?.properties).toMatchObject(where())
      expect(first?.properties['title']).toMatch(says)
      await expectNothingPushed()
    },
  )
})
