// Raw strings become Inputs: every rule is applied and every problem told at once.

import type { Failure } from '../errors.ts'
import * as entry from './entries.ts'
import { type FanOutInputs, readFanOut } from './fan-out.ts'
import { type LintInputs, readLint } from './lint-entries.ts'
import { promoteChoices, pushChoices, reuseChoices } from './publish-table.ts'
import { type RawInputs, Reader } from './reader.ts'
import { checkTogether } from './rules.ts'
import { keepChoices, modeChoices } from './run-table.ts'
import { readShards, type ShardInputs } from './shards.ts'
import { readSigning, type SigningInputs } from './signing.ts'
import { cacheChoices, inputTable } from './table.ts'
import { parseDuration } from './values.ts'

export type SmokeSource =
  /** What the Compose files say under `x-smoke`. */
  | { readonly kind: 'compose' }
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'inline'; readonly text: string }

export type Attestation =
  | { readonly kind: 'off' }
  /** As Buildx takes them after `type=…,`: '' for its defaults. */
  | { readonly kind: 'on'; readonly attributes: string }

export interface BakeOverride {
  readonly target: string
  readonly key: string
  readonly operator: '=' | '+='
  readonly value: string
}

export interface StackInputs {
  /** Undefined: what Compose finds by itself. */
  readonly files?: readonly string[]
  readonly profiles: readonly string[]
  readonly envFiles: readonly string[]
  readonly services: readonly string[]
  readonly scale: ReadonlyMap<string, number>
  readonly workdir: string
  readonly projectName?: string
}

export interface BuildInputs {
  readonly buildArgs: ReadonlyMap<string, string>
  readonly secrets: ReadonlyMap<string, string>
  readonly secretFiles: ReadonlyMap<string, string>
  readonly secretEnvs: ReadonlyMap<string, string>
  readonly ssh: readonly string[]
  readonly platforms: readonly string[]
  readonly set: readonly BakeOverride[]
  readonly noCache: boolean
  readonly pull: boolean
  readonly provenance?: Attestation
  readonly sbom?: Attestation
  readonly builder?: string
}

export interface CacheInputs {
  readonly cache: (typeof cacheChoices)[number]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  readonly cacheMounts: boolean
}

export interface TrialInputs extends ShardInputs {
  readonly waitTimeoutMs: number
  readonly stableForMs: number
  readonly quickProbes: boolean
  readonly smoke: SmokeSource
  readonly smokeTimeoutMs: number
}

export interface PublishInputs extends SigningInputs {
  readonly push: (typeof pushChoices)[number]
  readonly images: readonly string[]
  readonly registry?: string
  readonly username?: string
  readonly password?: string
  /** YAML, not read here. */
  readonly registryAuth?: string
  readonly tags: readonly string[]
  readonly flavor: readonly string[]
  readonly labels: ReadonlyMap<string, string>
  readonly annotations: ReadonlyMap<string, string>
  readonly promote: (typeof promoteChoices)[number]
  readonly reuse: (typeof reuseChoices)[number]
  readonly release?: string
  readonly force: boolean
}

export interface RunInputs extends LintInputs {
  readonly summary: boolean
  readonly reportDir: string
  readonly mode: (typeof modeChoices)[number]
  readonly keep: (typeof keepChoices)[number]
  readonly allowUnsafePrCheckout: boolean
  /** Stacks of earlier runs that are older are removed; undefined: none. */
  readonly pruneMs?: number
}

export interface Inputs
  extends StackInputs,
    BuildInputs,
    CacheInputs,
    TrialInputs,
    PublishInputs,
    FanOutInputs,
    RunInputs {}

/** Where there are problems, the inputs serve to find what else is wrong, and nothing else. */
export interface ParsedInputs {
  readonly inputs: Inputs
  readonly problems: readonly Failure[]
}

/** `earlier`: problems of the command line, told together with those found here. */
export function parseInputs(raw: RawInputs, earlier: readonly Failure[] = []): ParsedInputs {
  const read = new Reader(raw, inputTable, earlier)
  const inputs: Inputs = {
    ...readStack(read),
    ...readBuild(read),
    ...readCache(read),
    ...readTrial(read),
    ...readPublish(read),
    ...readFanOut(read),
    summary: read.boolean('summary'),
    reportDir: read.text('report-dir') ?? '',
    mode: read.choice('mode', modeChoices),
    keep: read.choice('keep', keepChoices),
    allowUnsafePrCheckout: read.boolean('allow-unsafe-pr-checkout'),
    ...readLint(read),
    ...readPrune(read),
  }
  checkTogether(inputs, read)
  read.rejectUnknown()
  return { inputs, problems: read.problems }
}

function readPrune(read: Reader): Pick<RunInputs, 'pruneMs'> {
  const pruneMs = read.parsed('prune', parseDuration)
  return pruneMs === undefined ? {} : { pruneMs }
}

function readStack(read: Reader): StackInputs {
  const files = read.list('files')
  const projectName = read.parsed('project-name', entry.parseProjectName)
  return {
    ...(files.length === 0 ? {} : { files }),
    profiles: read.list('profiles'),
    envFiles: read.list('env-files'),
    services: read.list('services'),
    scale: read.parsed('scale', entry.parseScale) ?? new Map(),
    workdir: read.text('workdir') ?? '.',
    ...(projectName === undefined ? {} : { projectName }),
  }
}

function readBuild(read: Reader): BuildInputs {
  const provenance = read.parsed('provenance', entry.parseAttestation)
  const sbom = read.parsed('sbom', entry.parseAttestation)
  const builder = read.text('builder')
  return {
    buildArgs: read.map('build-args', 'line'),
    secrets: read.map('secrets', 'line'),
    secretFiles: read.map('secret-files', 'line'),
    secretEnvs: read.parsed('secret-envs', entry.parseSecretEnvs) ?? new Map(),
    ssh: read.lines('ssh'),
    platforms: read.parsed('platforms', entry.parsePlatforms) ?? [],
    set: read.parsed('set', entry.parseOverrides) ?? [],
    noCache: read.boolean('no-cache'),
    pull: read.boolean('pull'),
    ...(provenance === undefined ? {} : { provenance }),
    ...(sbom === undefined ? {} : { sbom }),
    ...(builder === undefined ? {} : { builder }),
  }
}

function readCache(read: Reader): CacheInputs {
  return {
    cache: read.choice('cache', cacheChoices),
    cacheFrom: read.parsed('cache-from', entry.parseCacheEntries) ?? [],
    cacheTo: read.parsed('cache-to', entry.parseCacheEntries) ?? [],
    cacheMounts: read.boolean('cache-mounts'),
  }
}

function readTrial(read: Reader): TrialInputs {
  return {
    // Zero is "for ever" to Compose; a trial is bounded.
    waitTimeoutMs: read.duration('wait-timeout', { leastMs: 1 }),
    stableForMs: read.duration('stable-for'),
    quickProbes: read.boolean('quick-probes'),
    smoke: read.parsed('smoke', entry.parseSmokeSource) ?? { kind: 'compose' },
    smokeTimeoutMs: read.duration('smoke-timeout', { leastMs: 1 }),
    ...readShards(read),
  }
}

function readPublish(read: Reader): PublishInputs {
  const registry = read.parsed('registry', entry.parseRegistry)
  const username = read.text('username')
  const password = read.text('password')
  const registryAuth = read.text('registry-auth')
  const release = read.parsed('release', entry.parseRelease)
  return {
    push: read.choice('push', pushChoices),
    images: read.list('images'),
    ...(registry === undefined ? {} : { registry }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(registryAuth === undefined ? {} : { registryAuth }),
    tags: read.lines('tags'),
    flavor: read.lines('flavor'),
    labels: read.map('labels', 'line'),
    annotations: read.map('annotations', 'line'),
    promote: read.choice('promote', promoteChoices),
    reuse: read.choice('reuse', reuseChoices),
    ...(release === undefined ? {} : { release }),
    force: read.boolean('force'),
    ...readSigning(read),
  }
}
