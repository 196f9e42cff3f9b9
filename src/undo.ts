// What must be gone at the end, one by one, as data that the post step of a killed run can read back.
import { isOwnersUndo, type OwnersUndo, takeBack } from './owners.ts'
import type { OfProject, World } from './world/world.ts'

export type Undo =
  | ({ readonly kind: 'stack' } & OfProject)
  | { readonly kind: 'image-tag'; readonly reference: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'builder'; readonly name: string }
  /** What a killed run had started goes on by itself, and makes new things. */
  | { readonly kind: 'processes'; readonly runId: string }
  /** Folders of the workspace that containers make theirs, except those that were another's before. */
  | ({ readonly kind: 'owners' } & OwnersUndo)

/** On a normal end containers may write what stays; a cancelled run has no time for it. */
const graceSeconds = { normal: 2, hurried: 0 } as const

export type CleanupWorld = Pick<World, 'engine' | 'files' | 'runner' | 'processes' | 'owners'>

export interface Undoing {
  /** What is still there, in words, with the reason. */
  readonly left: readonly string[]
  /** What is worth to be known of what was done. */
  readonly told: readonly string[]
}

export interface UndoOptions {
  readonly hurry: boolean
  readonly signal: AbortSignal
  /** What is undone after it need wait no longer, though it is not all gone. */
  readonly onFreed: () => void
}

const done: Undoing = { left: [], told: [] }

export async function undoOne(
  undo: Undo,
  world: CleanupWorld,
  { hurry, signal, onFreed }: UndoOptions,
): Promise<Undoing> {
  const { engine, files, runner, processes } = world
  switch (undo.kind) {
    case 'stack': {
      const grace = hurry ? graceSeconds.hurried : graceSeconds.normal
      const options = { graceSeconds: grace, signal, onFreed }
      const { left } = await engine.removeProject(undo, options)
      return { left, told: [] }
    }
    case 'image-tag':
      await engine.removeImageTag(undo.reference, signal)
      return done
    case 'folder':
      await files.removeFolder(undo.path)
      return done
    case 'builder':
      return { left: await removeBuilder(undo.name, runner, signal), told: [] }
    case 'processes':
      await processes.end(undo.runId)
      return done
    case 'owners':
      return takeBack(undo, world.owners, signal)
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

export function describeUndo(undo: Undo): string {
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
    case 'owners':
      return `the owners of ${undo.places.map((place) => place || '.').join(', ')}`
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
    case 'owners':
      return isOwnersUndo(value)
    default:
      return false
  }
}
