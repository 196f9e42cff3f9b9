// A world that does what it is told: a stack of two built services that passes, unless a test says
// otherwise. It notes every deed in order, and throws on any command it was not told of.

import type { UndoStore } from '../../src/cleanup.ts'
import type { Failure } from '../../src/errors.ts'
import { sameDisk } from '../../src/io/engine-disk.ts'
import { noStore } from '../../src/io/no-store.ts'
import { noOwners } from '../../src/io/owners.ts'
import type { TrialRecord } from '../../src/report/record.ts'
import type { Surroundings } from '../../src/stages/observe.ts'
import { runTrial, type TrialRun } from '../../src/trial.ts'
import type { Undo } from '../../src/undo.ts'
import type { Inside } from '../../src/world/inside.ts'
import type { Upload, UploadOptions } from '../../src/world/uploads.ts'
import type {
  Command,
  Http,
  HttpResponse,
  Log,
  Outcome,
  RunOptions,
  World,
} from '../../src/world/world.ts'
import { type Given, inputsOf } from './given-inputs.ts'
import { ScriptedRegistry } from './scripted-registry.ts'
import { StackEngine } from './stack-engine.ts'

export const sha = 'c0ffee'.repeat(6).concat('c0de')
export const digests = { api: `sha256:${'a'.repeat(64)}`, web: `sha256:${'b'.repeat(64)}` }

const model = `
name: harbor
services:
  api:
    build: { context: /srv/api }
    image: api
    ports: [{ target: 80 }]
    x-smoke: [{ get: /health }]
  web:
    build: { context: /srv/web }
    image: web
    depends_on: { api: { condition: service_started } }
`

export type Answer =
  | Partial<Outcome>
  | ((command: Command, options: RunOptions) => Promise<Partial<Outcome>>)

type Push = (reference: string) => Promise<Upload>

/** In words that no other try would change. */
export const denied: Push = async () => ({ kind: 'failed', reason: 'denied' })

function unscripted(name: string): () => never {
  return () => {
    throw new Error(`nothing is scripted for: ${name}`)
  }
}

export class ScriptedWorld {
  /** Every deed, in order: `run …`, `push …`, `engine …`, `save …`, `http …`, `remove …`. */
  readonly deeds: string[] = []
  readonly warnings: string[] = []
  readonly failures: Failure[] = []
  readonly said: string[] = []
  readonly files = new Map<string, string>([
    ['/srv/compose.yaml', model],
    ['/srv/api/Dockerfile', 'FROM scratch\nUSER 1\nHEALTHCHECK CMD x\n'],
    ['/srv/web/Dockerfile', 'FROM scratch\nUSER 1\nHEALTHCHECK CMD x\n'],
  ])
  readonly engine = new StackEngine((deed) => this.#did(`engine ${deed}`))
  readonly registry = new ScriptedRegistry((deed) => this.#did(deed))
  readonly #cancel = new AbortController()
  readonly #answers: (readonly [RegExp, Answer])[] = []
  readonly #pushes: (readonly [RegExp, Push])[] = []
  #nowMs = 0
  #onDeed: (deed: string) => void = () => {}
  signer: (statement: string) => string = unscripted('sign')
  /** What a container says to those who follow its log. */
  speak: Inside['followLines'] = async () => undefined
  respond: () => Promise<Partial<HttpResponse>> = async () => ({})

  constructor() {
    this.on(/^docker compose .*config$/, { stdout: model })
    this.on(/^docker buildx ls/, { stdout: '' })
    this.on(/^docker compose version/, { stdout: '2.40.3\n' })
    this.on(/^docker buildx version/, { stdout: 'github.com/docker/buildx v0.29.1 abc\n' })
    this.on(/^docker buildx bake/, async () => {
      const entries = Object.entries(digests).map(([target, digest]) => [
        target,
        { 'containerimage.digest': digest },
      ])
      this.files.set('/tmp/run/build.json', JSON.stringify(Object.fromEntries(entries)))
      for (const [target, digest] of Object.entries(digests)) this.engine.images.set(target, digest)
      return {}
    })
    this.on(/^docker compose .*create/, async () => {
      for (const [name, image] of Object.entries(digests)) this.engine.create(name, image)
      return {}
    })
  }

  /** What becomes of a push; where none is told, the registry takes what it is. A later one wins. */
  onPush(reference: RegExp, answer: Push): this {
    this.#pushes.unshift([reference, answer])
    return this
  }

  async #push(reference: string, { signal }: UploadOptions): Promise<Upload> {
    signal.throwIfAborted()
    this.#did(`push ${reference}`)
    const [, answer] = this.#pushes.find(([pattern]) => pattern.test(reference)) ?? []
    const upload = answer ? await answer(reference) : this.#take(reference)
    signal.throwIfAborted()
    return upload
  }

  #take(reference: string): Upload {
    const found = Object.entries(digests).find(([name]) => reference.includes(`/${name}:`))
    this.registry.take(reference, found?.[1] ?? '')
    return { kind: 'done' }
  }

  /** A later answer wins over an earlier one. */
  on(command: RegExp, answer: Answer): this {
    this.#answers.unshift([command, answer])
    return this
  }

  /** Cancels the run at the first deed that matches. */
  cancelAt(deed: RegExp): this {
    this.#onDeed = (done) => {
      if (deed.test(done)) this.#cancel.abort(new Error('SIGINT'))
    }
    return this
  }

  /** Something that others do, just before the deed of that number that matches. */
  meanwhile(deed: RegExp, number: number, act: () => void): this {
    let seen = 0
    this.#onDeed = (done) => {
      if (deed.test(done) && ++seen === number) act()
    }
    return this
  }

  async run(
    given: Given = {},
    {
      env,
      logFolder,
      onBegun,
      ...around
    }: Partial<Pick<Surroundings, 'logs' | 'env'>> & Pick<TrialRun, 'logFolder' | 'onBegun'> = {},
  ): Promise<TrialRecord> {
    const inputs = inputsOf({ push: 'true', registry: 'registry.example', reuse: 'off', ...given })
    const usual = this.#around()
    const everything = { ...usual, ...around, env: { ...usual.env, ...env } }
    const keeping = { ...(logFolder !== undefined && { logFolder }), ...(onBegun && { onBegun }) }
    const run = { inputs, problems: [], around: everything, undoStore: this.store, ...keeping }
    return runTrial(run, this.world)
  }

  store: UndoStore = {
    save: (undos) => this.#did(`save ${undos.map(nameOf).join(' ')}`),
  }

  readonly world: World = {
    runner: { run: (command, options) => this.#run(command, options) },
    prepare: async () => this.#did('prepare'),
    processes: { end: async () => {} },
    owners: noOwners,
    engineDisk: sameDisk,
    left: { list: async () => [], imageNames: async () => [] },
    registry: this.registry,
    uploads: { push: (reference, options) => this.#push(reference, options) },
    store: noStore,
    random: () => 0.5,
    engine: this.engine,
    inside: {
      bridge: 'reached',
      exec: unscripted('exec'),
      logs: () => this.engine.tail(),
      saveLog: async (id, file) => this.#did(`save log of ${id} as ${file}`),
      followLines: (id, options) => this.speak(id, options),
      followLog: () => ({ finish: async () => {}, stop: async () => {} }),
      image: unscripted('image'),
      contents: async () => ({ platforms: [], layers: [] }),
      network: unscripted('network'),
      file: unscripted('file'),
      leaveNetworks: async () => {},
    },
    sigstore: {
      sign: async (statement) => this.signer(statement),
      verify: unscripted('verify'),
    },
    sockets: { exchange: unscripted('sockets') },
    matchPattern: unscripted('matchPattern'),
    http: {
      request: (request) => this.#request(`${request.method} ${request.url}`),
    } satisfies Http,
    clock: {
      now: () => this.#nowMs,
      date: () => new Date(0),
      sleep: (milliseconds, signal) => this.#sleep(milliseconds, signal),
    },
    files: {
      read: async (path) => this.#read(path),
      readBytes: unscripted('readBytes'),
      fingerprint: unscripted('fingerprint'),
      exists: async (path) =>
        [...this.files.keys()].some((file) => `${file}/`.startsWith(`${absolute(path)}/`)),
      find: async (folder, name) =>
        [...this.files.keys()]
          .filter(
            (file) => file.startsWith(`${folder}/`) && name.test(file.split('/').at(-1) ?? ''),
          )
          .map((file) => file.slice(folder.length + 1)),
      write: async (path, text) => {
        this.#did(`write ${path}`)
        this.files.set(absolute(path), text)
      },
      removeFolder: async (path) => this.#did(`remove ${path}`),
      replaceFolder: async (fresh, used) => this.#did(`replace ${used} by ${fresh}`),
      real: async (path) => path,
      absolute,
      shown: (path) => path,
    },
    log: this.#log(),
    trace: { buildSteps: () => {} },
    signal: this.#cancel.signal,
  }

  #around(): Surroundings {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: sha,
      GITHUB_REPOSITORY: 'acme/harbor',
      GITHUB_SERVER_URL: 'https://github.com',
    }
    const payload = { repository: { default_branch: 'main' } }
    const git = {
      sha,
      parents: [],
      commitDate: '2026-01-01T00:00:00Z',
      root: '/srv',
      tags: [],
      dirty: 0,
      shallow: false,
      detached: false,
      branch: 'main',
    }
    return { env, payload, git, folder: '/tmp/run', runId: 'f00d', now: new Date(0) }
  }

  #did(deed: string): void {
    this.deeds.push(deed)
    this.#onDeed(deed)
  }

  async #run(command: Command, options: RunOptions): Promise<Outcome> {
    options.signal?.throwIfAborted()
    const line = [command.program, ...command.argv].join(' ')
    this.#did(`run ${line}`)
    const [, answer] = this.#answers.find(([pattern]) => pattern.test(line)) ?? []
    if (answer === undefined) throw new Error(`nothing is scripted for: ${line}`)
    const outcome = typeof answer === 'function' ? await answer(command, options) : answer
    options.signal?.throwIfAborted()
    return { exitCode: 0, stdout: '', stderr: '', timedOut: false, ...outcome }
  }

  async #request(line: string): Promise<HttpResponse> {
    this.#did(`http ${line}`)
    const answer = await this.respond()
    const head = { status: 200, headers: {}, cookies: [], elapsedMs: 1 }
    return { ...head, body: '', bytes: 0, sha256: '', truncated: false, ...answer }
  }

  /** Time passes at once, but everything else that is ready comes first. */
  async #sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    this.#nowMs += milliseconds
  }

  #read(path: string): string {
    const text = this.files.get(absolute(path))
    if (text === undefined) throw new Error(`ENOENT: no such file, open '${path}'`)
    return text
  }

  #log(): Log {
    return {
      group: () => {},
      endGroup: () => {},
      info: (line) => this.said.push(line),
      foreign: (line) => this.said.push(line),
      command: () => {},
      debug: () => {},
      warning: (text) => this.warnings.push(text),
      progress: () => {},
      failures: (failures) => this.failures.push(...failures),
    }
  }
}

function absolute(path: string): string {
  return path.startsWith('/') ? path : `/srv/${path}`
}

function nameOf(undo: Undo): string {
  switch (undo.kind) {
    case 'stack':
      return undo.project
    case 'image-tag':
      return undo.reference
    case 'folder':
      return undo.path
    case 'builder':
      return undo.name
    case 'processes':
      return 'processes'
    case 'owners':
      return 'owners'
  }
}
