// The Docker config of this run: the user's own, seen through links, with our logins over it.
// The user's files are read and never written; what is ours goes with the run's folder.
import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Credentials, findCredentials, withLogins } from '../publish/credentials.ts'
import { findProgram, toolEnvironment } from './programs.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface DockerConfigOptions {
  readonly env: Environment
  readonly untrusted: readonly string[]
  /** Where ours is made, if there are logins of our own. */
  readonly folder: string
  readonly logins: ReadonlyMap<string, Credentials>
  readonly helperTimeoutMs?: number
}

const defaultHelperTimeoutMs = 10_000
const knownForMs = 2_000

interface Asked {
  readonly answer: Promise<Credentials | undefined>
  readonly askedAtMs: number
}

export class DockerConfig {
  readonly #options: DockerConfigOptions
  readonly #userFolder: string
  readonly #known = new Map<string, Asked>()

  constructor(options: DockerConfigOptions) {
    this.#options = options
    const { DOCKER_CONFIG: given, HOME: home } = options.env
    this.#userFolder = given || path.join(home ?? '/root', '.docker')
  }

  /** For every docker that we start. */
  environment(): Readonly<Record<string, string>> {
    const { logins, folder, env } = this.#options
    if (logins.size === 0) return {}
    // Builders that the user set up are kept beside the config; they stay where they are.
    const buildx = env['BUILDX_CONFIG'] || path.join(this.#userFolder, 'buildx')
    return { DOCKER_CONFIG: folder, BUILDX_CONFIG: buildx }
  }

  async prepare(): Promise<void> {
    const { logins, folder } = this.#options
    if (logins.size === 0) return
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const names = await readdir(this.#userFolder).catch(() => []) // no config yet: nothing to show
    const linked = names.filter((name) => name !== 'config.json' && name !== 'buildx')
    await Promise.all(
      linked.map((name) => symlink(path.join(this.#userFolder, name), path.join(folder, name))),
    )
    const config = withLogins(await this.#userConfig(), logins)
    await writeFile(path.join(folder, 'config.json'), JSON.stringify(config), { mode: 0o600 })
  }

  /** Fifty pushes begin at once, and a helper is a process; a later try may find another login. */
  credentialsFor(registry: string): Promise<Credentials | undefined> {
    const known = this.#known.get(registry)
    if (known !== undefined && performance.now() - known.askedAtMs < knownForMs) return known.answer
    const answer = this.#find(registry)
    this.#known.set(registry, { answer, askedAtMs: performance.now() })
    return answer
  }

  async #find(registry: string): Promise<Credentials | undefined> {
    const ours = this.#options.logins.get(registry)
    if (ours) return ours
    const found = findCredentials(await this.#userConfig(), registry)
    switch (found.kind) {
      case 'credentials':
        return found.credentials
      case 'helper':
        return this.#askHelper(found.helper, found.server)
      case 'none':
        return undefined
    }
  }

  async #userConfig(): Promise<unknown> {
    try {
      return JSON.parse(
        await readFile(path.join(this.#userFolder, 'config.json'), 'utf8'),
      ) as unknown
    } catch {
      return {} // none, or one that docker itself will complain about
    }
  }

  async #askHelper(helper: string, server: string): Promise<Credentials | undefined> {
    const { env, untrusted } = this.#options
    const name = `docker-credential-${helper}`
    const program = findProgram(name, env['PATH'] ?? '', untrusted)
    if (!/^[\w.-]+$/.test(helper) || program === undefined) return undefined
    const answer = await new Promise<string>((resolve) => {
      const child = spawn(program, ['get'], {
        env: toolEnvironment({ ...env }, untrusted),
        stdio: ['pipe', 'pipe', 'ignore'],
      })
      // A child of the helper may keep its output open: the end of our patience is the end.
      const deadline = setTimeout(() => {
        child.kill('SIGKILL')
        child.stdout.destroy()
        resolve('')
      }, this.#options.helperTimeoutMs ?? defaultHelperTimeoutMs)
      let text = ''
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      child.on('error', () => {
        clearTimeout(deadline)
        resolve('')
      })
      child.on('close', (code) => {
        clearTimeout(deadline)
        resolve(code === 0 ? text : '')
      })
      child.stdin.on('error', () => {}) // a helper that reads nothing answers by its exit code
      child.stdin.end(server)
    })
    return readHelper(answer)
  }
}

/** Empty where the helper knows no login. */
function readHelper(answer: string): Credentials | undefined {
  try {
    const value = JSON.parse(answer) as { readonly Username?: unknown; readonly Secret?: unknown }
    if (typeof value.Username !== 'string' || typeof value.Secret !== 'string') return undefined
    const { Username: username, Secret: password } = value
    const isToken = username === '<token>' // by the protocol of credential helpers
    return { username, password, ...(isToken && { identityToken: password }) }
  } catch {
    return undefined // it said nothing, which is how helpers say "not found"
  }
}
