// What was certified, as it stands in the record.
import type { Papers } from '../stages/certify.ts'
import type { TrialRecord } from './record.ts'

export function papersOf(papers: Papers | undefined): Pick<TrialRecord, 'certificate' | 'lock'> {
  const { certificate, lock } = papers ?? {}
  return {
    ...(certificate && { certificate }),
    ...(lock !== undefined && { lock }),
  }
}
