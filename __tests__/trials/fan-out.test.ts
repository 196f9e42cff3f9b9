// A stack that several machines build and one tries: through the registry, and by archives.
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type HandedImage, parseHandOver } from '../../src/fan-out/document.ts'
import type { Matrix } from '../../src/fan-out/matrix.ts'
import { digestInRegistry, leftovers, registry, type Workspace } from '../support/harbour.ts'
import { handOverErrors } from '../support/plan-schema.ts'
import { manifestAt } from '../support/registry-hand.ts'
import { type SecondEngine, startSecondEngine } from '../support/second-engine.ts'
import { stackOf } from '../support/stacks.ts'
import { runStep, type Step, type StepResult, startStep } from '../support/workflow-step.ts'

const compose = `
services:
  api:
    build: ./api
    init: true
    ports: ["80"]
    x-smoke: [{ get: /index.html, expect: { body: api } }]
  web: { build: ./web, init: true, x-smoke: [{ exec: [cat, /index.html], expect: { stdout: web } }] }
`
const dockerfile = `FROM --platform=$BUILDPLATFORM busybox:1
COPY index.html /
CMD ["httpd", "-f", "-p", "80", "-h", "/"]
`

function workspaceOfTwo(): Workspace {
  return stackOf({
    'compose.yaml': compose,
    // An engine that has copied the same words before would give the times of then.
    ...{ 'api/Dockerfile': dockerfile, 'api/index.html': `api ${randomUUID()}\n` },
    ...{ 'web/Dockerfile': dockerfile, 'web/index.html': `web ${randomUUID()}\n` },
  })
}

interface Job {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly within?: readonly string[]
  readonly event?: unknown
}

function stepOf(workspace: Workspace, { inputs, env, within, event }: Job): Step {
  return {
    workspace: workspace.directory,
    inputs: { registry, cache: 'off', 'stable-for': '0s', ...inputs },
    env: {
      GITHUB_SHA: workspace.sha,
      GITHUB_RUN_ID: workspace.runId,
      GITHUB_REPOSITORY: `acme/fan-${workspace.runId}`,
      ...env,
    },
    ...(within && { within }),
    ...(event !== undefined && { event }),
  }
}

async function job(workspace: Workspace, about: Job): Promise<StepResult> {
  return (await runStep(stepOf(workspace, about))).main
}

async function tagsOf(workspace: Workspace, service: string): Promise<readonly string[]> {
  const address = `http://${registry}/v2/acme/fan-${workspace.runId}/${service}/tags/list`
  const answer = (await (await fetch(address)).json()) as { readonly tags?: readonly string[] }
  return answer.tags ?? []
}

/** Each by the published schema, in the order of their shares. */
function documentsIn(folder: string): readonly HandedImage[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((share) => {
      const text = readFileSync(path.join(folder, share, 'hand-over.json'), 'utf8')
      expect(handOverErrors(text)).toEqual([])
      return parseHandOver(text)?.images ?? []
    })
}

function digestsOf({ outputs }: StepResult): Readonly<Record<string, string>> {
  return JSON.parse(outputs['digests'] ?? '{}') as Record<string, string>
}

describe('two kinds of machines, with a registry between them', () => {
  const workspace = workspaceOfTwo()
  const platforms = 'linux/amd64,linux/arm64'
  let other: SecondEngine
  let matrix: Matrix
  beforeAll(async () => {
    const images = ['busybox:1']
    const ports = [Number(registry.split(':')[1])]
    other = await startSecondEngine({ store: 'containerd', ports, images })
  })
  afterAll(() => other.stop())

  test('the plan gives a matrix: each image on each kind of machine', async () => {
    const plan = await job(workspace, { inputs: { mode: 'plan', platforms } })
    expect(plan.annotations).toEqual([])
    matrix = JSON.parse(plan.outputs['matrix'] ?? '') as Matrix
    expect(matrix.include.map(({ share, runner }) => `${share} on ${runner}`)).toEqual([
      'api-linux-amd64 on ubuntu-26.04',
      'api-linux-arm64 on ubuntu-26.04-arm',
      'web-linux-amd64 on ubuntu-26.04',
      'web-linux-arm64 on ubuntu-26.04-arm',
    ])
  })

  test('each job builds its share, starts nothing, and leaves it under a candidate tag', async () => {
    for (const { share, platform } of matrix.include) {
      const isOther = platform === 'linux/arm64'
      const inputs = { mode: 'build', platforms, share, 'hand-over': 'auto' }
      const built = await job(workspace, {
        inputs,
        ...(isOther && { env: other.env, within: other.within }),
      })
      expect(built.annotations).toEqual([])
      expect(built.exitCode).toBe(0)
      expect(built.outputs['pushed']).toBe('false')
      expect(built.log).not.toContain('✓ stack')
    }
    expect(await tagsOf(workspace, 'api')).toHaveLength(2)
    expect(other.docker('images', '--quiet', '--filter', 'reference=*/*/*/*')).toBe('')
  })

  test('a trial that fails leaves them there, for the job to be run again', async () => {
    const smoke = '[{ name: never, run: "false" }]'
    const trial = await job(workspace, { inputs: { platforms, 'hand-overs': 'registry', smoke } })
    expect(trial.exitCode).toBe(1)
    expect(trial.summary).toContain('never')
    expect(await tagsOf(workspace, 'api')).toHaveLength(2)
    expect(leftovers(workspace.runId)).toEqual([])
  })

  test('the trial tries exactly these, publishes them under one name, and clears up', async () => {
    const handed = documentsIn(path.join(workspace.directory, 'sea-trial-hand-over'))
    const inputs = { platforms, 'hand-overs': 'sea-trial-hand-over' }
    const trial = await job(workspace, { inputs })
    expect(trial.annotations).toEqual([])
    expect(trial.exitCode).toBe(0)
    expect(trial.summary).toContain('api for linux/arm64: built by the share api-linux-arm64')
    expect(await tagsOf(workspace, 'api')).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^candidate-/)]),
    )
    const single = await job(workspace, { inputs: { platforms, push: 'false' } })
    expect(single.exitCode).toBe(0)
    for (const [service, digest] of Object.entries(digestsOf(single))) {
      const repository = `${registry}/acme/fan-${workspace.runId}/${service}`
      for (const tag of [`sha-${workspace.sha}`, 'main'])
        expect(await digestInRegistry(repository, tag)).toBe(digest)
      const { text } = await manifestAt(repository, 'main')
      const parts = [...text.matchAll(/sha256:\w{64}/g)].map(([part]) => part)
      expect(parts).toEqual(
        handed.filter(({ image }) => image === service).map((one) => one.digest),
      )
      // What is tried is the part of this engine, and it is there to be pulled.
      expect(trial.log).toContain(`✓ ${repository}:main@${digest}`)
      expect(digestsOf(trial)[service]).toBe(digest)
      for (const part of parts) expect(await manifestAt(repository, part)).toBeDefined()
    }
    expect(leftovers(workspace.runId)).toEqual([])
  })
})

describe('a pull request of a fork, which may write nowhere', () => {
  const workspace = workspaceOfTwo()
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-hand-over-'))
  const event = {
    number: 7,
    repository: { full_name: 'acme/harbor', default_branch: 'main', fork: false },
    pull_request: {
      number: 7,
      head: { sha: workspace.sha, ref: 'fix', repo: { full_name: 'crew/harbor', fork: true } },
      base: { ref: 'main', repo: { full_name: 'acme/harbor' } },
    },
  }
  const env = {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_BASE_REF: 'main',
    GITHUB_HEAD_REF: 'fix',
  }
  const document = (share: string): string => path.join(folder, share, 'hand-over.json')
  const digests = new Map<string, string>()
  const run = (inputs: Job['inputs']): Promise<StepResult> =>
    job(workspace, { inputs: { ...inputs }, env, event })
  const tried = (): Promise<StepResult> => run({ 'hand-overs': folder })
  afterAll(() => rmSync(folder, { recursive: true }))

  const build = async (share: string): Promise<void> => {
    const built = await run({ mode: 'build', share })
    expect(built.annotations).toEqual([])
    digests.set(share, digestsOf(built)[share] ?? '')
    cpSync(built.outputs['hand-over'] ?? '', folder, { recursive: true })
  }

  test('a job that is killed as it builds hands over nothing, and the trial names it', async () => {
    await build('api')
    const started = startStep(
      stepOf(workspace, { inputs: { mode: 'build', share: 'web' }, env, event }),
    )
    await started.said('$ docker buildx bake')
    process.kill(started.pid, 'SIGKILL')
    const main = await started.finished
    await started.runPost(main)
    started.remove()
    const trial = await tried()
    expect([main.exitCode, trial.exitCode]).toEqual([137, 2])
    expect(trial.summary).toContain('the share web was not handed over: web')
    expect(leftovers(workspace.runId)).toEqual([])
  })

  test('the trial tries what came, of a registry that is never asked, and pushes nothing', async () => {
    await build('web')
    const trial = await tried()
    expect(trial.annotations).toEqual([])
    expect(trial.exitCode).toBe(0)
    expect(digestsOf(trial)).toEqual(Object.fromEntries(digests))
    expect(trial.outputs['pushed']).toBe('false')
    expect(await tagsOf(workspace, 'api')).toEqual([])
    expect(leftovers(workspace.runId)).toEqual([])
  })

  test('another digest than that of the archive is told before anything starts', async () => {
    const honest = readFileSync(document('web'), 'utf8')
    const [web = '', api = ''] = [digests.get('web'), digests.get('api')]
    writeFileSync(document('web'), honest.replaceAll(web, api))
    const trial = await tried()
    writeFileSync(document('web'), honest)
    expect(trial.exitCode).toBe(2)
    expect(trial.summary).toContain('web is not what was handed over by the share web')
    expect(trial.log).not.toContain('✓ stack')
  })

  test('a share that is there twice is named', async () => {
    cpSync(path.join(folder, 'api'), path.join(folder, 'again'), { recursive: true })
    const trial = await tried()
    expect(trial.exitCode).toBe(2)
    expect(trial.summary).toContain('api was handed over 2 times')
  })
})
