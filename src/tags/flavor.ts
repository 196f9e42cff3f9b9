// The `flavor` input: what holds for all tags, in the grammar of docker/metadata-action.

import { nearestWord, quoted } from '../inputs/values.ts'
import { Attributes, type SourcedLine, type TagProblem } from './attributes.ts'
import type { Template } from './expressions.ts'

export interface Affix {
  readonly text: Template
  /** Whether it is put to `latest` too. */
  readonly onLatest: boolean
}

export interface Flavor {
  readonly latest: 'auto' | 'true' | 'false'
  readonly prefix?: Affix
  readonly suffix?: Affix
}

export const plainFlavor: Flavor = { latest: 'auto' }

const keys = ['latest', 'prefix', 'suffix', 'onlatest'] as const

export interface ParsedFlavor {
  readonly flavor: Flavor
  readonly problems: readonly TagProblem[]
}

/** Later lines win over earlier ones; `onlatest` is about the prefix or suffix before it. */
export function parseFlavor(lines: readonly SourcedLine[]): ParsedFlavor {
  let flavor = plainFlavor
  const problems: TagProblem[] = []
  for (const { text, line } of lines) {
    const attributes = new Attributes(text)
    let about: 'prefix' | 'suffix' | undefined
    for (const [key, value] of attributes.fields) {
      flavor = { ...flavor, ...readField({ attributes, flavor, about, key, value }) }
      if (key === 'prefix' || key === 'suffix') about = key
    }
    problems.push(...attributes.problemsAt(line))
  }
  return { flavor, problems }
}

interface Field {
  readonly attributes: Attributes
  readonly flavor: Flavor
  readonly about: 'prefix' | 'suffix' | undefined
  readonly key: string | undefined
  readonly value: string
}

function readField({ attributes, flavor, about, key, value }: Field): Partial<Flavor> {
  switch (key) {
    case 'latest': {
      const latest = attributes.choice(key, value, ['auto', 'true', 'false'])
      return latest ? { latest } : {}
    }
    case 'prefix':
    case 'suffix':
      return {
        [key]: { text: attributes.template(value), onLatest: flavor[key]?.onLatest ?? false },
      }
    case 'onlatest': {
      const onLatest = attributes.choice(key, value, ['true', 'false'])
      const affix = about && flavor[about]
      if (about === undefined || affix === undefined) {
        attributes.refuse(
          'onlatest stands without a prefix or suffix before it',
          'write it behind one, as in prefix=dev-,onlatest=true',
        )
        return {}
      }
      return { [about]: { ...affix, onLatest: onLatest === 'true' } }
    }
    default:
      return refuseField(attributes, key ?? value)
  }
}

function refuseField(attributes: Attributes, word: string): Partial<Flavor> {
  const near = nearestWord(word, keys)
  const fix = near ? `did you mean ${near}=?` : `write one of ${keys.join('=, ')}=`
  attributes.refuse(`${quoted(word)} is not a setting of the flavor`, fix)
  return {}
}
