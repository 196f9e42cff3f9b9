// What is around a stack: ports, registries, engines elsewhere, services that take no part. The tests
// mostly wait, so they run beside each other.
import { chmodSync, existsSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from '@jest/globals'
import { leftovers, registry, run, workspaceWith } from '../support/harbour.ts'
import { tryStack } from '../support/stack-trial.ts'
import { proxyTo } from '../support/tcp-proxy.ts'
import { startStep } from '../support/workflow-step.ts'

const socket = '/var/run/docker.sock'
const simple = `services:
  api:
    image: busybox:1
    init: true
    command: sh -c 'mkdir /www; echo hi > /www/index.html; httpd -f -p 80 -h /www'
    ports: ["80"]
    healthcheck: { test: wget -q -O- localhost, interval: 5s }
    x-smoke: [{ get: /index.html }]`

async function listenOn<Server extends net.Server>(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  return (server.address() as net.AddressInfo).port
}

describe('a host port that is taken', () => {
  const claiming = (port: number): string => `services:
  web:
    image: busybox:1
    command: sleep 60
    ports: ["${port}:80"]`

  test.concurrent('by a process is told with its name, and nothing is created', async () => {
    const server = net.createServer()
    const port = await listenOn(server)
    const { main, failures } = await tryStack({ compose: claiming(port) })
    server.close()
    expect(main.exitCode).toBe(3)
    const by = new RegExp(
      `^web can't have the host port ${port}: the process .+ \\(pid ${process.pid}\\) holds it$`,
    )
    expect(failures.map(({ what }) => what)).toEqual([expect.stringMatching(by)])
    expect(failures[0]?.where).toMatchObject({ file: 'compose.yaml', line: 5 })
    expect(main.log).not.toContain('Creating')
  })

  test.concurrent('by a container is told with its name', async () => {
    const free = net.createServer()
    const port = await listenOn(free)
    await new Promise((resolve) => free.close(resolve))
    const name = `holder-${port}`
    run('docker', [
      'run',
      '-d',
      '--init',
      '--name',
      name,
      '-p',
      `${port}:80`,
      'busybox:1',
      'sleep',
      '60',
    ])
    const { main, failures } = await tryStack({ compose: claiming(port) })
    run('docker', ['rm', '-f', name])
    expect(main.exitCode).toBe(3)
    expect(failures[0]?.what).toBe(
      `web can't have the host port ${port}: the container ${name} holds it`,
    )
  })
})

describe('an image that can not be pulled', () => {
  const refusing = http.createServer((request, response) => {
    response.writeHead(request.url === '/v2/' ? 200 : 403).end()
  })
  afterAll(() => {
    refusing.close()
  })

  test.concurrent('because it does not exist is named, with its line', async () => {
    const compose = `services:\n  web:\n    image: ${registry}/nobody/nothing:1`
    const { main, failures } = await tryStack({ compose })
    expect(main.exitCode).toBe(2)
    expect(failures).toMatchObject([
      {
        stage: 'build',
        what: `web: there is no image ${registry}/nobody/nothing:1`,
        where: { line: 3 },
      },
    ])
  })

  test.concurrent('because it is denied is named as such', async () => {
    const image = `localhost:${await listenOn(refusing)}/acme/private:1`
    const { main, failures } = await tryStack({
      compose: `services:\n  web: { image: "${image}" }`,
    })
    expect(main.exitCode).toBe(3)
    expect(failures).toMatchObject([
      { stage: 'build', what: `web: the image ${image} may not be pulled` },
    ])
  })
})

test.concurrent('an image that is not here is pulled beside the build, and its own healthcheck asked soon', async () => {
  const image = `${registry}/acme/healthy-${Date.now()}:1`
  const { directory } = workspaceWith({
    Dockerfile: 'FROM busybox:1\nHEALTHCHECK --interval=30s CMD ["true"]\nCMD ["sleep", "60"]\n',
  })
  run('docker', ['build', '--quiet', '--provenance=false', '--tag', image, '--push', directory])
  run('docker', ['rmi', '--force', image])
  const compose = `services:
  theirs: { image: "${image}", init: true }
  ours: { build: ., init: true }`
  const { main, stageMs } = await tryStack({
    compose,
    files: { Dockerfile: 'FROM busybox:1\nRUN sleep 1\nCMD ["sleep", "60"]\n' },
  })
  run('docker', ['rmi', '--force', image])
  expect(main.exitCode).toBe(0)
  expect(main.log).toContain('theirs: asked every 0.2s until then, not every 30s')
  expect(main.log).toMatch(/✓ theirs healthy after/)
  expect(main.log.indexOf(' pull --quiet')).toBeLessThan(main.log.indexOf('✓ build'))
  expect(stageMs('health')).toBeLessThan(25_000) // its own interval is 30 s
})

describe('an engine that is reached', () => {
  const inputs = { smoke: '' }

  test.concurrent('through a context, by its socket, is tried as any other', async () => {
    const config = mkdtempSync(path.join(tmpdir(), 'sea-trial-config-'))
    const env = { DOCKER_CONFIG: config }
    linkPlugins(config)
    run('env', [
      `DOCKER_CONFIG=${config}`,
      'docker',
      'context',
      'create',
      'elsewhere',
      '--docker',
      `host=unix://${socket}`,
    ])
    const { main } = await tryStack({
      compose: simple,
      inputs,
      env: { ...env, DOCKER_CONTEXT: 'elsewhere' },
    })
    expect(main.exitCode).toBe(0)
  })

  test.concurrent('by TCP has its endpoints on that host', async () => {
    const proxy = await proxyTo(socket)
    const env = { DOCKER_HOST: `tcp://127.0.0.1:${proxy.port}` }
    const { main } = await tryStack({ compose: simple, inputs, env })
    await proxy.cut()
    expect(main.exitCode).toBe(0)
    expect(JSON.parse(main.outputs['endpoints'] ?? '')).toMatchObject({
      api: [{ host: '127.0.0.1' }],
    })
  })

  test.concurrent('by SSH is tried as any other, and leaves no process behind', async () => {
    const bin = mkdtempSync(path.join(tmpdir(), 'sea-trial-ssh-'))
    const ssh = path.join(bin, 'ssh')
    writeFileSync(ssh, '#!/bin/sh\nexec env -u DOCKER_HOST docker system dial-stdio\n')
    chmodSync(ssh, 0o755)
    const env = { DOCKER_HOST: 'ssh://pilot@localhost', PATH: `${bin}:${process.env['PATH']}` }
    const { main } = await tryStack({ compose: simple, inputs, env })
    expect(main.log).toContain('✓ passed')
    expect(main.exitCode).toBe(0)
    expect(JSON.parse(main.outputs['endpoints'] ?? '')).toMatchObject({
      api: [{ host: 'localhost' }],
    })
  })

  test.concurrent('and lost while the stack comes up is told as such, with what is left', async () => {
    const proxy = await proxyTo(socket)
    const workspace = workspaceWith({
      'compose.yaml': `services:
  api:
    image: busybox:1
    init: true
    command: sleep 60
    healthcheck: { test: ["CMD", "false"], interval: 20s }`,
    })
    const step = startStep({
      workspace: workspace.directory,
      inputs: { smoke: 'none', push: 'false' },
      env: {
        GITHUB_SHA: workspace.sha,
        GITHUB_RUN_ID: workspace.runId,
        DOCKER_HOST: `tcp://127.0.0.1:${proxy.port}`,
      },
    })
    await step.said('✓ stack')
    await new Promise((resolve) => setTimeout(resolve, 1000))
    await proxy.cut()
    const main = await step.finished
    expect(main.exitCode).toBe(3)
    expect(main.log).toMatch(/the Docker Engine (?:does not answer|went away)/)
    expect(main.log).toContain('not removed')
    step.remove()
    const projects = leftovers(workspace.runId)
    expect(projects.length).toBeGreaterThan(0)
    const project = projects[0] ?? ''
    run('docker', ['compose', '-p', project, 'down', '-v', '-t', '0'])
  })
})

/** Compose is a plugin of the CLI, which looks for it beside its configuration. */
function linkPlugins(config: string): void {
  const own = path.join(
    process.env['DOCKER_CONFIG'] ?? path.join(homedir(), '.docker'),
    'cli-plugins',
  )
  if (existsSync(own)) symlinkSync(own, path.join(config, 'cli-plugins'))
}

test.concurrent('a stack of a hundred is followed by one stream of events and few looks at each container', async () => {
  const count = 100
  const one = 'image: "busybox:1", init: true, command: sleep 60'
  const names = Array.from({ length: count }, (_, index) => `s${index}`)
  const compose = `services:\n${names.map((name) => `  ${name}: { ${one} }`).join('\n')}`
  const proxy = await proxyTo(socket)
  const env = { DOCKER_HOST: `tcp://127.0.0.1:${proxy.port}` }
  const { main, stageMs } = await tryStack({ compose, env })
  await proxy.cut()
  expect(main.exitCode).toBe(0)
  expect(stageMs('health')).toBeGreaterThan(3000)
  // The CLI names a version of the API in each of its paths; we do not.
  const counted = (pattern: RegExp): number =>
    proxy.requests.filter((line) => pattern.test(line)).length
  expect(counted(/^GET \/events/)).toBe(1)
  expect(counted(/^POST \/containers\/\w+\/start/)).toBe(count)
  // As created, when started, and after the checks: three, however long it takes.
  expect(counted(/^GET \/containers\/\w+\/json/)).toBeLessThanOrEqual(3 * count)
  // All run one image, which is asked for once by us and once for its pull.
  expect(counted(/^GET \/images\/[^/]+\/json/)).toBeLessThanOrEqual(2)
})

describe('a stack', () => {
  test.concurrent('that is slow says at least every 15s who is waited for, and passes', async () => {
    const compose = `services:
  api:
    image: busybox:1
    init: true
    command: sh -c 'sleep 33; touch /up; sleep 60'
    healthcheck: { test: "test -e /up || { echo not yet; false; }", interval: 20s }`
    const { main } = await tryStack({ compose })
    expect(main.exitCode).toBe(0)
    const lines = main.log.match(
      /… \d+\.\ds: waiting for api \(its healthcheck fails with exit code 1: not yet\)/g,
    )
    const seconds = (lines ?? []).map((line) => Number(/\d+\.\d/.exec(line)?.[0]))
    expect(seconds.length).toBeGreaterThanOrEqual(2)
    const gaps = seconds.map((at, index) => at - (seconds[index - 1] ?? 0))
    expect(Math.max(...gaps)).toBeLessThan(18)
    expect(main.log).toMatch(/✓ api healthy after 3\d\.\ds/)
  })

  test.concurrent('waits no longer and no shorter where the clock on the wall jumps', async () => {
    const compose = `services:
  api:
    image: busybox:1
    init: true
    command: sh -c 'sleep 6; touch /up; sleep 60'
    healthcheck: { test: ["CMD", "test", "-e", "/up"], interval: 10s }`
    const jump = pathToFileURL(path.join(import.meta.dirname, '../support/jumping-date.js'))
    const env = { NODE_OPTIONS: `--import ${jump.href}` }
    const { main } = await tryStack({ compose, env, inputs: { 'wait-timeout': '1m' } })
    expect(main.log).toContain('the clock on the wall jumped by 1h')
    expect(main.log).toContain('the clock on the wall jumped by -1h')
    expect(main.exitCode).toBe(0)
    expect(main.log).toMatch(/✓ api healthy after (?:[6-9]|1\d)\.\ds/)
  })

  test.concurrent('does not wait for what takes no part', async () => {
    const provider = path.join(mkdtempSync(path.join(tmpdir(), 'sea-trial-provider-')), 'cloud')
    const said = '{"type":"info","message":"up"}\\n{"type":"setenv","message":"URL=here"}\\n'
    writeFileSync(provider, `#!/bin/sh\ncase "$*" in *up*) printf '${said}';; esac\n`)
    chmodSync(provider, 0o755)
    const compose = `services:
  api:
    image: busybox:1
    init: true
    command: sh -c 'test "$$CLOUD_URL" = here && sleep 60'
    depends_on:
      none: { condition: service_healthy, required: false }
      cloud: { condition: service_started }
  cloud: { provider: { type: ${provider} } }
  none: { image: "busybox:1", command: "false", scale: 0 }
  debug: { image: "busybox:1", command: "false", profiles: [debug] }`
    const { main } = await tryStack({ compose })
    expect(main.exitCode).toBe(0)
    expect(main.log).toContain('✓ api running for 3s')
    expect(main.log).toContain('cloud has no container')
  })

  test.concurrent('with a one-shot that ends well is ready when what follows it is', async () => {
    const compose = `services:
  seed: { image: "busybox:1", command: sh -c 'sleep 0.2', x-sea-trial: { one-shot: true } }
  migrate: { image: "busybox:1", command: sh -c 'sleep 0.5' }
  api:
    image: busybox:1
    init: true
    command: sleep 60
    healthcheck: { test: ["CMD", "true"] }
    depends_on: { migrate: { condition: service_completed_successfully } }`
    const { main } = await tryStack({ compose })
    expect(main.exitCode).toBe(0)
    const order = [...main.log.matchAll(/✓ (\w+) (?:done|healthy) after/g)].map(([, name]) => name)
    expect(order).toEqual(['seed', 'migrate', 'api'])
  })

  test.concurrent('whose service dies and recovers is ready, with a note', async () => {
    const compose = `services:
  api:
    image: busybox:1
    init: true
    restart: always
    command: sh -c 'if test -e /once; then sleep 60; fi; touch /once; exit 9'
    healthcheck: { test: ["CMD", "test", "-e", "/once"], interval: 1s }`
    const { main } = await tryStack({ compose })
    expect(main.exitCode).toBe(0)
    expect(main.summary).toContain('api recovered after it exited with code 9')
  })

  test.concurrent('whose service dies under the checks is red with its state', async () => {
    const compose = simple.replace('httpd -f -p 80 -h /www', 'httpd -p 80 -h /www; sleep 2; exit 6')
    const { main, failures } = await tryStack({
      compose: compose.replace('/index.html }]', '/nothing.html }]'),
      inputs: { smoke: '', 'smoke-timeout': '4s' },
    })
    expect(main.exitCode).toBe(1)
    expect(failures[0]?.what).toMatch(
      /^api (?:exited with exit code 6|turned unhealthy) during the checks/,
    )
  })
})
