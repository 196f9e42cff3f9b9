// Inputs of the contract that this version does not carry out: refused when set, never ignored.

import type { Inputs } from './inputs.ts'
import type { Reader } from './reader.ts'

export const notYet: ReadonlySet<string> = new Set([
  'services',
  'scale',
  'project-name',
  'build-args',
  'secrets',
  'secret-files',
  'secret-envs',
  'ssh',
  'platforms',
  'set',
  'no-cache',
  'pull',
  'provenance',
  'sbom',
  'builder',
  'cache',
  'cache-from',
  'cache-to',
  'cache-mounts',
  'quick-probes',
  'images',
  'username',
  'password',
  'registry-auth',
  'tags',
  'flavor',
  'labels',
  'annotations',
  'promote',
  'certificate',
  'mode',
])

export function refuseNotYet(inputs: Inputs, read: Reader): void {
  const fix = 'leave it out in this version'
  for (const name of notYet) {
    if (read.isSet(name)) read.problem(name, { what: 'it is not available yet', fix })
  }
  if (inputs.smoke.kind === 'file' || inputs.smoke.kind === 'inline') {
    const what = 'only "none" is available yet'
    read.problem('smoke', {
      what,
      fix: 'write the checks as x-smoke in the Compose file',
    })
  }
}
