// Which repository this is, and on which GitHub it lives.

import type { Problem } from '../errors.ts'
import { flagAt, present, textAt } from './payload.ts'

export interface Server {
  readonly url: string
  readonly host: string
  readonly kind: 'github.com' | 'ghe.com' | 'ghes'
}

export interface Repository {
  readonly owner: string
  readonly name: string
  readonly fullName: string
  readonly url: string
  readonly description?: string
  /** SPDX id; GitHub's "there is a licence file, but which?" counts as absent. */
  readonly licence?: string
  /** Absent where nobody said so: a laptop does not know. */
  readonly private?: boolean
}

export interface Remote {
  readonly host: string
  readonly owner: string
  readonly name: string
}

const DEFAULT_SERVER: Server = {
  url: 'https://github.com',
  host: 'github.com',
  kind: 'github.com',
}

/** Undefined when the value is no http(s) address. */
export function parseServer(value: string): Server | undefined {
  const url = parseUrl(value.trim())
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined
  const path = url.pathname.split('/').filter(Boolean).join('/')
  const address = path === '' ? url.origin : `${url.origin}/${path}`
  return { url: address, host: url.host, kind: kindOf(url.hostname) }
}

// GitHub runs itself in development on *.localhost, so that is no Enterprise Server.
function kindOf(host: string): Server['kind'] {
  if (host === 'github.com' || host.endsWith('.localhost')) return 'github.com'
  return host.endsWith('.ghe.com') ? 'ghe.com' : 'ghes'
}

export function readServer(value: string | undefined): { server: Server; problem?: Problem } {
  const given = present(value)
  if (given === undefined) return { server: DEFAULT_SERVER }
  const server = parseServer(given)
  if (server !== undefined) return { server }
  return {
    server: DEFAULT_SERVER,
    problem: {
      code: 'ST-EVENT',
      what: `GITHUB_SERVER_URL is ${JSON.stringify(given)}, which is no http or https address`,
      fix: 'set GITHUB_SERVER_URL to an address such as https://github.com, or leave it unset',
    },
  }
}

/** Every form `git remote get-url` prints for a hosted repository; a path on disk is none. */
export function parseRemote(value: string): Remote | undefined {
  const text = value.trim()
  const url = text.includes('://') ? parseUrl(text) : undefined
  if (url !== undefined) {
    if (!/^(?:https?|ssh|git|git\+ssh):$/.test(url.protocol)) return undefined
    // The port of an ssh remote is the ssh daemon's, never the web server's.
    const web = url.protocol.startsWith('http')
    return remoteOf(web ? url.host : url.hostname, url.pathname)
  }
  // scp's short form; one letter before the colon is a drive of Windows.
  const short = /^(?:[^@/\s]+@)?([^:/@\s]{2,}):(?!\/\/)(.+)$/.exec(text)
  return short?.[1] && short[2] ? remoteOf(short[1], short[2]) : undefined
}

function remoteOf(host: string, path: string): Remote | undefined {
  const parts = path.split('/').filter(Boolean)
  const name = parts.pop()?.replace(/\.git$/i, '')
  if (!name || parts.length === 0 || host === '') return undefined
  const named = host.toLowerCase()
  // GitHub answers ssh on port 443 under a name of its own.
  return { host: named === 'ssh.github.com' ? 'github.com' : named, owner: parts.join('/'), name }
}

function parseUrl(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined
}

/** From the workflow's environment, with what only the payload knows. */
export function readRepository(
  value: string | undefined,
  payload: unknown,
  server: Server,
): { repository?: Repository; problem?: Problem } {
  const fullName = present(value)?.trim() ?? textAt(payload, 'repository', 'full_name')
  if (fullName === undefined) return {}
  const [owner, name, ...rest] = fullName.split('/')
  if (!owner || !name || rest.length > 0) {
    return {
      problem: {
        code: 'ST-EVENT',
        what: `GITHUB_REPOSITORY is ${JSON.stringify(fullName)}, which is not of the form owner/name`,
        fix: 'set GITHUB_REPOSITORY to the owner and the name with one slash between them',
      },
    }
  }
  const description = textAt(payload, 'repository', 'description')
  const licence = textAt(payload, 'repository', 'license', 'spdx_id')
  const isPrivate = flagAt(payload, 'repository', 'private')
  return {
    repository: {
      ...{ owner, name, fullName, url: `${server.url}/${fullName}` },
      ...(description !== undefined && { description }),
      ...(licence !== undefined && licence !== 'NOASSERTION' && { licence }),
      ...(isPrivate !== undefined && { private: isPrivate }),
    },
  }
}

/** A laptop has no server variable: the remote names both the server and the repository. */
export function repositoryOfRemote(url: string | undefined): {
  server: Server
  repository?: Repository
} {
  const remote = url === undefined ? undefined : parseRemote(url)
  if (remote === undefined) return { server: DEFAULT_SERVER }
  // A host without a dot is an alias of the user's ssh configuration, not an address.
  const named = remote.host.includes('.') ? parseServer(`https://${remote.host}`) : undefined
  const server = named ?? DEFAULT_SERVER
  const { owner, name } = remote
  const fullName = `${owner}/${name}`
  return { server, repository: { owner, name, fullName, url: `${server.url}/${fullName}` } }
}
