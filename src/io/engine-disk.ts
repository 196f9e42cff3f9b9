// Asks the engine whether it sees paths, in a way that creates nothing: a container with them as
// mounts, of an image that can't be. The engine looks at the mounts first.
import type { EngineDisk } from '../world/engine-disk.ts'
import { EngineCalls, messageIn } from './engine-calls.ts'
import type { EngineAddress } from './engine-route.ts'

/** `.invalid` is nobody's (RFC 2606). */
const noImage = 'sea-trial.invalid/none:none'
const missing = /bind source path does not exist: (.+)$/

/** For tests in which the engine is on this machine, or there is none. */
export const sameDisk: EngineDisk = { lacks: async () => [] }

export function diskOf(address: EngineAddress): EngineDisk {
  const calls = new EngineCalls(address)
  return {
    async lacks(paths) {
      const absent: string[] = []
      let asked = paths
      // The engine names the first one that it lacks.
      while (asked.length > 0) {
        const path = await firstMissing(asked, calls)
        if (path === undefined || !asked.includes(path)) break
        absent.push(path)
        asked = asked.filter((one) => one !== path)
      }
      return absent
    },
  }
}

async function firstMissing(
  paths: readonly string[],
  calls: EngineCalls,
): Promise<string | undefined> {
  const mounts = paths.map((path, at) => ({
    ...{ Type: 'bind', Source: path, Target: `/mount-${at}`, ReadOnly: true },
  }))
  const body = { Image: noImage, HostConfig: { Mounts: mounts } }
  const answer = await calls.untilLate({ method: 'POST', path: '/containers/create', body })
  return missing.exec(messageIn(answer.body))?.[1]
}
