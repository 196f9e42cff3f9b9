// What is inside containers and networks, on the engine of this machine and on one that is elsewhere.
import { randomInt } from 'node:crypto'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { EngineCalls } from '../../src/io/engine-calls.ts'
import { EngineInside } from '../../src/io/engine-inside.ts'
import type { EngineAddress } from '../../src/io/engine-route.ts'
import { NetworkRelays } from '../../src/io/network-relays.ts'
import { leftovers, root, run, type Workspace, workspaceOf } from '../support/harbour.ts'
import { proxyTo, type TcpProxy } from '../support/tcp-proxy.ts'
import { runStep, type StepResult } from '../support/workflow-step.ts'

const socket = '/var/run/docker.sock'
const here: EngineAddress = { hostname: 'localhost', way: { kind: 'socket', path: socket } }
const signal = new AbortController().signal
const project = `st-inside-${randomInt(1_000_000, 9_999_999)}`
const labels = ['--label', `com.docker.compose.project=${project}`]

function start(...argv: readonly string[]): string {
  return run('docker', ['run', '--detach', '--init', ...labels, ...argv])
}

afterAll(() => {
  const ids = run('docker', ['ps', '--all', '--quiet', '--filter', `label=${labels[1]}`])
  if (ids !== '') run('docker', ['rm', '--force', '--volumes', ...ids.split('\n')])
})

describe('a command in a container whose time is up', () => {
  const inside = new EngineInside(here)
  const options = { timeoutMs: 3000, signal }
  const commands = (id: string) => run('docker', ['top', id, '-o', 'pid,args'])

  test.each([undefined, '1000:1000'])('is ended with its children, as user %s', async (user) => {
    const id = start('busybox:1', 'sleep', '600')
    const script = 'echo begun; sleep 601 & (sleep 602 &) ; sleep 603'
    const command = { argv: ['sh', '-c', script], env: {}, ...(user !== undefined && { user }) }
    const outcome = await inside.exec(id, command, options)
    expect(outcome).toEqual({ exitCode: -1, stdout: 'begun\n', stderr: '', timedOut: true })
    expect(commands(id)).toContain('sleep 600')
    expect(commands(id)).not.toMatch(/sleep 60[123]/)
  })

  test('goes on where the image has no shell, and that is told', async () => {
    const id = start('busybox:1', 'sleep', '600')
    run('docker', ['exec', id, 'rm', '/bin/sh'])
    const outcome = await inside.exec(id, { argv: ['sleep', '601'], env: {} }, options)
    expect(outcome.left).toBe('its image has no sh with grep and kill')
    expect(commands(id)).toContain('sleep 601')
  })
})

describe('networks of an engine elsewhere', () => {
  const network = `${project}-net`
  const dialled: EngineAddress = {
    hostname: 'localhost',
    way: { kind: 'dial', program: 'docker', env: process.env },
  }
  const helpers = () =>
    run('docker', ['ps', '--all', '--quiet', '--filter', `label=sea-trial.helper=${network}`])

  beforeAll(() => {
    run('docker', ['network', 'create', '--internal', network])
  })
  afterAll(() => {
    for (const id of helpers().split('\n').filter(Boolean)) run('docker', ['rm', '-f', id])
    const ids = run('docker', ['ps', '--all', '--quiet', '--filter', `network=${network}`])
    if (ids !== '') run('docker', ['rm', '--force', '--volumes', ...ids.split('\n')])
    run('docker', ['network', 'rm', network])
  })

  test('are asked by a helper of an image that is there, which goes again', async () => {
    const containerId = start('--network', network, '--name', `${project}-cache`, 'redis:7')
    const relays = new NetworkRelays(new EngineCalls(dialled))
    const to = { host: `${project}-cache`, beside: { network, containerId } }
    try {
      const stream = await relays.dial({ ...to, port: 6379 }, signal)
      stream.write('PING\r\n')
      const [said] = (await new Promise<Buffer[]>((resolve) =>
        stream.once('data', (chunk: Buffer) => resolve([chunk])),
      )) as [Buffer]
      expect(said.toString()).toBe('+PONG\r\n')
      stream.write('QUIT\r\n')
      await new Promise((resolve) => stream.once('end', resolve).resume())
      await expect(relays.dial({ ...to, port: 6380 }, signal)).rejects.toThrow('Connection refused')
      expect(helpers().split('\n')).toHaveLength(1)
    } finally {
      await relays.close()
    }
    expect(helpers()).toBe('')
  })
})

describe('a stack on an engine elsewhere', () => {
  let workspace: Workspace
  let proxy: TcpProxy

  beforeAll(async () => {
    proxy = await proxyTo(socket)
  })
  afterAll(() => proxy.cut())
  afterEach(() => expect(leftovers(workspace.runId)).toEqual([]))

  async function sail(): Promise<StepResult> {
    const env = {
      GITHUB_SHA: workspace.sha,
      GITHUB_RUN_ID: workspace.runId,
      DOCKER_HOST: `tcp://127.0.0.1:${proxy.port}`,
    }
    const inputs = { push: 'false', 'smoke-timeout': '30s' }
    return (await runStep({ workspace: workspace.directory, inputs, env })).main
  }

  test('passes the checks of services that publish no port, too', async () => {
    workspace = workspaceOf(path.join(root, '__tests__/fixtures/smoke'))
    const main = await sail()
    expect(main.annotations).toEqual([])
    expect(main.exitCode).toBe(0)
    expect(main.log).toContain('✓ without a published port')
    expect(main.log).toContain('✓ bare, inside')
    expect(main.log).toContain('✓ asked from beside it')
  })

  test('fails in the same words as here', async () => {
    workspace = workspaceOf(path.join(root, '__tests__/fixtures/smoke'))
    workspace.replace(
      'compose.yaml',
      'tcp: 8080\n\n  proxy',
      'tcp: 8081\n        retry: 8s\n\n  proxy',
    )
    workspace.replace(
      'compose.yaml',
      'json: { status: ok } }\n      - name: bare',
      'json: { status: no } }\n        retry: 8s\n      - name: bare',
    )
    const main = await sail()
    expect(main.exitCode).toBe(1)
    const titles = main.annotations.map(({ properties }) => properties['title']).join('\n')
    expect(titles).toMatch(/"bare, inside" failed: no connection to [\d.]+:8081: .*refused/)
    expect(titles).toContain('"without a published port" failed: expected status to be no, got ok')
    expect(main.log).toMatch(
      /\$ docker run --rm -i --network \S+_back curlimages\/curl -i http:\/\/hidden/,
    )
  })
})
