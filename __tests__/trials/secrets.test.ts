// A secret of the build is in nothing that outlives it, and an image that tells one is not pushed.
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { programsWith } from '../support/cancelled.ts'
import { digestInRegistry, leftovers, registry, run, workspaceWith } from '../support/harbour.ts'
import { startStep } from '../support/workflow-step.ts'

const secret = 'correct-horse-battery-staple'

function stack(dockerfile: string) {
  return workspaceWith({
    Dockerfile: dockerfile,
    'compose.yaml': `services:
  api:
    build: .
    init: true
    x-sea-trial: { stable-for: 100ms }
    x-smoke: [{ exec: [cat, /made], expect: { stdout: "29" } }]
`,
  })
}

async function push(workspace: ReturnType<typeof stack>) {
  const { runId, sha, directory } = workspace
  const repository = `acme/secrets-${runId}`
  const env = {
    GITHUB_SHA: sha,
    GITHUB_RUN_ID: runId,
    GITHUB_REPOSITORY: repository,
    RUNNER_DEBUG: '1',
    TOKEN: `${secret}-of-env`,
  }
  const inputs = {
    registry,
    push: 'true',
    provenance: 'mode=max',
    secrets: `npm=${secret}`,
    'secret-envs': 'other=TOKEN',
  }
  const step = startStep({ workspace: directory, inputs, env })
  let ended = false
  const main = step.finished.finally(() => {
    ended = true
  })
  const inArguments: string[] = []
  while (!ended) {
    inArguments.push(...programsWith(secret))
    await sleep(20)
  }
  step.remove()
  expect(leftovers(runId)).toEqual([])
  return {
    main: await main,
    inArguments,
    image: `${registry}/${repository}:sha-${sha}`,
    repository,
  }
}

describe('a secret that the Dockerfile reads as it should', () => {
  test('is in no argument, history, provenance, log, summary or output', async () => {
    const workspace = stack(`FROM busybox:1
RUN --mount=type=secret,id=npm --mount=type=secret,id=other,env=OTHER \\
    echo "$OTHER" >/dev/null; sleep 1; wc -c </run/secrets/npm | awk '{print $1 + 1}' > /made
CMD ["sleep", "600"]
`)
    const { main, inArguments, image } = await push(workspace)
    expect({ exitCode: main.exitCode, log: main.log }).toMatchObject({ exitCode: 0 })
    expect(inArguments).toEqual([])
    const shown = main.log.replaceAll(/^::add-mask::.*$/gm, '')
    expect(shown + main.summary + JSON.stringify(main.outputs)).not.toContain(secret)
    expect(main.masks).toContain(secret)
    expect(main.masks).toContain(`${secret}-of-env`)
    const provenance = run('docker', [
      'buildx',
      'imagetools',
      'inspect',
      image,
      '--format',
      '{{json .}}',
    ])
    expect(provenance).toContain('/run/secrets/npm') // the whole Dockerfile is in it
    expect(provenance).not.toContain(secret)
  })
})

describe('a secret in what anyone can read of the image, as base64 here,', () => {
  test('fails the run before anything is started or pushed, and is not shown', async () => {
    const workspace = stack(`FROM busybox:1
ENV AUTH="Basic ${Buffer.from(`me:${secret}`).toString('base64')}"
RUN echo 29 > /made
CMD ["sleep", "600"]
`)
    const { main, repository } = await push(workspace)
    expect(main.exitCode).toBe(1)
    expect(main.log).toContain('api: its variable AUTH holds the secret npm')
    expect(main.log).not.toContain('✓ stack')
    expect(await digestInRegistry(`${registry}/${repository}`, `sha-${workspace.sha}`)).toBe(
      undefined,
    )
  })
})
