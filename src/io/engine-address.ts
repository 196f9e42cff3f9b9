// Which engine the docker CLI of this machine would talk to, and how we reach it.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { TrialError } from '../errors.ts'
import type { EngineAddress } from './engine-route.ts'
import { findProgram, toolEnvironment } from './programs.ts'

type Environment = Readonly<Record<string, string | undefined>>

const localSocket = '/var/run/docker.sock'
const plainPort = 2375

/** DOCKER_HOST wins over DOCKER_CONTEXT, and that over the context in use, as with the CLI. */
export function addressOf(env: Environment, untrusted: readonly string[]): EngineAddress {
  const host = env['DOCKER_HOST'] || hostOfContext(env)
  if (!host) return { hostname: 'localhost', way: { kind: 'socket', path: localSocket } }
  const url = parseHost(host)
  const secure = Boolean(env['DOCKER_TLS_VERIFY']) || (!env['DOCKER_HOST'] && hasTls(env))
  if (url.protocol === 'unix:') {
    return {
      hostname: 'localhost',
      way: { kind: 'socket', path: decodeURIComponent(url.pathname) },
    }
  }
  const hostname = url.hostname || 'localhost'
  if (url.protocol === 'tcp:' && !secure) {
    return { hostname, way: { kind: 'tcp', port: Number(url.port || plainPort) } }
  }
  const program = findProgram('docker', env['PATH'] ?? '', untrusted)
  if (!program) throw unusable(host, 'the docker program, which knows the way, was not found')
  return { hostname, way: { kind: 'dial', program, env: toolEnvironment({ ...env }, untrusted) } }
}

function parseHost(host: string): URL {
  if (!URL.canParse(host)) throw unusable(host, 'it is no address')
  return new URL(host)
}

function hostOfContext(env: Environment): string | undefined {
  const name = contextName(env)
  if (!name) return undefined
  const meta = readJson(path.join(contextFolder(env, 'meta', name), 'meta.json'))
  const host = field(field(field(meta, 'Endpoints'), 'docker'), 'Host')
  if (typeof host === 'string' && host !== '') return host
  throw unusable(`the context ${name}`, 'docker context inspect does not know its address')
}

function contextName(env: Environment): string | undefined {
  const chosen =
    env['DOCKER_CONTEXT'] ||
    field(readJson(path.join(configFolder(env), 'config.json')), 'currentContext')
  return typeof chosen === 'string' && chosen !== '' && chosen !== 'default' ? chosen : undefined
}

function hasTls(env: Environment): boolean {
  const name = contextName(env)
  if (!name) return false
  return existsSync(path.join(contextFolder(env, 'tls', name), 'docker'))
}

/** The CLI keeps a context in a folder named by the hash of its name. */
function contextFolder(env: Environment, kind: 'meta' | 'tls', name: string): string {
  const hash = createHash('sha256').update(name).digest('hex')
  return path.join(configFolder(env), 'contexts', kind, hash)
}

function configFolder(env: Environment): string {
  return env['DOCKER_CONFIG'] || path.join(env['HOME'] ?? homedir(), '.docker')
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch {
    return undefined // most machines have none; the CLI itself will complain of a broken one
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined
}

function unusable(what: string, why: string): TrialError {
  return new TrialError({
    stage: 'plan',
    class: 'infrastructure',
    code: 'ST-ENGINE',
    what: `the engine at ${what} can't be reached`,
    why,
    fix: 'correct DOCKER_HOST or the docker context in use (docker context ls)',
  })
}
