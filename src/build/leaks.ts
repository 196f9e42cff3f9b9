// Known secrets where they would be published: in build arguments, and in what images say of themselves.
import type { Failure, Place } from '../errors.ts'
import { type Inputs, loginSecretsOf } from '../inputs/inputs.ts'
import { variable } from '../text/variable.ts'
import type { ImageFacts } from '../world/inside.ts'
import type { ImagePlan } from './bake.ts'
import { holdsSecret, shortest } from './secret-forms.ts'

export interface KnownSecret {
  /** As the user knows it: `input password`, `NPM_TOKEN`. */
  readonly name: string
  readonly value: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** What a runner puts beside every step, or a workflow commonly does. */
const tokens = [
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'NPM_TOKEN',
  'NODE_AUTH_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
]

export function knownSecrets(
  inputs: Inputs,
  images: readonly ImagePlan[],
  env: Environment,
): readonly KnownSecret[] {
  const variables = images.flatMap(({ build }) =>
    build.secrets.flatMap(({ environment }) => environment ?? []),
  )
  const known = [
    ...[...inputs.secrets].map(([id, value]) => ({ name: `the secret ${id}`, value })),
    ...loginSecretsOf(inputs).map((value) => ({ name: 'the password of a registry', value })),
    ...[...new Set([...variables, ...tokens])].map((name) => ({
      name,
      value: variable(env, name) ?? '',
    })),
  ]
  return known
    .map(({ name, value }) => ({ name, value: value.trim() }))
    .filter(({ value }) => value.length >= shortest.whole)
}

/** The name of the argument and of the secret, never the value. */
export function leakingArguments(
  images: readonly ImagePlan[],
  inputs: Inputs,
  known: readonly KnownSecret[],
  locate: (path: readonly string[]) => Place | undefined,
): readonly Failure[] {
  const failures = images.flatMap(({ services: [service = ''], build }) =>
    [...build.args].flatMap(([name, value]) => {
      const secret = known.find((one) => value !== null && holdsSecret(value, one.value))
      if (secret === undefined) return []
      const given = inputs.buildArgs.has(name)
      const where = given ? undefined : locate(['services', service, 'build', 'args', name])
      const whose = given ? `input build-args: ${name}` : `the build argument ${name} of ${service}`
      return [argumentFailure(whose, secret, where)]
    }),
  )
  // One input reaches every image, and is told once.
  return [...new Map(failures.map((one) => [`${one.what} ${one.where?.line}`, one])).values()]
}

function argumentFailure(whose: string, { name }: KnownSecret, where?: Place): Failure {
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-SECRET-ARGUMENT',
    what: `${whose} holds the value of ${name}`,
    why: 'build arguments stay in the history and the provenance of the image, for everyone who may pull it',
    fix: 'pass it with secrets, secret-envs or secret-files, and read it with RUN --mount=type=secret',
    ...(where && { where }),
  }
}

/** What anyone who may pull an image can read without running it. */
export function leakingImage(
  services: readonly string[],
  facts: Pick<ImageFacts, 'history' | 'env' | 'labels' | 'command' | 'entrypoint'>,
  known: readonly KnownSecret[],
): readonly Failure[] {
  const places = [
    ...facts.env.map((entry) => ({
      at: `its variable ${entry.split('=')[0]}`,
      text: entry.slice(entry.indexOf('=') + 1),
    })),
    ...Object.entries(facts.labels).map(([name, text]) => ({ at: `its label ${name}`, text })),
    ...[...facts.command, ...facts.entrypoint].map((text) => ({ at: 'its command', text })),
    ...facts.history.map((text) => ({ at: 'its history', text })),
  ]
  return known.flatMap((secret) => {
    const at = places.find(({ text }) => holdsSecret(text, secret.value))?.at
    return at === undefined ? [] : [imageFailure(services, at, secret)]
  })
}

/** Of everything that BuildKit recorded of the build. */
export function leakingRecord(text: string, known: readonly KnownSecret[]): readonly Failure[] {
  return known
    .filter(({ value }) => value.length >= shortest.part && holdsSecret(text, value))
    .map((secret) => imageFailure([], 'the provenance of the build', secret))
}

function imageFailure(services: readonly string[], at: string, { name }: KnownSecret): Failure {
  return {
    stage: 'build',
    class: 'build',
    code: 'ST-SECRET-KEPT',
    what: `${[services.join(', '), `${at} holds ${name}`].filter(Boolean).join(': ')}`,
    why: 'everyone who may pull the image can read it',
    fix: 'read the secret in one RUN with --mount=type=secret, and replace it where it was used: it is in the build cache too',
  }
}
