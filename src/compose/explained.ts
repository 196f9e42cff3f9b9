// What an explanation of a refusal consists of, and the paths that the CLI names.

import type { Place } from '../errors.ts'
import type { CodeOf } from '../failure-codes.ts'
import { keysBelow, type Path } from './places.ts'
import type { Source } from './sources.ts'
import { placeAt } from './survey.ts'

export interface Explained {
  readonly what: string
  readonly why?: string
  readonly fix: string
  /** Where it is not the user's files that are to blame. */
  readonly trouble?: CodeOf<'infrastructure'>
  readonly path?: Path
  readonly line?: number
  readonly place?: Place
  /** Whether the words of the CLI say more than the explanation does. */
  readonly evidence?: true
}

export type Explain = (groups: readonly string[], sources: readonly Source[]) => Explained

export type Explainers = readonly (readonly [RegExp, Explain])[]

/** `services.api.build`, `services.api.ports.0`, `services[api].mem_limit`; names may have dots. */
export function pathIn(words: string, sources: readonly Source[]): Path {
  const dotted = words.replace(/\.?\[([^\]]*)\]/g, '.$1')
  const [section = '', ...rest] = dotted.split('.')
  const below = rest.join('.')
  const name = keysBelow(sources, [section])
    .filter((one) => below === one || below.startsWith(`${one}.`))
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '')
  const tail = name ? below.slice(name.length + 1).split('.') : rest
  return [section, name, ...tail]
    .filter((part) => part !== '')
    .map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : part))
}

/** The CLI prints absolute paths: the longest end of one that a file contains is what was written. */
export function whereWritten(
  absolute: string,
  sources: readonly Source[],
): { readonly written: string; readonly place: Place } | undefined {
  const parts = absolute.split('/').filter(Boolean)
  for (let start = 0; start < parts.length; start++) {
    const written = parts.slice(start).join('/')
    for (const source of sources.toReversed()) {
      const at = wordIn(source.text, written)
      if (at >= 0) return { written, place: placeAt(source, at) }
    }
  }
  return undefined
}

function wordIn(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = `${text.charAt(at - 1)} ${text.charAt(at + word.length)}`
    if (!/^[\w.-]|[\w-]$/.test(around)) return at
  }
  return -1
}
