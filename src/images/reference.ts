// Image references by the grammar of OCI distribution, with the names Docker lets one shorten.

import { type Bad, bad, quoted } from '../inputs/values.ts'

export interface Reference {
  /** Host and port; a short name has become its long one, so this is never absent. */
  readonly registry: string
  readonly path: string
  readonly tag?: string
  readonly digest?: string
}

export type ParsedReference = { readonly kind: 'ok'; readonly reference: Reference } | Bad

export const dockerHub = 'docker.io'
const formerDockerHub = 'index.docker.io'

const longestPath = 255
const longestTag = 128
/** A DNS name has at most 253 characters, a port five and its colon. */
const longestRegistry = 259
/** No reference is longer: registry 255, path 255, tag 128, digest 135, and what joins them. */
const longestReference = 1024

const hostPattern =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])$/
const componentPattern = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/
const tagPattern = /^\w[\w.-]{0,127}$/
const identifierPattern = /^[a-f0-9]{64}$/
const schemePattern = /^[a-z][a-z0-9+.-]*:\/\//i
const hexLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

export function parseReference(text: string): ParsedReference {
  const whole = checkWhole(text)
  if (whole !== undefined) return whole
  const { name, tag, digest } = splitReference(text)
  const short = splitName(name)
  const { registry, path } = completed(short.registry, short.path)
  const problem =
    checkRegistry(registry) ??
    checkCase(short.path, name, text) ??
    checkPath(path, text) ??
    (tag === undefined ? undefined : checkTag(tag)) ??
    (digest === undefined ? undefined : checkDigest(digest))
  if (problem !== undefined) return problem
  return {
    kind: 'ok',
    reference: {
      registry,
      path,
      ...(tag === undefined ? {} : { tag }),
      ...(digest === undefined ? {} : { digest }),
    },
  }
}

export function printReference({ registry, path, tag, digest }: Reference): string {
  const tagPart = tag === undefined ? '' : `:${tag}`
  const digestPart = digest === undefined ? '' : `@${digest}`
  return `${registry}/${path}${tagPart}${digestPart}`
}

/** The name without tag and digest: what has tags. */
export function repositoryOf({ registry, path }: Reference): string {
  return `${registry}/${path}`
}

function checkWhole(text: string): Bad | undefined {
  if (text === '') return bad('the image name is empty', 'write a name such as ghcr.io/owner/name')
  if (text.length > longestReference) {
    return bad(`${quoted(text)} is too long for an image name`, 'write a shorter name')
  }
  if (schemePattern.test(text)) {
    const rest = text.replace(schemePattern, '')
    return bad(`${quoted(text)} starts with a URL scheme`, `write ${quoted(rest)}`)
  }
  if (/[\s\p{Cc}]/u.test(text)) {
    return bad(`${quoted(text)} holds white space`, `write ${quoted(text.replace(/\s/g, ''))}`)
  }
  if (identifierPattern.test(text)) {
    return bad(`${quoted(text)} is an image id, not a name`, 'write the name of a repository')
  }
  return undefined
}

interface Parts {
  readonly name: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

function splitReference(text: string): Parts {
  const at = text.indexOf('@')
  const digest = at < 0 ? undefined : text.slice(at + 1)
  const named = at < 0 ? text : text.slice(0, at)
  // A colon before the last slash belongs to a port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1)
  if (colon < 0) return { name: named, tag: undefined, digest }
  return { name: named.slice(0, colon), tag: named.slice(colon + 1), digest }
}

/** A first component is a registry only if no Docker Hub user could be called that. */
function splitName(name: string): { registry: string | undefined; path: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const isRegistry =
    slash >= 0 && (first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase())
  return isRegistry
    ? { registry: first, path: name.slice(slash + 1) }
    : { registry: undefined, path: name }
}

function completed(registry: string | undefined, path: string): { registry: string; path: string } {
  const hub = registry === undefined || registry === formerDockerHub || registry === dockerHub
  if (!hub) return { registry, path }
  const bare = path === '' || path.includes('/')
  return { registry: dockerHub, path: bare ? path : `library/${path}` }
}

/** Host and optional port, as before the first slash of a name. */
export function checkRegistry(registry: string): Bad | undefined {
  if (registry.length > longestRegistry) {
    return bad(`the registry ${quoted(registry)} is too long`, 'write a host such as ghcr.io')
  }
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(registry) ?? []
  if (!hostPattern.test(host)) {
    return bad(
      `the registry ${quoted(registry)} is not a host name`,
      'write a host such as ghcr.io',
    )
  }
  if (port === undefined) return undefined
  if (!/^\d{1,10}$/.test(port) || Number(port) > 65_535) {
    return bad(
      `the registry ${quoted(registry)} has the port ${quoted(port)}`,
      'write a port from 0 to 65535, or none',
    )
  }
  return undefined
}

function checkCase(path: string, name: string, text: string): Bad | undefined {
  const lower = path.toLowerCase()
  if (path === lower) return undefined
  const start = name.length - path.length
  return bad(
    `the repository ${quoted(path)} has upper-case letters`,
    `write ${quoted(text.slice(0, start).toLowerCase() + lower + text.slice(start + path.length))}`,
  )
}

function checkPath(path: string, text: string): Bad | undefined {
  if (path === '')
    return bad(
      `${quoted(text)} names no repository`,
      'write one after the registry, as in ghcr.io/owner/name',
    )
  if (path.length > longestPath) {
    const size = `${path.length} characters long, and ${longestPath} are allowed`
    return bad(`the repository ${quoted(path)} is ${size}`, 'write a shorter name')
  }
  const wrong = path.split('/').find((component) => !componentPattern.test(component))
  if (wrong === undefined) return undefined
  if (wrong === '')
    return bad(`${quoted(path)} has an empty part`, 'write single slashes inside it')
  return bad(
    `${quoted(wrong)} can't be a part of a repository name`,
    'write a-z and 0-9, joined by ".", "_", "__" or dashes',
  )
}

function checkTag(tag: string): Bad | undefined {
  if (tagPattern.test(tag)) return undefined
  if (tag === '') return bad('the tag after ":" is empty', 'write a tag, or leave out the ":"')
  if (tag.length > longestTag) {
    const size = `${tag.length} characters long, and ${longestTag} are allowed`
    return bad(`the tag ${quoted(tag)} is ${size}`, 'write a shorter tag')
  }
  return bad(
    `${quoted(tag)} can't be a tag`,
    'write letters, digits, "_", "." and "-", not starting with "." or "-"',
  )
}

function checkDigest(digest: string): Bad | undefined {
  const colon = digest.indexOf(':')
  const algorithm = digest.slice(0, Math.max(colon, 0))
  const hex = digest.slice(colon + 1)
  const length = Object.hasOwn(hexLengths, algorithm) ? hexLengths[algorithm] : undefined
  if (length === undefined) {
    return bad(
      `the digest ${quoted(digest)} has no known algorithm`,
      'write sha256:<64 hex digits>',
    )
  }
  if (hex.length !== length) {
    return bad(
      `the digest ${quoted(digest)} has ${hex.length} digits`,
      `write ${algorithm}:<${length} hex digits>`,
    )
  }
  if (/^[a-f0-9]+$/.test(hex)) return undefined
  return bad(
    `the digest ${quoted(digest)} is not lower-case hexadecimal`,
    `write ${algorithm}:<${length} hex digits>`,
  )
}
