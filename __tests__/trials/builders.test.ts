// The roads of a build that do not lead through the engine's own BuildKit, on both image stores:
// what comes out of them is tried, and pushed, as it is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeYard } from '../support/builder-yard.ts'
import { digestInRegistry, registry, run } from '../support/harbour.ts'
import {
  type SecondEngine,
  type SecondEngineOptions,
  startSecondEngine,
} from '../support/second-engine.ts'
import { stackOf } from '../support/stacks.ts'
import { runStep, type Step, type StepResult, startStep } from '../support/workflow-step.ts'

const command = 'command: ["sh", "-c", "mkdir /w && cp /page /w/index.html && httpd -f -h /w"]'
const compose = `
services:
  web:
    build: .
    init: true
    ${command}
    ports: ["80"]
    x-smoke: [{ get: /, expect: { body: moored } }]
`
/** What a step writes has the time of its run, a file that of its checkout, a new folder that of the copy. */
const workspace = stackOf({
  'compose.yaml': compose,
  Dockerfile: 'FROM busybox:1\nCOPY note.txt /notes/\nRUN echo moored > /page\n',
  'note.txt': 'for the crew\n',
})
/** No step runs inside it: nothing here can emulate a foreign processor. */
const foreign = stackOf({
  'compose.yaml': compose.replace(command, 'command: ["/bin/httpd", "-f", "-h", "/w"]'),
  Dockerfile: 'FROM --platform=$BUILDPLATFORM busybox:1\nWORKDIR /w\nCOPY index.html ./\n',
  'index.html': 'moored\n',
})

/** A file that is checked out is younger than its commit, which alone is what BuildKit mends. */
function checkOut(): void {
  run('touch', ['note.txt', 'Dockerfile'], workspace.directory)
}

const yard = makeYard()
const engines: SecondEngine[] = []

async function engineWith(store: SecondEngineOptions['store']): Promise<SecondEngine> {
  const ports = [Number(registry.split(':')[1])]
  const engine = await startSecondEngine({ store, ports, images: ['busybox:1'] })
  engines.push(engine)
  return engine
}

afterAll(async () => {
  yard.close()
  for (const engine of engines) await engine.stop()
})

function stepOn(
  { env, within }: SecondEngine,
  inputs: Readonly<Record<string, string>>,
  { directory, sha, runId } = workspace,
  more: Readonly<Record<string, string>> = {},
): Step {
  return {
    workspace: directory,
    inputs: { registry, push: 'true', 'stable-for': '0s', cache: 'off', ...inputs },
    env: { ...env, ...yard.env, GITHUB_SHA: sha, GITHUB_RUN_ID: runId, ...more },
    within,
  }
}

const imagesAt = (name: string): { readonly images: string } => ({
  images: `${registry}/acme/builders-${workspace.runId}-${name}`,
})

const digestsOf = ({ outputs }: StepResult): unknown => JSON.parse(outputs['digests'] ?? '{}')

function manifestOf(reference: string): {
  readonly config?: { readonly digest: string }
  readonly manifests?: readonly { readonly platform: { readonly architecture: string } }[]
} {
  return JSON.parse(run('docker', ['buildx', 'imagetools', 'inspect', '--raw', reference]))
}

describe('a builder of the user, beside an engine with the containerd store', () => {
  let engine: SecondEngine
  let other: SecondEngine

  beforeAll(async () => {
    engine = await engineWith('containerd')
    other = await engineWith('containerd')
    await yard.remote('near', engine.socket)
    await yard.remote('far', other.socket)
  })

  test('pushes the digest that was tried, and another cold one gives the same', async () => {
    const { images } = imagesAt('containerd')
    checkOut()
    const first = (await runStep(stepOn(engine, { builder: 'near', images }))).main
    expect(first.annotations).toEqual([])
    expect(first.exitCode).toBe(0)
    const digest = await digestInRegistry(images, `sha-${workspace.sha}`)
    expect(digestsOf(first)).toEqual({ web: digest })
    expect(first.log).toContain(`✓ web: ${digest}`)
    checkOut()
    const second = (await runStep(stepOn(other, { builder: 'far', push: 'false' }))).main
    expect(second.annotations).toEqual([])
    expect(second.outputs['cache-hit-ratio']).toBe('0.00')
    expect(digestsOf(second)).toEqual({ web: digest })
  })

  test("may be the engine's own, by its name", async () => {
    const inputs = { builder: 'default', push: 'false', 'no-cache': 'true' }
    const { main } = await runStep(stepOn(engine, inputs))
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
  })

  test('builds several platforms, and pushes the index that was tried', async () => {
    const { images } = imagesAt('platforms')
    const inputs = { builder: 'near', platforms: 'linux/amd64,linux/arm64', images }
    const { main } = await runStep(stepOn(engine, inputs, foreign))
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    const tag = `sha-${foreign.sha}`
    expect(digestsOf(main)).toEqual({ web: await digestInRegistry(images, tag) })
    const { manifests = [] } = manifestOf(`${images}:${tag}`)
    expect(manifests.map(({ platform }) => platform.architecture)).toEqual(['amd64', 'arm64'])
  })
})

describe('beside an engine with the classic store', () => {
  let engine: SecondEngine
  const home = mkdtempSync(path.join(tmpdir(), 'sea-trial-home-'))

  beforeAll(async () => {
    engine = await engineWith('classic')
  })

  afterAll(() => rmSync(home, { recursive: true, force: true }))

  function expectTried(main: StepResult, images: string): void {
    const { config } = manifestOf(`${images}:sha-${workspace.sha}`)
    expect(main.log).toContain(`✓ web: ${config?.digest}`)
  }

  test('a builder of the user pushes the configuration that was tried', async () => {
    await yard.remote('near-classic', '/var/run/docker.sock')
    const { images } = imagesAt('classic')
    const { main } = await runStep(stepOn(engine, { builder: 'near-classic', images }))
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    expectTried(main, images)
  })

  describe('a builder of our own', () => {
    const cached = (name: string): Readonly<Record<string, string>> => ({
      ...imagesAt(name),
      cache: 'local',
    })
    const sail = (name: string, docker: SecondEngine): Step =>
      stepOn(docker, cached(name), workspace, { HOME: home, DOCKER_CONFIG: '/root/.docker' })
    const builders = (): string =>
      engine.docker('ps', '--all', '--quiet') + engine.docker('volume', 'ls', '--quiet')

    test('brings the cache that the engine can not, and is gone with the run', async () => {
      const ratios: (string | undefined)[] = []
      const digests: unknown[] = []
      for (const name of ['own-1', 'own-2']) {
        const buildkit = await engineWith('containerd')
        await yard.standIn(engine, buildkit.socket)
        const { main, post } = await runStep(sail(name, engine))
        expect(main.annotations).toEqual([])
        expect(main.exitCode).toBe(0)
        expect(post.log).not.toContain('undoing')
        expect(builders()).toBe('')
        expectTried(main, cached(name)['images'] ?? '')
        ratios.push(main.outputs['cache-hit-ratio'])
        digests.push(digestsOf(main))
      }
      expect(ratios).toEqual(['0.00', '1.00'])
      expect(digests[1]).toEqual(digests[0])
    })

    test('is taken away after a run that was killed', async () => {
      await yard.standIn(engine, '/var/run/docker.sock')
      const step = startStep(sail('killed', engine))
      await step.said('✓ web: sha256:')
      expect(builders()).not.toBe('')
      process.kill(step.pid, 'SIGKILL')
      await step.runPost(await step.finished)
      step.remove()
      expect(builders()).toBe('')
    })
  })
})
