// The way to an engine: its unix socket, plain TCP, or a `docker system dial-stdio` of its context.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

export interface EngineAddress {
  /** The host on which published ports are reached. */
  readonly hostname: string
  readonly way:
    | { readonly kind: 'socket'; readonly path: string }
    | { readonly kind: 'tcp'; readonly port: number }
    /** SSH, TLS, and whatever else the docker CLI knows and we need not. */
    | { readonly kind: 'dial'; readonly program: string; readonly env: NodeJS.ProcessEnv }
}

/** For what a program that has ended wrote before. */
const lastWordsMs = 200

export interface Route {
  readonly agent: http.Agent
  /** For each request. */
  readonly where:
    | { readonly socketPath: string }
    | { readonly hostname: string; readonly port: number }
}

/**
 * A container that ends keeps its call for a second or two in which the engine mostly waits: with 16 at
 * once a trial of fifty services took 6 % longer. A way through another machine costs a process each.
 */
const atOnce = { socket: 40, tcp: 40, dial: 6 } as const

export function routeTo({ way, hostname }: EngineAddress): Route {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce[way.kind] })
  if (way.kind === 'socket') return { agent, where: { socketPath: way.path } }
  // An IPv6 address has brackets in URLs only.
  const host = hostname.replace(/^\[|\]$/g, '')
  if (way.kind === 'tcp') return { agent, where: { hostname: host, port: way.port } }
  agent.createConnection = () => dial(way.program, way.env)
  return { agent, where: { hostname: host, port: 0 } }
}

/** One connection to the engine, as the CLI would make it; the process ends with it. */
function dial(program: string, env: NodeJS.ProcessEnv): Duplex {
  const child = spawn(program, ['system', 'dial-stdio'], { env, stdio: 'pipe' })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const stream = new Duplex({
    read: () => void child.stdout.resume(),
    write(chunk: Buffer, _, done) {
      // Where nobody reads any more, the process has an end, and that tells why.
      child.stdin.write(chunk, (error) => error ?? done())
    },
    final: (done) => void child.stdin.end(done),
    destroy(error, done) {
      child.kill()
      done(error)
    },
  })
  child.stdin.on('error', () => {}) // see `write`
  child.stdout.on('data', (chunk: Buffer) => {
    if (!stream.push(chunk)) child.stdout.pause()
  })
  ended(child).then((code) => {
    if (code === 0) stream.push(null)
    else stream.destroy(new Error(said.trim().split('\n').at(-1) || `exit code ${code}`))
  }, stream.destroy.bind(stream))
  return keptAlive(stream, child)
}

/** With all that it said; but a master connection of SSH that stays keeps stderr open. */
async function ended(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  const [[code]] = await Promise.all([once(child, 'exit'), once(child.stdout, 'end')])
  await once(child.stderr, 'end', { signal: AbortSignal.timeout(lastWordsMs) }).catch(() => {})
  return code as number | null
}

/** An idle connection of the agent must not keep a finished run alive. */
function keptAlive(stream: Duplex, child: ChildProcessWithoutNullStreams): Duplex {
  const parts = [child, child.stdin as Socket, child.stdout as Socket, child.stderr as Socket]
  const all = (word: 'ref' | 'unref') => (): Duplex => {
    for (const part of parts) part[word]()
    return stream
  }
  const same = (): Duplex => stream
  const timing = { setKeepAlive: same, setTimeout: same, setNoDelay: same }
  return Object.assign(stream, timing, { ref: all('ref'), unref: all('unref') })
}
