// The inputs of a stack that is built by several jobs: which part is built here, and where it goes.

import { mostShares } from '../fan-out/shares.ts'
import type { Reader } from './reader.ts'
import { ok, type Parsed, parseText } from './values.ts'

export interface FanOutInputs {
  /** Undefined: all images. */
  readonly share?: string
  /** At most so many. */
  readonly shares: number
  readonly handOver: { readonly kind: 'auto' } | HandOverPlace
  /** Set where the images to be tried were built by other jobs. */
  readonly handOvers?: HandOverPlace
}

export type HandOverPlace =
  | { readonly kind: 'registry' }
  | { readonly kind: 'folder'; readonly path: string }

export function readFanOut(read: Reader): FanOutInputs {
  const share = read.text('share')
  const handOvers = read.parsed('hand-overs', parsePlace)
  const isAuto = (read.text('hand-over') ?? 'auto') === 'auto'
  const place = isAuto ? undefined : read.parsed('hand-over', parsePlace)
  return {
    ...(share !== undefined && { share }),
    shares: read.integer('shares', { least: 1, most: mostShares }) ?? mostShares,
    handOver: place ?? { kind: 'auto' },
    ...(handOvers !== undefined && { handOvers }),
  }
}

function parsePlace(text: string): Parsed<HandOverPlace> {
  const parsed = parseText(text)
  if (parsed.kind === 'bad') return parsed
  const path = parsed.value
  return ok(path === 'registry' ? { kind: 'registry' } : { kind: 'folder', path })
}
