// The cookies of a check, as a browser would keep them: by site and path, until they are taken back.
import type { Entry } from './entry.ts'
import type { CookieRule } from './kinds.ts'
import type { Ground } from './route.ts'

export interface Cookie {
  /** A service, or the host where it is none. Services share a host, and no cookies. */
  readonly site: string
  readonly path: string
  readonly name: string
  readonly value: string
}

export interface CookiePlace {
  readonly site: string
  readonly path: string
}

/** Signs that would end a cookie or begin the next one. */
const notInValue = /[\p{Cc};,\s]/u
const notInName = /[\p{Cc}\s;,="]/u

export function readCookies(entry: Entry): CookieRule | undefined {
  if (entry.absent) return undefined
  if (entry.value === 'none') return { kind: 'none' }
  const pairs = entry.texts('cookies: { session: abc }, or none')
  for (const [name, value] of Object.entries(pairs)) {
    if (name === '' || notInName.test(name) || notInValue.test(value)) {
      entry.get(name).complain(`the cookie ${name} has a sign that no cookie has`, 'encode it')
    }
  }
  return { kind: 'own', values: pairs }
}

export function placeOf(url: URL, { host, states, services }: Ground): CookiePlace {
  const path = url.pathname
  if (services.some(({ service }) => service === url.hostname)) return { site: url.hostname, path }
  const isHost = ['localhost', '127.0.0.1', '[::1]', host].includes(url.hostname)
  const published = states.find(
    ({ ports }) => isHost && ports.some(({ hostPort }) => String(hostPort) === url.port),
  )
  return { site: published?.service ?? url.hostname, path }
}

/** What is known after an answer: `lines` are its `Set-Cookie` headers. */
export function received(
  known: readonly Cookie[],
  lines: readonly string[],
  place: CookiePlace,
  nowMs: number,
): readonly Cookie[] {
  return lines.reduce((cookies, line) => {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const [name, value] = halves(pair)
    if (name === '') return cookies
    const settings = new Map(
      attributes.map(halves).map(([key, text]) => [key.toLowerCase(), text] as const),
    )
    const given = settings.get('path')
    const path = given?.startsWith('/') ? given : folderOf(place.path)
    const fresh: Cookie = { site: place.site, path, name, value }
    return merged(cookies, isOver(settings, nowMs) ? [] : [fresh], fresh)
  }, known)
}

/** The later ones win; `instead` goes even where nothing comes in its place. */
export function merged(
  known: readonly Cookie[],
  fresh: readonly Cookie[],
  instead?: Cookie,
): readonly Cookie[] {
  const gone = new Set([...fresh, ...(instead ? [instead] : [])].map(keyOf))
  return [...known.filter((cookie) => !gone.has(keyOf(cookie))), ...fresh]
}

/** The longest path first, as RFC 6265 has it. */
export function cookiesFor(known: readonly Cookie[], { site, path }: CookiePlace): string[] {
  return known
    .filter((cookie) => cookie.site === site && isBelow(path, cookie.path))
    .toSorted((one, other) => other.path.length - one.path.length)
    .map(({ name, value }) => `${name}=${value}`)
}

function keyOf({ site, path, name }: Cookie): string {
  return JSON.stringify([site, path, name])
}

function halves(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

/** Servers take a cookie back by an end in the past; Max-Age wins over Expires. */
function isOver(settings: ReadonlyMap<string, string>, nowMs: number): boolean {
  const age = settings.get('max-age')
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) <= 0
  return Date.parse(settings.get('expires') ?? '') <= nowMs
}
