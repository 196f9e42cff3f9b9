// What the entries of single inputs may look like: platforms, replicas, overrides, cache attributes.

import { checkRegistry } from '../images/reference.ts'
import type { Attestation, BakeOverride, SmokeSource } from './inputs.ts'
import { parseList, parseMap } from './lists.ts'
import { type Bad, bad, ok, type Parsed, parseInteger, parseText, quoted } from './values.ts'

/** The first entry that does not pass is the problem of the input. */
function parseEach<From, To>(
  entries: Iterable<From>,
  parse: (entry: From) => Parsed<To>,
): Parsed<readonly To[]> {
  const values: To[] = []
  for (const entry of entries) {
    const value = parse(entry)
    if (value.kind === 'bad') return value
    values.push(value.value)
  }
  return ok(values)
}

const projectNamePattern = /^[a-z0-9][a-z0-9_-]*$/

export function parseProjectName(text: string): Parsed<string> {
  const name = text.trim()
  if (projectNamePattern.test(name)) return ok(name)
  const repaired = name.toLowerCase().replace(/^[^a-z0-9]+|[^a-z0-9_-]/g, '')
  return bad(
    `${quoted(name)} can't be a Compose project name`,
    repaired === '' ? 'write a-z, 0-9, "_" and "-"' : `write ${quoted(repaired)}`,
  )
}

/** The parts of git's rules for names that keep it from being anything but a name. */
export function parseRelease(text: string): Parsed<string> {
  const tag = text.trim().replace(/^refs\/tags\//, '')
  if (/^[^-\s~^:?*[\\][^\s~^:?*[\\]*$/.test(tag) && !/\.\.|@\{|\/$/.test(tag)) return ok(tag)
  return bad(`${quoted(tag)} can't be a git tag`, 'write the name of a tag, such as v1.4.0')
}

const mostReplicas = 1000

export function parseScale(text: string): Parsed<ReadonlyMap<string, number>> {
  const map = parseMap(text, { separator: 'comma' })
  if (map.kind === 'bad') return map
  const counts = parseEach(map.value, ([service, count]): Parsed<[string, number]> => {
    const replicas = parseInteger(count, { least: 0, most: mostReplicas })
    if (replicas.kind === 'ok') return ok([service, replicas.value])
    return bad(`${quoted(service)}: ${replicas.what}`, replicas.fix)
  })
  return counts.kind === 'bad' ? counts : ok(new Map(counts.value))
}

export function parseSecretEnvs(text: string): Parsed<ReadonlyMap<string, string>> {
  const map = parseMap(text, { separator: 'comma' })
  if (map.kind === 'bad') return map
  for (const [id, variable] of map.value) {
    // The likeliest slip is the secret itself in place of the variable's name, so it isn't shown.
    if (!/^[A-Za-z_]\w*$/.test(variable)) {
      const what = `${quoted(id)} does not name an environment variable`
      return bad(what, 'write id=NAME, with the name of the variable that holds the secret')
    }
  }
  return map
}

const platformPattern = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/

export function parsePlatforms(text: string): Parsed<readonly string[]> {
  const entries = parseList(text, 'comma')
  if (entries.kind === 'bad') return entries
  const seen = new Set<string>()
  return parseEach(entries.value, ({ text: platform }) => {
    if (seen.has(platform)) return bad(`${quoted(platform)} is given twice`, 'keep one of them')
    seen.add(platform)
    if (platformPattern.test(platform)) return ok(platform)
    return bad(`${quoted(platform)} is not a platform`, platformFix(platform))
  })
}

function platformFix(platform: string): string {
  const lower = platform.toLowerCase()
  if (platformPattern.test(lower)) return `write ${lower}`
  if (/^(amd64|arm64|s390x|ppc64le|riscv64|386)$/.test(lower)) return `write linux/${lower}`
  return 'write os/architecture[/variant], such as linux/amd64 or linux/arm/v7'
}

const overridePattern = /^([^.=\s]+)\.([^=\s]+?)(\+?=)(.*)$/s

export function parseOverrides(text: string): Parsed<readonly BakeOverride[]> {
  const entries = parseList(text, 'line')
  if (entries.kind === 'bad') return entries
  return parseEach(entries.value, (entry): Parsed<BakeOverride> => {
    const [, target, key, operator, value] = overridePattern.exec(entry.text) ?? []
    if (target === undefined || key === undefined || value === undefined) {
      // A build argument may be a secret, so only what stands before its value is shown.
      const shown = quoted(entry.text.split('=', 1)[0] ?? '')
      return bad(`${shown} in line ${entry.line} is not an override`, 'write target.key=value')
    }
    const credential = /^cache-(from|to)$/.test(key) ? checkCredentials(value) : undefined
    if (credential !== undefined) return credential
    return ok({ target, key, operator: operator === '+=' ? '+=' : '=', value })
  })
}

/** Attributes by which Buildx and BuildKit take credentials: they would show in argv and traces. */
const credentialNames = new Set([
  'token',
  'ghtoken',
  'access_key_id',
  'secret_access_key',
  'session_token',
  'account_key',
  'sas',
  'sas_token',
  'connection_string',
  'password',
  'secret',
])

export function parseCacheEntries(text: string): Parsed<readonly string[]> {
  const entries = parseList(text, 'line')
  if (entries.kind === 'bad') return entries
  return parseEach(
    entries.value,
    (entry): Parsed<string> => checkCredentials(entry.text) ?? checkCacheType(entry.text),
  )
}

function attributesOf(entry: string): readonly (readonly [name: string, value: string])[] {
  const fields = parseList(entry, 'comma')
  if (fields.kind === 'bad') return []
  return fields.value.map(({ text }) => {
    const [name = ''] = text.split('=', 1)
    return [name.trim().toLowerCase(), text.slice(name.length + 1)]
  })
}

function checkCredentials(entry: string): Bad | undefined {
  const found = attributesOf(entry).find(([name]) => credentialNames.has(name))
  if (found === undefined) return undefined
  return bad(
    `the attribute ${found[0]} is a credential, which would show in argv and in build records`,
    `leave out ${found[0]} and set the credential in the environment of the builder`,
    'ST-SECRET-SHOWN',
  )
}

function checkCacheType(entry: string): Parsed<string> {
  const attributes = attributesOf(entry)
  // `cache-from: user/app:cache` is short for a registry, and so are its bare words.
  const short = attributes.length === 1 && !entry.includes('=')
  if (short || attributes.some(([name, value]) => name === 'type' && value !== '')) return ok(entry)
  return bad('an entry has no type', 'write type=registry,ref=… or another type that Buildx knows')
}

export function parseAttestation(text: string): Parsed<Attestation> {
  const word = text.trim()
  if (/^(false|False|FALSE)$/.test(word)) return ok({ kind: 'off' })
  if (/^(true|True|TRUE)$/.test(word)) return ok({ kind: 'on', attributes: '' })
  if (/^[a-z][\w.-]*=[^\n]+$/.test(word)) return ok({ kind: 'on', attributes: word })
  return bad(`${quoted(word)} is not an attestation`, 'write true, false, or name=value attributes')
}

/** One line without the marks of YAML is a path; everything else is the checks themselves. */
export function parseSmokeSource(text: string): Parsed<SmokeSource> {
  const word = text.trim()
  if (word === 'none') return ok({ kind: 'none' })
  const inline = /\n|^[[{-]|: |:$/.test(word)
  // Untrimmed: the indentation of the first line is part of YAML.
  return ok(inline ? { kind: 'inline', text } : { kind: 'file', path: word })
}

/** Room for a slip such as a whole URL, which gets an answer of its own. */
const longestRegistryText = 1024
const hostFix = 'write a host such as ghcr.io'

export function parseRegistry(text: string): Parsed<string> {
  const clean = parseText(text)
  if (clean.kind === 'bad') return clean
  const registry = clean.value
  if (registry.length > longestRegistryText) return bad(`${quoted(registry)} is too long`, hostFix)
  const bare = registry.replace(/^[a-z]+:\/\//i, '').replace(/\/+$/, '')
  if (bare !== registry && checkRegistry(bare) === undefined) {
    return bad(`${quoted(registry)} is a URL`, `write ${bare}`)
  }
  const [host = ''] = bare.split('/', 1)
  if (host !== bare && checkRegistry(host) === undefined) {
    return bad(
      `${quoted(registry)} has a path`,
      `write ${host} here and the names of repositories in images`,
    )
  }
  return checkRegistry(registry) ?? checkRegistryCase(registry)
}

function checkRegistryCase(registry: string): Parsed<string> {
  const lower = registry.toLowerCase()
  if (registry === lower) return ok(registry)
  return bad(`${quoted(registry)} has upper-case letters`, `write ${lower}`)
}
