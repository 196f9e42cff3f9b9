// What is wrong with what was handed over, in words.
import type { Failure, Problem } from '../errors.ts'
import { groupBy } from '../text/group-by.ts'
import { type Part, partName } from './parts.ts'

export function handOverFailure(problem: Omit<Problem, 'code'>): Failure {
  return { stage: 'plan', class: 'input', code: 'ST-HAND-OVER', ...problem }
}

/** One for each share: what it lacks, it lacks for one reason. */
export function missingFailures(parts: readonly Part[], where: string): readonly Failure[] {
  return [...groupBy(parts, ({ share }) => share)].map(([share, own]) =>
    handOverFailure({
      what: `the share ${share} was not handed over: ${own.map(partName).join(', ')}`,
      why: `nothing of it is in ${where}`,
      fix: `see whether the job with share: ${share} ran and passed with the same inputs, and whether its hand-over reached this one`,
    }),
  )
}

/** What has no name can't be put into a registry. */
export function namelessFailures(parts: readonly Part[]): readonly Failure[] {
  const nameless = parts.filter(({ repository }) => repository === undefined)
  if (nameless.length === 0) return []
  const who = [...new Set(nameless.map(({ services, target }) => services[0] ?? target))]
  return [
    handOverFailure({
      what: `${who.join(', ')} can't be handed over by a registry: none is named`,
      fix: 'set registry, or images; or hand over by a folder',
    }),
  ]
}
