// Puts the real world together for the entries.
import { mkdir } from 'node:fs/promises'
import type { Inputs } from '../inputs/inputs.ts'
import type { Surroundings } from '../stages/observe.ts'
import type { Log, Store, World } from '../world.ts'
import { systemClock } from './clock.ts'
import { addressOf, DockerEngine } from './engine.ts'
import { diskFiles } from './files.ts'
import { readGit } from './git.ts'
import { nodeHttp } from './http.ts'
import { findProgram, ProcessRunner } from './runner.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Bytes of the random part that tells a run from every other one. */
const runIdBytes = 4

/** What programs that we start may see: our inputs hold credentials that none of them needs. */
function childEnvironment(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(INPUT|STATE)_/.test(name)))
}

export interface WorldParts {
  readonly env: Environment
  readonly workdir: string
  readonly log: Log
  readonly signal: AbortSignal
  readonly store: Store
}

export function makeWorld({ env, workdir, log, signal, store }: WorldParts): World {
  const shownFrom = env['GITHUB_WORKSPACE'] ?? process.cwd()
  return {
    runner: new ProcessRunner({
      env: childEnvironment(env),
      cwd: workdir,
      untrusted: untrustedFolders(env, workdir),
      onStart: ({ program, argv }) => log.debug(`$ ${program} ${argv.join(' ')}`),
    }),
    engine: new DockerEngine(addressOf(env['DOCKER_HOST'])),
    files: diskFiles(workdir, shownFrom),
    http: nodeHttp,
    clock: systemClock,
    store,
    log,
    signal,
  }
}

function untrustedFolders(env: Environment, workdir: string): readonly string[] {
  return [workdir, env['GITHUB_WORKSPACE']]
    .filter((folder) => folder !== undefined && folder !== '/')
    .filter((folder) => folder !== undefined)
}

export async function readSurroundings(
  env: Environment,
  inputs: Inputs,
  folderRoot: string,
  payload: unknown,
): Promise<Surroundings> {
  const random = Buffer.from(crypto.getRandomValues(new Uint8Array(runIdBytes))).toString('hex')
  const run = [env['GITHUB_RUN_ID'], env['GITHUB_RUN_ATTEMPT'], random]
  const runId = run.filter((part) => part !== undefined && /^\w+$/.test(part)).join('-')
  const folder = `${folderRoot}/sea-trial-${runId}`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const program = findProgram('git', env['PATH'] ?? '', untrustedFolders(env, inputs.workdir))
  const git = program
    ? await readGit({ program, workdir: inputs.workdir, env: childEnvironment(env) })
    : undefined
  const releases = git?.allTags
  return { env, payload, git, folder, runId, now: new Date(), ...(releases && { releases }) }
}
