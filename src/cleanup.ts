// The undo stack: what must be gone at the end, as data, saved before each thing is made, so that
// the post step of a killed run can do what the run itself no longer could.
import { messageOf } from './errors.ts'
import { type CleanupWorld, describeUndo, type Undo, type Undoing, undoOne } from './undo.ts'
import type { World } from './world/world.ts'

/** Where the open undos are kept for the post step. */
export interface UndoStore {
  save(undos: readonly Undo[]): void
}

export class Cleanup {
  readonly #undos: Undo[] = []
  readonly #store: UndoStore
  #layingUp: Promise<unknown> = Promise.resolve()
  /** When what was laid up holds nothing any more that goes behind it. */
  #freed: Promise<void> = Promise.resolve()

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
   * Begins to undo all of a kind, beside what goes on without it and behind what was begun before. It
   * stays on the list until it is gone, so that `run` and the post step try again what is left.
   */
  layUp(kind: 'stack' | 'image-tag', world: CleanupWorld, options: CleanupOptions): void {
    const before = this.#freed
    const layUp = async (onFreed: () => void): Promise<void> => {
      await before
      const undos = this.#undos.filter((undo) => undo.kind === kind)
      const { open } = await undoAll(undos, world, options, onFreed)
      const gone = undos.filter((undo) => !open.includes(undo))
      this.#undos.splice(0, this.#undos.length, ...this.#undos.filter((one) => !gone.includes(one)))
    }
    this.#freed = new Promise((resolve) => {
      this.#layingUp = Promise.all([this.#layingUp, layUp(resolve)])
    })
  }

  /**
   * Tries every undo, newest first, and tells what is still there instead of throwing. That stays on
   * the list for the post step: an engine that was busy for seconds may have time at the end of the job.
   */
  async run(world: CleanupWorld, options: CleanupOptions): Promise<Undoing> {
    // Two at once would be in each other's way.
    await inTime(this.#layingUp, options.deadline).catch(() => {}) // what is still there is told below
    const { left, told, open } = await undoAll(this.#undos, world, options)
    this.#undos.splice(0, this.#undos.length, ...open)
    try {
      this.#store.save(this.#undos)
      return { left, told }
    } catch (error) {
      const saved = `the saved list of what is to be undone: ${messageOf(error)}`
      return { left: [...left, saved], told }
    }
  }

  /**
   * Leaves the stack and its images up on purpose; everything else still goes. Gives the names of
   * the images, or undefined where no stack was made, so that there is nothing to keep.
   */
  keepStack(): readonly string[] | undefined {
    if (!this.#undos.some(({ kind }) => kind === 'stack')) return undefined
    const images = this.#undos.flatMap((undo) => (undo.kind === 'image-tag' ? undo.reference : []))
    const others = this.#undos.filter(({ kind }) => !ofAStack.includes(kind))
    this.#undos.splice(0, this.#undos.length, ...others)
    this.#store.save(this.#undos)
    return images
  }
}

/** A stack that stays up goes on with its files. */
const ofAStack: readonly Undo['kind'][] = ['stack', 'image-tag', 'owners']

export interface CleanupOptions {
  readonly hurry: boolean
  /** Its own deadline: the run's signal is aborted when cleanup is needed most. */
  readonly deadline: AbortSignal
}

export interface Undone extends Undoing {
  /** What may be tried again. */
  readonly open: readonly Undo[]
}

/**
 * An image can't go while a container of it is there, nor a thing while something still makes it; and
 * what writes in the workspace must have ended before it is given back.
 */
const order: readonly (readonly Undo['kind'][])[] = [
  ['processes'],
  ['stack', 'builder', 'folder'],
  ['image-tag', 'owners'],
]

export async function undoAll(
  undos: readonly Undo[],
  world: CleanupWorld,
  { hurry, deadline }: CleanupOptions,
  onFreed: () => void = () => {},
): Promise<Undone> {
  const left: string[] = []
  const told: string[] = []
  const open: Undo[] = []
  const attempt = async (undo: Undo, onFreed: () => void): Promise<void> => {
    const undoing = undoOne(undo, world, { hurry, signal: deadline, onFreed })
    const undone = await inTime(undoing, deadline).catch((error: unknown) => ({
      left: [`${describeUndo(undo)}: ${messageOf(error)}`],
      told: [],
    }))
    told.push(...undone.told)
    if (undone.left.length === 0) return
    left.push(...undone.left)
    open.push(undo)
  }
  const newestFirst = [...undos].reverse()
  const ends: Promise<void>[] = []
  /** Until others need not wait for it any more. */
  const begin = (undo: Undo): Promise<void> =>
    new Promise((resolve) => ends.push(attempt(undo, resolve).finally(resolve)))
  for (const kinds of order) {
    await Promise.all(newestFirst.filter(({ kind }) => kinds.includes(kind)).map(begin))
  }
  onFreed()
  await Promise.all(ends)
  return { left, told, open: undos.filter((undo) => open.includes(undo)) }
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
  const told = [...undone.told]
  for (const waitMs of settleMs) {
    if (options.deadline.aborted) break
    await sleep(waitMs)
    undone = await undoAll(undos, world, options)
    told.push(...undone.told)
    if (undone.left.length === 0) break
  }
  return { ...undone, told }
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
