// The inputs of a stack that is built by several jobs.

import type { InputRow } from './table.ts'

export const fanOutInputs: readonly InputRow[] = [
  {
    name: 'shares',
    group: 'fan-out',
    kind: 'text',
    default: '256',
    description:
      'At most so many jobs build the images, from 1 to 256; `mode: plan` gives a matrix of them, and `mode: build` must be given the same number.',
  },
  {
    name: 'share',
    group: 'fan-out',
    kind: 'text',
    description:
      'With `mode: build`, the share to build: `share` of the entry of the matrix. Without it, all images.',
  },
  {
    name: 'hand-over',
    group: 'fan-out',
    kind: 'text',
    default: 'auto',
    description:
      'With `mode: build`, where the images go: `registry`, under a candidate tag; or a folder, as archives. `auto` takes the registry where the run may push, and the folder `sea-trial-hand-over` elsewhere.',
  },
  {
    name: 'hand-overs',
    group: 'fan-out',
    kind: 'text',
    description:
      'With `mode: trial`, try what jobs with `mode: build` have handed over, and build nothing: the folder with what they wrote, or `registry` for what lies there under the candidate tags of this run.',
  },
]
