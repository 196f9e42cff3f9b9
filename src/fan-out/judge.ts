// Whether what was handed over is what the plan asks for: every image once, built as it is planned here.
import type { Failure } from '../errors.ts'
import type { Facts } from '../event/event.ts'
import { quoted } from '../inputs/values.ts'
import { type HandedImage, type HandOver, parseHandOver } from './document.ts'
import { handOverFailure, missingFailures } from './failures.ts'
import { type Part, partName } from './parts.ts'
import { isSamePlatform } from './platforms.ts'

/** A file that a job may have written. */
export interface FoundHandOver {
  readonly path: string
  readonly text: string
}

export interface Handed {
  readonly part: Part
  readonly image: HandedImage
  readonly by: HandOver
  /** Of the document, beside which archives lie. */
  readonly path: string
}

export interface JudgeQuestion {
  /** For each image the ways in which it may come: as a whole, or by platform. */
  readonly ways: readonly (readonly (readonly Part[])[])[]
  readonly facts: Pick<Facts, 'sha' | 'runId'>
  readonly found: readonly FoundHandOver[]
  /** As the user gave it. */
  readonly folder: string
}

export interface Judged {
  /** One way for each image. */
  readonly handed: readonly (readonly Handed[])[]
  readonly problems: readonly Failure[]
}

interface Document {
  readonly path: string
  readonly by: HandOver
}

export function judgeHandOvers(question: JudgeQuestion): Judged {
  const { found, ways } = question
  const read = found.map(({ path, text }) => ({ path, by: parseHandOver(text) }))
  const unreadable = read
    .filter(({ by }) => by === undefined)
    .map(({ path }) => unreadableFile(path))
  const documents = read.flatMap(({ path, by }) => (by === undefined ? [] : [{ path, by }]))
  const strangers = documents.flatMap((document) => judgeOrigin(document, question))
  if (unreadable.length + strangers.length > 0) {
    return { handed: [], problems: [...unreadable, ...strangers] }
  }
  const entries = documents.flatMap(({ path, by }) =>
    by.images.map((image): Entry => ({ path, by, image })),
  )
  const chosen = ways.map((ofImage) => chooseWay(ofImage, entries))
  const known = new Set(chosen.flatMap(({ entries: used }) => used))
  const problems = [
    ...missingFailures(
      chosen.flatMap(({ missing }) => missing),
      question.folder,
    ),
    ...chosen.flatMap(({ problems: bad }) => bad),
    ...entries.filter((entry) => !known.has(entry)).map(foreign),
  ]
  return { handed: problems.length > 0 ? [] : chosen.map(({ handed }) => handed), problems }
}

function judgeOrigin({ path, by }: Document, { facts }: JudgeQuestion): readonly Failure[] {
  const { commit, run, share } = by
  if (facts.runId !== undefined && run !== null && run !== facts.runId) {
    return [
      handOverFailure({
        what: `${path}: the share ${share} was handed over by the workflow run ${run}, and this is ${facts.runId}`,
        fix: 'download the artifacts of this run alone',
      }),
    ]
  }
  if (facts.sha === undefined || commit === null || commit === facts.sha) return []
  return [
    handOverFailure({
      what: `${path}: the share ${share} was built from the commit ${commit}, and this is a trial of ${facts.sha}`,
      fix: 'check out the same commit in every job',
    }),
  ]
}

interface Entry extends Document {
  readonly image: HandedImage
}

interface Way {
  readonly entries: readonly Entry[]
  readonly handed: readonly Handed[]
  readonly missing: readonly Part[]
  readonly problems: readonly Failure[]
}

/** The one that is there; the first where none is, so that it is told what lacks. */
function chooseWay(ways: readonly (readonly Part[])[], entries: readonly Entry[]): Way {
  const tried = ways.map((parts) => parts.map((part) => ({ part, own: entriesOf(part, entries) })))
  const way = tried.find((parts) => parts.some(({ own }) => own.length > 0)) ?? tried[0] ?? []
  return {
    entries: way.flatMap(({ own }) => own),
    missing: way.filter(({ own }) => own.length === 0).map(({ part }) => part),
    handed: way.flatMap(({ part, own }) => own.map((entry) => ({ part, ...entry }))),
    problems: way.flatMap(({ part, own }) => [...twice(part, own), ...otherwise(part, own)]),
  }
}

function entriesOf({ target, platform }: Part, entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ image }) => {
    if (image.image !== target) return false
    if (platform === undefined || image.platform === null)
      return (platform ?? null) === image.platform
    return isSamePlatform(image.platform, platform)
  })
}

function twice(part: Part, own: readonly Entry[]): readonly Failure[] {
  if (own.length < 2) return []
  const whose = own.map(({ by, path }) => `the share ${by.share} in ${path}`).join(', ')
  return [
    handOverFailure({
      what: `${partName(part)} was handed over ${own.length} times: by ${whose}`,
      fix: 'build each share in one job, and download each artifact once',
    }),
  ]
}

function otherwise(part: Part, own: readonly Entry[]): readonly Failure[] {
  return own
    .filter(({ image: { plan, at } }) => {
      const elsewhere = at.kind === 'registry' && at.repository !== part.repository
      return plan !== part.plan || elsewhere
    })
    .map(({ by: { share }, path }) =>
      handOverFailure({
        what: `${path}: the share ${share} has built ${partName(part)} by another plan than this trial's`,
        fix: 'give mode: build and mode: trial the same inputs and the same checkout',
      }),
    )
}

function foreign({ path, by: { share }, image }: Entry): Failure {
  const name = image.platform === null ? image.image : `${image.image} for ${image.platform}`
  return handOverFailure({
    what: `${path}: the share ${share} hands over ${quoted(name)}, which this plan does not build`,
    fix: 'download the artifacts of the shares of this stack alone, and give all jobs the same inputs',
  })
}

function unreadableFile(path: string): Failure {
  return handOverFailure({
    what: `${path} is not what mode: build writes`,
    fix: 'hand on the files as they are, and use the same version of Sea Trial in all jobs',
  })
}
