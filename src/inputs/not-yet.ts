// Inputs of the contract that this version does not carry out: refused when set, never ignored.

import type { Failure } from '../errors.ts'
import type { CommandName } from './arguments.ts'
import type { Inputs } from './inputs.ts'
import type { Reader } from './reader.ts'

export const notYet: ReadonlySet<string> = new Set()

export const commandsNotYet: ReadonlySet<CommandName> = new Set<CommandName>(['build'])

export function refuseCommand(command: CommandName): readonly Failure[] {
  if (!commandsNotYet.has(command)) return []
  const what = `the command ${command} is not available yet`
  return [
    {
      stage: 'inputs',
      class: 'input',
      code: 'ST-NOT-YET',
      what,
      fix: 'write trial, plan, promote, verify, init, down or doctor',
    },
  ]
}

export function refuseNotYet(
  unavailable: ReadonlySet<string>,
  { mode }: Inputs,
  read: Reader,
): void {
  const fix = 'leave it out in this version'
  for (const name of unavailable) {
    if (read.isSet(name))
      read.problem(name, { code: 'ST-NOT-YET', what: 'it is not available yet', fix })
  }
  if (mode === 'build') {
    read.problem('mode', {
      code: 'ST-NOT-YET',
      what: `"${mode}" is not available yet`,
      fix: 'write trial, plan or promote',
    })
  }
}
