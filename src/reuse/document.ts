// Whether the trial is taken as passed, as people and tools read it in the plan.
import type { Reuse } from './reuse.ts'

export interface ReuseDocument {
  /** `try` where the registry was not asked yet, `trial` where nothing is taken over. */
  readonly kind: Reuse['kind']
  readonly reason: string
  /** Of all that goes in; null where that is not known. */
  readonly inputs: string | null
  /** Digest of the certificate of the trial that passed. */
  readonly certificate: string | null
}

export function reuseDocument(reuse: Reuse): ReuseDocument {
  const { kind, reason } = reuse
  const inputs = kind === 'trial' || kind === 'taken' ? reuse.inputs : undefined
  return {
    kind,
    reason,
    inputs: inputs?.hash ?? null,
    certificate: kind === 'taken' ? reuse.certificate.digest : null,
  }
}

const words: Readonly<Record<Reuse['kind'], string>> = {
  no: 'no',
  try: 'if nothing has changed',
  trial: 'no, the whole trial instead',
  taken: 'yes',
}

/** Where it is not wanted, nobody asks why. */
export function reuseLines({ kind, reason }: ReuseDocument): readonly string[] {
  return kind === 'no' ? [] : [`reuse ${words[kind]}: ${reason}`]
}

/** What a reader of the report should know of it; that something is new is no news. */
export function reuseNotes(reuse: Reuse): readonly string[] {
  switch (reuse.kind) {
    case 'taken':
      return [`taken as passed, nothing is built or started: ${reuse.reason}`]
    case 'trial':
      return reuse.inputs === undefined
        ? [`no later run can take this trial as passed: ${reuse.reason}`]
        : []
    case 'no':
    case 'try':
      return []
  }
}
