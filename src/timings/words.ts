// What is said of where the time went: the span that took most of it, by the name a user knows it by.
import { seconds } from '../text/seconds.ts'
import { type PathPart, sharesOf } from './critical-path.ts'
import type { Attribute, TracedSpan } from './span.ts'

/** An instruction may be a script; its beginning tells which one it is. */
const shownSigns = 60

/** `7.9s of 12.4s were the api's "npm ci"`; undefined where nothing took any time. */
export function pathSentence(parts: readonly PathPart[], totalMs: number): string | undefined {
  const [longest] = sharesOf(parts)
  if (longest === undefined || totalMs <= 0) return undefined
  return `${seconds(longest.durationMs)} of ${seconds(totalMs)} were ${spanWords(longest.span)}`
}

export function spanWords({ kind, name, attributes }: TracedSpan): string {
  switch (kind) {
    case 'run':
      return 'the time between the stages'
    case 'stage':
      return `the stage ${name} itself`
    case 'command':
      return name
    case 'step':
      return stepWords(name, attributes['sea_trial.build.image'])
    case 'service':
      return `the wait until ${name} was ready`
    case 'check':
      return `the check "${name}"`
    case 'push':
      return `the push of ${name}`
  }
}

/** `[api build 3/5] RUN --mount=… npm ci` is the api's `npm ci`. */
function stepWords(name: string, image: Attribute | undefined): string {
  const instruction = name
    .replace(/^\[[^\]]*\] /, '')
    .replace(/^RUN\s+(?:--\S+\s+)*/, '')
    .replace(/\s+/g, ' ')
    .trim()
  return image === undefined
    ? `BuildKit's \`${cut(name)}\``
    : `the ${image}'s \`${cut(instruction)}\``
}

function cut(text: string): string {
  return text.length > shownSigns ? `${text.slice(0, shownSigns - 1)}…` : text
}

/** Of the plugins of docker, what they are asked to do: flags come before it. */
const deeds = 'bake build config create down inspect logs ls rm run up version'.split(' ')

/** What a command is called, without its arguments. */
export function commandName(program: string, argv: readonly string[]): string {
  const [first = ''] = argv
  if (program === 'docker' && first === 'pull') return `the pull of ${argv.at(-1) ?? ''}`
  const isPlugin = program === 'docker' && (first === 'compose' || first === 'buildx')
  const deed = isPlugin ? argv.find((word) => deeds.includes(word)) : undefined
  return `\`${[program, first, deed].filter((word) => word).join(' ')}\``
}
