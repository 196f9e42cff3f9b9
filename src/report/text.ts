// The end of a trial in a sentence, and in a few lines of plain text.
import { count } from '../text/count.ts'
import { seconds } from '../text/seconds.ts'
import { renderTimings } from '../timings/table.ts'
import type { TrialRecord } from './record.ts'

/** One sentence that a reader of nothing else needs. */
export function sentenceOf(record: TrialRecord): string {
  const took = `in ${seconds(record.durationMs)}`
  if (record.verdict === 'cancelled')
    return `cancelled after ${seconds(record.durationMs)}; ${record.publish}`
  if (record.verdict === 'failed') {
    const [first] = record.failures
    const more = record.failures.length > 1 ? ` (and ${record.failures.length - 1} more)` : ''
    return `${first?.stage ?? 'the trial'} failed ${took}: ${first?.what ?? 'unknown'}${more}`
  }
  if (record.mode === 'plan') return `planned ${took}; nothing was built, started or pushed`
  const images = count(record.images.length, 'image')
  if (record.mode === 'build') return `${images} built and handed over ${took}; nothing was started`
  if (isPromotion(record)) return `${images} promoted ${took}, none built; ${record.publish}`
  if (isReuse(record)) {
    const why = record.plan?.reuse.reason ?? ''
    return `${images} taken as passed ${took}, none built: ${why}; ${record.publish}`
  }
  const done = record.steps.some(({ name }) => name === 'take-over') ? 'taken over' : 'built'
  return `${images} ${done}, tried with ${count(record.checks.length, 'check')} ${took}; ${record.publish}`
}

/** What passed in an earlier run was released, and nothing was tried. */
export function isPromotion({ plan }: TrialRecord): boolean {
  return plan?.promotion.kind === 'promote'
}

/** The same trial passed in an earlier run, and was not run again. */
export function isReuse({ plan }: TrialRecord): boolean {
  return plan?.reuse.kind === 'taken'
}

export interface TextOptions {
  readonly timings?: boolean
}

export function renderText(record: TrialRecord, { timings }: TextOptions = {}): string {
  const mark = record.verdict === 'passed' ? '✓' : '✗'
  const lines = [`${mark} ${record.verdict}: ${sentenceOf(record)}`]
  const { criticalPath, mode } = record
  if (criticalPath && mode !== 'plan') lines.push(`  ${criticalPath.sentence}`)
  for (const image of record.images) {
    for (const reference of image.pushed) lines.push(`  ${reference}@${image.digest}`)
  }
  if (timings) lines.push('', renderTimings(record.timings.spans))
  return lines.join('\n')
}
