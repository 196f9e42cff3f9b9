// What an image is made of: its base and how old that is, its sizes, and what made its largest layers.
import type { HistoryEntry, ImageContents } from '../world/inside.ts'
import { digestOf } from './bases.ts'

export interface ImageDescription {
  readonly services: readonly string[]
  readonly base?: BaseImage
  readonly platforms: ImageContents['platforms']
  /** The largest ones of the engine's platform, unpacked, those of the base too. */
  readonly layers: readonly { readonly instruction: string; readonly bytes: number }[]
}

export interface BaseImage {
  readonly reference: string
  readonly digest?: string
  /** When its last layer or setting was made. */
  readonly createdAt?: string
  readonly ageDays?: number
}

export interface DescriptionQuestion {
  readonly services: readonly string[]
  readonly contents: ImageContents
  /** As the Dockerfile names it. */
  readonly base: string | undefined
  /** With their digests, as BuildKit tells them. */
  readonly found: readonly string[]
  /** Seconds: the time that the build gave everything of its own. */
  readonly sourceDateEpoch: number
  readonly now: Date
}

const shownLayers = 3
/** Smaller ones nobody asks about. */
const leastBytes = 1_000_000
const dayMs = 24 * 3600_000

export function describeImage(question: DescriptionQuestion): ImageDescription {
  const { services, contents } = question
  const base = baseImage(question)
  const layers = contents.layers
    .filter(({ bytes }) => bytes >= leastBytes)
    .toSorted((one, other) => other.bytes - one.bytes)
    .slice(0, shownLayers)
    .map(({ instruction, bytes }) => ({ instruction: plainInstruction(instruction), bytes }))
  return { services, platforms: contents.platforms, layers, ...(base && { base }) }
}

function baseImage(question: DescriptionQuestion): BaseImage | undefined {
  const { base, found, contents, sourceDateEpoch, now } = question
  if (base === undefined) return undefined
  const digest = digestOf(base, found)
  const createdAtMs = baseTime(contents.layers, sourceDateEpoch * 1000)
  const ageDays = createdAtMs && Math.floor((now.getTime() - createdAtMs) / dayMs)
  return {
    reference: base,
    ...(digest !== undefined && { digest }),
    ...(createdAtMs && { createdAt: new Date(createdAtMs).toISOString() }),
    ...(ageDays !== undefined && { ageDays: Math.max(0, ageDays) }),
  }
}

/** What the build added has the time of the commit, to the second; what is below came with the base. */
function baseTime(layers: readonly HistoryEntry[], ownMs: number): number | undefined {
  const last = layers.findLastIndex(({ createdAtMs }) => createdAtMs !== ownMs)
  // Nothing of its own has that time: the user gave the build another one.
  return last === layers.length - 1 ? undefined : layers[last]?.createdAtMs || undefined
}

/** `RUN |1 WORD=x /bin/sh -c npm ci # buildkit` was written as `RUN npm ci`. */
function plainInstruction(text: string): string {
  const plain = text
    .replace(/ # buildkit$/, '')
    .replace(/^RUN \|\d+ .*?(?=\/bin\/sh -c )/s, 'RUN ')
    .replace(/^(RUN )?\/bin\/sh -c (?:#\(nop\)\s*)?/, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  return plain === '' ? 'imported, without a word' : plain
}
