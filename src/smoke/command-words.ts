// A command in one line becomes its arguments, as a shell would split it and without one.
import { bad, ok, type Parsed } from '../inputs/values.ts'

/** What a shell would act on; without a shell these would be arguments, which nobody means. */
const shellSigns = /[|&;<>`\n]|\$\(/

export function splitCommand(line: string): Parsed<readonly string[]> {
  const words: string[] = []
  let word: string | undefined
  let unquoted = ''
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at)
    if (sign === "'" || sign === '"') {
      const end = closing(line, at)
      if (end < 0) return bad(`the quote ${sign} is never closed`, 'close it, or write a list')
      const inner = line.slice(at + 1, end)
      word = (word ?? '') + (sign === '"' ? inner.replace(/\\(["\\])/g, '$1') : inner)
      at = end
    } else if (/\s/.test(sign) && sign !== '\n') {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = (word ?? '') + sign
      unquoted += sign
    }
  }
  if (word !== undefined) words.push(word)
  const found = shellSigns.exec(unquoted)?.[0]
  if (found !== undefined) {
    const shown = found === '\n' ? 'a line break' : found
    return bad(
      `${shown} needs a shell, and none reads the command`,
      'add shell: sh, or write a list',
    )
  }
  return words.length > 0 ? ok(words) : bad('the command is empty', 'name a program')
}

function closing(line: string, from: number): number {
  const quote = line.charAt(from)
  for (let at = from + 1; at < line.length; at++) {
    if (line.charAt(at) === '\\' && quote === '"') at++
    else if (line.charAt(at) === quote) return at
  }
  return -1
}
