// What one process alone takes, without the programs that it starts, read from /proc while it runs.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Cost {
  readonly cpuSeconds: number
  /** Of memory, at its peak. */
  readonly megabytes: number
}

const lookEveryMs = 20
let ticksPerSecond: number | undefined

/** Until what it gives is called, which tells the last that was seen: a moment before the end. */
export function watchCost(pid: number): () => Cost {
  ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  let seen: Cost = { cpuSeconds: 0, megabytes: 0 }
  const look = (): void => {
    try {
      seen = costIn(readFileSync(`/proc/${pid}/stat`, 'utf8'), peakOf(pid))
    } catch {
      // It has ended, or is just about to: what was seen before counts.
    }
  }
  const looking = setInterval(look, lookEveryMs)
  return () => {
    clearInterval(looking)
    return seen
  }
}

function peakOf(pid: number): number {
  const [, kilobytes] =
    /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  if (kilobytes === undefined) throw new Error('it has no memory any more')
  return Number(kilobytes) / 1024
}

/** Behind the name, which may hold anything, the 12th and 13th field: ticks of its own and of the kernel for it. */
function costIn(stat: string, megabytes: number): Cost {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  return { cpuSeconds: ticks / (ticksPerSecond ?? 100), megabytes }
}
