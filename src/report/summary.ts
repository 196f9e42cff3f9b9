// The job summary: Markdown, the most important first.
import { codeOf, type Failure, renderPlace } from '../errors.ts'
import { isOurs } from '../publish/berths.ts'
import { count } from '../text/count.ts'
import { megabytes } from '../text/megabytes.ts'
import { markdownBlock, markdownText } from '../text/plain-text.ts'
import { seconds } from '../text/seconds.ts'
import { buildDetails } from './build-words.ts'
import type { TrialRecord } from './record.ts'
import { joinWithin } from './summary-limit.ts'
import { sentenceOf } from './text.ts'

export function renderSummary(record: TrialRecord): string {
  const mark = record.verdict === 'passed' ? '✅' : '❌'
  const parts = [`## ${mark} Sea Trial ${record.verdict}`, markdownText(sentenceOf(record))]
  for (const failure of record.failures) parts.push(summaryFailure(failure))
  if (record.sha) parts.push(`Commit \`${record.sha}\`: ${markdownText(record.shaReason ?? '')}`)
  if (record.images.length > 0) {
    const rows = record.images.map(({ services, digest, pushed, name, size, cache }) => [
      services.map(markdownText).join(', '),
      markdownText(pushed.length > 0 ? pushed.join(' ') : `${name} (not pushed)`),
      `\`${digest}\``,
      `${megabytes(size.bytes)} ${size.kind}`,
      cache ? `${cache.cached} of ${cache.steps}` : '',
    ])
    parts.push(table(['Services', 'Image', 'Digest', 'Size', 'Steps cached'], rows))
  }
  parts.push(...publishTable(record))
  if (record.checks.length > 0) {
    const failedFirst = [...record.checks].sort(
      (a, b) => Number(a.verdict === 'passed') - Number(b.verdict === 'passed'),
    )
    const rows = failedFirst.map(({ name, verdict, tries, durationMs }) => [
      { passed: '✓', failed: '✗', skipped: '–' }[verdict],
      markdownText(name),
      seconds(durationMs),
      String(tries),
    ])
    parts.push(table(['', 'Check', 'Time', 'Tries'], rows))
  }
  parts.push(
    table(
      ['Stage', 'Verdict', 'Time'],
      record.steps.map((step) => [step.name, step.verdict, seconds(step.durationMs)]),
    ),
  )
  parts.push(...buildDetails(record.build))
  for (const note of record.notes) parts.push(`- ${markdownText(note)}`)
  return joinWithin(parts)
}

/** Only what needs a word: an image that went where it should at once stands in the table of images. */
function publishTable({ images }: TrialRecord): readonly string[] {
  const rows = images
    .flatMap(({ references }) => references)
    .filter((one) => !isOurs(one) || one.tries.length > 0)
    .map(({ reference, state, reason, tries }) => {
      const failed =
        tries.length === 0 ? '' : `, after ${count(tries.length, 'failed try', 'failed tries')}`
      return [markdownText(reference), state, markdownText(`${reason}${failed}`)]
    })
  return rows.length === 0 ? [] : [table(['Reference', 'State', 'Why'], rows)]
}

function summaryFailure(failure: Failure): string {
  const where = failure.where ? `\`${renderPlace(failure.where)}\` ` : ''
  const lines = [`**${where}${markdownText(failure.what)}** \`${codeOf(failure)}\``]
  if (failure.why) lines.push(`why: ${markdownText(failure.why)}`)
  if (failure.fix) lines.push(`fix: ${markdownText(failure.fix)}`)
  const told = lines.join('<br>\n')
  return failure.evidence?.length ? `${told}\n\n${markdownBlock(failure.evidence)}` : told
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
