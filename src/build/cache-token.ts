// What GitHub's cache service will let this run do, read from its token before BuildKit fails on it.

export type CacheToken =
  | { readonly kind: 'usable'; readonly read: boolean; readonly write: boolean }
  | { readonly kind: 'unusable'; readonly why: string }

/** `ac` lists scopes with these bits. */
const permission = { read: 1, write: 2 } as const
/** A token that ends while the build runs is as good as none. */
const leastSecondsLeft = 60

/** The signature is the service's to check; BuildKit only needs `ac` and `exp` to be there and sound. */
export function readCacheToken(token: string | undefined, now: Date): CacheToken {
  if (!token) return unusable('the runner gave no cache token (ACTIONS_RUNTIME_TOKEN)')
  const claims = claimsOf(token)
  if (claims === undefined) return unusable('the cache token of the runner is not a JWT')
  const { exp, ac } = claims
  if (typeof exp === 'number' && exp - leastSecondsLeft < now.getTime() / 1000) {
    return unusable('the cache token of the runner has expired')
  }
  const bits = permissionsOf(ac)
  if (bits === undefined) return unusable('the cache token of the runner names no scope')
  return {
    kind: 'usable',
    read: bits.some((one) => (one & permission.read) !== 0),
    write: bits.some((one) => (one & permission.write) !== 0),
  }
}

function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const payload = token.split('.')[1]
  if (payload === undefined) return undefined
  return parseObject(Buffer.from(payload, 'base64url').toString())
}

/** A JSON text inside the JSON of the token. */
function permissionsOf(ac: unknown): readonly number[] | undefined {
  if (typeof ac !== 'string') return undefined
  const scopes = parse(ac)
  if (!Array.isArray(scopes) || scopes.length === 0) return undefined
  return scopes.map((scope: { readonly Permission?: unknown }) => Number(scope?.Permission ?? 0))
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parse(text)
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON, which is all that the callers want to know
  }
}

function unusable(why: string): CacheToken {
  return { kind: 'unusable', why }
}
