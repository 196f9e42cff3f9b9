// An engine's API on a unix socket that answers as told, and with 501 to everything else.
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DockerEngine } from '../../src/io/engine.ts'
import type { ConnectionOptions } from '../../src/io/engine-connection.ts'

export type Reply = (response: http.ServerResponse, url: URL) => void

export class ScriptedEngine {
  /** `METHOD /path`, without the query, in the order of their arrival. */
  readonly calls: string[] = []
  readonly urls: URL[] = []
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-engine-'))
  readonly #replies = new Map<string, Reply>()
  readonly #server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://engine')
    const call = `${request.method} ${url.pathname}`
    this.calls.push(call)
    this.urls.push(url)
    const reply = this.#replies.get(call) ?? text(501, `nothing is scripted for ${call}`)
    reply(response, url)
  })

  get socketPath(): string {
    return path.join(this.#folder, 'docker.sock')
  }

  async start(): Promise<DockerEngine> {
    await new Promise<void>((resolve) => this.#server.listen(this.socketPath, resolve))
    return this.engine()
  }

  /** Another one that asks here. */
  engine(options: ConnectionOptions = {}): DockerEngine {
    return new DockerEngine({ socketPath: this.socketPath, hostname: 'localhost' }, options)
  }

  on(call: string, reply: Reply): this {
    this.#replies.set(call, reply)
    return this
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

export function json(value: unknown, status = 200): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
}

export function text(status: number, body = ''): Reply {
  return (response) => response.writeHead(status).end(body)
}

export const gone: Reply = json({ message: 'No such container' }, 404)

/** Headers and a part of the body, then the connection is cut. */
export const cut: Reply = (response) => {
  response.writeHead(200, { 'content-length': '100' })
  response.write('[', () => response.socket?.destroy())
}

export const silent: Reply = () => {}

export function container(id: string, status = 'running'): unknown {
  return {
    Id: id,
    Name: `/p-${id}-1`,
    Config: { Labels: { 'com.docker.compose.service': id } },
    State: { Status: status },
  }
}

export function event(id: string, action: string): string {
  return `${JSON.stringify({ Action: action, Actor: { ID: id } })}\n`
}
