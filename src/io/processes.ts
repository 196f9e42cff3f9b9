// The processes of a run, found by a mark that each inherits: also those whose parent was killed.
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Processes } from '../world/world.ts'

const variable = 'SEA_TRIAL'
/** Between looks: one that was just starting another one may have been missed. */
const looks = 5
const betweenLooksMs = 20

/** For the environment of everything that a run starts. */
export function markOf(runId: string): Readonly<Record<string, string>> {
  return { [variable]: runId }
}

/** Where there is no /proc, only the runner's own groups are ended. */
export const systemProcesses: Processes = {
  async end(runId) {
    for (let look = 0; look < looks; look++) {
      const found = await marked(runId)
      if (found.length === 0) return
      for (const pid of found) kill(pid)
      await sleep(betweenLooksMs)
    }
    const left = await marked(runId)
    if (left.length > 0) throw new Error(`still there: ${left.join(', ')}`)
  },
}

async function marked(runId: string): Promise<readonly number[]> {
  const entry = `${variable}=${runId}`
  const names = await readdir('/proc').catch(() => []) // not Linux
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(
    pids.map(async (pid) => {
      // Gone meanwhile, of another user, or a zombie: none of them is ours to end.
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
      return environment.split('\0').includes(entry) ? [pid] : []
    }),
  )
  return found.flat()
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended meanwhile, which is what was wanted.
  }
}
