// Inputs of the contract that this version does not carry out: refused when set, never ignored.

import type { Reader } from './reader.ts'

export const notYet: ReadonlySet<string> = new Set()

export function refuseNotYet(unavailable: ReadonlySet<string>, read: Reader): void {
  const fix = 'leave it out in this version'
  for (const name of unavailable) {
    if (read.isSet(name))
      read.problem(name, { code: 'ST-NOT-YET', what: 'it is not available yet', fix })
  }
}
