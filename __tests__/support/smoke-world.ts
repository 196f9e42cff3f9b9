// A stack of real servers on this machine, checked by the real client; only its containers are told.

import http from 'node:http'
import net from 'node:net'
import { type Failure, TrialError } from '../../src/errors.ts'
import { systemClock } from '../../src/io/clock.ts'
import { sameDisk } from '../../src/io/engine-disk.ts'
import { diskFiles } from '../../src/io/files.ts'
import { httpBy } from '../../src/io/http.ts'
import { noStore } from '../../src/io/no-store.ts'
import { noOwners } from '../../src/io/owners.ts'
import { matchInTime } from '../../src/io/patterns.ts'
import { ProcessRunner } from '../../src/io/runner.ts'
import { socketsBy } from '../../src/io/sockets.ts'
import { parseChecks } from '../../src/smoke/checks.ts'
import { type CheckResult, type SmokePlan, smoke } from '../../src/stages/smoke.ts'
import type { Inside } from '../../src/world/inside.ts'
import type { ContainerState, Engine, World } from '../../src/world/world.ts'

const refuse = (name: string) => () => {
  throw new Error(`nobody was told of ${name}`)
}

/** Where this machine has a way to everything, no other is needed. */
export const noRelay = async (): Promise<never> => refuse('dial')()

const refusingRegistry: World['registry'] = {
  manifest: refuse('manifest'),
  putManifest: refuse('putManifest'),
  deleteManifest: refuse('deleteManifest'),
  blob: refuse('blob'),
  putBlob: refuse('putBlob'),
  copyBlob: refuse('copyBlob'),
  digest: refuse('digest'),
  referrers: refuse('referrers'),
  tryUpload: refuse('tryUpload'),
  abandonUploads: refuse('abandonUploads'),
}

export function stateOf(hostPort: number, over: Partial<ContainerState> = {}): ContainerState {
  return {
    id: 'api-1',
    name: 'st-api-1',
    service: 'api',
    replica: 1,
    status: 'running',
    probes: [],
    exitCode: 0,
    oomKilled: false,
    restarts: 0,
    startedAt: '2026-01-01T00:00:00Z',
    error: '',
    image: 'sha256:1',
    ports: [{ target: 80, protocol: 'tcp', hostIp: '127.0.0.1', hostPort }],
    memoryLimit: 0,
    ...over,
  }
}

export interface Sea {
  readonly port: number
  /** Checks as `x-smoke` of the service `api`. */
  readonly checks: readonly unknown[]
  readonly timeoutMs?: number
  readonly host?: string
  /** What the engine tells while the checks run. */
  readonly changes?: () => AsyncIterable<readonly ContainerState[]>
}

export interface Sailed {
  readonly failures: readonly Failure[]
  readonly results: readonly CheckResult[]
  readonly tookMs: number
}

export async function sail({
  port,
  checks,
  timeoutMs = 5000,
  host = 'localhost',
  changes,
}: Sea): Promise<Sailed> {
  const parsed = parseChecks(checks, 'api', ['services', 'api', 'x-smoke'], () => undefined)
  if (parsed.problems.length > 0) throw new TrialError(parsed.problems)
  const results: CheckResult[] = []
  const state = stateOf(port)
  const world = worldOf(host, state, changes)
  const startedAt = performance.now()
  const stack = { project: 'st', images: [], states: [state], probes: new Map(), notes: [] }
  const failures = await smoke(planOf(parsed.checks, timeoutMs), stack, world, (result) => {
    results.push(result)
  }).then(
    () => [],
    (error: unknown) => {
      if (error instanceof TrialError) return error.failures
      throw error
    },
  )
  return { failures, results, tookMs: performance.now() - startedAt }
}

function planOf(checks: SmokePlan['checks'], timeoutMs: number): SmokePlan {
  return {
    checks,
    share: 'all of them',
    timeoutMs,
    parallel: 16,
    services: [{ service: 'api', ports: [{ target: 80, protocol: 'tcp' }] }],
    variables: {},
    stack: {
      project: 'st',
      workdir: '/tmp',
      files: [],
      profiles: [],
      envFiles: [],
      overrideFile: '/dev/null',
      scale: new Map(),
      labels: {},
      own: { networks: [], volumes: [] },
      services: ['api'],
      oneOffs: [],
      quickProbes: { kind: 'as-written' },
      imageUsers: [],
      fixedPorts: [],
      timeoutMs: 1000,
    },
  }
}

async function* silence(): AsyncIterable<readonly ContainerState[]> {}

function worldOf(host: string, state: ContainerState, changes: Sea['changes']): World {
  const engine: Engine = {
    host,
    follow: changes ?? silence,
    containers: async () => [state],
    version: refuse('version'),
    image: refuse('image'),
    healthcheckOf: refuse('healthcheckOf'),
    layers: refuse('layers'),
    portHolders: refuse('portHolders'),
    start: refuse('start'),
    tailOf: refuse('tailOf'),
    tag: refuse('tag'),
    removeProject: refuse('removeProject'),
    removeImageTag: refuse('removeImageTag'),
  }
  const inside: Inside = {
    bridge: 'reached',
    exec: refuse('exec'),
    logs: async () => ['a line of its log'],
    saveLog: async () => {},
    followLines: async () => undefined,
    followLog: () => ({ finish: async () => {}, stop: async () => {} }),
    image: refuse('image'),
    contents: refuse('contents'),
    network: refuse('network'),
    leaveNetworks: async () => {},
    file: refuse('file'),
  }
  const quiet = (): void => {}
  return {
    engine,
    registry: refusingRegistry,
    uploads: { push: refuse('push') },
    store: noStore,
    processes: { end: refuse('end') },
    owners: noOwners,
    engineDisk: sameDisk,
    left: { list: async () => [], imageNames: async () => [] },
    random: () => 0,
    prepare: async () => {},
    inside,
    files: diskFiles('/tmp'),
    http: httpBy(noRelay),
    sockets: socketsBy(noRelay),
    sigstore: { sign: refuse('sign'), verify: refuse('verify') },
    matchPattern: matchInTime,
    runner: new ProcessRunner({ env: process.env, cwd: '/tmp', untrusted: [] }),
    clock: systemClock,
    trace: { buildSteps: quiet },
    log: {
      group: quiet,
      endGroup: quiet,
      info: quiet,
      foreign: quiet,
      command: () => {},
      debug: quiet,
      warning: quiet,
      failures: quiet,
      progress: quiet,
    },
    signal: new AbortController().signal,
  }
}

const opened: (http.Server | net.Server)[] = []

/** A server until the end of the test; `where` is a port or a host. */
export function serve(
  handler: http.RequestListener | ((socket: net.Socket) => void),
  kind: 'http' | 'raw' = 'http',
  where: { readonly port?: number; readonly host?: string } = {},
): Promise<number> {
  const server =
    kind === 'raw'
      ? net.createServer(handler as (socket: net.Socket) => void)
      : http.createServer(handler as http.RequestListener)
  opened.push(server)
  return listen(server, where)
}

export function listen(
  server: net.Server,
  { port = 0, host = '127.0.0.1' }: { readonly port?: number; readonly host?: string } = {},
): Promise<number> {
  opened.push(server)
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

export function closeAll(): void {
  for (const server of opened.splice(0)) {
    if (server instanceof http.Server) server.closeAllConnections()
    server.close()
  }
}
