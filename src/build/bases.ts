// On which image another one is built: by its Dockerfile, with the digest that BuildKit found for it.
import type { Build } from '../compose/build.ts'
import { readInstructions, unquoted } from '../compose/instructions.ts'
import type { BuildStep } from './progress.ts'

interface From {
  readonly name?: string
  /** Undefined where a variable in it is nowhere set. */
  readonly image: string | undefined
}

/** Follows the stages down to what comes from elsewhere; undefined where that is no image of a name. */
export function baseOf(text: string, build: Pick<Build, 'args' | 'target'>): string | undefined {
  const stages = stagesOf(text, build.args)
  const wanted = build.target?.toLowerCase()
  const named = stages.findLastIndex(({ name }) => name === wanted)
  let at = wanted === undefined ? stages.length - 1 : named < 0 ? Number(wanted) : named
  for (;;) {
    const image = stages[at]?.image
    if (image === undefined || image === 'scratch') return undefined
    const earlier = stages.slice(0, at).findLastIndex(({ name }) => name === image.toLowerCase())
    if (earlier < 0) return image
    at = earlier
  }
}

function stagesOf(text: string, given: Build['args']): readonly From[] {
  const { instructions, escape: mark } = readInstructions(text)
  const args = new Map<string, string>()
  const stages: From[] = []
  for (const { word, rest } of instructions) {
    // Only those before the first stage count for FROM.
    if (word === 'ARG' && stages.length === 0) {
      const [, name = '', value] = /^(\w+)(?:=(.*))?$/s.exec(rest.trim()) ?? []
      const set = given.get(name) ?? (value === undefined ? undefined : unquoted(value, mark))
      if (set !== undefined) args.set(name, set)
    }
    if (word !== 'FROM') continue
    const [, image = '', name] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?\s*$/i.exec(rest) ?? []
    const filled = withArgs(unquoted(image, mark), args)
    stages.push({ image: filled, ...(name !== undefined && { name: name.toLowerCase() }) })
  }
  return stages
}

function withArgs(text: string, args: ReadonlyMap<string, string>): string | undefined {
  let missing = false
  // No name of an image is longer; without a bound, many that are never closed take minutes.
  const filled = text.replace(
    /\$(?:(\w+)|\{(\w+)(?::-([^}]{0,512}))?\})/g,
    (_, plain?: string, braced?: string, otherwise?: string) => {
      const value = args.get(plain ?? braced ?? '') || otherwise
      missing ||= value === undefined
      return value ?? ''
    },
  )
  return missing || filled === '' ? undefined : filled
}

/** `docker.io/library/busybox:1@sha256:…` of every base image that the build fetched or had. */
export function foundBases(steps: readonly BuildStep[]): readonly string[] {
  const found = steps.flatMap(({ name }) => /\] FROM (\S+@sha256:\w{64})/.exec(name)?.[1] ?? [])
  return [...new Set(found)]
}

/** The digest under which a base was found, whose name BuildKit writes out in full. */
export function digestOf(base: string, found: readonly string[]): string | undefined {
  const tagged = /[:@][^/]*$/.test(base) ? base : `${base}:latest`
  const names = [tagged, `docker.io/${tagged}`, `docker.io/library/${tagged}`]
  const full = found.find(
    (one) => names.includes(one) || names.includes(one.split('@', 1)[0] ?? ''),
  )
  return full?.split('@')[1]
}
