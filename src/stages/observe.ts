// Reads everything that the plan needs and changes nothing: the event, git, the Compose files and
// what Compose makes of them, the engine.
import { type BuilderFacts, parseBuilders } from '../build/builder.ts'
import { explainComposeError } from '../compose/errors.ts'
import { parseStack, type Stack } from '../compose/model.ts'
import { locateNearest, type Path, type Reference, referencedFiles } from '../compose/places.ts'
import { readSources, type Source, type SourceText } from '../compose/sources.ts'
import { type Failure, messageOf, type Place, TrialError } from '../errors.ts'
import type { GitFacts } from '../event/commit.ts'
import { type Reading, readEvent } from '../event/event.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { World } from '../world.ts'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly payload: unknown
  readonly git: GitFacts | undefined
  /** The tags of the repository, where all of them are known. */
  readonly releases?: readonly string[]
  /** A folder of this run alone, removed at its end. */
  readonly folder: string
  /** Tells this run's things from those of every other run. */
  readonly runId: string
  readonly now: Date
}

export interface Observation extends Reading {
  readonly stack: Stack
  /** The Compose files as given to the CLI. */
  readonly files: readonly string[]
  readonly sources: readonly Source[]
  /** Where a part of the model stands in the user's files. */
  readonly locate: (path: Path) => Place | undefined
  readonly engine: { readonly version: string; readonly containerdStore: boolean }
  readonly builders: BuilderFacts
}

/** `docker compose config` reads files only; one that hangs reads something that it should not. */
const configTimeoutMs = 60_000
/** A chain of includes that is longer is a loop of generated files, not a project. */
const maxFiles = 200

const composeNames = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']

export async function observe(
  inputs: Inputs,
  around: Surroundings,
  world: World,
): Promise<Observation> {
  const reading = readEvent(around.env, around.payload, around.git)
  const files = await findFiles(inputs, around, world)
  const sources = await readAllSources(files, world)
  refuseRemote(sources, reading.facts.fork)
  const [stack, engine, builders] = await Promise.all([
    resolveStack(inputs, files, sources, world),
    world.engine.version(),
    findBuilders(world),
  ])
  const locate = (path: Path): Place | undefined => locateNearest(sources, path)
  return { ...reading, stack, files, sources, locate, engine, builders }
}

/** Every builder is asked whether it lives; one that does not answer must not hold up the rest. */
const buildersTimeoutMs = 20_000

async function findBuilders({ runner, signal }: World): Promise<BuilderFacts> {
  const command = { program: 'docker', argv: ['buildx', 'ls', '--format', 'json'] } as const
  const outcome = await runner.run(command, { signal, timeoutMs: buildersTimeoutMs })
  return outcome.exitCode === 0 ? parseBuilders(outcome.stdout) : {}
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
  throw inputError({
    what: `no Compose file in ${files.shown('.') || '.'}`,
    why: `looked for ${composeNames.join(', ')}`,
    fix: 'add one, or name yours with the input files (or set workdir)',
  })
}

function split(value: string | undefined, separator = ':'): readonly string[] {
  return value ? value.split(separator).filter((part) => part !== '') : []
}

/** The named files and all that they include or extend; the CLI sees none before all are sound. */
async function readAllSources(
  names: readonly string[],
  { files }: World,
): Promise<readonly Source[]> {
  const texts: SourceText[] = []
  let next: readonly (Pick<Reference, 'path'> & Partial<Reference>)[] = names.map((name) => ({
    path: files.shown(name),
  }))
  const seen = new Set<string>()
  for (;;) {
    for (const { path, reachedBy, folder, where } of next) {
      seen.add(path)
      const text = await files.read(files.absolute(path)).catch((error: unknown) => {
        throw inputError({
          what: `the Compose file ${path} can't be read`,
          why: messageOf(error),
          fix: reachedBy ? `correct the ${reachedBy} that names it` : 'correct the input files',
          ...(where && { where }),
        })
      })
      texts.push({ path, text, ...(reachedBy && { reachedBy }), ...(folder && { folder }) })
    }
    const { sources, problems } = readSources(texts)
    if (problems.length > 0) throw new TrialError(problems)
    next = referencedFiles(sources).filter(({ path, remote }) => !remote && !seen.has(path))
    if (next.length === 0 || texts.length > maxFiles) return sources
  }
}

/** What a fork names is fetched and read beside our credentials; older Compose let it overwrite files. */
function refuseRemote(sources: readonly Source[], fork: boolean): void {
  if (!fork) return
  const failures = referencedFiles(sources)
    .filter(({ remote }) => remote)
    .map(
      ({ path, where, reachedBy }): Failure => ({
        stage: 'inputs',
        class: 'input',
        what: `${reachedBy} ${path} is fetched from elsewhere, which a fork may not ask for`,
        fix: 'copy the file into the repository',
        where,
      }),
    )
  if (failures.length > 0) throw new TrialError(failures)
}

async function resolveStack(
  inputs: Inputs,
  files: readonly string[],
  sources: readonly Source[],
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
        ...inputs.services,
      ],
    },
    { signal: world.signal, timeoutMs: configTimeoutMs },
  )
  if (outcome.exitCode === 0) return parseStack(outcome.stdout)
  throw new TrialError(explainComposeError(outcome.stderr, sources))
}

function inputError(problem: Omit<Failure, 'stage' | 'class'>): TrialError {
  return new TrialError({ stage: 'inputs', class: 'input', ...problem })
}
