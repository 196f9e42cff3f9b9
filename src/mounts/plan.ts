// What happens to the cache mounts of a stack: which are kept between runs, under which keys, and why
// others are not.
import { readCacheToken } from '../build/cache-token.ts'
import { type CacheService, serviceOf } from '../build/caching.ts'
import type { Build } from '../compose/build.ts'
import { type BuildFiles, dockerfileOf } from '../compose/builds.ts'
import type { CacheRights } from '../event/cache-rights.ts'
import { type FoundMount, findMounts, type LeftMount, type MountedImage } from './find.ts'
import { folderOf, keyOf, type LockFile, type MountKey } from './keys.ts'

export type MountsKind =
  /** Not asked for. */
  | 'off'
  /** The builder has what it had; nothing is carried from run to run. */
  | 'builder'
  | 'kept'

export interface MountsPlan {
  readonly kind: MountsKind
  readonly reason: string
  /** What the user asked for and can't have; the build goes on without. */
  readonly warning?: string
  readonly mounts: readonly PlannedMount[]
  readonly left: readonly LeftMount[]
  readonly read: boolean
  readonly write: boolean
  /** Holds what is moved, and is gone at the end. */
  readonly folder: string
  readonly runId: string
  /** Asked before the build whether it answers. */
  readonly service?: CacheService
}

export interface PlannedMount extends FoundMount, MountKey {
  readonly folder: string
}

export interface MountsQuestion {
  readonly asked: boolean
  readonly images: readonly {
    readonly target: string
    readonly services: readonly string[]
    readonly build: Build
  }[]
  readonly dockerfiles: BuildFiles['dockerfiles']
  /** By build context. */
  readonly locks: ReadonlyMap<string, readonly LockFile[]>
  readonly rights: CacheRights
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: Date
  readonly stack: string
  readonly runId: string
}

export function planMounts(question: MountsQuestion): MountsPlan {
  const { asked, env, stack, runId } = question
  const off = { mounts: [], left: [], read: false, write: false, folder: '', runId }
  if (!asked) return { ...off, kind: 'off', reason: 'cache-mounts is false' }
  // The path belongs to the key of what is kept, so it must be the same in each run.
  const folder = `${env['RUNNER_TEMP']}/sea-trial-mounts/${stack}`
  const { mounts, left } = findMounts(question.images.map((image) => mounted(image, question)))
  const planned = mounts.map((mount) => planMount(mount, folder, question))
  const ways = waysOf(question, planned.length)
  return { ...off, ...ways, mounts: planned, left, folder }
}

type Ways = Pick<MountsPlan, 'kind' | 'reason' | 'warning' | 'read' | 'write' | 'service'>

function waysOf({ env, now, rights }: MountsQuestion, mounts: number): Ways {
  const none = { kind: 'builder', read: false, write: false } as const
  if (mounts === 0) return { ...none, reason: 'no image that is built has one that could be kept' }
  if (env['GITHUB_ACTIONS'] !== 'true') {
    return { ...none, reason: 'the builder of this machine keeps them by itself' }
  }
  const token = readCacheToken(env['ACTIONS_RUNTIME_TOKEN'], now)
  if (token.kind === 'unusable') return without(token.why)
  if (!env['RUNNER_TEMP']) return without('the runner has no folder for them (RUNNER_TEMP)')
  const read = rights.read.allowed && token.read
  const write = rights.write.allowed && token.write
  const reason = [
    rights.read.allowed && !token.read ? 'the cache token may not read' : rights.read.reason,
    rights.write.allowed && !token.write ? 'the cache token may not write' : rights.write.reason,
  ].join('; ')
  if (!read && !write) return { ...none, reason }
  return { kind: 'kept', reason, read, write, ...serviceOf({ env }) }
}

function without(why: string): Ways {
  const warning = `cache-mounts: ${why}; the build runs without them`
  return { kind: 'builder', reason: why, warning, read: false, write: false }
}

function mounted(
  { target, services, build }: MountsQuestion['images'][number],
  { dockerfiles, env }: MountsQuestion,
): MountedImage {
  return {
    target,
    services,
    dockerfile: textOf(build, dockerfiles),
    ...(build.target !== undefined && { stage: build.target }),
    args: { given: givenArgs(build), automatic: automaticArgs(build, env) },
    contexts: build.contexts,
  }
}

export function givenArgs({ args }: Build): ReadonlyMap<string, string> {
  return new Map([...args].flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
}

/** Of its Dockerfile, wherever that is written; undefined where it was not read. */
export function textOf(build: Build, dockerfiles: BuildFiles['dockerfiles']): string | undefined {
  if (build.dockerfileInline !== undefined) return build.dockerfileInline
  const path = dockerfileOf(build)
  const file = path === undefined ? undefined : dockerfiles.get(path)
  return file?.kind === 'text' ? file.text : undefined
}

const ARCHITECTURES: Readonly<Record<string, string>> = { X64: 'amd64', ARM64: 'arm64' }

/** BuildKit's own, where they can be told from here. */
export function automaticArgs(
  { platforms }: Build,
  env: MountsQuestion['env'],
): Map<string, string> {
  const host = ARCHITECTURES[env['RUNNER_ARCH'] ?? '']
  const native = host === undefined ? undefined : `linux/${host}`
  return new Map([
    ...platformArgs('BUILD', native),
    ...platformArgs('TARGET', platforms[0] ?? native),
  ])
}

function platformArgs(side: string, platform: string | undefined): readonly [string, string][] {
  if (platform === undefined) return []
  const [os = '', architecture = '', variant = ''] = platform.split('/')
  return [
    [`${side}PLATFORM`, platform],
    [`${side}OS`, os],
    [`${side}ARCH`, architecture],
    [`${side}VARIANT`, variant],
  ]
}

function planMount(mount: FoundMount, folder: string, question: MountsQuestion): PlannedMount {
  const { env, stack } = question
  const users = question.images.filter(({ target }) => mount.images.includes(target))
  const contexts = users.flatMap(({ build }) => [build.context, ...build.contexts.values()])
  const architecture = env['RUNNER_ARCH'] ?? ''
  const key = keyOf(mount, {
    stack,
    architecture,
    locks: [...new Set(contexts)].flatMap((context) => question.locks.get(context) ?? []),
    dockerfiles: users.flatMap(({ build }) => textOf(build, question.dockerfiles) ?? []),
  })
  return { ...mount, ...key, folder: `${folder}/${folderOf(mount, architecture)}` }
}
