// Takes away what the run made, unless the user wants to look at it; its own failure is a warning.
import { type Cleanup, comesBack } from '../cleanup.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Recorder } from '../report/recorder.ts'
import type { World } from '../world/world.ts'
import type { LogKeeper } from './logs.ts'

/**
 * A cancelled job has seconds left, of which ending programs takes the first; a normal end must not
 * hang on an engine that does not answer.
 */
const cleanupDeadlineMs = { hurried: 4_500, normal: 120_000 } as const

/** The first of both, also where the run is cancelled while it cleans up. */
function cleanupDeadline({ signal }: World): AbortSignal {
  const hurried = new AbortController()
  const hurry = (): void => {
    setTimeout(() => hurried.abort(), cleanupDeadlineMs.hurried).unref()
  }
  if (signal.aborted) hurry()
  else signal.addEventListener('abort', hurry, { once: true })
  return AbortSignal.any([hurried.signal, AbortSignal.timeout(cleanupDeadlineMs.normal)])
}

/** For those who have no sea-trial at hand, so in the words of docker. */
function downCommand(project: string, images: readonly string[]): string {
  const down = `docker compose -p ${project} down -v`
  return images.length === 0 ? down : `${down} && docker image rm ${images.join(' ')}`
}

/**
 * What passed needs its stack no more, nor what is at the registry its image here, and an engine takes
 * seconds to remove them: so others go on beside it.
 */
export function layUp(
  kind: 'stack' | 'image-tag',
  keep: Inputs['keep'],
  { cleanup, logs }: { readonly cleanup: Cleanup; readonly logs: LogKeeper },
  world: World,
): void {
  // It may still fail, and is kept then.
  if (keep !== 'never') return
  logs.forget()
  cleanup.layUp(kind, world, { hurry: false, deadline: cleanupDeadline(world) })
}

/** A registry that does not answer forgets them by itself. */
const abandonedForMs = 2_000

function abandonUploads({ registry }: World, deadline: AbortSignal): Promise<void> {
  const patience = AbortSignal.any([deadline, AbortSignal.timeout(abandonedForMs)])
  return registry.abandonUploads(patience)
}

export async function cleanUp(
  inputs: Inputs,
  record: Recorder,
  cleanup: Cleanup,
  world: World,
): Promise<void> {
  const { project, failures } = record
  const keep = inputs.keep === 'always' || (inputs.keep === 'on-failure' && failures.length > 0)
  if (keep && project !== undefined && !world.signal.aborted) {
    const images = cleanup.keepStack()
    if (images) record.note(`kept as asked; take it down with: ${downCommand(project, images)}`)
  }
  const options = { hurry: world.signal.aborted, deadline: cleanupDeadline(world) }
  const abandoned = abandonUploads(world, options.deadline)
  let undone = await cleanup.run(world, options)
  await abandoned
  for (const line of undone.told) record.note(line)
  if (undone.left.length > 0 && !options.hurry && (await comesBack(world, options.deadline))) {
    undone = await cleanup.run(world, options)
    for (const line of undone.told) record.note(line)
  }
  for (const left of undone.left) {
    world.log.warning(`not removed: ${left}`)
    record.note(`not removed: ${left}`)
  }
}
