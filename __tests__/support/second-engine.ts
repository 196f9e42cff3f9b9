// A throw-away engine beside the machine's own: empty, in a network namespace of its own, so that
// neither its bridge nor its packet filter can touch those of the first one.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, run } from './harbour.ts'

export interface SecondEngineOptions {
  readonly store: 'containerd' | 'classic'
  /** Ports of this machine's localhost that are to answer on the engine's localhost too. */
  readonly ports: readonly number[]
  /** Images of the machine's engine that this one starts with. */
  readonly images: readonly string[]
  /** For its daemon.json, beside what every one has. */
  readonly config?: Readonly<Record<string, unknown>>
  readonly flags?: readonly string[]
  /** A folder that is empty for it, as on a machine of its own. */
  readonly blindTo?: string
}

export interface SecondEngine {
  /** For the environment of what shall talk to it. */
  readonly env: Readonly<Record<string, string>>
  /** To be put before a program that shall reach the ports of its containers. */
  readonly within: readonly string[]
  readonly docker: (...argv: readonly string[]) => string
  /** As `systemctl restart docker`: its containers end with it. */
  readonly restart: () => Promise<void>
  /** The unix socket on which it answers. */
  readonly socket: string
  /** Lets its containers reach a unix socket, at this port of their gateway. */
  readonly offer: (socket: string, port: number) => Promise<void>
  /** As a machine that loses its power. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

const startDeadlineMs = 30_000

export async function startSecondEngine(options: SecondEngineOptions): Promise<SecondEngine> {
  const namespace = `sea-trial-${randomInt(1_000_000, 9_999_999)}`
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-engine-'))
  run('ip', ['netns', 'add', namespace])
  // Not `ip netns exec`: it mounts a fresh /sys, in which the engine finds no cgroups.
  const within = ['nsenter', `--net=/run/netns/${namespace}`]
  run('nsenter', [...within.slice(1), 'ip', 'link', 'set', 'lo', 'up'])
  const children: ChildProcess[] = []
  for (const port of options.ports) {
    const socket = path.join(folder, `${port}.sock`)
    children.push(await forward([], socket, String(port)))
    children.push(await forward(within, String(port), socket))
  }
  let dockerd = startDaemon(folder, options, within)
  const socket = `${folder}/docker.sock`
  const env = { DOCKER_HOST: `unix://${socket}` }
  const docker = (...argv: readonly string[]): string =>
    run('docker', ['--host', env.DOCKER_HOST, ...argv])
  const restart = async (): Promise<void> => {
    await ended(dockerd, 'SIGTERM')
    dockerd = startDaemon(folder, options, within)
    await answering(env.DOCKER_HOST, path.join(folder, 'log'))
  }
  const kill = (): Promise<void> => ended(dockerd, 'SIGKILL')
  const offer = async (offered: string, port: number): Promise<void> => {
    children.push(await forward(within, `0.0.0.0:${port}`, offered))
  }
  const stop = async (): Promise<void> => {
    await ended(dockerd, 'SIGTERM')
    for (const child of children) await ended(child, 'SIGKILL')
    run('ip', ['netns', 'delete', namespace])
    unmountBelow(folder)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answering(env.DOCKER_HOST, path.join(folder, 'log'))
    load(options.images, env.DOCKER_HOST)
  } catch (error) {
    await stop()
    throw error
  }
  return { env, within, docker, socket, offer, restart, kill, stop }
}

function startDaemon(
  folder: string,
  { store, config: more, flags = [], blindTo }: SecondEngineOptions,
  within: readonly string[],
): ChildProcess {
  const binaries = path.join(run(path.join(root, 'script/engine'), ['unpack']), 'usr')
  const config = path.join(folder, 'daemon.json')
  const features = { 'containerd-snapshotter': store === 'containerd' }
  writeFileSync(config, JSON.stringify({ features, ipv6: false, ...more }))
  mkdirSync(path.join(folder, 'exec'), { recursive: true })
  const log = openSync(path.join(folder, 'log'), 'a')
  const hidden = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs none "$0" && exec "$@"']
  const blind = blindTo === undefined ? [] : [...hidden, blindTo]
  const [program = '', ...first] = [...within, ...blind]
  const argv = [
    ...[...first, 'dockerd', '--config-file', config, '--host', `unix://${folder}/docker.sock`],
    ...['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`],
    ...flags,
    ...['--pidfile', `${folder}/pid`, '--init-path', `${binaries}/bin/docker-init`],
  ]
  const PATH = `${binaries}/sbin:${binaries}/bin:${process.env['PATH']}`
  return spawn(program, argv, { env: { ...process.env, PATH }, stdio: ['ignore', log, log] })
}

async function forward(within: readonly string[], from: string, to: string): Promise<ChildProcess> {
  const script = path.join(import.meta.dirname, 'forward.js')
  const [program = '', ...argv] = [...within, process.execPath, script, from, to]
  const child = spawn(program, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', () => reject(new Error(`nothing forwards ${from} to ${to}`)))
  })
  return child
}

async function answering(host: string, log: string): Promise<void> {
  for (const until = Date.now() + startDeadlineMs; ; await sleep(100)) {
    try {
      run('docker', ['--host', host, 'version', '--format', '{{.Server.Version}}'])
      return
    } catch (cause) {
      // Not up yet; when it never comes up, its own log says why.
      if (Date.now() > until) throw new Error(readFileSync(log, 'utf8').slice(-2000), { cause })
    }
  }
}

function load(images: readonly string[], host: string): void {
  if (images.length === 0) return
  const maxBuffer = 1024 * 1024 * 1024
  const archive = execFileSync('docker', ['save', ...images], { maxBuffer })
  execFileSync('docker', ['--host', host, 'load', '--quiet'], { input: archive, stdio: 'pipe' })
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

/** What a stopped engine left mounted would keep its folder. */
function unmountBelow(folder: string): void {
  const mounted = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((mount) => mount.startsWith(`${folder}/`))
  for (const mount of mounted.reverse()) run('umount', ['--lazy', mount])
}
