// Puts the real world together for the entries.
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { GitFacts } from '../event/commit.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { secretsOf } from '../inputs/secrets.ts'
import type { Credentials } from '../publish/credentials.ts'
import type { Surroundings } from '../stages/observe.ts'
import type { Engine, Log, Store, World } from '../world/world.ts'
import { systemClock } from './clock.ts'
import { DockerConfig } from './docker-config.ts'
import { DockerEngine } from './engine.ts'
import { addressOf } from './engine-address.ts'
import { EngineConnection } from './engine-connection.ts'
import { diskOf } from './engine-disk.ts'
import { EngineInside } from './engine-inside.ts'
import { EngineUploads } from './engine-uploads.ts'
import { diskFiles } from './files.ts'
import { type GitPlace, readGit, readRelease } from './git.ts'
import { httpBy } from './http.ts'
import { ImageMemory } from './image-memory.ts'
import { EngineLeftStacks } from './left-stacks.ts'
import { ownersAs } from './owners.ts'
import { matchInTime } from './patterns.ts'
import { markOf, systemProcesses } from './processes.ts'
import { findProgram, toolEnvironment } from './programs.ts'
import { HttpRegistry } from './registry.ts'
import { ProcessRunner } from './runner.ts'
import { sigstore } from './sigstore.ts'
import { socketsBy } from './sockets.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What tells a run from every other one, and where it keeps what it must not leave behind. */
export interface RunIdentity {
  readonly runId: string
  readonly folder: string
}

export interface WorldOptions {
  readonly env: Environment
  readonly inputs: Inputs
  readonly logins: ReadonlyMap<string, Credentials>
  readonly identity: RunIdentity
  readonly store: Store
  readonly log: Log
  readonly signal: AbortSignal
}

/** Bytes of the random part that tells a run from every other one. */
const runIdBytes = 4

export function nameRun(env: Environment, folderRoot: string): RunIdentity {
  const random = Buffer.from(crypto.getRandomValues(new Uint8Array(runIdBytes))).toString('hex')
  const run = [env['GITHUB_RUN_ID'], env['GITHUB_RUN_ATTEMPT'], random]
  const runId = run.filter((part) => part !== undefined && /^\w+$/.test(part)).join('-')
  return { runId, folder: runFolder(runId, folderRoot) }
}

/** It is there as long as the run goes on. */
export function runFolder(runId: string, root: string): string {
  return path.join(root, `sea-trial-${runId}`)
}

export function makeWorld(options: WorldOptions): World {
  const { env, inputs, logins, identity, store, log, signal } = options
  const { workdir } = inputs
  const children = childEnvironment(env)
  const untrusted = untrustedFolders(env, workdir)
  const config = dockerConfig({ env, inputs, logins, identity })
  const address = addressOf(children, untrusted)
  const images = new ImageMemory()
  const engine = new DockerEngine(address, { signal, images })
  const passwords = [...logins.values()].map(({ password }) => password)
  const secrets = [...secretsOf(inputs, env), ...passwords]
  const inside = new EngineInside(address, { secrets, images })
  return {
    runner: new ProcessRunner({
      env: { ...children, ...config.environment(), ...markOf(identity.runId) },
      cwd: workdir,
      untrusted,
      onStart: ({ program, argv }) => {
        if (typeof program === 'string') log.command(`${program} ${argv.join(' ')}`)
        // A check of the user's may hold what it was given by another check, a token say.
        else log.debug(`$ ${program.own} ${argv.join(' ')}`)
      },
    }),
    engine,
    inside,
    files: diskFiles(workdir, env['GITHUB_WORKSPACE'] ?? process.cwd()),
    http: httpBy(inside.relays.dial),
    sockets: socketsBy(inside.relays.dial),
    matchPattern: matchInTime,
    registry: new HttpRegistry({
      credentialsFor: (registry) => config.credentialsFor(registry),
      isPlain: (registry) => isPlain(registry, engine),
    }),
    uploads: new EngineUploads(address, (registry) => config.credentialsFor(registry)),
    sigstore,
    processes: systemProcesses,
    owners: ownersAs(process.getuid?.(), address),
    engineDisk: diskOf(address),
    left: new EngineLeftStacks(new EngineConnection(address, { signal })),
    clock: systemClock,
    store,
    random: () => Math.random(),
    log,
    trace: { buildSteps: () => {} }, // whoever keeps the record of a run listens
    signal,
    async prepare() {
      await mkdir(identity.folder, { recursive: true, mode: 0o700 })
      await config.prepare()
    },
  }
}

export function dockerConfig({
  env,
  inputs,
  logins,
  identity,
}: Pick<WorldOptions, 'env' | 'inputs' | 'logins' | 'identity'>): DockerConfig {
  return new DockerConfig({
    env: childEnvironment(env),
    untrusted: untrustedFolders(env, inputs.workdir),
    folder: path.join(identity.folder, 'docker'),
    logins,
  })
}

/** What programs that we start may see: our inputs hold credentials that none of them needs. */
function childEnvironment(env: Environment): Environment {
  const ours = /^(INPUT|STATE|SEA_TRIAL)_/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)))
}

function untrustedFolders(env: Environment, workdir: string): readonly string[] {
  return [workdir, env['GITHUB_WORKSPACE']]
    .filter((folder) => folder !== undefined && folder !== '/')
    .filter((folder) => folder !== undefined)
}

/** Docker itself speaks plain HTTP to this machine, and to what its daemon.json names. */
async function isPlain(registry: string, engine: Engine): Promise<boolean> {
  if (/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(registry)) return true
  return (await engine.version()).insecureRegistries.includes(registry)
}

export async function readSurroundings(
  env: Environment,
  inputs: Inputs,
  { runId, folder }: RunIdentity,
  payload: unknown,
): Promise<Surroundings> {
  const untrusted = untrustedFolders(env, inputs.workdir)
  const program = findProgram('git', env['PATH'] ?? '', untrusted)
  const place = {
    workdir: inputs.workdir,
    env: toolEnvironment(childEnvironment(env), untrusted),
  }
  // A folder that is not there has no git; that it is not there, the plan will say.
  const readable = program !== undefined && (await isFolder(inputs.workdir))
  const found = readable ? await readGit({ program, ...place }) : undefined
  const git = await withRelease(found, inputs, { program: program ?? 'git', ...place })
  const releases = git?.allTags
  // What GitHub sets where a run is repeated with debug logging, or ACTIONS_STEP_DEBUG is set.
  const logs = env['RUNNER_DEBUG'] === '1' ? { logs: 'live' as const } : {}
  const now = new Date()
  return { env, payload, git, folder, runId, now, ...(releases && { releases }), ...logs }
}

async function withRelease(
  git: GitFacts | undefined,
  { release }: Inputs,
  place: GitPlace,
): Promise<GitFacts | undefined> {
  if (git === undefined || release === undefined) return git
  return { ...git, release: await readRelease(place, release) }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined) // not there, or not to be seen
  return found?.isDirectory() === true
}
