// What containers and images of the stack hold, over the engine's API: a command in a container
// costs milliseconds where `docker exec` costs a process.
import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type {
  ExecCommand,
  ExecOptions,
  FileFacts,
  FollowedLog,
  ImageContents,
  ImageFacts,
  Inside,
  LineOptions,
  LogOptions,
  NetworkPlace,
} from '../world/inside.ts'
import type { Outcome } from '../world/world.ts'
import { type EngineCall, EngineCalls, messageIn, record } from './engine-calls.ts'
import { text, unframeLogs } from './engine-json.ts'
import { type EngineAddress, type Route, routeTo } from './engine-route.ts'
import { ImageMemory, imagePath, type Question } from './image-memory.ts'
import {
  readFileStat,
  readImageContents,
  readImageFacts,
  readNetworkPlace,
  unframeStreams,
} from './inside-json.ts'
import { saveLog } from './log-files.ts'
import { LogFollower } from './log-follower.ts'
import { followLines } from './log-lines.ts'
import { NetworkRelays } from './network-relays.ts'

/** A log may be long and come from afar. */
const logDeadlineMs = 120_000
const killDeadlineMs = 5000
const killPauseMs = 200
const killRounds = 10

export interface InsideOptions {
  /** Of every look that has no other. */
  readonly deadlineMs?: number
  /** Masked in logs that become files. */
  readonly secrets?: readonly string[]
  /** Shared by all who ask the same engine. */
  readonly images?: ImageMemory
}

interface Ran {
  readonly outcome: Outcome
  readonly ended: 'whole' | 'late'
  /** Of the command, to the engine. */
  readonly id: string
}

export class EngineInside implements Inside {
  readonly bridge: Inside['bridge']
  readonly relays: NetworkRelays
  readonly #calls: EngineCalls
  readonly #route: Route

  /** What goes on for as long as the stack is up keeps nobody else waiting for a connection. */
  readonly #streams: Route
  readonly #secrets: readonly string[]
  readonly #images: ImageMemory

  constructor(
    address: EngineAddress,
    { deadlineMs, secrets = [], images = new ImageMemory() }: InsideOptions = {},
  ) {
    this.#images = images
    this.#calls = new EngineCalls(address, deadlineMs)
    this.#streams = routeTo(address)
    this.#streams.agent.maxSockets = Number.POSITIVE_INFINITY
    this.#secrets = secrets
    this.#route = routeTo(address)
    this.relays = new NetworkRelays(this.#calls)
    // Elsewhere, also on a desktop, the engine's networks are inside a virtual machine.
    this.bridge =
      address.way.kind === 'socket' && process.platform === 'linux' ? 'reached' : 'elsewhere'
  }

  async exec(
    containerId: string,
    command: ExecCommand,
    { timeoutMs, signal }: ExecOptions,
  ): Promise<Outcome> {
    const mark = randomBytes(16).toString('hex')
    const marked = { ...command, env: { ...command.env, [markName]: mark } }
    const { outcome, ended, id } = await this.#run(containerId, marked, { timeoutMs, signal })
    if (ended === 'whole') return outcome
    const left = await this.#end(id, () => this.#kill(containerId, mark, command.user))
    return { ...outcome, ...(left !== undefined && { left }) }
  }

  async #run(
    containerId: string,
    { argv, env, user, workdir }: ExecCommand,
    { timeoutMs, signal }: ExecOptions,
  ): Promise<Ran> {
    const made = await this.#calls.json({
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
    const start: EngineCall = {
      method: 'POST',
      path: `/exec/${id}/start`,
      body: { Detach: false, Tty: false },
      signal,
      deadlineMs: timeoutMs,
    }
    const { status, body, ended } = await this.#calls.untilLate(start)
    if (status >= 400) throw new Error(messageIn(body))
    const said = unframeStreams(body)
    if (ended === 'late') return { outcome: { exitCode: -1, ...said, timedOut: true }, ended, id }
    const path = `/exec/${id}/json`
    const state = record(await this.#calls.json({ method: 'GET', path, signal }))
    const exitCode = Number(state['ExitCode'] ?? -1)
    return { outcome: { exitCode, ...said, timedOut: false }, ended, id }
  }

  /** A busy engine may start it only after its time: until it has ended, it is ended again. */
  async #end(id: string, kill: () => Promise<string | undefined>): Promise<string | undefined> {
    for (let round = 0; ; round++) {
      const left = await kill()
      if (left !== undefined) return left
      const state = record(await this.#look(`/exec/${id}/json`))
      if (state['Running'] === false && typeof state['ExitCode'] === 'number') return undefined
      if (round >= killRounds) return 'it was ended, and still runs'
      await setTimeout(killPauseMs)
    }
  }

  /**
   * The engine can't end a command that it started, and knows its process by a number that means
   * nothing inside the container. So it is found there by its environment, children and all, and
   * ended by the user that it runs as. Gives what is in the way of it.
   */
  async #kill(
    containerId: string,
    mark: string,
    user: string | undefined,
  ): Promise<string | undefined> {
    const killer: ExecCommand = {
      argv: ['sh', '-c', killScript, 'sh', `${markName}=${mark}`],
      env: {},
      ...(user !== undefined && { user }),
    }
    const { signal } = new AbortController()
    try {
      const { outcome } = await this.#run(containerId, killer, {
        timeoutMs: killDeadlineMs,
        signal,
      })
      if (outcome.exitCode === 0) return undefined
      return outcome.stderr.trim().split('\n').at(-1) || 'its image has no sh with grep and kill'
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  async logs(
    containerId: string,
    { sinceMs, lastLines, signal }: LogOptions,
  ): Promise<readonly string[]> {
    const query = new URLSearchParams({ stdout: '1', stderr: '1' })
    if (sinceMs !== undefined) query.set('since', (sinceMs / 1000).toFixed(3))
    if (lastLines !== undefined) query.set('tail', String(lastLines))
    const { body } = await this.#calls.whole({
      method: 'GET',
      path: `/containers/${containerId}/logs?${query}`,
      deadlineMs: logDeadlineMs,
      ...(signal && { signal }),
    })
    return unframeLogs(body)
  }

  saveLog(containerId: string, file: string, signal: AbortSignal): Promise<void> {
    return saveLog(this.#route, containerId, { file, signal, secrets: this.#secrets })
  }

  followLog(containerId: string, file: string): FollowedLog {
    return new LogFollower(this.#streams, containerId, { file, secrets: this.#secrets })
  }

  followLines(containerId: string, options: LineOptions): Promise<string | undefined> {
    return followLines(this.#streams, containerId, options)
  }

  async image(id: string): Promise<ImageFacts> {
    return readImageFacts(...(await this.#imageAndHistory(id)))
  }

  async contents(id: string): Promise<ImageContents> {
    return readImageContents(...(await this.#imageAndHistory(id)))
  }

  #imageAndHistory(id: string): Promise<readonly [image: unknown, history: unknown]> {
    const recall = (question: Question): Promise<unknown> =>
      this.#images.recall(question, id, () => this.#look(imagePath(question, id)))
    return Promise.all([recall('image'), recall('history')])
  }

  async network(containerId: string): Promise<NetworkPlace> {
    return readNetworkPlace(await this.#look(`/containers/${containerId}/json`))
  }

  leaveNetworks(): Promise<void> {
    return this.relays.close()
  }

  async file(containerId: string, path: string): Promise<FileFacts | undefined> {
    const query = new URLSearchParams({ path })
    const call = { method: 'HEAD', path: `/containers/${containerId}/archive?${query}` } as const
    const answer = await this.#calls.untilLate(call)
    if (answer.ended === 'late') throw this.#calls.late(call)
    if (answer.status === 404) return undefined
    if (answer.status >= 400) throw new Error(`${path} can't be looked at`)
    return readFileStat(text(answer.headers['x-docker-container-path-stat']))
  }

  #look(path: string): Promise<unknown> {
    return this.#calls.json({ method: 'GET', path })
  }
}

/** In the environment of each command that we start in a container, and of all that it starts. */
const markName = 'SEA_TRIAL_COMMAND'

/** Twice, as what is ended may just have started another one. */
const killScript = `
command -v grep >/dev/null || exit 1
for round in 1 2; do
  for process in /proc/[0-9]*; do
    if grep -q "$1" "$process/environ" 2>/dev/null; then kill -9 "\${process#/proc/}"; fi
  done
done
exit 0`
