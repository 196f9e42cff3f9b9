// How the images of a stack are built: Compose's words, the inputs over them, and the builder.
import type { BuildSecret } from '../compose/build.ts'
import type { BuildFiles } from '../compose/builds.ts'
import type { Failure, Place, Problem } from '../errors.ts'
import type { CacheRights } from '../event/cache-rights.ts'
import type { Facts } from '../event/event.ts'
import type { Selection } from '../fan-out/selection.ts'
import type { PlannedImage } from '../images/plan.ts'
import { parseCacheEntries } from '../inputs/entries.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { LockFile } from '../mounts/keys.ts'
import { type MountsPlan, planMounts } from '../mounts/plan.ts'
import { variable } from '../text/variable.ts'
import type { ImagePlan } from './bake.ts'
import {
  type BuilderChoice,
  type BuilderFacts,
  type BuilderQuestion,
  checkBuilder,
  chooseBuilder,
} from './builder.ts'
import { type CachePlan, planCache } from './caching.ts'
import { checkClassic } from './classic.ts'
import { commitTime, withCommitTime } from './commit-time.ts'
import { hasIndex, lastById } from './given.ts'
import { type KnownSecret, knownSecrets, leakingArguments } from './leaks.ts'
import { checkOverrides } from './overrides.ts'
import { planSpread, type SpreadPlan } from './spread.ts'
import { traceVariables } from './trace.ts'

export interface BuildPlan {
  readonly images: readonly ImagePlan[]
  /** Built on the way only: the images of other shares from which some of these start. */
  readonly bases: readonly ImagePlan[]
  readonly builder: BuilderChoice
  /** Over the nodes of the builder. */
  readonly spread: SpreadPlan
  readonly cache: CachePlan
  readonly mounts: MountsPlan
  /** What names an image: the digest of its manifest, or of its configuration on the classic store. */
  readonly store: 'containerd' | 'classic'
  readonly workdir: string
  /** As bake takes them: `target.key=value`. */
  readonly overrides: readonly string[]
  /** Commit time in seconds: an unchanged tree gives the same bytes. */
  readonly sourceDateEpoch: number
  readonly metadataFile: string
  readonly timeoutMs: number
  readonly secrets: SecretPlan
  /** Variables that say whether the builder writes down a trace of the solve. */
  readonly trace: Readonly<Record<string, string>>
}

export interface SecretPlan {
  /** Variables of the build's process that hold secrets. */
  readonly env: Readonly<Record<string, string>>
  /** Written before the build into the folder of the run; for what no variable can hold. */
  readonly files: readonly { readonly path: string; readonly content: string }[]
  /** Everything that no line of the build may show. */
  readonly values: readonly string[]
  /** What no image may tell. */
  readonly known: readonly KnownSecret[]
}

export interface BuildQuestion {
  readonly inputs: Inputs
  readonly builds: Selection<PlannedImage>
  readonly facts: Facts
  /** Absent where the engine does not answer, which is a problem of its own. */
  readonly engine?: { readonly containerdStore: boolean; readonly platform?: string }
  readonly builders: BuilderFacts
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly runId: string
  readonly now: Date
  readonly stackName: string
  readonly rights: CacheRights
  readonly pushes: boolean
  readonly dockerfiles: BuildFiles['dockerfiles']
  readonly locks: ReadonlyMap<string, readonly LockFile[]>
  readonly locate: (path: readonly string[]) => Place | undefined
}

export interface PlannedBuild {
  readonly plan: BuildPlan
  readonly problems: readonly Failure[]
}

/** A build that takes longer is not slow but stuck; jobs end at six hours. */
const buildTimeoutMs = 3 * 3600_000
/** Linux holds 128 KiB in one variable. */
const longestVariable = 64 * 1024

export function planBuild(question: BuildQuestion): PlannedBuild {
  const { inputs, facts, engine, env, folder } = question
  const given = planSecrets(inputs, folder)
  const { builds } = question
  const sourceDateEpoch = commitTime(env, facts)
  const complete = (image: PlannedImage): ImagePlan => {
    const build = withCommitTime(image.build, question.dockerfiles, sourceDateEpoch)
    return { ...image, build: withSecrets(build, given.secrets) }
  }
  const [images, bases] = [builds.images.map(complete), builds.bases.map(complete)]
  const store = engine?.containerdStore === false ? 'classic' : 'containerd'
  const cache = planCache({
    inputs,
    rights: question.rights,
    env,
    now: question.now,
    stack: question.stackName,
    sha: facts.sha,
    pushes: question.pushes,
    images: builds.images.map((image) => ({ ...image, ...image.build })),
    suffix: builds.cacheSuffix,
  })
  const exchanges = [...cache.images.values()].some(({ from, to }) => from.length + to.length > 0)
  const asked: BuilderQuestion = {
    exchange: exchanges ? 'cache' : 'none',
    runId: question.runId,
    ...(inputs.builder !== undefined && { asked: inputs.builder }),
    builders: question.builders,
    env,
    store,
  }
  const all = [...images, ...bases]
  const known = knownSecrets(inputs, all, env)
  const plan: BuildPlan = {
    images,
    bases,
    ...builderOf(asked, { ...question, images }),
    cache,
    mounts: planMounts({
      ...{ ...question, images, stack: question.stackName },
      asked: inputs.cacheMounts,
    }),
    store,
    workdir: inputs.workdir,
    overrides: builds.overrides.map(({ target, key, operator, value }) =>
      [target, '.', key, operator, value].join(''),
    ),
    sourceDateEpoch,
    metadataFile: `${folder}/build.json`,
    timeoutMs: buildTimeoutMs,
    secrets: { ...given.plan, known, values: [...given.values, ...valuesFrom(all, env)] },
    trace: traceVariables(env),
  }
  const problems = [
    ...checkSecretEnvs(inputs, env),
    ...checkBuilder(asked),
    ...checkOverrides(
      builds.overrides,
      all.map(({ target }) => target),
    ),
    ...checkAnnotations(images),
    ...checkComposedCache(images),
    ...(store === 'classic' ? checkClassic(images) : []),
  ]
  const leaks = leakingArguments(images, inputs, known, question.locate)
  return { plan, problems: [...problems.map(asInput), ...leaks] }
}

function builderOf(
  asked: BuilderQuestion,
  question: Omit<BuildQuestion, 'builds'> & { readonly images: readonly ImagePlan[] },
): Pick<BuildPlan, 'builder' | 'spread'> {
  const builder = chooseBuilder(asked)
  const { inputs, builders, images, runId, engine } = question
  const spread = planSpread({
    ...{ builder: builder.name, builders, images, runId, platform: engine?.platform },
    ...{ isOverridden: inputs.set.length > 0, keepsMounts: inputs.cacheMounts },
  })
  return { builder, spread }
}

function asInput(problem: Problem): Failure {
  return { stage: 'inputs', class: 'input', ...problem }
}

function withSecrets(build: ImagePlan['build'], given: readonly BuildSecret[]): ImagePlan['build'] {
  return { ...build, secrets: lastById([...build.secrets, ...given], ({ id }) => id) }
}

function planSecrets(inputs: Inputs, folder: string) {
  const secrets: BuildSecret[] = []
  const env: Record<string, string> = {}
  const files: { path: string; content: string }[] = []
  for (const [id, value] of inputs.secrets) {
    const name = `SEA_TRIAL_SECRET_${secrets.length}`
    if (value.length > longestVariable) {
      const path = `${folder}/secrets/${secrets.length}`
      files.push({ path, content: value })
      secrets.push({ id, file: path })
    } else {
      env[name] = value
      secrets.push({ id, environment: name })
    }
  }
  for (const [id, file] of inputs.secretFiles) secrets.push({ id, file })
  for (const [id, environment] of inputs.secretEnvs) secrets.push({ id, environment })
  return { secrets, plan: { env, files }, values: [...inputs.secrets.values()] }
}

function valuesFrom(images: readonly ImagePlan[], env: BuildQuestion['env']): readonly string[] {
  const names = images.flatMap(({ build }) => build.secrets.map(({ environment }) => environment))
  return [...new Set(names)].flatMap((name) => (name && variable(env, name)) || [])
}

function checkSecretEnvs({ secretEnvs }: Inputs, env: BuildQuestion['env']): readonly Problem[] {
  return [...secretEnvs]
    .filter(([, name]) => variable(env, name) === undefined)
    .map(([id, name]) => ({
      code: 'ST-SECRETS',
      what: `input secret-envs: ${name}, which should hold the secret ${id}, is not set`,
      fix: `set ${name} in the env of the step`,
    }))
}

function checkAnnotations(images: readonly ImagePlan[]): readonly Problem[] {
  return images.flatMap(({ target, build, annotations }) => {
    const index = [...annotations.keys()].find((key) => /^(?:[^:]*,)?index[-,:]/.test(key))
    if (index === undefined || hasIndex(build)) return []
    const what = `input annotations: ${index} is for an index, and ${target} is a single manifest`
    return [{ code: 'ST-INPUT', what, fix: 'write manifest: instead, or build several platforms' }]
  })
}

/** The inputs are read with the same rule. */
function checkComposedCache(images: readonly ImagePlan[]): readonly Problem[] {
  return images.flatMap(({ target, build }) =>
    [...build.cacheFrom, ...build.cacheTo].flatMap((entry) => {
      const parsed = parseCacheEntries(entry)
      if (parsed.kind === 'ok') return []
      const { what, fix, code = 'ST-INPUT' } = parsed
      return { code, what: `${target}: ${what}`, fix }
    }),
  )
}
