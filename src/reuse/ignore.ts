// What a .dockerignore leaves out of a build, by the rules of moby/patternmatcher, which BuildKit uses.
import path from 'node:path'
import type { LeftOut } from '../world/files.ts'

interface Pattern {
  readonly exception: boolean
  readonly expression: RegExp
}

export const nothingLeftOut: LeftOut = () => 'no'

export type Ignoring =
  | { readonly kind: 'read'; readonly leftOut: LeftOut }
  /** BuildKit would refuse it. */
  | { readonly kind: 'bad'; readonly line: string }

export function readIgnore(text: string): Ignoring {
  const patterns: Pattern[] = []
  for (const line of linesOf(text)) {
    const exception = line.startsWith('!')
    const expression = expressionOf(exception ? line.slice(1) : line)
    if (expression === undefined) return { kind: 'bad', line }
    patterns.push({ exception, expression })
  }
  // An exception may take back something within a folder that is left out.
  const folder = patterns.some(({ exception }) => exception) ? 'yes' : 'with all in it'
  return {
    kind: 'read',
    leftOut: (relative) => (isLeftOut(relative, patterns) ? folder : 'no'),
  }
}

/** As moby/patternmatcher/ignorefile reads it: comments begin in the first column. */
function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  return lines.flatMap((raw) => {
    const line = raw.trim()
    if (raw.startsWith('#') || line === '') return []
    const exception = line.startsWith('!')
    const pattern = cleaned(exception ? line.slice(1).trim() : line)
    return [`${exception ? '!' : ''}${pattern}`]
  })
}

/** Go's filepath.Clean, and without the slash that a path within the context can't have. */
function cleaned(pattern: string): string {
  if (pattern === '') return ''
  const normal = path.posix.normalize(pattern).replace(/(?<=.)\/$/, '')
  return normal.length > 1 ? normal.replace(/^\//, '') : normal
}

/** Each pattern has its say, the last one counts; what holds for a folder holds for all in it. */
function isLeftOut(relative: string, patterns: readonly Pattern[]): boolean {
  const parts = relative.split('/')
  const paths = parts.map((_, at) => parts.slice(0, at + 1).join('/'))
  let leftOut = false
  for (const { exception, expression } of patterns) {
    if (exception === leftOut && paths.some((one) => expression.test(one))) leftOut = !exception
  }
  return leftOut
}

function expressionOf(pattern: string): RegExp | undefined {
  if (pattern === '') return undefined
  let source = ''
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern.charAt(at)
    if (pattern.startsWith('**', at)) {
      at += pattern.startsWith('**/', at) ? 2 : 1
      source += at === pattern.length - 1 ? '.*' : '(.*/)?'
    } else if (sign === '*') source += '[^/]*'
    else if (sign === '?') source += '[^/]'
    else if (sign === '\\') {
      at += 1
      if (at === pattern.length) return undefined
      source += escaped(pattern.charAt(at))
    } else source += sign === '[' || sign === ']' ? sign : escaped(sign)
  }
  try {
    return new RegExp(`^${source}$`, 's')
  } catch {
    return undefined // a class without an end, which BuildKit takes no better
  }
}

/** `^` and `-` have their meaning in a class, and elsewhere none that a path could have. */
function escaped(sign: string): string {
  return /[.$+(){}|\\]/.test(sign) ? `\\${sign}` : sign
}
