// One solve for all images, on the real engine: what the inputs say reaches BuildKit, and only it.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { leftovers, registry, run, type Workspace } from '../support/harbour.ts'
import { stackOf } from '../support/stacks.ts'
import { runStep, type Step, type StepResult } from '../support/workflow-step.ts'

const command = 'command: ["sh", "-c", "mkdir /w && cp /page /w/index.html && httpd -f -h /w"]'
const compose = `
services:
  web:
    build: { context: ., args: { WORD: composed } }
    init: true
    ${command}
    ports: ["80"]
    x-smoke: [{ get: / }]
`
const dockerfile = `FROM busybox:1
ARG WORD
RUN echo "$WORD" > /page
`

function sail(workspace: Workspace, given: Partial<Step> & Pick<Step, 'inputs'>) {
  const env = { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId, ...given.env }
  const inputs = { registry, 'stable-for': '0s', ...given.inputs }
  return runStep({ ...given, workspace: workspace.directory, inputs, env })
}

const author = {
  ...{ GIT_AUTHOR_NAME: 'Sea Trial', GIT_AUTHOR_EMAIL: 'trial@example.invalid' },
  ...{ GIT_COMMITTER_NAME: 'Sea Trial', GIT_COMMITTER_EMAIL: 'trial@example.invalid' },
}

function digestsOf({ outputs }: StepResult): Readonly<Record<string, string>> {
  return JSON.parse(outputs['digests'] ?? '{}')
}

interface Manifest {
  readonly annotations?: Readonly<Record<string, string>>
  readonly manifests?: readonly { readonly platform: { readonly architecture: string } }[]
}

function manifestOf(reference: string): Manifest {
  return JSON.parse(run('docker', ['buildx', 'imagetools', 'inspect', '--raw', reference]))
}

function onlyTag({ outputs }: StepResult): string {
  return (outputs['tags'] ?? '').split('\n')[0] ?? ''
}

describe('inputs of the build', () => {
  const workspace = stackOf({ 'compose.yaml': compose, Dockerfile: dockerfile })

  afterAll(() => {
    expect(leftovers(workspace.runId)).toEqual([])
  })

  test('build-args win over those of the Compose file, annotations reach the manifest', async () => {
    const inputs = {
      push: 'true',
      'build-args': 'WORD=given',
      annotations: 'org.example.berth=North 3',
    }
    const { main } = await sail(workspace, { inputs })
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    const reference = onlyTag(main)
    const page = run('docker', ['run', '--rm', '--pull', 'always', reference, 'cat', '/page'])
    expect(page.split('\n').at(-1)).toBe('given')
    run('docker', ['image', 'rm', reference])
    expect(manifestOf(reference).annotations).toMatchObject({
      'org.example.berth': 'North 3',
      'org.opencontainers.image.revision': workspace.sha,
    })
  })

  test('an override of bake wins over both', async () => {
    workspace.commit('override')
    const inputs = { push: 'true', 'build-args': 'WORD=given', set: 'web.args.WORD=overridden' }
    const { main } = await sail(workspace, { inputs })
    expect(main.exitCode).toBe(0)
    const reference = onlyTag(main)
    const page = run('docker', ['run', '--rm', '--pull', 'always', reference, 'cat', '/page'])
    expect(page.split('\n').at(-1)).toBe('overridden')
    run('docker', ['image', 'rm', reference])
  })

  test('with provenance, what is tried is the index that is pushed', async () => {
    workspace.commit('provenance')
    const { main } = await sail(workspace, { inputs: { push: 'true', provenance: 'mode=max' } })
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    expect(manifestOf(onlyTag(main)).manifests?.length).toBe(2)
  })
})

// No step runs inside it: nothing here can emulate a foreign processor.
const copied = {
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
}

describe('several platforms', () => {
  const workspace = stackOf(copied)

  test('are built at once; one index is tried and pushed', async () => {
    const inputs = { push: 'true', platforms: 'linux/amd64,linux/arm64' }
    const { main } = await sail(workspace, { inputs })
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    const { manifests = [] } = manifestOf(onlyTag(main))
    expect(manifests.map(({ platform }) => platform.architecture)).toEqual(['amd64', 'arm64'])
  })
})

describe('an unchanged tree', () => {
  const workspace = stackOf(copied)

  test('gives the same digest, whatever times its files have', async () => {
    const here = (await sail(workspace, { inputs: { push: 'false' } })).main
    // Git keeps no times: each checkout has its own.
    run('touch', ['index.html', 'Dockerfile'], workspace.directory)
    const again = (await sail(workspace, { inputs: { push: 'false' } })).main
    expect(again.annotations).toEqual([])
    expect(digestsOf(again)).toEqual(digestsOf(here))
    expect(Object.keys(digestsOf(here))).toEqual(['web'])
  })

  test('under a later commit has all of its cache, and the time of that commit', async () => {
    const later = '2024-05-06T07:08:09Z'
    execFileSync('git', ['commit', '--quiet', '--allow-empty', '--message', 'later'], {
      cwd: workspace.directory,
      env: { ...process.env, ...author, GIT_COMMITTER_DATE: later },
    })
    const env = { GITHUB_SHA: run('git', ['rev-parse', 'HEAD'], workspace.directory) }
    const { main } = await sail(workspace, { inputs: { push: 'true' }, env })
    expect(main.annotations).toEqual([])
    expect(main.outputs['cache-hit-ratio']).toBe('1.00')
    const image = ['buildx', 'imagetools', 'inspect', '--format', '{{json .Image}}', onlyTag(main)]
    expect(JSON.parse(run('docker', image))).toMatchObject({ created: later })
  })
})

describe('a secret', () => {
  const words = { input: 'hush-4711-input', file: 'hush-4711-file', env: 'hush-4711-env' }
  const secret = (id: string): string => `--mount=type=secret,id=${id},required=true`
  const workspace = stackOf({
    'compose.yaml': compose,
    Dockerfile: `FROM busybox:1
RUN ${Object.keys(words).map(secret).join(' ')} \\
  cat /run/secrets/* && echo && cat /run/secrets/* | wc -c > /page
`,
  })
  const inputs = {
    push: 'true',
    'no-cache': 'true',
    provenance: 'mode=max',
    secrets: `input=${words.input}`,
    'secret-files': 'file=.secret',
    'secret-envs': 'env=HUSH',
  }
  let main: StepResult

  beforeAll(async () => {
    writeFileSync(path.join(workspace.directory, '.secret'), words.file)
    const env = { HUSH: words.env, RUNNER_DEBUG: '1' }
    main = (await sail(workspace, { inputs, env })).main
  })

  test('reaches the step that asks for it', () => {
    expect(main.exitCode).toBe(0)
  })

  test('is not found in log, outputs, summary or report', () => {
    const masked = main.log.replace(/^::add-mask::.*$/gm, '')
    const report = readFileSync(main.outputs['report'] ?? '')
    const told = [masked, JSON.stringify(main.outputs), main.summary, report.toString()].join('\n')
    expect(told).toContain('***')
    for (const word of [words.input, words.env]) expect(told).not.toContain(word)
  })

  test('is not found in history, layers, configuration or provenance', () => {
    const reference = onlyTag(main)
    run('docker', ['pull', '--quiet', reference])
    const history = run('docker', ['history', '--no-trunc', '--format', 'json', reference])
    const image = execFileSync('docker', ['save', reference], { maxBuffer: 64 * 1024 * 1024 })
    const raw = ['buildx', 'imagetools', 'inspect', '--format', '{{json .}}', reference]
    const whole = [history, run('docker', raw), image.toString('latin1')].join('\n')
    expect(whole).toContain('secret')
    for (const word of Object.values(words)) expect(whole).not.toContain(word)
    run('docker', ['image', 'rm', reference])
  })
})
