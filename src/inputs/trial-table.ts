// The inputs about when a stack is ready, and what it is asked then.

import type { InputRow } from './table.ts'

export const trialInputs: readonly InputRow[] = [
  {
    name: 'wait-timeout',
    group: 'health',
    kind: 'duration',
    default: '5m',
    description: 'How long the stack may take, from its start, until every service is ready.',
  },
  {
    name: 'stable-for',
    group: 'health',
    kind: 'duration',
    default: '3s',
    description:
      'How long a service without a healthcheck must run steadily to count as ready; 1s is enough for one that a smoke check asks.',
  },
  {
    name: 'quick-probes',
    group: 'health',
    kind: 'boolean',
    default: 'true',
    description:
      'Probe a starting service several times a second instead of waiting for its first `interval`, and one that is healthy, in a stack of many, no more often than its `retries` need; what the healthcheck asks and forgives stays as written.',
  },
  {
    name: 'smoke',
    group: 'smoke',
    kind: 'text',
    description:
      'Smoke checks besides those of `x-smoke` in the Compose files: the path of a YAML file, or the YAML itself; `none` runs no check at all.',
  },
  {
    name: 'smoke-timeout',
    group: 'smoke',
    kind: 'duration',
    default: '2m',
    description: 'How long all smoke checks together may take.',
  },
]
