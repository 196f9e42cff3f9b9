// What broke a run off, as failures of the stage that it was in.
import { bugFailure, type Failure, type Stage, TrialError } from '../errors.ts'

export function failuresOf(
  error: unknown,
  stage: Stage,
  { aborted }: AbortSignal,
): readonly Failure[] {
  if (aborted) {
    const what = `the run was cancelled during ${stage}`
    return [{ stage, class: 'cancelled', code: 'ST-CANCELLED', what }]
  }
  if (error instanceof TrialError) return error.failures.map((failure) => inStage(failure, stage))
  return [bugFailure(error, stage)]
}

/** Who tells that the engine is gone does not know what the run was about. */
function inStage(failure: Failure, stage: Stage): Failure {
  const isForeign = failure.class === 'infrastructure' && failure.stage === 'plan'
  return isForeign ? { ...failure, stage } : failure
}
