// The log that fits where the output goes: drawn live, plain lines, or beside JSON.
import type { Log } from '../world/world.ts'
import { type LiveLog, liveLog } from './live-terminal.ts'
import { terminalLog } from './terminal.ts'

interface Flags {
  readonly json: boolean
  readonly logs: boolean
}

const { CI, NO_COLOR, TERM, SEA_TRIAL_DEBUG } = process.env

export function logFor({ json }: Pick<Flags, 'json'>): Log {
  return terminalLog({
    write: (text) => (json ? process.stderr : process.stdout).write(text),
    colour: process.stdout.isTTY && !NO_COLOR,
    verbose: SEA_TRIAL_DEBUG === '1',
  })
}

/** What goes on is drawn only where somebody looks; elsewhere each line is for good. */
export function liveLogFor(flags: Flags): LiveLog {
  const out = process.stdout
  if (!out.isTTY || flags.json || CI || NO_COLOR || TERM === 'dumb') {
    return { log: logFor(flags), end: () => {} }
  }
  const screen = {
    write: (text: string) => void out.write(text),
    size: () => ({ columns: out.columns || 80, rows: out.rows || 24 }),
    now: () => performance.now(),
  }
  const verbose = SEA_TRIAL_DEBUG === '1'
  return liveLog(screen, { verbose, foreign: verbose || flags.logs })
}
