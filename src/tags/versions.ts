// Versions of releases after SemVer 2 or PEP 440: what they are called and which is higher.

import semver from 'semver'
import { comparePep440, isFinalPep440, type Pep440, parsePep440, renderPep440 } from './pep440.ts'

export type Scheme = 'semver' | 'pep440'

interface Common {
  readonly full: string
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** Neither a prerelease nor, with PEP 440, a development or post release. */
  readonly final: boolean
}

export type Version = Common &
  (
    | { readonly scheme: 'semver'; readonly parsed: semver.SemVer }
    | { readonly scheme: 'pep440'; readonly parsed: Pep440 }
  )

export function parseVersion(scheme: Scheme, text: string): Version | undefined {
  return scheme === 'semver' ? parseSemver(text) : parsePep(text)
}

function parseSemver(text: string): Version | undefined {
  const parsed = semver.parse(text)
  if (parsed === null) return undefined
  const { version, major, minor, patch, prerelease } = parsed
  return { scheme: 'semver', parsed, full: version, major, minor, patch, final: !prerelease.length }
}

function parsePep(text: string): Version | undefined {
  const parsed = parsePep440(text)
  if (parsed === undefined) return undefined
  const [major = 0, minor = 0, patch = 0] = parsed.release
  const full = renderPep440(parsed)
  return { scheme: 'pep440', parsed, full, major, minor, patch, final: isFinalPep440(parsed) }
}

/** Below zero when `one` is lower than `other`; versions of two schemes have no order. */
export function compareVersions(one: Version, other: Version): number {
  if (one.scheme === 'semver' && other.scheme === 'semver') {
    return semver.compare(one.parsed, other.parsed)
  }
  if (one.scheme === 'pep440' && other.scheme === 'pep440') {
    return comparePep440(one.parsed, other.parsed)
  }
  return 0
}
