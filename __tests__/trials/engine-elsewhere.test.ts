// An engine on another machine: its network and a part of its disk are its own. It is reached over
// TLS with certificates of its own, and over SSH.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { certificatesFor } from '../support/certificates.ts'
import { workspaceWith } from '../support/harbour.ts'
import { type SecondEngine, startSecondEngine } from '../support/second-engine.ts'
import { type SshServer, startSshServer } from '../support/ssh-server.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

const workspace = workspaceWith({
  Dockerfile: 'FROM busybox:1\nRUN mkdir /www && echo built there > /www/index.html\n',
  'compose.yaml': `services:
  api:
    build: .
    init: true
    command: httpd -f -p 80 -h /www
    ports: ["80"]
    healthcheck: { test: wget -q -O- localhost, interval: 5s }
    x-smoke:
      - { get: /index.html, expect: { body: built there } }
      - { run: docker version }
`,
  'mounts.yaml': `services:
  api:
    volumes:
      - data:/data
      - ./site:/www
    configs: [rules]
    secrets: [token]
configs: { rules: { file: ./rules.txt } }
secrets:
  token:
    environment: HOME
volumes: { data: {} }
`,
  'site/index.html': 'here\n',
  'rules.txt': 'none\n',
})

const address = '127.0.0.1'
const [tlsPort, sshPort] = [2376, 2222]
const certificates = certificatesFor(address)
let engine: SecondEngine
let ssh: SshServer

beforeAll(async () => {
  const file = (name: string): string => path.join(certificates, name)
  engine = await startSecondEngine({
    ...{ store: 'containerd', ports: [], images: ['busybox:1'] },
    blindTo: path.dirname(workspace.directory),
    flags: [
      ...['--host', `tcp://${address}:${tlsPort}`, '--tlsverify', '--tlscacert', file('ca.pem')],
      ...['--tlscert', file('server-cert.pem'), '--tlskey', file('server-key.pem')],
    ],
  })
  ssh = await startSshServer(sshPort, engine.within, engine.env)
})

afterAll(async () => {
  await ssh?.stop()
  await engine?.stop()
  for (const folder of [certificates, path.dirname(workspace.directory)])
    rmSync(folder, { recursive: true, force: true })
})

async function trial(
  env: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  const { main } = await runStep({
    workspace: workspace.directory,
    within: engine.within,
    inputs: { push: 'false', ...inputs },
    env: { GITHUB_SHA: workspace.sha, GITHUB_RUN_ID: workspace.runId, ...env },
  })
  return main
}

const overTls = (): Record<string, string> => ({
  DOCKER_HOST: `tcp://${address}:${tlsPort}`,
  DOCKER_TLS_VERIFY: '1',
  DOCKER_CERT_PATH: certificates,
})

function expectTried({ exitCode, log, outputs }: StepResult): void {
  expect(log).toContain('✓ passed')
  expect(exitCode).toBe(0)
  expect(JSON.parse(outputs['endpoints'] ?? '')).toMatchObject({ api: [{ host: address }] })
  expect(engine.docker('ps', '--all', '--quiet')).toBe('')
}

describe('an engine on another machine', () => {
  test('builds and tries a stack over TLS, with its endpoints there', async () => {
    expectTried(await trial(overTls()))
  })

  test('is not spoken to where its certificate is of an authority that nobody knows', async () => {
    const strange = certificatesFor(address)
    const { exitCode, log } = await trial({ ...overTls(), DOCKER_CERT_PATH: strange })
    rmSync(strange, { recursive: true })
    expect(exitCode).toBe(3)
    expect(log).toMatch(/certificate signed by unknown authority/)
  })

  test('builds and tries a stack over SSH', async () => {
    const env = {
      DOCKER_HOST: `ssh://root@${address}:${sshPort}`,
      PATH: `${ssh.bin}:${process.env['PATH']}`,
    }
    expectTried(await trial(env))
    expect(ssh.log()).toContain('Accepted publickey for root')
  })

  test('is given no stack that mounts files of this one: told at their lines, before the build', async () => {
    const { exitCode, log, annotations } = await trial(engine.env, {
      files: 'compose.yaml,mounts.yaml',
    })
    expect(exitCode).toBe(2)
    const errors = annotations.filter(({ kind }) => kind === 'error')
    expect(errors.map(({ properties: { file, line, title } }) => [file, line, title])).toEqual([
      ['mounts.yaml', '5', expect.stringContaining('api mounts site of this machine')],
      ['mounts.yaml', '8', expect.stringContaining('api mounts rules.txt of this machine')],
    ])
    expect(log).not.toContain('##[group]build')
  })
})
