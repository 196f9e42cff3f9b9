// What goes over the wire, and that it is what was tried, whatever the images consist of.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { FaultProxy } from '../support/fault-proxy.ts'
import { digestInRegistry, leftovers, registry, run } from '../support/harbour.ts'
import { stackOf } from '../support/stacks.ts'
import { runStep } from '../support/workflow-step.ts'

let proxy: FaultProxy
beforeAll(async () => {
  proxy = await FaultProxy.start()
})
afterAll(() => proxy.stop())

describe('five images that share a layer', () => {
  const names = ['one', 'two', 'three', 'four', 'five']
  const service = (name: string): string =>
    `  ${name}: { build: { context: ., args: { NAME: ${name} } }, init: true }\n`
  const workspace = stackOf({
    'compose.yaml': `services:\n${names.map(service).join('')}x-smoke: [{ run: "true" }]\n`,
    Dockerfile: `FROM busybox:1 AS base
RUN dd if=/dev/urandom of=/shared bs=1M count=24 && echo ${Math.random()}
FROM base
ARG NAME
RUN echo "$NAME" > /name
CMD ["sleep", "60"]
`,
  })
  const prefix = `acme/shared-${workspace.runId}`

  test('upload it once', async () => {
    proxy.use()
    const { main } = await runStep({
      workspace: workspace.directory,
      inputs: {
        ...{ push: 'true', cache: 'off', 'stable-for': '0s' },
        images: `${proxy.host}/${prefix}/{service}`,
      },
      env: { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId },
    })
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    const uploaded = [...proxy.uploaded.values()].reduce((sum, bytes) => sum + bytes, 0)
    expect(uploaded).toBeGreaterThan(24 * 2 ** 20)
    expect(uploaded).toBeLessThan(1.5 * 24 * 2 ** 20)
  })
})

/** It writes what a generator is asked for, without reading anything: what counts here is where it goes. */
const generator = `FROM busybox:1
RUN printf '%s\\n' '#!/bin/sh' \\
  'echo "{\\"_type\\":\\"https://in-toto.io/Statement/v0.1\\",\\"predicateType\\":\\"https://spdx.dev/Document\\",\\"predicate\\":{\\"name\\":\\"tried\\"}}" > "$BUILDKIT_SCAN_DESTINATION/tried.spdx.json"' \\
  > /generate && chmod +x /generate
ENTRYPOINT ["/generate"]
`

interface Index {
  readonly manifests?: readonly { readonly annotations?: Readonly<Record<string, string>> }[]
}

describe('what was tried is what two registries have', () => {
  const workspace = stackOf({
    'compose.yaml': `
services:
  web:
    build: .
    init: true
    command: ["/bin/httpd", "-f", "-h", "/w"]
    ports: ["80"]
    x-smoke: [{ get: / }]
`,
    Dockerfile: 'FROM --platform=$BUILDPLATFORM busybox:1\nWORKDIR /w\nCOPY index.html ./\n',
    'index.html': 'moored\n',
    'generator/Dockerfile': generator,
  })
  const scanner = `${registry}/acme/scanner-${workspace.runId}:1`

  beforeAll(() => {
    run(
      'docker',
      ['build', '--quiet', '--push', '--tag', scanner, 'generator'],
      workspace.directory,
    )
  })
  afterAll(() => void run('docker', ['image', 'rm', scanner]))

  test.each([
    ['one platform without attestations', { provenance: 'false' }, 0, 0],
    ['provenance', { provenance: 'mode=max' }, 2, 1],
    ['a bill of materials', { sbom: `generator=${scanner}`, provenance: 'false' }, 2, 1],
    [
      'two platforms, provenance and bills of materials',
      {
        ...{ platforms: 'linux/amd64,linux/arm64', provenance: 'true' },
        sbom: `generator=${scanner}`,
      },
      4,
      2,
    ],
  ])('with %s', async (_, inputs, manifests, attestations) => {
    proxy.use()
    workspace.commit('another tag')
    const repositories = [registry, proxy.host].map(
      (host) => `${host}/acme/tried-${workspace.runId}`,
    )
    const { main } = await runStep({
      workspace: workspace.directory,
      inputs: { push: 'true', cache: 'off', images: repositories.join('\n'), ...inputs },
      env: { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId },
    })
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    const { web: tried = '' } = JSON.parse(main.outputs['digests'] ?? '{}') as { web?: string }
    // The stack stage compares what each container says that it runs with what was built.
    expect(main.log).toContain(`✓ web: ${tried}`)
    const [repository = ''] = repositories
    for (const tag of [`sha-${workspace.sha}`, 'main'])
      expect(await digestInRegistry(repository, tag)).toBe(tried)
    const tags = (main.outputs['tags'] ?? '').split('\n')
    expect(tags.filter((tag) => tag.startsWith(proxy.host))).toHaveLength(2)
    const raw = run('docker', [
      'buildx',
      'imagetools',
      'inspect',
      '--raw',
      `${repository}@${tried}`,
    ])
    const index = JSON.parse(raw) as Index
    const kinds = (index.manifests ?? []).map(
      (one) => one.annotations?.['vnd.docker.reference.type'],
    )
    expect(kinds).toHaveLength(manifests)
    expect(kinds.filter((kind) => kind === 'attestation-manifest')).toHaveLength(attestations)
    expect(leftovers(workspace.runId)).toEqual([])
  })
})
