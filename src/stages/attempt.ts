// What was read, or why it could not be: an expected failure is told together with others.
import { type Failure, TrialError } from '../errors.ts'

export type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly problems: readonly Failure[] }

export function failed<T>(problems: readonly Failure[]): Attempt<T> {
  return { kind: 'failed', problems }
}

/** An expected failure becomes a problem that can be told with others. */
export async function attempt<T>(work: Promise<T>): Promise<Attempt<T>> {
  try {
    return { kind: 'done', value: await work }
  } catch (error) {
    if (error instanceof TrialError) return failed(error.failures)
    throw error
  }
}
