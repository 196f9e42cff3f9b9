// Reads everything that the plan needs and changes nothing: the event, git, the Compose files and
// what Compose makes of them, the engine. What can't be read is a problem among others.
import type { BuilderFacts } from '../build/builder.ts'
import { type BuildFiles, judgeBuilds } from '../compose/builds.ts'
import { locateCheck } from '../compose/check-places.ts'
import { type Draft, draftStack } from '../compose/draft.ts'
import { hostPaths } from '../compose/host-mounts.ts'
import type { Stack } from '../compose/model.ts'
import type { Path } from '../compose/places.ts'
import type { Source } from '../compose/sources.ts'
import type { Failure, Place } from '../errors.ts'
import type { GitFacts } from '../event/commit.ts'
import { type Facts, readEvent } from '../event/event.ts'
import type { FoundHandOver } from '../fan-out/judge.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { LintFiles } from '../lint/built.ts'
import type { LockFile } from '../mounts/keys.ts'
import type { ShardFile } from '../shards/join.ts'
import { shardFiles } from '../shards/shard-report.ts'
import type { SmokeText } from '../smoke/checks-source.ts'
import type { LeftStack } from '../world/left-stacks.ts'
import type { EngineVersion, World } from '../world/world.ts'
import { attempt, failed } from './attempt.ts'
import { lookAtBuilds, lookAtLocks, lookAtPractices } from './build-files.ts'
import { findBuilders } from './builders.ts'
import { type ResolvedStack, resolveStack } from './compose-config.ts'
import { type ComposeFiles, readComposeFiles, refuseForFork } from './compose-files.ts'
import { lookThroughEngine } from './engine-sight.ts'
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
  /** What is on this machine, an engine elsewhere does not see. */
  readonly enginePlace: 'here' | 'elsewhere'
  /** What Compose prints of the stack; '' of a drafted one. */
  readonly modelText: string
  readonly composeVersion?: string
  /** What the input `smoke` names or holds. */
  readonly smoke?: SmokeText
  /** What other jobs have left of their shards. */
  readonly shards: readonly ShardFile[]
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
    findBuilders(inputs, around, world),
    attempt(world.left.list()),
    findHandOvers(inputs, world.files),
  ])
  const { problems: found, ...stack } = seen
  const unseen =
    engine.kind === 'done' && seen.model === 'resolved'
      ? await lookThroughEngine(inputs, seen, world)
      : []
  return {
    facts,
    ...stack,
    builders,
    shards: await readShards(inputs, world),
    // An engine that does not answer is told already.
    left: left.kind === 'done' ? left.value : [],
    handOvers,
    realPaths: await realPaths([workspaceOf(inputs, around), ...hostPaths(stack.stack)], world),
    locate: (path) => locateCheck(stack.sources, path),
    ...(engine.kind === 'done' && { engine: engine.value }),
    enginePlace: isHere(world.engine.host) ? 'here' : 'elsewhere',
    ...(smoke.kind === 'done' && smoke.value && { smoke: smoke.value }),
    problems: [
      ...(engine.kind === 'failed' ? engine.problems : []),
      ...problems.map((problem): Failure => ({ stage: 'inputs', class: 'input', ...problem })),
      ...found,
      ...unseen,
      ...(smoke.kind === 'failed' ? smoke.problems : []),
    ],
  }
}

/** The folder of which a stack may see everything. */
export function workspaceOf({ workdir }: Inputs, { env, git }: Surroundings): string {
  return env['GITHUB_WORKSPACE'] || (git?.root ?? workdir)
}

async function readShards(
  { smokeShards }: Inputs,
  { files }: World,
): Promise<readonly ShardFile[]> {
  if (smokeShards === undefined) return []
  const found = await files.find(smokeShards, shardFiles)
  return Promise.all(
    found.map(async (name) => {
      const path = `${smokeShards}/${name}`
      // What can't be read is told like what can't be understood.
      return { path: files.shown(path), text: await files.read(path).catch(() => '') }
    }),
  )
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
  | 'modelText'
  | 'composeVersion'
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
  const resolved =
    early.length > 0 ? failed<ResolvedStack>(early) : await resolveStack(inputs, read, world)
  const seen: Pick<StackSeen, 'stack' | 'modelText' | 'composeVersion' | 'model' | 'extent'> =
    resolved.kind === 'done'
      ? { ...resolved.value, model: 'resolved', extent: 'all' }
      : drafted(read)
  const { stack } = seen
  const buildFiles = await lookAtBuilds(stack, world.files)
  const builds = judgeBuilds(
    stack,
    buildFiles,
    (path) => world.files.shown(world.files.absolute(path)) || '.',
    sources,
  )
  return {
    ...seen,
    files,
    sources,
    dockerfiles: buildFiles.dockerfiles,
    lintFiles: await lookAtPractices(stack, world.files),
    locks: inputs.cacheMounts ? await lookAtLocks(stack, world.files) : new Map(),
    problems: [...(resolved.kind === 'failed' ? resolved.problems : []), ...builds],
  }
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1'
}

/** A file that can't be read may hold any part of the stack. */
function drafted({
  problems,
  sources,
}: ComposeFiles): Pick<StackSeen, 'stack' | 'modelText' | 'model' | 'extent'> {
  const all = problems.length === 0
  const { stack, extent } = draftStack(all ? sources : [])
  return { stack, modelText: '', model: 'drafted', extent: all ? extent : 'some' }
}
