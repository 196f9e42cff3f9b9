// Every input in one place: action.yml, docs/inputs.md and the command line are checked against it.

import { fanOutInputs } from './fan-out-table.ts'
import { publishInputs } from './publish-table.ts'
import { runInputs } from './run-table.ts'
import { shardInputs } from './shards.ts'
import { trialInputs } from './trial-table.ts'

export type InputKind =
  | 'text'
  | 'boolean'
  | 'choice'
  | 'duration'
  /** Entries by line or comma. */
  | 'list'
  /** Entries by line; commas are content. */
  | 'lines'
  /** NAME=value entries. */
  | 'map'

export type InputGroup =
  | 'stack'
  | 'build'
  | 'cache'
  | 'health'
  | 'smoke'
  | 'publish'
  | 'fan-out'
  | 'report'
  | 'run'

export interface InputRow {
  readonly name: string
  readonly group: InputGroup
  readonly kind: InputKind
  /** As in action.yml. */
  readonly default?: string
  readonly choices?: readonly string[]
  readonly secret?: true
  readonly description: string
}

export const cacheChoices = ['auto', 'off', 'gha', 'registry', 'local', 'actions'] as const

const stackInputs: readonly InputRow[] = [
  {
    name: 'files',
    group: 'stack',
    kind: 'list',
    description:
      'Compose files, merged in this order. Without it, the file that Compose finds by itself in `workdir`.',
  },
  {
    name: 'profiles',
    group: 'stack',
    kind: 'list',
    description: 'Compose profiles to enable.',
  },
  {
    name: 'env-files',
    group: 'stack',
    kind: 'list',
    description: 'Files with the variables that the Compose files name, instead of `.env`.',
  },
  {
    name: 'services',
    group: 'stack',
    kind: 'list',
    description: 'Services to try, with all they depend on. Without it, all services.',
  },
  {
    name: 'scale',
    group: 'stack',
    kind: 'map',
    description: 'Number of replicas by service, as `service=N`.',
  },
  {
    name: 'workdir',
    group: 'stack',
    kind: 'text',
    default: '.',
    description: 'Directory from which relative paths of the other inputs are taken.',
  },
  {
    name: 'project-name',
    group: 'stack',
    kind: 'text',
    description: 'Compose project name. Without it, one of its own for each run.',
  },
]

const buildInputs: readonly InputRow[] = [
  {
    name: 'build-args',
    group: 'build',
    kind: 'map',
    description:
      'Build arguments for every image that is built, one `NAME=value` per line. They win over those of the Compose files.',
  },
  {
    name: 'secrets',
    group: 'build',
    kind: 'map',
    secret: true,
    description:
      'BuildKit secrets, one `id=value` per line; a value of several lines goes in double quotes as `"id=value"`. They never enter an image.',
  },
  {
    name: 'secret-files',
    group: 'build',
    kind: 'map',
    description: 'BuildKit secrets from files, one `id=path` per line.',
  },
  {
    name: 'secret-envs',
    group: 'build',
    kind: 'map',
    description: 'BuildKit secrets from environment variables, as `id=VARIABLE`.',
  },
  {
    name: 'ssh',
    group: 'build',
    kind: 'lines',
    description:
      'SSH agent sockets or keys for the build, one `default` or `id=socket|key[,key]` per line.',
  },
  {
    name: 'platforms',
    group: 'build',
    kind: 'list',
    description:
      'Platforms to build for, as `os/architecture[/variant]`. The trial runs on the platform of the engine.',
  },
  {
    name: 'set',
    group: 'build',
    kind: 'lines',
    description: 'Overrides for the bake targets, one `target.key=value` per line.',
  },
  {
    name: 'no-cache',
    group: 'build',
    kind: 'boolean',
    default: 'false',
    description: 'Build every step anew.',
  },
  {
    name: 'pull',
    group: 'build',
    kind: 'boolean',
    default: 'false',
    description: 'Look for newer versions of base images, even where the engine has one.',
  },
  {
    name: 'provenance',
    group: 'build',
    kind: 'text',
    description: 'Provenance attestation: `true`, `false`, or attributes such as `mode=max`.',
  },
  {
    name: 'sbom',
    group: 'build',
    kind: 'text',
    description:
      'Attestation of what is in the images: `true`, `false`, or attributes such as `generator=image`.',
  },
  {
    name: 'builder',
    group: 'build',
    kind: 'text',
    description:
      'Name of the Buildx builder to use; images are spread over its nodes where it has several of the driver `remote`. Without it, the one that fits the engine.',
  },
]

const cacheInputs: readonly InputRow[] = [
  {
    name: 'cache',
    group: 'cache',
    kind: 'choice',
    default: 'auto',
    choices: cacheChoices,
    description:
      'Where build layers are kept between runs. `auto` chooses by event, engine and registry, and the plan says why.',
  },
  {
    name: 'cache-from',
    group: 'cache',
    kind: 'lines',
    description:
      'Cache sources as Buildx takes them, one `type=…,key=value` per line, instead of those of `cache`.',
  },
  {
    name: 'cache-to',
    group: 'cache',
    kind: 'lines',
    description:
      'Cache targets as Buildx takes them, one `type=…,key=value` per line, instead of those of `cache`. Credentials belong in the environment.',
  },
  {
    name: 'cache-mounts',
    group: 'cache',
    kind: 'boolean',
    default: 'false',
    description: 'Keep the content of `RUN --mount=type=cache` between runs.',
  },
]

/** In the order in which action.yml and docs/inputs.md list them. */
export const inputTable: readonly InputRow[] = [
  ...stackInputs,
  ...buildInputs,
  ...cacheInputs,
  ...trialInputs,
  ...shardInputs,
  ...publishInputs,
  ...fanOutInputs,
  ...runInputs,
]
