// Rules between inputs: what each allows alone and the others forbid.

import type { CodeOf } from '../failure-codes.ts'
import type { Inputs } from './inputs.ts'
import type { Reader } from './reader.ts'
import { shardRules } from './shards.ts'
import { quoted } from './values.ts'

export interface Rule {
  /** The input that is named as wrong. */
  readonly name: string
  readonly broken: boolean
  readonly what: string
  readonly fix: string
  /** Where it is no mere contradiction. */
  readonly code?: CodeOf<'input'>
}

/** A value that was bad by itself has its own problem already and breaks no rule. */
export function checkTogether(inputs: Inputs, read: Reader): void {
  const rules = [
    ...loginRules(inputs, read),
    ...publishRules(inputs),
    ...cacheRules(inputs),
    ...trialRules(inputs, read),
    ...promotionRules(inputs, read),
    ...releaseRules(inputs),
    ...secretRules(inputs),
    ...shardRules(inputs, read),
    ...fanOutRules(inputs, read),
  ]
  for (const rule of rules)
    if (rule.broken) read.problem(rule.name, { code: 'ST-CONTRADICTION', ...rule })
}

// A fork's run gets '' for every secret: a user name without a password is no login, not a mistake.
function loginRules(inputs: Inputs, read: Reader): readonly Rule[] {
  const { password, registryAuth } = inputs
  const single = ['registry', 'username', 'password'].filter((name) => read.isSet(name))
  return [
    {
      name: 'password',
      broken: password !== undefined && !read.isSet('username'),
      code: 'ST-LOGIN',
      what: 'there is no username to it',
      fix: 'set username too',
    },
    {
      name: 'registry-auth',
      broken: registryAuth !== undefined && single.length > 0,
      what: `it is given together with ${single.join(', ')}`,
      fix: `put all of them into registry-auth and leave out ${single.join(', ')}`,
    },
  ]
}

function publishRules({ promote, push, mode }: Inputs): readonly Rule[] {
  const unpushed = 'with push: false nothing is pushed, and a promotion is a push'
  return [
    {
      name: 'promote',
      broken: promote === 'always' && push === 'false',
      what: `"always" contradicts push: ${unpushed}`,
      fix: 'write push: auto, or promote: auto',
    },
    {
      name: 'mode',
      broken: mode === 'promote' && push === 'false',
      what: `"promote" contradicts push: ${unpushed}`,
      fix: 'write push: auto, or another mode',
    },
    {
      name: 'mode',
      broken: mode === 'promote' && promote === 'never',
      what: '"promote" contradicts promote: never',
      fix: 'leave out promote, or write another mode',
    },
  ]
}

function cacheRules({ cache, cacheFrom, cacheTo }: Inputs): readonly Rule[] {
  const rules = [
    { name: 'cache-from', broken: cache === 'off' && cacheFrom.length > 0 },
    { name: 'cache-to', broken: cache === 'off' && cacheTo.length > 0 },
  ]
  return rules.map(({ name, broken }) => ({
    name,
    broken,
    what: 'it contradicts cache: off',
    fix: `leave out cache or ${name}`,
  }))
}

function trialRules(inputs: Inputs, read: Reader): readonly Rule[] {
  const { waitTimeoutMs, stableForMs } = inputs
  return [
    {
      name: 'smoke-timeout',
      broken: inputs.smoke.kind === 'none' && read.isSet('smoke-timeout'),
      what: 'it has no effect with smoke: none',
      fix: 'leave out smoke-timeout or smoke',
    },
    {
      name: 'stable-for',
      broken: waitTimeoutMs > 0 && stableForMs >= waitTimeoutMs,
      what: `${stableForMs}ms is not shorter than wait-timeout, which is ${waitTimeoutMs}ms`,
      fix: 'raise wait-timeout or lower stable-for',
    },
  ]
}

/** All that only a build or a trial could use. */
const unusedByPromotion = [
  'build-args',
  'secrets',
  'secret-files',
  'secret-envs',
  'ssh',
  'set',
  'no-cache',
  'pull',
  'provenance',
  'sbom',
  'cache-from',
  'cache-to',
  'cache-mounts',
  'scale',
]

function promotionRules({ mode }: Inputs, read: Reader): readonly Rule[] {
  return unusedByPromotion.map((name) => ({
    name,
    broken: mode === 'promote' && read.isSet(name),
    what: 'it has no effect with mode: promote, which builds and tries nothing',
    fix: `leave out ${name} or mode`,
  }))
}

function releaseRules({ mode, release, force, push }: Inputs): readonly Rule[] {
  return [
    {
      name: 'release',
      broken: release !== undefined && mode !== 'promote' && mode !== 'plan',
      what: 'only mode: promote releases what is not checked out',
      fix: 'write mode: promote, or leave out release',
    },
    {
      name: 'force',
      broken: force && push === 'false',
      what: 'with push: false no tag moves',
      fix: 'leave out force, or write push: auto',
    },
  ]
}

/** All that only a build could use. */
const unusedByTakingOver = [
  'secrets',
  'secret-files',
  'secret-envs',
  'ssh',
  'no-cache',
  'builder',
  'cache-from',
  'cache-to',
  'cache-mounts',
]

function fanOutRules({ mode, handOvers }: Inputs, read: Reader): readonly Rule[] {
  const of = (name: string, modes: readonly string[]): Rule => ({
    name,
    broken: read.isSet(name) && !modes.includes(mode),
    what: `it has no effect with mode: ${mode}`,
    fix: `write mode: ${modes.at(-1)}, or leave it out`,
  })
  return [
    of('shares', handOvers === undefined ? ['plan', 'build'] : ['trial']),
    of('share', ['build']),
    of('hand-over', ['build']),
    of('hand-overs', ['trial']),
    ...unusedByTakingOver.map((name) => ({
      name,
      broken: handOvers !== undefined && mode === 'trial' && read.isSet(name),
      what: 'it has no effect with hand-overs, where other jobs have built',
      fix: `give ${name} to mode: build alone`,
    })),
  ]
}

function secretRules({ secrets, secretFiles, secretEnvs }: Inputs): readonly Rule[] {
  const twice = (name: string, ids: Iterable<string>, earlier: ReadonlySet<string>): Rule[] =>
    [...ids]
      .filter((id) => earlier.has(id))
      .map((id) => ({
        name,
        broken: true,
        code: 'ST-SECRETS',
        what: `the secret ${quoted(id)} is given in another input too`,
        fix: 'keep it in one of secrets, secret-files, secret-envs',
      }))
  return [
    ...twice('secret-files', secretFiles.keys(), new Set(secrets.keys())),
    ...twice('secret-envs', secretEnvs.keys(), new Set([...secrets.keys(), ...secretFiles.keys()])),
  ]
}
