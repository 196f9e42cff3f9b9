// Inputs of the contract that this version does not carry out: refused when set, never ignored.

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

export function refuseNotYet(unavailable: ReadonlySet<string>, read: Reader): void {
  for (const name of unavailable) {
    if (!read.isSet(name)) continue
    const fix = 'leave it out in this version'
    read.problem(name, { what: 'it is not available yet', fix })
  }
}
