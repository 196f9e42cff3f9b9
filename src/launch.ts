// What both entries do: from inputs to the record of a run, whatever breaks before it has begun.
import path from 'node:path'
import { systemClock } from './io/clock.ts'
import { makeWorld, nameRun, readSurroundings } from './io/docker-world.ts'
import { reportFolder } from './io/report-files.ts'
import { type Logins, parseLogins } from './publish/logins.ts'
import { earlyRecord } from './report/early-record.ts'
import type { TrialRecord } from './report/record.ts'
import type { Surroundings } from './stages/observe.ts'
import { runTrial, type TrialRun } from './trial.ts'
import type { Log, Store } from './world/world.ts'

export interface Launch extends Pick<TrialRun, 'inputs' | 'problems' | 'undoStore' | 'onBegun'> {
  readonly env: NodeJS.ProcessEnv
  /** Where the run has its folder. */
  readonly temporaryFolder: string
  /** Of the event, where there is one. */
  readonly payload?: () => Promise<unknown>
  readonly onLogins?: (logins: Logins['logins']) => void
  /** What the entry knows better than what is around it. */
  readonly over?: Partial<Surroundings>
  readonly log: Log
  readonly signal: AbortSignal
  readonly store: Store
}

export async function launch(how: Launch): Promise<TrialRecord> {
  const { env, inputs, log, signal, store } = how
  const startedAt = systemClock.date()
  const startedAtMs = systemClock.now()
  try {
    const { logins, problems } = parseLogins(inputs)
    how.onLogins?.(logins)
    const identity = nameRun(env, how.temporaryFolder)
    const world = makeWorld({ env, inputs, logins, identity, log, signal, store })
    const seen = await readSurroundings(env, inputs, identity, await how.payload?.())
    const around = { ...seen, ...how.over }
    const logFolder = path.join(reportFolder(inputs), 'logs')
    const all = [...how.problems, ...problems]
    return await runTrial({ ...how, problems: all, around, logFolder }, world)
  } catch (error) {
    const durationMs = systemClock.now() - startedAtMs
    const record = earlyRecord(error, { mode: inputs.mode, startedAt, durationMs })
    log.failures(record.failures)
    return record
  }
}
