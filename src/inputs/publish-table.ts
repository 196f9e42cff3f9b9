// The inputs about what leaves the run.

import type { InputRow } from './table.ts'

export const pushChoices = ['auto', 'true', 'false'] as const
export const promoteChoices = ['auto', 'always', 'never'] as const
export const reuseChoices = ['auto', 'off'] as const
export const certificateChoices = ['on', 'signed', 'off'] as const

export const publishInputs: readonly InputRow[] = [
  {
    name: 'push',
    group: 'publish',
    kind: 'choice',
    default: 'auto',
    choices: pushChoices,
    description:
      'Whether images that passed are pushed. `auto` pushes on branches and tags, not on pull requests and not from a laptop.',
  },
  {
    name: 'images',
    group: 'publish',
    kind: 'list',
    description:
      'Repositories of the built services, as `service=ghcr.io/owner/name` or `ghcr.io/owner/{service}`; a service may have several. Without it, the `image:` of the Compose files or a name made from `registry` and the GitHub repository.',
  },
  {
    name: 'registry',
    group: 'publish',
    kind: 'text',
    description:
      'Registry to name images for, such as `ghcr.io`, and to log in to where `username` is set.',
  },
  {
    name: 'username',
    group: 'publish',
    kind: 'text',
    description: 'User name at `registry`.',
  },
  {
    name: 'password',
    group: 'publish',
    kind: 'text',
    secret: true,
    description: 'Password or token at `registry`.',
  },
  {
    name: 'registry-auth',
    group: 'publish',
    kind: 'text',
    secret: true,
    description:
      'Credentials of several registries, as a YAML list of `registry`, `username` and `password`.',
  },
  {
    name: 'tags',
    group: 'publish',
    kind: 'lines',
    description:
      'Rules for tags in the words of docker/metadata-action, one per line. Without it, the full SHA, the branch and the versions of a release.',
  },
  {
    name: 'flavor',
    group: 'publish',
    kind: 'lines',
    description:
      'How all tags look, in the words of docker/metadata-action: `latest=`, `prefix=`, `suffix=`.',
  },
  {
    name: 'labels',
    group: 'publish',
    kind: 'map',
    description: 'Labels of the images, one `name=value` per line, over the standard OCI ones.',
  },
  {
    name: 'annotations',
    group: 'publish',
    kind: 'map',
    description:
      'Annotations of the manifests, one `[level:]name=value` per line, over the standard OCI ones.',
  },
  {
    name: 'promote',
    group: 'publish',
    kind: 'choice',
    default: 'auto',
    choices: promoteChoices,
    description:
      'Whether images of this commit that already passed get their release tags without a second trial. `always` fails when there are none.',
  },
  {
    name: 'reuse',
    group: 'publish',
    kind: 'choice',
    default: 'auto',
    choices: reuseChoices,
    description:
      'Whether a push or a pull request into whose trial nothing goes that has changed since the same trial passed is taken as passed: nothing is built or started, tags move all the same. `off` tries every time; releases, runs that are started again, and laptops always do.',
  },
  {
    name: 'release',
    group: 'publish',
    kind: 'text',
    description:
      'With `mode: promote`, the git tag to promote, such as `v1.4.0`. Without it, the tag or commit of the event.',
  },
  {
    name: 'force',
    group: 'publish',
    kind: 'boolean',
    default: 'false',
    description:
      'Let tags that move go back to an older version or commit, and take `latest` along: a rollback, which is recorded. Tags that stay still stay.',
  },
  {
    name: 'certificate',
    group: 'publish',
    kind: 'choice',
    default: 'on',
    choices: certificateChoices,
    description:
      'Put a certificate of the passed trial beside pushed images, by which a later release can be promoted. `on` signs it with Sigstore where the job has `id-token: write`; `signed` pushes and promotes nothing without a signature.',
  },
  {
    name: 'sigstore',
    group: 'publish',
    kind: 'map',
    description:
      'A Sigstore of your own to sign certificates at, one `name=address` per line: `fulcio` and `rekor` or `tsa`. Without it, the public one for public repositories and that of GitHub for others.',
  },
  {
    name: 'trusted-root',
    group: 'publish',
    kind: 'text',
    description:
      'File with the trusted roots by which signatures are checked, as `gh attestation trusted-root` writes it. Without it, that of the public Sigstore is fetched.',
  },
]
