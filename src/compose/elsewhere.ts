// What a stack mounts of this machine, where the engine runs on another one and can't see it.
import type { Failure } from '../errors.ts'
import { mountsOf } from './host-mounts.ts'
import type { Stack } from './model.ts'
import { locateNearest } from './places.ts'
import type { Source } from './sources.ts'

export interface EngineSight {
  /** The host by which the engine is reached. */
  readonly host: string
  /** Paths that are here and not there. */
  readonly absent: readonly string[]
}

/** The engine would mount an empty folder in its place, and the trial would be of another stack. */
export function judgeSight(
  stack: Stack,
  { host, absent }: EngineSight,
  sources: readonly Source[],
  shown: (path: string) => string,
): readonly Failure[] {
  if (absent.length === 0) return []
  return stack.services.flatMap((service) =>
    mountsOf(service, stack)
      .filter(({ source }) => absent.includes(source))
      .map(({ source, path }): Failure => {
        const where = locateNearest(sources, path)
        return {
          stage: 'inputs',
          class: 'input',
          code: 'ST-MOUNT-ELSEWHERE',
          what: `${service.name} mounts ${shown(source)} of this machine, which the engine at ${host} does not have`,
          why: 'a mount is of the machine that the engine runs on, and only the build is sent there',
          fix: 'copy it into the image, write it as a config with content, or use an engine on this machine',
          ...(where && { where }),
        }
      }),
  )
}
