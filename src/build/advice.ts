// Known causes of failed builds: what each one's words mean, and what mends it.

import type { CodeOf } from '../failure-codes.ts'

export interface KnownFailure {
  readonly step: string
  /** The step's error and its last output. */
  readonly said: string
  /** The file that names what is copied into the build, as the user knows it. */
  readonly ignoreFile: string
}

interface Advice {
  /** Where it says more than that a step failed. */
  readonly code?: CodeOf<'build'>
  readonly cause: RegExp
  readonly where?: RegExp
  readonly fix: (failure: KnownFailure, match: RegExpExecArray) => string
}

export interface Advised {
  readonly fix: string
  readonly code?: CodeOf<'build'>
}

const noSuchBase =
  'check the name and the tag of the base image: its registry has none of that name'

/** The first that fits counts: particular words stand before general ones. */
const advices: readonly Advice[] = [
  {
    code: 'ST-BASE-IMAGE',
    cause: /toomanyrequests|429 Too Many Requests|pull rate limit/i,
    fix: () =>
      'log in to the registry of the base image before this step: it limits anonymous pulls',
  },
  {
    code: 'ST-BASE-IMAGE',
    cause: /pull access denied|insufficient_scope|(?:401 Unauthorized|403 Forbidden)/i,
    fix: () =>
      'check the name of the base image, and log in to its registry before this step if it is private',
  },
  {
    cause: /target stage "?([^"\s]+)"? could not be found/i,
    fix: (_, [, stage]) => `name a stage of the Dockerfile as target; none is called ${stage}`,
  },
  {
    cause: /exec format error/i,
    fix: () =>
      'the program is made for another processor: set platforms to that of the engine, or install emulation (docker/setup-qemu-action)',
  },
  {
    cause: /no space left on device/i,
    fix: () => 'free disk space before this step; docker system df shows what Docker holds',
  },
  {
    cause:
      /npm ci.*can only install with an existing package-lock|Missing lockfile|frozen-lockfile.*(?:absent|not found)|find lockfile at|lockfile would have been created|--(?:locked|frozen) was passed|(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|poetry\.lock|uv\.lock|Cargo\.lock|go\.sum).*(?:not found|no such file)/is,
    fix: () => 'commit the lock file and COPY it before the step that installs from it',
  },
  {
    // Also of `RUN --mount=type=bind`; before BuildKit 0.12 without the word checksum.
    cause:
      /(?:failed to (?:calculate checksum|compute cache key)\b.*?)"\/?([^"]+)"(?: not found)?: not found/,
    fix: ({ ignoreFile }, [, file]) =>
      `check that ${file} is in the build context and that ${ignoreFile} does not hide it`,
  },
  {
    code: 'ST-BASE-IMAGE',
    cause: /: not found|manifest unknown/i,
    where: /internal\] load metadata for /,
    fix: () => noSuchBase,
  },
  {
    code: 'ST-BASE-IMAGE',
    cause:
      /: manifest unknown|not found: (?:manifest|not found)|failed to resolve source metadata/i,
    fix: () => noSuchBase,
  },
]

export function adviceFor(failure: KnownFailure): Advised | undefined {
  for (const { cause, where, code, fix } of advices) {
    if (where && !where.test(failure.step)) continue
    const match = cause.exec(failure.said)
    if (match) return { fix: fix(failure, match), ...(code && { code }) }
  }
  return undefined
}
