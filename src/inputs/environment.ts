// Inputs as variables of the environment, where flags would show them or be typed again and again.

import { variable } from '../text/variable.ts'
import type { RawInput, RawInputs } from './reader.ts'
import { inputTable } from './table.ts'

export function variableOf(name: string): string {
  return `SEA_TRIAL_${name.toUpperCase().replaceAll('-', '_')}`
}

/** SEA_TRIAL_<INPUT>; other names of that form are left alone, since checks are given some. */
export function inputsOfEnvironment(env: Readonly<Record<string, string | undefined>>): RawInputs {
  const raw = new Map<string, RawInput>()
  for (const { name } of inputTable) {
    const where = variableOf(name)
    const value = variable(env, where)
    if (value !== undefined && value.trim() !== '') raw.set(name, { value, where })
  }
  return raw
}

/** What was written on the command line wins over the environment. */
export function withDefaults(raw: RawInputs, defaults: RawInputs): RawInputs {
  return new Map([...defaults, ...raw])
}
