// Reads everything that the plan needs and changes nothing: git, the event, the Compose model, the engine.

import { parseStack, type Stack } from '../compose/model.ts'
import { type Failure, TrialError } from '../errors.ts'
import type { GitFacts } from '../event/commit.ts'
import { type Reading, readEvent } from '../event/event.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Locate } from '../smoke/checks.ts'
import type { World } from '../world.ts'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly payload: unknown
  readonly git: GitFacts | undefined
  /** A folder of this run alone, removed at its end. */
  readonly folder: string
  /** Tells this run's things from those of every other run. */
  readonly runId: string
}

export interface Observation extends Reading {
  readonly stack: Stack
  readonly files: readonly string[]
  /** Where a part of the model stands in the user's files. */
  readonly locate: Locate
  readonly engine: { readonly version: string; readonly containerdStore: boolean }
}

/** `docker compose config` reads files only; one that hangs reads something that it should not. */
const configTimeoutMs = 60_000

const composeNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']

export async function observe(
  inputs: Inputs,
  around: Surroundings,
  world: World,
): Promise<Observation> {
  const reading = readEvent(around.env, around.payload, around.git)
  const files = await findFiles(inputs, around, world)
  const [stack, engine] = await Promise.all([
    resolveStack(inputs, files, world),
    world.engine.version(),
  ])
  return { ...reading, stack, files, engine, locate: () => undefined }
}

async function findFiles(
  inputs: Inputs,
  { env }: Surroundings,
  { files }: World,
): Promise<readonly string[]> {
  const named = inputs.files ?? split(env['COMPOSE_FILE'], env['COMPOSE_PATH_SEPARATOR'])
  if (named.length > 0) return named
  for (const name of composeNames) {
    if (!(await files.exists(name))) continue
    const override = name.replace(/\.(ya?ml)$/, '.override.$1')
    return (await files.exists(override)) ? [name, override] : [name]
  }
  throw new TrialError({
    stage: 'inputs',
    class: 'input',
    what: `no Compose file in ${inputs.workdir}`,
    why: `looked for ${composeNames.join(', ')}`,
    fix: 'add one, or name yours with the input files (or set workdir)',
  })
}

function split(value: string | undefined, separator = ':'): readonly string[] {
  return value ? value.split(separator).filter((part) => part !== '') : []
}

async function resolveStack(
  inputs: Inputs,
  files: readonly string[],
  world: World,
): Promise<Stack> {
  const outcome = await world.runner.run(
    {
      program: 'docker',
      argv: [
        'compose',
        ...files.flatMap((file) => ['--file', file]),
        ...inputs.profiles.flatMap((profile) => ['--profile', profile]),
        ...inputs.envFiles.flatMap((file) => ['--env-file', file]),
        'config',
      ],
    },
    { signal: world.signal, timeoutMs: configTimeoutMs },
  )
  if (outcome.exitCode === 0) return parseStack(outcome.stdout)
  throw new TrialError(configFailure(outcome.stderr, files))
}

function configFailure(stderr: string, files: readonly string[]): Failure {
  const said = stderr.trim().split('\n').at(-1) ?? ''
  const line = /line (\d+)/.exec(said)?.[1]
  const [file = 'compose.yaml'] = files
  return {
    stage: 'inputs',
    class: 'input',
    what: `Compose can't read the stack: ${said}`,
    fix: 'mend the file there; `docker compose config` says the same',
    where: { file, ...(line !== undefined && { line: Number(line) }) },
  }
}
