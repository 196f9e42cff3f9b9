// The record of a cancelled run whose end hangs: what it had done until then.
import { type Beginning, earlyRecord } from './early-record.ts'
import type { TrialRecord } from './record.ts'
import type { Recorder } from './recorder.ts'

/** Without a recorder the run has not begun, and has done nothing. */
export function overdueRecord(
  recorder: Recorder | undefined,
  reason: unknown,
  beginning: Beginning,
): TrialRecord {
  if (!recorder) return { ...earlyRecord(reason, beginning), verdict: 'cancelled' }
  if (recorder.failures.length === 0) recorder.failed(reason)
  return recorder.done()
}
