// The end of a container's log, as evidence: that it can't be had must not hide what failed.
import { messageOf } from '../errors.ts'
import type { Engine } from '../world/world.ts'

export async function lastLines(
  containerId: string,
  lines: number,
  engine: Engine,
): Promise<readonly string[]> {
  try {
    return await engine.tailOf(containerId, lines)
  } catch (error) {
    return [`(its log could not be read: ${messageOf(error)})`]
  }
}
