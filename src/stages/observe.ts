// Reads everything that the plan needs and changes nothing: the event, git, the Compose files and
// what Compose makes of them, the engine. What can't be read is a problem among others.
import type { BuilderFacts } from '../build/builder.ts'
import { type BuildFiles, judgeBuilds } from '../compose/builds.ts'
import { locateCheck } from '../compose/check-places.ts'
import { type Draft, draftStack } from '../compose/draft.ts'
import { explainComposeError } from '../compose/errors.ts'
import { parseStack, type Stack } from '../compose/model.ts'
import { type Path, referencedFiles } from '../compose/places.ts'
import { type ComposeRelease, judgeRelease, parseRelease } from '../compose/release.ts'
import type { Source } from '../compose/sources.ts'
import { type Failure, type Place, TrialError } from '../errors.ts'
import type { GitFacts } from '../event/commit.ts'
import { type Facts, readEvent } from '../event/event.ts'
import type { FoundHandOver } from '../fan-out/judge.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { LintFiles } from '../lint/built.ts'
import { hostPaths } from '../lint/policy.ts'
import type { LockFile } from '../mounts/keys.ts'
import type { SmokeText } from '../smoke/checks-source.ts'
import type { LeftStack } from '../world/left-stacks.ts'
import type { EngineVersion, Outcome, World } from '../world/world.ts'
import { lookAtBuilds, lookAtLocks, lookAtPractices } from './build-files.ts'
import { findBuilders } from './builders.ts'
import { type ComposeFiles, readComposeFiles, refuseForFork } from './compose-files.ts'
import { findHandOvers } from './hand-over-files.ts'
import { readSmoke } from './smoke-text.ts'

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
  /** Asked for beside the inputs, by who runs it: what is tried is the same. */
  readonly logs?: 'live'
}

export interface Observation {
  readonly facts: Facts
  readonly stack: Stack
  /** A drafted stack comes with problems, and is good for finding more. */
  readonly model: 'resolved' | 'drafted'
  /** Whether all services are known. */
  readonly extent: Draft['extent']
  /** The Compose files as given to the CLI. */
  readonly files: readonly string[]
  readonly sources: readonly Source[]
  /** Where a part of the model stands in the user's files. */
  readonly locate: (path: Path) => Place | undefined
  /** Absent where the engine does not answer. */
  readonly engine?: Pick<EngineVersion, 'version' | 'containerdStore' | 'platform'>
  /** What the input `smoke` names or holds. */
  readonly smoke?: SmokeText
  readonly builders: BuilderFacts
  /** Stacks of earlier runs, and of others that go on. */
  readonly left: readonly LeftStack[]
  readonly dockerfiles: BuildFiles['dockerfiles']
  readonly lintFiles: LintFiles
  readonly locks: ReadonlyMap<string, readonly LockFile[]>
  /** What the paths of this machine that the stack names really are. */
  readonly realPaths: ReadonlyMap<string, string>
  /** What other jobs have built. */
  readonly handOvers: readonly FoundHandOver[]
  readonly problems: readonly Failure[]
}

/** `docker compose config` reads files only; one that hangs reads something that it should not. */
const configTimeoutMs = 60_000

export async function observe(
  inputs: Inputs,
  around: Surroundings,
  world: World,
): Promise<Observation> {
  const { facts, problems } = readEvent(around.env, around.payload, around.git)
  const [seen, engine, smoke, builders, left, handOvers] = await Promise.all([
    seeStack(inputs, around, facts, world),
    attempt(world.engine.version()),
    attempt(readSmoke(inputs, world.files)),
    findBuilders(world),
    attempt(world.left.list()),
    findHandOvers(inputs, world.files),
  ])
  const { problems: found, ...stack } = seen
  return {
    facts,
    ...stack,
    builders,
    // An engine that does not answer is told already.
    left: left.kind === 'done' ? left.value : [],
    handOvers,
    realPaths: await realPaths([workspaceOf(inputs, around), ...hostPaths(stack.stack)], world),
    locate: (path) => locateCheck(stack.sources, path),
    ...(engine.kind === 'done' && { engine: engine.value }),
    ...(smoke.kind === 'done' && smoke.value && { smoke: smoke.value }),
    problems: [
      ...(engine.kind === 'failed' ? engine.problems : []),
      ...problems.map((problem): Failure => ({ stage: 'inputs', class: 'input', ...problem })),
      ...found,
      ...(smoke.kind === 'failed' ? smoke.problems : []),
    ],
  }
}

/** The folder of which a stack may see everything. */
export function workspaceOf({ workdir }: Inputs, { env, git }: Surroundings): string {
  return env['GITHUB_WORKSPACE'] || (git?.root ?? workdir)
}

async function realPaths(
  paths: readonly string[],
  { files }: World,
): Promise<ReadonlyMap<string, string>> {
  const found = paths.map(async (path) => [path, await files.real(path)] as const)
  return new Map(await Promise.all(found))
}

type StackSeen = Pick<
  Observation,
  | 'stack'
  | 'model'
  | 'extent'
  | 'files'
  | 'sources'
  | 'dockerfiles'
  | 'lintFiles'
  | 'locks'
  | 'problems'
>

async function seeStack(
  inputs: Inputs,
  { env }: Surroundings,
  { fork }: Facts,
  world: World,
): Promise<StackSeen> {
  const read = await readComposeFiles(inputs, { env, fork }, world.files)
  const { sources, files } = read
  const early = [...read.problems, ...(fork ? refuseForFork(sources) : [])]
  const resolved = early.length > 0 ? failed<Stack>(early) : await resolveStack(inputs, read, world)
  // A file that can't be read may hold any part of the stack.
  const draft = draftStack(read.problems.length > 0 ? [] : sources)
  const stack = resolved.kind === 'done' ? resolved.value : draft.stack
  const buildFiles = await lookAtBuilds(stack, world.files)
  const builds = judgeBuilds(
    stack,
    buildFiles,
    (path) => world.files.shown(world.files.absolute(path)) || '.',
    sources,
  )
  return {
    stack,
    ...(resolved.kind === 'done'
      ? { model: 'resolved', extent: 'all' }
      : { model: 'drafted', extent: read.problems.length > 0 ? 'some' : draft.extent }),
    files,
    sources,
    dockerfiles: buildFiles.dockerfiles,
    lintFiles: await lookAtPractices(stack, world.files),
    locks: inputs.cacheMounts ? await lookAtLocks(stack, world.files) : new Map(),
    problems: [...(resolved.kind === 'failed' ? resolved.problems : []), ...builds],
  }
}

type Asked = Pick<World, 'runner' | 'signal'>

/** What Compose makes of the files; a release that is not up to them never sees them. */
export async function resolveStack(
  inputs: Inputs,
  { files, sources }: ComposeFiles,
  world: Asked,
): Promise<Attempt<Stack>> {
  const references = referencedFiles(sources)
  const release = attempt(composeRelease(world))
  if (references.some(({ remote }) => remote)) {
    const compose = await release
    const early =
      compose.kind === 'done' ? judgeRelease(compose.value, references) : compose.problems
    if (early.length > 0) return failed(early)
  }
  const [outcome, compose] = await Promise.all([
    attempt(composeConfig(inputs, files, world)),
    release,
  ])
  if (outcome.kind === 'failed') return outcome
  const old = compose.kind === 'done' ? judgeRelease(compose.value, references) : []
  const { exitCode, stdout, stderr, timedOut } = outcome.value
  if (timedOut) return failed([...old, stuck])
  if (exitCode !== 0) return failed([...old, explainComposeError(stderr, sources)])
  return old.length > 0 ? failed(old) : { kind: 'done', value: parseStack(stdout) }
}

const stuck: Failure = {
  stage: 'plan',
  class: 'infrastructure',
  code: 'ST-COMPOSE-SILENT',
  what: `docker compose config did not end within ${configTimeoutMs / 1000}s`,
  why: 'it only reads files, so one of them is a pipe or lies on a disk that does not answer',
  fix: 'look at the env files and at what the Compose files include and extend',
}

async function composeRelease(world: Asked): Promise<ComposeRelease | undefined> {
  const outcome = await world.runner.run(
    { program: 'docker', argv: ['compose', 'version', '--short'] },
    { signal: world.signal, timeoutMs: configTimeoutMs },
  )
  // Without Compose, `config` fails too and says so.
  return outcome.exitCode === 0 ? parseRelease(outcome.stdout) : undefined
}

function composeConfig(inputs: Inputs, files: readonly string[], world: Asked): Promise<Outcome> {
  const argv = [
    'compose',
    ...files.flatMap((file) => ['--file', file]),
    ...inputs.profiles.flatMap((profile) => ['--profile', profile]),
    ...inputs.envFiles.flatMap((file) => ['--env-file', file]),
    'config',
    ...inputs.services,
  ]
  return world.runner.run(
    { program: 'docker', argv },
    { signal: world.signal, timeoutMs: configTimeoutMs },
  )
}

export type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly problems: readonly Failure[] }

function failed<T>(problems: readonly Failure[]): Attempt<T> {
  return { kind: 'failed', problems }
}

/** An expected failure becomes a problem that can be told with others. */
async function attempt<T>(work: Promise<T>): Promise<Attempt<T>> {
  try {
    return { kind: 'done', value: await work }
  } catch (error) {
    if (error instanceof TrialError) return failed(error.failures)
    throw error
  }
}
