// Inputs as an object of strings, and the message of all their problems.

import { expect } from '@jest/globals'
import { TrialError } from '../../src/errors.ts'
import { type Inputs, parseInputs } from '../../src/inputs/inputs.ts'
import type { RawInputs } from '../../src/inputs/reader.ts'

export type Given = Readonly<Record<string, string>>

export function rawOf(given: Given): RawInputs {
  return new Map(
    Object.entries(given).map(([name, value]) => [name, { value, where: `input ${name}` }]),
  )
}

export function inputsOf(given: Given): Inputs {
  const { inputs, problems } = parseInputs(rawOf(given))
  if (problems.length > 0) throw new TrialError(problems)
  return inputs
}

/** The message of all problems, or '' when there is none. */
export function problemsOf(given: Given): string {
  try {
    inputsOf(given)
    return ''
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    for (const failure of error.failures) {
      expect(failure).toMatchObject({ stage: 'inputs', class: 'input' })
    }
    return error.failures.map(({ what, fix }) => `${what}; ${fix}`).join('\n')
  }
}
