// Variables and quotes in the words of a Dockerfile. What only the base image knows stays as it is
// written: a Dockerfile that starts from the same image means the same by it.

import type { Escape } from '../compose/instructions.ts'

export interface Variables {
  readonly values: ReadonlyMap<string, string>
  /** Names that are not among them: nothing at all in a FROM, of the base image's making in a stage. */
  readonly others: 'unset' | 'open'
}

/** `$name`, `${name}`, `${name:-word}` and the like, or a pattern of the shell. */
const REFERENCE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+])([^{}]*)|([^{}]*))\})/y

/** Undefined where the rules of the shell would have to be followed further than here. */
export function expand(text: string, variables: Variables, mark: Escape): string | undefined {
  let expanded = ''
  let quote = ''
  for (let at = 0; at < text.length; ) {
    const sign = text.charAt(at)
    REFERENCE.lastIndex = at
    const found = sign === '$' && quote !== "'" ? REFERENCE.exec(text) : null
    const value = found === null ? literal(sign) : meaningOf(found, variables, mark)
    if (value === undefined) return undefined
    if (sign === mark && quote !== "'") {
      expanded += literal(text.charAt(at + 1))
      at += 2
    } else if (sign === quote || (quote === '' && (sign === '"' || sign === "'"))) {
      quote = quote === '' ? sign : ''
      at += 1
    } else {
      expanded += value
      at += found === null ? 1 : found[0].length
    }
  }
  return expanded
}

/** A `$` that is no variable must not become one when the text is read again. */
function literal(sign: string): string {
  return sign === '$' ? '\\$' : sign
}

function meaningOf(found: RegExpExecArray, variables: Variables, mark: Escape): string | undefined {
  const [written, short, long = '', operator = '', word = '', pattern = ''] = found
  if (pattern !== '') return undefined
  const name = short ?? long
  const value = variables.values.get(name)
  if (value === undefined && variables.others === 'open') {
    return short === undefined ? written : `\${${name}}`
  }
  const there = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined
  const instead = operator.endsWith('+') ? there : operator.endsWith('-') && !there
  if (instead) return expand(word, variables, mark)
  return operator.endsWith('+') ? '' : (value ?? '')
}

/** Names that could not be told without the base image. */
export function openNames(text: string): readonly string[] {
  return [...text.matchAll(/\$\{([A-Za-z_]\w*)/g)].map(([, name = '']) => name)
}
