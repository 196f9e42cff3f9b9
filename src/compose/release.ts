// Which releases of Compose can be relied on, and which of them may see what a file includes.

import type { Failure } from '../errors.ts'
import type { Reference } from './places.ts'

type Release = readonly [major: number, minor: number, patch: number]

/** The first that resolves models as this program reads them. */
const LEAST: Release = [2, 36, 0]
/** Before it, an included OCI artifact could write any file of the machine, even on `config`. */
const SAFE_WITH_REMOTE: Release = [2, 40, 2]
const ADVISORY = 'CVE-2025-62725'

export interface ComposeRelease {
  readonly shown: string
  readonly release: Release
}

/** What `docker compose version --short` prints: `2.40.3`, `v2.40.3`, `2.40.3-desktop.1`. */
export function parseRelease(output: string): ComposeRelease | undefined {
  const shown = output.trim().replace(/^v/, '')
  const [, major, minor, patch] = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})/.exec(shown) ?? []
  if (major === undefined) return undefined
  return { shown, release: [Number(major), Number(minor), Number(patch)] }
}

/** A build without a version is someone's own: they know what they run. */
export function judgeRelease(
  compose: ComposeRelease | undefined,
  references: readonly Reference[],
): readonly Failure[] {
  if (compose === undefined) return []
  if (isBefore(compose.release, LEAST)) return [tooOld(compose.shown)]
  if (!isBefore(compose.release, SAFE_WITH_REMOTE)) return []
  return references
    .filter(({ remote }) => remote)
    .map(({ path, where, reachedBy }) => ({
      stage: 'inputs',
      class: 'input',
      code: 'ST-COMPOSE-REMOTE',
      what: `${reachedBy} ${path} is fetched from elsewhere, which Compose ${compose.shown} must not do`,
      why: `before ${SAFE_WITH_REMOTE.join('.')} such a file can overwrite any file of this machine (${ADVISORY})`,
      fix: `install Compose ${SAFE_WITH_REMOTE.join('.')} or newer, or copy the file into the repository`,
      where,
    }))
}

function tooOld(shown: string): Failure {
  return {
    stage: 'plan',
    class: 'infrastructure',
    code: 'ST-TOOL',
    what: `Compose ${shown} is too old`,
    why: `${LEAST.join('.')} is the oldest that can be relied on here`,
    fix: `install Compose ${LEAST.join('.')} or newer`,
  }
}

function isBefore(one: Release, other: Release): boolean {
  for (const [index, part] of one.entries()) {
    const against = other[index] ?? 0
    if (part !== against) return part < against
  }
  return false
}
