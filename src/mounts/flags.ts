// The `--mount` flags of a RUN instruction: what it keeps between builds, and from whom it reads.
import { type Escape, rawWords, unquoted } from '../compose/instructions.ts'

export type MountFlag =
  | {
      readonly kind: 'cache'
      /** Two mounts with the same id are one, whatever their targets. */
      readonly id: string
      readonly target: string
      /** Belongs to the identity: with an owner it is another mount than without. */
      readonly owner?: Owner
    }
  | { readonly kind: 'left'; readonly id: string; readonly why: string }

export interface Owner {
  readonly uid: number
  readonly gid: number
  readonly mode: number
}

export interface MountFlags {
  readonly cache: readonly MountFlag[]
  /** Stages or images whose files it sees. */
  readonly sources: readonly string[]
}

type Expand = (text: string) => string | undefined

/** BuildKit's own, where an owner is given without a mode. */
const defaultMode = 0o755

export function readMountFlags(rest: string, expand: Expand, mark: Escape): MountFlags {
  const words = rawWords(rest, mark)
  const end = words.findIndex((word) => !/^--./.test(word))
  const mounts = words
    .slice(0, end < 0 ? words.length : end)
    .flatMap((word) => /^--mount=([\s\S]*)$/.exec(unquoted(word, mark))?.[1] ?? [])
    .map(fieldsOf)
  return {
    cache: mounts
      .filter((fields) => fields.get('type') === 'cache')
      .map((fields) => cacheMount(fields, expand)),
    sources: mounts.flatMap((fields) => expand(fields.get('from') ?? '') || []),
  }
}

const OTHER_NAMES: Readonly<Record<string, string>> = {
  dst: 'target',
  destination: 'target',
  src: 'source',
}

function fieldsOf(flag: string): ReadonlyMap<string, string> {
  return new Map(
    flag.split(',').map((field) => {
      const at = field.indexOf('=')
      const key = (at < 0 ? field : field.slice(0, at)).trim().toLowerCase()
      return [OTHER_NAMES[key] ?? key, at < 0 ? '' : field.slice(at + 1)]
    }),
  )
}

/** Signs that would mean something else in a flag of ours. */
const UNSAFE = /[\s"'`,\\]/

function cacheMount(fields: ReadonlyMap<string, string>, expand: Expand): MountFlag {
  const written = fields.get('id') || (fields.get('target') ?? '')
  const id = expand(written)
  const target = expand(fields.get('target') ?? '') ?? ''
  const left = (why: string): MountFlag => ({ kind: 'left', id: written, why })
  if (fields.has('from')) return left('it starts with the files of another stage (from)')
  if (id === undefined) return left('its variables are too much for us: write them out')
  if (id === '' || UNSAFE.test(id)) return left('its id has signs that we would not dare to repeat')
  const owner = ownerOf(fields, expand)
  if (owner === 'unknown') return left('uid, gid and mode must be numbers')
  return { kind: 'cache', id, target, ...(owner !== 'none' && { owner }) }
}

function ownerOf(fields: ReadonlyMap<string, string>, expand: Expand): Owner | 'none' | 'unknown' {
  const texts = ['uid', 'gid', 'mode'].map((key) => {
    const value = fields.get(key)
    return value === undefined ? undefined : (expand(value) ?? '?')
  })
  if (texts.every((text) => text === undefined)) return 'none'
  const [uid = '0', gid = '0', mode = defaultMode.toString(8)] = texts
  if (![uid, gid].every((text) => /^\d+$/.test(text)) || !/^[0-7]+$/.test(mode)) return 'unknown'
  return { uid: Number(uid), gid: Number(gid), mode: Number.parseInt(mode, 8) }
}
