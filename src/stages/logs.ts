// Of a failed trial, every service's log as a file, before cleanup takes its source away.
import { messageOf } from '../errors.ts'
import type { Recorder } from '../report/recorder.ts'
import type { FollowedLog } from '../world/inside.ts'
import type { ContainerState, World } from '../world/world.ts'

/** A log is worth a wait, but no trial may hang on it. */
const deadlineMs = 60_000
/** Most trials pass sooner, and what is followed costs the engine work while the stack comes up. */
const firstLookMs = 5000
/** Older engines have few watches for files to give, and others need some. */
const mostFollowed = 32

type LogWorld = Pick<World, 'engine' | 'inside' | 'files' | 'clock' | 'signal'>

interface LogFile {
  readonly state: ContainerState
  readonly file: string
}

/** The engine takes seconds for a hundred megabytes: so they are written while the trial goes on. */
export class LogKeeper {
  readonly #folder: string | undefined
  readonly #world: LogWorld
  readonly #over = new AbortController()
  readonly #followed = new Map<string, FollowedLog>()
  #sourceGoes = false

  /** Without a folder nothing is kept. */
  constructor(folder: string | undefined, world: LogWorld) {
    this.#folder = folder
    this.#world = world
  }

  async prepare(): Promise<void> {
    if (this.#folder !== undefined) await this.#world.files.removeFolder(this.#folder)
  }

  begin(project: string): void {
    const { inside } = this.#world
    // From elsewhere all of it would come over the network, also where nobody will want it.
    if (this.#folder === undefined || inside.bridge === 'elsewhere') return
    this.#follow(project, this.#folder).catch(() => {}) // what is not followed is fetched at the end
  }

  async #follow(project: string, folder: string): Promise<void> {
    const { clock, inside, signal } = this.#world
    const over = AbortSignal.any([signal, this.#over.signal])
    for (let pauseMs = firstLookMs; ; pauseMs *= 2) {
      await clock.sleep(pauseMs, over)
      for (const { state, file } of await this.#files(project, folder)) {
        if (over.aborted || this.#followed.size === mostFollowed) return
        if (!this.#followed.has(keyOf({ state, file })))
          this.#followed.set(keyOf({ state, file }), inside.followLog(state.id, file))
      }
    }
  }

  /** Nobody wants the logs of a trial that passed, or was cancelled. */
  async leave(): Promise<void> {
    if (this.#followed.size === 0) return this.#over.abort()
    await this.#stop()
    await this.prepare()
  }

  /** What passed is on its way out: half a log would say less than none. */
  forget(): void {
    this.#sourceGoes = true
  }

  /** Gives what is to be noted. Of all services: what broke one is often said by another one. */
  async finish(project: string): Promise<readonly string[]> {
    const folder = this.#folder
    if (folder === undefined || this.#sourceGoes) return []
    const inTime = AbortSignal.any([this.#world.signal, AbortSignal.timeout(deadlineMs)])
    this.#over.abort()
    try {
      const logs = await this.#files(project, folder)
      const missed = await Promise.all(logs.map((log) => this.#keep(log, inTime)))
      if (logs.length === 0) return []
      return [`logs of all services: ${this.#world.files.shown(folder)}`, ...missed.flat()]
    } catch (error) {
      return [`the logs of the services were not kept: ${messageOf(error)}`]
    } finally {
      await this.#stop()
    }
  }

  async #keep({ state, file }: LogFile, signal: AbortSignal): Promise<readonly string[]> {
    try {
      const followed = this.#followed.get(keyOf({ state, file }))
      const whole = await followed?.finish(signal).then(
        () => 'whole',
        () => undefined, // it ended too soon, or can't be followed: so all of it is fetched
      )
      if (whole === undefined) await this.#world.inside.saveLog(state.id, file, signal)
      return []
    } catch (error) {
      return [`the log of ${state.service} is not whole: ${messageOf(error)}`]
    }
  }

  async #stop(): Promise<void> {
    this.#over.abort()
    await Promise.all([...this.#followed.values()].map((one) => one.stop()))
    this.#followed.clear()
  }

  async #files(project: string, folder: string): Promise<readonly LogFile[]> {
    const all = await this.#world.engine.containers(project)
    return all
      .filter(({ status }) => status !== 'created')
      .map((state) => {
        const alone = all.filter(({ service }) => service === state.service).length === 1
        const name = `${state.service}${alone ? '' : `-${state.replica}`}`
        return { state, file: `${folder}/${name.replace(/[^\w.-]/g, '_')}.log` }
      })
  }
}

/** Not of a cancelled run: it has seconds left, for what must be taken down. */
export async function saveLogs(logs: LogKeeper, record: Recorder, world: World): Promise<void> {
  if (record.project === undefined || world.signal.aborted) return logs.leave()
  for (const line of await logs.finish(record.project)) record.note(line)
}

/** Where a service gets another container, the files of both get other names. */
function keyOf({ state, file }: LogFile): string {
  return `${state.id} ${file}`
}
