// Regular expressions of the user's, run where their time can be limited.
import vm from 'node:vm'
import type { PatternAnswer } from '../smoke/text-rules.ts'

/** A sound expression takes microseconds; this one would never end. */
const longestMs = 1000
const script = new vm.Script('new RegExp(pattern, "mu").exec(text)')

export function matchInTime(pattern: string, text: string): PatternAnswer {
  // An expression can't reach out of its context, and only texts go in.
  const context = vm.createContext({ pattern, text })
  try {
    const found = script.runInContext(context, { timeout: longestMs }) as RegExpExecArray | null
    return found
      ? { kind: 'match', groups: [...found].map((group) => group ?? '') }
      : { kind: 'none' }
  } catch (error) {
    const late =
      typeof error === 'object' &&
      error !== null &&
      'code' in error &&
      error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    return late ? { kind: 'slow' } : { kind: 'none' }
  }
}
