// The whole trial on an engine with the classic image store, which GitHub's ubuntu-24.04 has.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { digestInRegistry, registry, run } from '../support/harbour.ts'
import { type SecondEngine, startSecondEngine } from '../support/second-engine.ts'
import { stackOf } from '../support/stacks.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

const command = 'command: ["sh", "-c", "mkdir /w && cp /page /w/index.html && httpd -f -h /w"]'
const workspace = stackOf({
  'compose.yaml': `
services:
  web:
    build: .
    init: true
    ${command}
    ports: ["80"]
    x-smoke: [{ get: /, expect: { body: moored } }]
  other:
    image: busybox:1
    init: true
    command: sleep 60
`,
  Dockerfile: 'FROM busybox:1\nRUN echo moored > /page\n',
})

let engine: SecondEngine

function sail(inputs: Readonly<Record<string, string>>) {
  const { within } = engine
  const env = { ...engine.env, GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId }
  const given = { registry, 'stable-for': '0s', ...inputs }
  return runStep({ workspace: workspace.directory, inputs: given, env, within })
}

beforeAll(async () => {
  const ports = [Number(registry.split(':')[1])]
  engine = await startSecondEngine({ store: 'classic', ports, images: ['busybox:1'] })
})

afterAll(() => engine.stop())

describe('a stack on the classic image store', () => {
  let main: StepResult
  const repository = `${registry}/acme/stores`

  beforeAll(async () => {
    main = (await sail({ push: 'true', images: repository, cache: 'off' })).main
  })

  test('passes and is pushed', () => {
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    expect(main.outputs['pushed']).toBe('true')
  })

  test('is pushed with the configuration that ran, and named by the manifest of the registry', async () => {
    const tag = `sha-${workspace.sha}`
    const digest = await digestInRegistry(repository, tag)
    expect(JSON.parse(main.outputs['digests'] ?? '')).toEqual({ web: digest })
    const reference = `${repository}:${tag}`
    const raw = run('docker', ['buildx', 'imagetools', 'inspect', '--raw', reference])
    const { config } = JSON.parse(raw) as { config: { digest: string } }
    expect(main.log).toContain(`✓ web: ${config.digest}`)
  })

  test('is told of with its base and its size', () => {
    // This store dates no image by its commit, so nothing tells the base's layers from the others.
    expect(main.log).toMatch(/^web: on busybox:1; linux\/amd64 \d\.\d MB; largest layers/m)
  })

  test('leaves nothing behind', () => {
    const images = engine.docker('images', '--format', '{{.Repository}}:{{.Tag}}')
    expect(images.split('\n')).toEqual(['busybox:1'])
    expect(engine.docker('ps', '--all', '--quiet')).toBe('')
  })
})

test.each([
  [{ platforms: 'linux/amd64,linux/arm64' }, 'the platforms linux/amd64, linux/arm64'],
  [{ provenance: 'true' }, 'attestations'],
  [{ annotations: 'a=b' }, 'annotations'],
])('what the classic store can not keep is refused before the build: %j', async (inputs, what) => {
  const { main } = await sail(inputs)
  expect(main.exitCode).toBe(2)
  expect(main.annotations.map(({ properties }) => properties['title'])).toEqual([
    `web: ${what} can't be kept by the classic image store of this engine [ST-STORE]`,
  ])
  expect(main.log).not.toContain('::group::build')
})
