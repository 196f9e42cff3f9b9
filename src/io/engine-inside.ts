// What containers and images of the stack hold, over the engine's API: a command in a container
// costs milliseconds where `docker exec` costs a process.
import http from 'node:http'
import type {
  ExecCommand,
  ExecOptions,
  FileFacts,
  ImageContents,
  ImageFacts,
  Inside,
  LogOptions,
  NetworkPlace,
} from '../world/inside.ts'
import type { Outcome } from '../world/world.ts'
import { text, unframeLogs } from './engine-json.ts'
import { type EngineAddress, type Route, routeTo } from './engine-route.ts'
import {
  readFileStat,
  readImageContents,
  readImageFacts,
  readNetworkPlace,
  unframeStreams,
} from './inside-json.ts'

/** What is kept of a command's output or a container's log. */
const maxBytes = 16 * 1024 * 1024

interface Call {
  readonly method: 'GET' | 'POST' | 'HEAD'
  readonly path: string
  readonly body?: unknown
  readonly signal?: AbortSignal
}

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
  readonly ended: 'whole' | 'late'
}

export class EngineInside implements Inside {
  readonly bridge: Inside['bridge']
  readonly #route: Route

  constructor(address: EngineAddress) {
    this.#route = routeTo(address)
    // Elsewhere, also on a desktop, the engine's networks are inside a virtual machine.
    this.bridge =
      address.way.kind === 'socket' && process.platform === 'linux' ? 'reached' : 'elsewhere'
  }

  async exec(
    containerId: string,
    { argv, env, user, workdir }: ExecCommand,
    { timeoutMs, signal }: ExecOptions,
  ): Promise<Outcome> {
    const made = await this.#json({
      method: 'POST',
      path: `/containers/${containerId}/exec`,
      body: {
        AttachStdout: true,
        AttachStderr: true,
        Cmd: argv,
        Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
        ...(user !== undefined && { User: user }),
        ...(workdir !== undefined && { WorkingDir: workdir }),
      },
      signal,
    })
    const id = text(record(made)['Id'])
    const deadline = AbortSignal.timeout(Math.ceil(timeoutMs))
    const said = await this.#call(
      {
        method: 'POST',
        path: `/exec/${id}/start`,
        body: { Detach: false, Tty: false },
        signal: AbortSignal.any([signal, deadline]),
      },
      deadline,
    )
    if (said.status >= 400) throw new Error(messageIn(said.body))
    const { stdout, stderr } = unframeStreams(said.body)
    if (said.ended === 'late') return { exitCode: -1, stdout, stderr, timedOut: true }
    const state = record(await this.#json({ method: 'GET', path: `/exec/${id}/json`, signal }))
    return { exitCode: Number(state['ExitCode'] ?? -1), stdout, stderr, timedOut: false }
  }

  async logs(
    containerId: string,
    { sinceMs, lastLines, signal }: LogOptions,
  ): Promise<readonly string[]> {
    const query = new URLSearchParams({ stdout: '1', stderr: '1' })
    if (sinceMs !== undefined) query.set('since', (sinceMs / 1000).toFixed(3))
    if (lastLines !== undefined) query.set('tail', String(lastLines))
    const path = `/containers/${containerId}/logs?${query}`
    const { status, body } = await this.#call({ method: 'GET', path, ...(signal && { signal }) })
    if (status >= 400) throw new Error(messageIn(body))
    return unframeLogs(body)
  }

  async image(id: string): Promise<ImageFacts> {
    const name = encodeURIComponent(id)
    const [image, history, listed] = await Promise.all([
      this.#json({ method: 'GET', path: `/images/${name}/json` }),
      this.#json({ method: 'GET', path: `/images/${name}/history` }),
      // Older engines don't know manifests and ignore the question.
      this.#json({ method: 'GET', path: `/v1.48/images/${name}/json?manifests=1` }).catch(
        () => undefined,
      ),
    ])
    return readImageFacts(image, history, listed)
  }

  async contents(id: string): Promise<ImageContents> {
    const name = encodeURIComponent(id)
    const [image, history] = await Promise.all([
      // Older engines don't know manifests, and refuse the version that asks for them.
      this.#json({ method: 'GET', path: `/v1.48/images/${name}/json?manifests=1` }).catch(() =>
        this.#json({ method: 'GET', path: `/images/${name}/json` }),
      ),
      this.#json({ method: 'GET', path: `/images/${name}/history` }),
    ])
    return readImageContents(image, history)
  }

  async network(containerId: string): Promise<NetworkPlace> {
    return readNetworkPlace(
      await this.#json({ method: 'GET', path: `/containers/${containerId}/json` }),
    )
  }

  async file(containerId: string, path: string): Promise<FileFacts | undefined> {
    const query = new URLSearchParams({ path })
    const answer = await this.#call({
      method: 'HEAD',
      path: `/containers/${containerId}/archive?${query}`,
    })
    if (answer.status === 404) return undefined
    if (answer.status >= 400) throw new Error(`${path} can't be looked at`)
    return readFileStat(text(answer.headers['x-docker-container-path-stat']))
  }

  async #json(call: Call): Promise<unknown> {
    const { status, body } = await this.#call(call)
    if (status >= 400) throw new Error(messageIn(body))
    return body.length > 0 ? (JSON.parse(body.toString()) as unknown) : undefined
  }

  /** A body that is cut off by `deadline` counts as far as it came. */
  #call({ method, path, body, signal }: Call, deadline?: AbortSignal): Promise<Answer> {
    const { agent, where } = this.#route
    const payload = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const request = http.request({
        ...where,
        method,
        path,
        agent,
        headers: payload === undefined ? {} : { 'content-type': 'application/json' },
        ...(signal && { signal }),
      })
      request.on('error', (error) => {
        if (!deadline?.aborted) reject(error)
        else resolve({ status: 200, headers: {}, body: Buffer.alloc(0), ended: 'late' })
      })
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        let size = 0
        const give = (ended: Answer['ended']): void =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
            ended,
          })
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size <= maxBytes) chunks.push(chunk)
        })
        response.on('end', () => give('whole'))
        response.on('error', (error) => (deadline?.aborted ? give('late') : reject(error)))
      })
      request.end(payload)
    })
  }
}

function messageIn(body: Buffer): string {
  try {
    return text(record(JSON.parse(body.toString()))['message']) || body.toString().slice(0, 500)
  } catch {
    return body.toString().slice(0, 500) // not JSON: a proxy in between; its text is all there is
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
