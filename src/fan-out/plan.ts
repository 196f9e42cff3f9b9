// Whether a run does all by itself, builds its share for others, or tries what others have built.
import path from 'node:path'
import type { Failure, Problem } from '../errors.ts'
import type { Facts } from '../event/event.ts'
import type { Decision } from '../event/policy.ts'
import type { PlannedImage } from '../images/plan.ts'
import type { BakeOverride, Inputs } from '../inputs/inputs.ts'
import { nearestWord, quoted } from '../inputs/values.ts'
import type { Pushing } from '../publish/berths.ts'
import { groupBy } from '../text/group-by.ts'
import { namelessFailures } from './failures.ts'
import { type FoundHandOver, judgeHandOvers } from './judge.ts'
import { type Part, type PartsQuestion, partsOfShares, wholeParts, wholeShare } from './parts.ts'
import { type Selection, selectShare } from './selection.ts'
import { leastShares, planShares, type Share } from './shares.ts'
import { narrowTaken, type TakeOverPlan, takeFromFiles, takeFromRegistry } from './take-over.ts'

export interface FanOutPlan {
  readonly shares: readonly Share[]
  readonly duty: Duty
  /** Where images may have waited at a registry: removed when all has passed. */
  readonly candidates: readonly Part[]
}

export type Duty = { readonly kind: 'all' } | HandOverPlan | TakeOverPlan

/** Builds, starts nothing, and leaves what was built where another job finds it. */
export interface HandOverPlan {
  readonly kind: 'hand-over'
  readonly share: string
  readonly parts: readonly Part[]
  /** `registry`: under candidate tags; `skip`: as archives in the folder. */
  readonly publish: Pushing | { readonly kind: 'skip'; readonly reason: string }
  /** For the document, and for archives. */
  readonly folder: string
  readonly source: Pick<Facts, 'sha' | 'runId' | 'job'>
  readonly machine?: string
}

export interface FanOutQuestion {
  readonly inputs: Inputs
  readonly images: readonly PlannedImage[]
  readonly facts: Facts
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a trial of this event pushes. */
  readonly push: Decision<'push' | 'skip'>
  readonly engine?: { readonly containerdStore: boolean; readonly platform: string }
  readonly found: readonly FoundHandOver[]
  /** The folder that holds the stack. */
  readonly root: string
}

/** What is built here, or would be: the parts of a plan that are about a build take this. */
export interface PlannedFanOut {
  readonly plan: FanOutPlan
  readonly builds: Selection<PlannedImage>
  readonly problems: readonly Failure[]
}

/** A gigabyte over a slow line, with all retries. */
const budgetMs = 30 * 60_000
const ownFolder = 'sea-trial-hand-over'
const mostShown = 20

export function planFanOut(question: FanOutQuestion): PlannedFanOut {
  const { inputs, images } = question
  const shares = planShares(images, inputs.shares)
  const whole = { images, bases: [], overrides: inputs.set, cacheSuffix: '' }
  const problems = [...checkShares(question), ...checkSet(inputs)]
  if (inputs.mode === 'build') return handOverOf(question, shares, problems)
  if (inputs.handOvers === undefined || inputs.mode !== 'trial') {
    return { plan: { shares, duty: { kind: 'all' }, candidates: [] }, builds: whole, problems }
  }
  const { plan: duty, problems: found } = takeOverOf(question, shares, inputs.handOvers)
  const builds = { ...whole, images: images.map((image) => narrowTaken(image, duty)) }
  const candidates = candidatesOf(question, shares, duty)
  return { plan: { shares, duty, candidates }, builds, problems: [...problems, ...found] }
}

function checkShares({ inputs, images }: FanOutQuestion): readonly Failure[] {
  const least = leastShares(images)
  if (inputs.shares >= least || !['plan', 'build'].includes(inputs.mode)) return []
  const what = `input shares: ${inputs.shares} are fewer than the kinds of machines (${least})`
  const why = 'each platform is built on a machine of its own'
  return [inputFailure({ code: 'ST-INPUT', what, why, fix: `write at least ${least}` })]
}

/** Platforms are what a stack is divided by. */
function checkSet({ mode, handOvers, set }: Inputs): readonly Failure[] {
  if (mode !== 'build' && handOvers === undefined) return []
  return set
    .filter(({ key }) => /^platforms?$/.test(key))
    .map(({ target, key }: BakeOverride) =>
      inputFailure({
        code: 'ST-CONTRADICTION',
        what: `input set: ${target}.${key} would change what the shares are divided by`,
        fix: 'use the input platforms, or build.platforms in the Compose file',
      }),
    )
}

function handOverOf(
  question: FanOutQuestion,
  shares: readonly Share[],
  earlier: readonly Failure[],
): PlannedFanOut {
  const { inputs, images, facts, env } = question
  const { share, handOver, set } = inputs
  const chosen = shares.find(({ name }) => name === share)
  const about = partsQuestion(question, shares)
  const parts = chosen
    ? partsOfShares(about).filter((part) => part.share === chosen.name)
    : wholeParts(about)
  const machine = env['RUNNER_NAME']
  const folder = handOver.kind === 'folder' ? handOver.path : ownFolder
  const duty: HandOverPlan = {
    kind: 'hand-over',
    share: chosen?.name ?? wholeShare,
    parts,
    publish: placeOf(question, parts),
    folder: path.isAbsolute(folder) ? folder : path.join(inputs.workdir, folder),
    source: facts,
    ...(machine !== undefined && { machine }),
  }
  const whole = { images, bases: [], overrides: set, cacheSuffix: '' }
  const problems = [
    ...earlier,
    ...(share !== undefined && chosen === undefined ? [unknownShare(share, shares)] : []),
    ...(handOver.kind === 'registry' ? namelessFailures(parts) : []),
  ]
  const builds = chosen ? selectShare(chosen, images, set) : whole
  return { plan: { shares, duty, candidates: [] }, builds, problems }
}

function unknownShare(name: string, shares: readonly Share[]): Failure {
  const names = shares.map((share) => share.name)
  const near = nearestWord(name, names)
  const shown =
    names.length > mostShown ? `${names.slice(0, mostShown).join(', ')}, …` : names.join(', ')
  return inputFailure({
    code: 'ST-INPUT',
    what: `input share: this plan has no share ${quoted(name)}`,
    fix: `write ${near ?? `one of ${shown}`}, and give mode: plan and mode: build the same inputs`,
  })
}

function partsQuestion(
  { images, facts, inputs, root }: FanOutQuestion,
  shares: readonly Share[],
): PartsQuestion {
  const run = facts.runId ?? 'local'
  return { images, shares, facts, overrides: inputs.set, root, run }
}

/** By default where the run may write: a candidate in a registry is no image for anyone else. */
function placeOf(
  { inputs, images, push }: FanOutQuestion,
  parts: readonly Part[],
): HandOverPlan['publish'] {
  const { handOver } = inputs
  if (handOver.kind === 'folder') return { kind: 'skip', reason: 'hand-over names a folder' }
  if (handOver.kind === 'auto' && push.kind === 'skip') return { kind: 'skip', reason: push.reason }
  if (handOver.kind === 'auto' && parts.some(({ repository }) => repository === undefined)) {
    return { kind: 'skip', reason: 'no registry is named' }
  }
  const targets = new Set(parts.map(({ target }) => target))
  return {
    kind: 'push',
    reason: handOver.kind === 'registry' ? 'hand-over is registry' : push.reason,
    images: images
      .filter(({ target }) => targets.has(target))
      .map(({ target, repositories }) => ({
        target,
        repositories: repositories.slice(0, 1),
        tags: [],
      })),
    budgetMs,
    order: 'forward',
    stagingTag: '',
  }
}

/** Those of all ways to build, since both may have been gone. The other shards of checks need them yet. */
function candidatesOf(
  question: FanOutQuestion,
  shares: readonly Share[],
  { images }: TakeOverPlan,
): readonly Part[] {
  const sources = images.flatMap(({ ways }) => ways.flat(2).map(({ from }) => from.kind))
  // Who hands over files alone may have no right even to look.
  if (question.inputs.smokeShard !== undefined || !sources.includes('registry')) return []
  const about = partsQuestion(question, shares)
  return [...partsOfShares(about), ...wholeParts(about)]
}

function takeOverOf(
  question: FanOutQuestion,
  shares: readonly Share[],
  from: NonNullable<Inputs['handOvers']>,
) {
  const { facts, found } = question
  const about = partsQuestion(question, shares)
  const byPlatform = groupBy(partsOfShares(about), ({ target }) => target)
  const ways = wholeParts(about).map((whole) => {
    const parts = byPlatform.get(whole.target) ?? []
    return parts.length > 1 ? [parts, [whole]] : [parts]
  })
  if (from.kind === 'registry') {
    return takeFromRegistry({ ...question, where: 'the registry' }, ways)
  }
  const folder = from.path
  const { handed, problems } = judgeHandOvers({ ways, facts, found, folder })
  const planned = takeFromFiles({ ...question, where: folder }, handed)
  return problems.length > 0 ? { ...planned, problems } : planned
}

function inputFailure(problem: Problem): Failure {
  return { stage: 'inputs', class: 'input', ...problem }
}
