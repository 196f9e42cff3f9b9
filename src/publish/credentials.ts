// Which credentials a Docker config holds for a registry; credential helpers are asked elsewhere.

export interface Credentials {
  readonly username: string
  readonly password: string
  /** Of a login that left a token instead of a password, as `az acr login` does. */
  readonly identityToken?: string
}

export type Found =
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  | { readonly kind: 'helper'; readonly helper: string; readonly server: string }
  | { readonly kind: 'none' }

const hubServer = 'https://index.docker.io/v1/'

/** The name under which Docker knows its login. */
export function serverOf(registry: string): string {
  return registry === 'docker.io' ? hubServer : registry
}

/** `config` is what config.json holds. */
export function findCredentials(config: unknown, registry: string): Found {
  if (!isRecord(config)) return { kind: 'none' }
  const servers =
    registry === 'docker.io' ? [hubServer, 'index.docker.io', 'docker.io'] : [registry]
  const helpers = isRecord(config['credHelpers']) ? config['credHelpers'] : {}
  for (const server of servers) {
    const helper = own(helpers, server)
    if (typeof helper === 'string') return { kind: 'helper', helper, server }
  }
  // With a store, docker never looks into the file.
  const store = config['credsStore']
  const [server = registry] = servers
  if (typeof store === 'string' && store !== '') return { kind: 'helper', helper: store, server }
  const auths = isRecord(config['auths']) ? config['auths'] : {}
  for (const server of servers) {
    const entries = Object.entries(auths).filter(([name]) => isSame(name, server))
    // Docker takes the exact name first.
    const sorted = entries.sort(([a], [b]) => Number(b === server) - Number(a === server))
    for (const [, entry] of sorted) {
      const credentials = readAuth(entry)
      if (credentials) return { kind: 'credentials', credentials }
    }
  }
  return { kind: 'none' }
}

/** A server may be written as a URL with a path, from the days when registries had a version there. */
function isSame(name: string, server: string): boolean {
  return name === server || name.replace(/^https?:\/\//, '').replace(/\/.*$/, '') === server
}

/** `auth` is base64 of `user:password`; a password may hold colons, a user name may not. */
function readAuth(entry: unknown): Credentials | undefined {
  if (!isRecord(entry)) return undefined
  const { username, password, auth, identitytoken: token } = entry
  if (typeof token === 'string' && token !== '') {
    return { username: '<token>', password: token, identityToken: token }
  }
  if (typeof username === 'string' && typeof password === 'string') return { username, password }
  if (typeof auth !== 'string' || auth === '') return undefined
  const text = Buffer.from(auth, 'base64').toString()
  const at = text.indexOf(':')
  return at < 0 ? undefined : { username: text.slice(0, at), password: text.slice(at + 1) }
}

export interface Challenge {
  readonly scheme: 'basic' | 'bearer'
  readonly parameters: ReadonlyMap<string, string>
}

const challengePart = /(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))|"[^"]*"|([A-Za-z][\w-]*)/g

/** `Bearer realm="…",service="…",scope="…"`; of several challenges the first that we speak. */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  let scheme = ''
  let parameters = new Map<string, string>()
  const found = (): Challenge | undefined =>
    scheme === 'basic' || scheme === 'bearer' ? { scheme, parameters } : undefined
  for (const [, name, quoted, plain, word] of (header ?? '').matchAll(challengePart)) {
    if (name !== undefined) {
      const value = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? ''
      parameters.set(name.toLowerCase(), value)
    } else if (word !== undefined) {
      if (found()) return found()
      scheme = word.toLowerCase()
      parameters = new Map()
    }
  }
  return found()
}

export function basicHeader({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** The user's own config with these logins over it; stores that would keep them elsewhere step aside. */
export function withLogins(
  config: unknown,
  logins: ReadonlyMap<string, Credentials>,
): Readonly<Record<string, unknown>> {
  const base = isRecord(config) ? config : {}
  const auths = { ...(isRecord(base['auths']) ? base['auths'] : {}) }
  const helpers = { ...(isRecord(base['credHelpers']) ? base['credHelpers'] : {}) }
  for (const [registry, { username, password }] of logins) {
    const server = registry === 'docker.io' ? hubServer : registry
    auths[server] = { auth: Buffer.from(`${username}:${password}`).toString('base64') }
    delete helpers[server]
  }
  const { credsStore, ...rest } = base
  // The store would be asked before `auths`; each registry known to it is asked through its helper.
  const known = typeof credsStore === 'string' && credsStore !== '' ? Object.keys(auths) : []
  for (const server of known) {
    const ours = [...logins.keys()].some(
      (name) => server === name || (name === 'docker.io' && server === hubServer),
    )
    if (!ours) helpers[server] ??= credsStore
  }
  return { ...rest, auths, credHelpers: helpers }
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
