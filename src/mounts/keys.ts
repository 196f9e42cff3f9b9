// Under which key the content of a mount is kept: what it is, and the lock files that say what it holds.
import { createHash } from 'node:crypto'
import { type FoundMount, identityOf } from './find.ts'

/** A lock file in a build context. */
export interface LockFile {
  /** As seen from the context. */
  readonly path: string
  readonly digest: string
}

export interface MountKey {
  readonly key: string
  readonly restoreKeys: readonly string[]
  /** Paths of the lock files that are part of the key; without any, the Dockerfiles are. */
  readonly locks: readonly string[]
}

export interface KeyQuestion {
  readonly stack: string
  /** RUNNER_ARCH: what is compiled on one architecture is of no use on another. */
  readonly architecture: string
  /** Of the contexts of all images that use the mount. */
  readonly locks: readonly LockFile[]
  /** Texts of their Dockerfiles. */
  readonly dockerfiles: readonly string[]
}

interface Ecosystem {
  /** In id or target. */
  readonly words: RegExp
  readonly locks: RegExp
}

const ecosystems: readonly Ecosystem[] = [
  {
    words: /npm|node|yarn|corepack|\bbun\b/,
    locks: /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?)$/,
  },
  { words: /cargo|rust|sccache/, locks: /^Cargo\.lock$/ },
  { words: /\bgo\b|go-build|gomod|gocache|go-mod/, locks: /^go\.sum$/ },
  {
    words: /\bpip|\buv\b|poetry|\bpdm\b|pipenv|python|conda/,
    locks:
      /^(?:uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock|requirements[\w.-]*\.txt|constraints[\w.-]*\.txt|environment\.ya?ml)$/,
  },
  { words: /\bgems?\b|bundle|ruby/, locks: /^(?:Gemfile\.lock|gems\.locked)$/ },
  { words: /composer/, locks: /^composer\.lock$/ },
  {
    words: /\.m2|maven|gradle/,
    locks:
      /^(?:pom\.xml|gradle\.lockfile|libs\.versions\.toml|(?:build|settings)\.gradle(?:\.kts)?)$/,
  },
  { words: /nuget|dotnet/, locks: /^(?:packages\.lock\.json|[\w.-]+\.(?:cs|fs|vb)proj)$/ },
  { words: /\bmix\b|\bhex\b/, locks: /^mix\.lock$/ },
  { words: /\bapt\b|\bdpkg\b|\bapk\b|\bdnf\b|\byum\b|zypp|pacman/, locks: /(?!)/ },
]

export const LOCK_FILES = new RegExp(ecosystems.map(({ locks }) => locks.source).join('|'))

export function keyOf(mount: FoundMount, question: KeyQuestion): MountKey {
  const locks = locksOf(mount, question.locks)
  const content =
    locks.length > 0 ? locks.map(({ path, digest }) => `${path} ${digest}`) : question.dockerfiles
  const name = folderOf(mount, question.architecture)
  const prefix = `sea-trial-mount-${question.stack}-${name}-`
  return {
    key: `${prefix}${hashOf([...content].sort().join('\n'), 16)}`,
    restoreKeys: [prefix],
    locks: locks.map(({ path }) => path),
  }
}

/** Readable and unique among the mounts of a stack. */
export function folderOf(mount: FoundMount, architecture: string): string {
  const readable = mount.id
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
  return `${readable}-${hashOf(`${identityOf(mount)} ${architecture}`, 8)}`
}

function locksOf({ id, target }: FoundMount, all: readonly LockFile[]): readonly LockFile[] {
  const words = `${id} ${target}`.toLowerCase()
  const known = ecosystems.filter((ecosystem) => ecosystem.words.test(words))
  const chosen =
    known.length === 0
      ? all
      : all.filter(({ path }) => known.some(({ locks }) => locks.test(nameOf(path))))
  const unique = new Map(chosen.map((lock) => [`${lock.path} ${lock.digest}`, lock]))
  return [...unique.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function hashOf(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}
