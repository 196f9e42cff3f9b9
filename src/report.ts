// The end of a trial in the forms people and tools read: text, job summary, outputs, JSON.
import { type Failure, renderFailure, renderPlace, type Stage } from './errors.ts'
import type { OutputName } from './outputs.ts'
import type { PlanDocument } from './plan-document.ts'
import { isOurs, type PublishedReference } from './publish/berths.ts'
import { joinWithin } from './summary-limit.ts'
import { groupBy } from './text/group-by.ts'
import { markdownBlock, markdownText } from './text/plain-text.ts'
import { seconds } from './text/seconds.ts'

export interface StepRecord {
  readonly name: Stage
  readonly verdict: 'passed' | 'failed'
  readonly startedAtMs: number
  readonly durationMs: number
}

export interface ImageRecord {
  readonly services: readonly string[]
  readonly name: string
  readonly digest: string
  /** `repository:tag` of each reference that the registry holds now. */
  readonly pushed: readonly string[]
  /** Steps of its Dockerfile, and how many of them the cache spared. */
  readonly cache?: { readonly cached: number; readonly steps: number }
  /** The engine's image store knows one of the two. */
  readonly size: { readonly bytes: number; readonly kind: 'compressed' | 'unpacked' }
  /** Every reference that was to point here, with what became of it and why. */
  readonly references: readonly PublishedReference[]
}

export interface CheckRecord {
  readonly name: string
  readonly service: string
  readonly kind: string
  readonly verdict: 'passed' | 'failed' | 'skipped'
  readonly tries: number
  readonly durationMs: number
  readonly reasons: readonly { readonly what: string }[]
  readonly request: string
  readonly seen: readonly string[]
}

export interface EndpointRecord {
  readonly service: string
  readonly replica: number
  readonly port: number
  readonly protocol: string
  readonly host: string
  readonly hostPort: number
}

export interface TrialRecord {
  readonly verdict: 'passed' | 'failed' | 'cancelled'
  readonly mode: 'trial' | 'plan' | 'build' | 'promote'
  readonly plan?: PlanDocument
  readonly project?: string
  readonly sha?: string
  readonly shaReason?: string
  readonly durationMs: number
  /** From 0 to 1, over the steps of all images. */
  readonly cacheHitRatio?: number
  readonly images: readonly ImageRecord[]
  readonly checks: readonly CheckRecord[]
  readonly endpoints: readonly EndpointRecord[]
  readonly publish: string
  readonly steps: readonly StepRecord[]
  readonly notes: readonly string[]
  readonly failures: readonly Failure[]
}

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
  return `${images} built, tried with ${count(record.checks.length, 'check')} ${took}; ${record.publish}`
}

function count(number: number, noun: string, many = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : many}`
}

export function renderText(record: TrialRecord): string {
  const mark = record.verdict === 'passed' ? '✓' : '✗'
  const lines = [`${mark} ${record.verdict}: ${sentenceOf(record)}`]
  for (const image of record.images) {
    for (const reference of image.pushed) lines.push(`  ${reference}@${image.digest}`)
  }
  return lines.join('\n')
}

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
  const lines = [`**${where}${markdownText(failure.what)}**`]
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

export type Outputs = Readonly<Record<OutputName, string>>

/** Set on failure too: what was built and tried is worth knowing then above all. */
export function outputsOf(record: TrialRecord, reportPath: string): Outputs {
  const images = Object.fromEntries(
    record.images.flatMap(({ services, name, digest, pushed, size }) =>
      services.map((service) => [service, { name, digest, tags: pushed, size }] as const),
    ),
  )
  const digests = Object.fromEntries(
    Object.entries(images).map(([service, { digest }]) => [service, digest]),
  )
  const endpoints = Object.fromEntries(groupBy(record.endpoints, ({ service }) => service))
  return {
    verdict: record.verdict,
    images: JSON.stringify(images),
    digests: JSON.stringify(digests),
    tags: record.images.flatMap(({ pushed }) => pushed).join('\n'),
    pushed: String(record.images.some(({ pushed }) => pushed.length > 0)),
    report: reportPath,
    endpoints: JSON.stringify(endpoints),
    'cache-hit-ratio': record.cacheHitRatio === undefined ? '' : record.cacheHitRatio.toFixed(2),
    version: record.plan?.images[0]?.tags[0]?.name ?? '',
    plan: record.plan ? JSON.stringify(record.plan) : '',
    matrix: JSON.stringify(record.plan?.matrix ?? { include: [] }),
    json: renderJson(record),
  }
}

export function renderJson(record: TrialRecord): string {
  return JSON.stringify({ version: 1, ...record, text: record.failures.map(renderFailure) })
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
