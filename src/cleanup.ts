// The undo stack: what must be gone at the end, as data, saved before each thing is made, so that
// the post step of a killed run can do what the run itself no longer could.
import { messageOf } from './errors.ts'
import type { World } from './world/world.ts'

export type Undo =
  | { readonly kind: 'stack'; readonly project: string }
  | { readonly kind: 'image-tag'; readonly reference: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'builder'; readonly name: string }
  /** What a killed run had started goes on by itself, and makes new things. */
  | { readonly kind: 'processes'; readonly runId: string }

/** Where the open undos are kept for the post step. */
export interface UndoStore {
  save(undos: readonly Undo[]): void
}

/** On a normal end containers may write what stays; a cancelled run has no time for it. */
const graceSeconds = { normal: 2, hurried: 0 } as const

export class Cleanup {
  readonly #undos: Undo[] = []
  readonly #store: UndoStore

  constructor(store: UndoStore) {
    this.#store = store
  }

  /** To be called before the thing is made: a half-made one is ours too. */
  add(undo: Undo): void {
    const words = JSON.stringify(undo)
    // A stack is made in parts, and gone at once.
    if (this.#undos.some((known) => JSON.stringify(known) === words)) return
    this.#undos.push(undo)
    this.#store.save(this.#undos)
  }

  /**
   * Tries every undo, newest first, and tells what is still there instead of throwing. That stays on
   * the list for the post step: an engine that was busy for seconds may have time at the end of the job.
   */
  async run(world: CleanupWorld, options: CleanupOptions): Promise<readonly string[]> {
    const { left, open } = await undoAll(this.#undos, world, options)
    this.#undos.splice(0, this.#undos.length, ...open)
    try {
      this.#store.save(this.#undos)
      return left
    } catch (error) {
      return [...left, `the saved list of what is to be undone: ${messageOf(error)}`]
    }
  }

  /**
   * Leaves the stack and its images up on purpose; everything else still goes. Gives the names of
   * the images, or undefined where no stack was made, so that there is nothing to keep.
   */
  keepStack(): readonly string[] | undefined {
    if (!this.#undos.some(({ kind }) => kind === 'stack')) return undefined
    const images = this.#undos.flatMap((undo) => (undo.kind === 'image-tag' ? undo.reference : []))
    const others = this.#undos.filter(({ kind }) => kind !== 'stack' && kind !== 'image-tag')
    this.#undos.splice(0, this.#undos.length, ...others)
    this.#store.save(this.#undos)
    return images
  }
}

export type CleanupWorld = Pick<World, 'engine' | 'files' | 'runner' | 'processes'>

export interface CleanupOptions {
  readonly hurry: boolean
  /** Its own deadline: the run's signal is aborted when cleanup is needed most. */
  readonly deadline: AbortSignal
}

export interface Undone {
  /** In words, with the reason. */
  readonly left: readonly string[]
  /** What may be tried again. */
  readonly open: readonly Undo[]
}

/** An image can't go while a container of it is there, nor a thing while something still makes it. */
const order: readonly (readonly Undo['kind'][])[] = [
  ['processes'],
  ['stack', 'builder', 'folder'],
  ['image-tag'],
]

export async function undoAll(
  undos: readonly Undo[],
  world: CleanupWorld,
  { hurry, deadline }: CleanupOptions,
): Promise<Undone> {
  const left: string[] = []
  const open: Undo[] = []
  const attempt = async (undo: Undo): Promise<void> => {
    const reasons = await inTime(undoOne(undo, world, hurry, deadline), deadline).catch(
      (error: unknown) => [`${describe(undo)}: ${messageOf(error)}`],
    )
    if (reasons.length === 0) return
    left.push(...reasons)
    open.push(undo)
  }
  const newestFirst = [...undos].reverse()
  for (const kinds of order) {
    await Promise.all(newestFirst.filter(({ kind }) => kinds.includes(kind)).map(attempt))
  }
  return { left, open: undos.filter((undo) => open.includes(undo)) }
}

/** What restarts an engine takes some seconds; nobody waits longer for one that is gone. */
const backWithinMs = 20_000
const askEveryMs = 500

/** Whether the engine answers, now or when it has been restarted. */
export async function comesBack(
  { engine, clock }: Pick<World, 'engine' | 'clock'>,
  deadline: AbortSignal,
): Promise<boolean> {
  const until = clock.now() + backWithinMs
  while (!deadline.aborted) {
    const answered = await engine.version().then(
      () => true,
      () => false, // why not, the first try has told
    )
    if (answered || clock.now() >= until) return answered
    await clock.sleep(askEveryMs, deadline).catch(() => {}) // ended: the loop looks
  }
  return false
}

/** Between looks at what a killed run left: the engine takes about as long to give up. */
const settleMs = [1_000, 3_000, 6_000] as const

/**
 * Undoes, and looks again: an engine goes on for a moment with what a killed client had asked for, and
 * a container that is being made holds its volume and image, or comes into being behind our back.
 */
export async function undoUntilQuiet(
  undos: readonly Undo[],
  world: CleanupWorld,
  options: CleanupOptions,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<Undone> {
  let undone = await undoAll(undos, world, options)
  for (const waitMs of settleMs) {
    if (options.deadline.aborted) break
    await sleep(waitMs)
    undone = await undoAll(undos, world, options)
    if (undone.left.length === 0) break
  }
  return undone
}

/** Not everything that hangs listens to a signal. */
function inTime<Result>(work: Promise<Result>, deadline: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new Error('its time was up'))
    deadline.addEventListener('abort', late, { once: true })
    if (deadline.aborted) late()
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', late))
  })
}

async function undoOne(
  undo: Undo,
  { engine, files, runner, processes }: CleanupWorld,
  hurry: boolean,
  signal: AbortSignal,
): Promise<readonly string[]> {
  switch (undo.kind) {
    case 'stack': {
      const grace = hurry ? graceSeconds.hurried : graceSeconds.normal
      return (await engine.removeProject(undo.project, grace, signal)).left
    }
    case 'image-tag':
      await engine.removeImageTag(undo.reference, signal)
      return []
    case 'folder':
      await files.removeFolder(undo.path)
      return []
    case 'builder':
      return removeBuilder(undo.name, runner, signal)
    case 'processes':
      await processes.end(undo.runId)
      return []
  }
}

const builderTimeoutMs = 30_000

async function removeBuilder(
  name: string,
  runner: World['runner'],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const argv = ['buildx', 'rm', '--force', name]
  const command = { program: 'docker', argv } as const
  const { exitCode, stderr } = await runner.run(command, { signal, timeoutMs: builderTimeoutMs })
  // One that was never made, or is gone, is what was wanted.
  return exitCode === 0 || /no builder/.test(stderr) ? [] : [`builder ${name}: ${stderr.trim()}`]
}

function describe(undo: Undo): string {
  switch (undo.kind) {
    case 'stack':
      return `stack ${undo.project}`
    case 'image-tag':
      return `image ${undo.reference}`
    case 'folder':
      return `folder ${undo.path}`
    case 'builder':
      return `builder ${undo.name}`
    case 'processes':
      return `processes of the run ${undo.runId}`
  }
}

/** Reads back what `save` wrote; anything else is dropped, as the post step must not die on it. */
export function parseUndos(text: string): readonly Undo[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return [] // nothing was saved, or by another version: there is nothing that could be undone
  }
  return Array.isArray(value) ? value.filter(isUndo) : []
}

function isUndo(value: unknown): value is Undo {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  switch (value.kind) {
    case 'stack':
      return 'project' in value && typeof value.project === 'string'
    case 'image-tag':
      return 'reference' in value && typeof value.reference === 'string'
    case 'folder':
      return 'path' in value && typeof value.path === 'string'
    case 'builder':
      return 'name' in value && typeof value.name === 'string'
    case 'processes':
      return 'runId' in value && typeof value.runId === 'string'
    default:
      return false
  }
}
