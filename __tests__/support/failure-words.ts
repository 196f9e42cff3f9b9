// A failure as it is told, but for its code: which one a mistake has is what the cases show.
import { type Failure, renderFailure } from '../../src/errors.ts'

export function failureWords(failure: Failure): string {
  return renderFailure(failure).replace(/ \[ST-[A-Z-]+\]/, '')
}
