// What a run does of the work of several jobs, as it stands in the plan.
import type { Duty } from './plan.ts'

export interface DutyDocument {
  /** `all`: builds and tries by itself. */
  readonly kind: Duty['kind']
  readonly reason: string
}

export function dutyDocument(duty: Duty): DutyDocument {
  const { kind } = duty
  switch (kind) {
    case 'all':
      return { kind, reason: 'one job builds and tries' }
    case 'hand-over': {
      const { share, parts, publish, folder } = duty
      const place = publish.kind === 'push' ? 'the registry' : folder
      const what = `the share ${share} (${parts.length}), by ${place}: ${publish.reason}`
      return { kind, reason: what }
    }
    case 'take-over':
      return { kind, reason: `what other jobs have built, from ${duty.where}` }
  }
}

export function dutyLines({ kind, reason }: DutyDocument): readonly string[] {
  return kind === 'all' ? [] : [`${kind} ${reason}`]
}
