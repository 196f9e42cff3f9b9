// Takes down what earlier runs left up on purpose, or had to leave when they were killed.
import { undoAll } from './cleanup.ts'
import { type Failure, TrialError } from './errors.ts'
import { count } from './text/count.ts'
import type { CleanupWorld, Undo } from './undo.ts'
import type { LeftStack, LeftStacks } from './world/left-stacks.ts'
import type { World } from './world/world.ts'

export interface DownRequest {
  /** Only this one, also while its run goes on. */
  readonly project?: string
  /** Where a run keeps its folder as long as it goes on. */
  readonly folderOf: (runId: string) => string
}

export interface Downed {
  readonly removed: readonly string[]
  /** In words, with the reason. */
  readonly left: readonly string[]
}

const deadlineMs = 120_000

export async function takeDown(
  { project, folderOf }: DownRequest,
  stacks: LeftStacks,
  world: CleanupWorld & Pick<World, 'log'>,
): Promise<Downed> {
  const all = await stacks.list()
  const named = all.filter((stack) => project === undefined || stack.project === project)
  if (project !== undefined && named.length === 0) throw new TrialError(unknownStack(project, all))
  const going: string[] = []
  const ended: LeftStack[] = []
  for (const stack of named) {
    if (project !== undefined || !(await world.files.exists(folderOf(stack.runId))))
      ended.push(stack)
    else {
      going.push(`stack ${stack.project}: its run goes on; name it with --project-name to end it`)
    }
  }
  const { removed, left } = await removeStacks(ended, stacks, world)
  return { removed, left: [...going, ...left] }
}

/** With their volumes, and the images that their runs built. */
export async function removeStacks(
  named: readonly LeftStack[],
  stacks: LeftStacks,
  world: CleanupWorld,
): Promise<Downed> {
  const images = named.length === 0 ? [] : await stacks.imageNames()
  const removed: string[] = []
  const left: string[] = []
  for (const stack of named) {
    const candidates = images.filter((name) => name.endsWith(`:trial-${stack.runId}`))
    const undos: readonly Undo[] = [
      ...candidates.map((reference): Undo => ({ kind: 'image-tag', reference })),
      // By its run as well: someone's own stack may have the same name.
      { kind: 'stack', project: stack.project, runId: stack.runId },
    ]
    const options = { hurry: false, deadline: AbortSignal.timeout(deadlineMs) }
    const undone = await undoAll(undos, world, options)
    left.push(...undone.left)
    if (undone.left.length === 0) removed.push(sentenceOf(stack, candidates))
  }
  return { removed, left }
}

function sentenceOf(stack: LeftStack, candidates: readonly string[]): string {
  const what = `stack ${stack.project} (${partsOf(stack)})`
  return [what, ...candidates.map((name) => `image ${name}`)].join(', ')
}

/** `2 containers, 1 network`: what a stack still has. */
export function partsOf({ containers, networks, volumes }: LeftStack): string {
  const parts = [
    [containers, 'container'],
    [networks, 'network'],
    [volumes, 'volume'],
  ] as const
  return parts.flatMap(([number, noun]) => (number === 0 ? [] : count(number, noun))).join(', ')
}

function unknownStack(project: string, all: readonly LeftStack[]): Failure {
  const others = [...new Set(all.map((stack) => stack.project))]
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-NO-STACK',
    what: `no stack of a trial is called ${project}`,
    why: others.length > 0 ? `there are ${others.join(', ')}` : 'there is none at all',
    fix: 'correct project-name, or leave it out to take down every stack that was kept',
  }
}
