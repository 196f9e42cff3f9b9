// Uploads by the engine's own push, over its API: what the CLI does, without a process for each, and
// with a word on how far it is. The login goes in a header, which nobody else sees.
import http from 'node:http'
import { messageOf } from '../errors.ts'
import { type Credentials, serverOf } from '../publish/credentials.ts'
import { registryOf, repositoryOf } from '../publish/refusals.ts'
import { UploadProgress } from '../publish/upload-progress.ts'
import type { Upload, UploadOptions, Uploads } from '../world/uploads.ts'
import { messageIn } from './engine-calls.ts'
import { restOf } from './engine-connection.ts'
import { type EngineAddress, type Route, routeTo } from './engine-route.ts'
import { LineSplitter } from './lines.ts'

type CredentialsFor = (registry: string) => Promise<Credentials | undefined>

export class EngineUploads implements Uploads {
  readonly #route: Route
  readonly #credentialsFor: CredentialsFor

  constructor(address: EngineAddress, credentialsFor: CredentialsFor) {
    this.#route = routeTo(address)
    this.#credentialsFor = credentialsFor
  }

  async push(reference: string, { timeoutMs, signal, onProgress }: UploadOptions): Promise<Upload> {
    const deadline = AbortSignal.timeout(Math.ceil(timeoutMs))
    const progress = new UploadProgress()
    const lines = new LineSplitter((line) => {
      const bytes = progress.take(line)
      if (bytes) onProgress(bytes)
    }, 0)
    try {
      const answer = await this.#ask(reference, AbortSignal.any([signal, deadline]))
      if (answer.statusCode !== 200) {
        const { body } = await restOf(answer)
        return { kind: 'failed', reason: messageIn(body) || `status ${answer.statusCode}` }
      }
      for await (const chunk of answer) lines.push(chunk as Buffer)
      lines.end()
    } catch (error) {
      signal.throwIfAborted()
      if (deadline.aborted) return { kind: 'late' }
      return { kind: 'failed', reason: `the engine broke off: ${messageOf(error)}` }
    }
    const { problem } = progress
    return problem === undefined ? { kind: 'done' } : { kind: 'failed', reason: problem }
  }

  async #ask(reference: string, signal: AbortSignal): Promise<http.IncomingMessage> {
    const registry = registryOf(reference)
    const login = headerOf(await this.#credentialsFor(registry), registry)
    const repository = repositoryOf(reference)
    const tag = encodeURIComponent(reference.slice(repository.length + 1))
    const { agent, where } = this.#route
    const path = `/images/${encodeURI(repository)}/push?tag=${tag}`
    const headers = { 'x-registry-auth': login, 'content-length': 0 }
    return new Promise((resolve, reject) => {
      const request = http.request({ ...where, method: 'POST', path, agent, signal, headers })
      request.on('response', resolve)
      request.on('error', reject)
      request.end()
    })
  }
}

/** As Docker's own CLI writes it: JSON in base64 that fits into a URL; empty braces are no login. */
function headerOf(credentials: Credentials | undefined, registry: string): string {
  const { username, password, identityToken } = credentials ?? {}
  const login = identityToken ? { identitytoken: identityToken } : { username, password }
  const known = credentials === undefined ? {} : { ...login, serveraddress: serverOf(registry) }
  const base64 = Buffer.from(JSON.stringify(known)).toString('base64')
  return base64.replaceAll('+', '-').replaceAll('/', '_')
}
