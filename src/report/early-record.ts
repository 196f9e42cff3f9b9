// The record of a run that broke off before it had a world to look at, such as for a DOCKER_HOST
// that names no engine.
import { bugFailure, TrialError } from '../errors.ts'
import type { TrialRecord } from './record.ts'

export interface Beginning {
  readonly mode: TrialRecord['mode']
  readonly startedAt: Date
  readonly durationMs: number
}

export function earlyRecord(
  error: unknown,
  { mode, startedAt, durationMs }: Beginning,
): TrialRecord {
  const failures = error instanceof TrialError ? error.failures : [bugFailure(error, 'plan')]
  return {
    verdict: 'failed',
    ...{ mode, durationMs, failures },
    images: [],
    services: [],
    checks: [],
    endpoints: [],
    publish: 'nothing was pushed',
    steps: [],
    timeline: [],
    timings: { startedAt, seed: startedAt.toISOString(), spans: [] },
    notes: [],
  }
}
