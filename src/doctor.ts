// Is everything here that a trial needs? One finding for each thing, with what to do where it lacks.
import { judgeRelease, parseRelease } from './compose/release.ts'
import { messageOf, TrialError } from './errors.ts'
import type { Command, World } from './world/world.ts'

export interface Finding {
  readonly verdict: 'ready' | 'lacking'
  readonly what: string
  readonly fix?: string
}

export interface DoctorWorld extends Pick<World, 'runner' | 'engine' | 'registry' | 'signal'> {
  /** Undefined where the folder is not on this machine. */
  freeBytes(folder: string): Promise<number | undefined>
  /** The user whose login is known for a registry. */
  userAt(registry: string): Promise<string | undefined>
}

const timeoutMs = 20_000
const gigabyte = 1e9
/** A base image and a build of it; with less, the first `npm install` fills the disk. */
const leastFree = 5 * gigabyte

export function examine(
  registry: string | undefined,
  world: DoctorWorld,
): Promise<readonly Finding[]> {
  return Promise.all([
    tool(world, docker('--version'), 'docker CLI', 'install the docker CLI'),
    engine(world),
    tool(world, docker('buildx', 'version'), 'buildx', 'install the buildx plugin of Docker'),
    compose(world),
    tool(world, { program: 'git', argv: ['--version'] }, 'git', 'install git'),
    disk(world),
    ...(registry === undefined ? [] : [login(registry, world)]),
  ])
}

export function renderFinding({ verdict, what, fix }: Finding): string {
  const line = `${verdict === 'ready' ? '✓' : '✗'} ${what}`
  return fix === undefined ? line : `${line}; ${fix}`
}

function docker(...argv: readonly string[]): Command {
  return { program: 'docker', argv }
}

const ready = (what: string): Finding => ({ verdict: 'ready', what })
const lacking = (what: string, fix: string): Finding => ({ verdict: 'lacking', what, fix })

/** What it prints, in one line; undefined where it is not there. */
async function ask({ runner, signal }: DoctorWorld, command: Command): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await runner.run(command, { signal, timeoutMs })
    return exitCode === 0 ? stdout.trim() : undefined
  } catch (error) {
    if (error instanceof TrialError) return undefined // it was not found
    throw error
  }
}

async function tool(
  world: DoctorWorld,
  command: Command,
  name: string,
  fix: string,
): Promise<Finding> {
  const said = await ask(world, command)
  if (said === undefined) return lacking(`${name} does not answer`, fix)
  const version = /\d+\.\d+[\w.+-]*/.exec(said)?.[0] ?? said
  return ready(`${name} ${version}`)
}

async function engine(world: DoctorWorld): Promise<Finding> {
  try {
    const { version, containerdStore } = await world.engine.version()
    if (containerdStore) return ready(`Docker Engine ${version}, containerd image store`)
    return lacking(
      `Docker Engine ${version} keeps its images in the classic store`,
      'set {"features":{"containerd-snapshotter":true}} in daemon.json',
    )
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    const [failure] = error.failures
    return lacking(`${failure?.what}: ${failure?.why}`, failure?.fix ?? 'start Docker')
  }
}

async function compose(world: DoctorWorld): Promise<Finding> {
  const said = await ask(world, docker('compose', 'version', '--short'))
  const fix = 'install the Compose plugin of Docker, 2.36.0 or newer'
  if (said === undefined) return lacking('Compose does not answer', fix)
  const [tooOld] = judgeRelease(parseRelease(said), [])
  return tooOld ? lacking(`${tooOld.what}: ${tooOld.why}`, fix) : ready(`Compose ${said}`)
}

async function disk(world: DoctorWorld): Promise<Finding> {
  const folder = await ask(world, docker('info', '--format', '{{.DockerRootDir}}'))
  const free = folder ? await world.freeBytes(folder) : undefined
  if (free === undefined)
    return ready('the disk of the engine is not on this machine, so not measured')
  const told = `${(free / gigabyte).toFixed(1)} GB free in ${folder}`
  if (free >= leastFree) return ready(told)
  return lacking(
    told,
    'free space (docker system df tells, docker builder prune removes old cache)',
  )
}

async function login(registry: string, world: DoctorWorld): Promise<Finding> {
  const fix = `run docker login ${registry}, or set username and password`
  try {
    const answer = await world.registry.manifest(`${registry}/sea-trial`, 'doctor', world.signal)
    if (answer.kind === 'unreachable')
      return lacking(
        `${registry} is not reached: ${answer.reason}`,
        'check its name and the network',
      )
    const user = await world.userAt(registry)
    if (user !== undefined) return ready(`${registry} with a login as ${user}`)
    if (answer.kind !== 'refused') return ready(`${registry}, which asks for no login`)
    return lacking(`${registry} asks for a login: ${answer.refusal.message}`, fix)
  } catch (error) {
    return lacking(`${registry} is not reached: ${messageOf(error)}`, fix)
  }
}
