// What the summary says, as a page of blocks, the most important first: Markdown and HTML are made of it.
import { type Failure, renderPlace } from '../errors.ts'
import { isOurs } from '../publish/berths.ts'
import { count } from '../text/count.ts'
import { megabytes } from '../text/megabytes.ts'
import { seconds } from '../text/seconds.ts'
import { type Block, code, type Line, link, strong } from './blocks.ts'
import { buildDetails } from './build-words.ts'
import { lanesOf } from './lanes.ts'
import type { ImageRecord, TrialRecord } from './record.ts'
import { isPromotion, isReuse, sentenceOf } from './text.ts'

export interface PageOptions {
  /** Where docs/ of this very version can be read. */
  readonly docs?: string
}

const marks = { passed: '✅', failed: '❌', cancelled: '🚫' } as const
const signs = { passed: '✓', ready: '✓', failed: '✗', skipped: '–', unfinished: '…' } as const

export function pageOf(record: TrialRecord, options: PageOptions = {}): readonly Block[] {
  return [
    { kind: 'heading', text: `${marks[record.verdict]} Sea Trial ${record.verdict}` },
    { kind: 'paragraph', text: [sentenceOf(record)] },
    ...pathBlock(record),
    ...record.failures.map((failure) => failureBlock(failure, options)),
    ...skippedChecksBlock(record),
    ...servicesBlock(record, 'failed'),
    ...imagesBlock(record),
    ...publishBlock(record),
    ...servicesBlock(record, 'ready'),
    ...passedChecksBlock(record),
    { kind: 'timeline', title: 'Timeline', lanes: lanesOf(record), totalMs: record.durationMs },
    ...againBlock(record),
    ...stagesBlock(record),
    ...buildDetails(record.build),
    ...lintBlock(record),
    ...notesBlock(record),
  ]
}

function pathBlock({ criticalPath, mode }: TrialRecord): readonly Block[] {
  if (criticalPath === undefined || mode === 'plan') return []
  return [{ kind: 'paragraph', text: [strong('Time:'), ` ${criticalPath.sentence}`] }]
}

function failureBlock(failure: Failure, { docs }: PageOptions): Block {
  const name = failure.code
  const shown = docs ? link(name, `${docs}/failures.md#${name.toLowerCase()}`) : code(name)
  const where = failure.where ? [code(renderPlace(failure.where)), ' '] : []
  const lines: Line[] = [[...where, strong(failure.what), ' ', shown]]
  if (failure.why) lines.push([`why: ${failure.why}`])
  if (failure.fix) lines.push([`fix: ${failure.fix}`])
  const evidence = failure.evidence ?? []
  const blocks: readonly Block[] = [{ kind: 'lines', lines }]
  if (evidence.length === 0) return { kind: 'group', blocks }
  return { kind: 'group', blocks: [...blocks, { kind: 'code', lines: evidence }] }
}

function imagesBlock({ images }: TrialRecord): readonly Block[] {
  if (images.length === 0) return []
  const rows = images.map((image) => [
    [image.services.join(', ')],
    nameOf(image),
    [code(image.digest)],
    [sizeOf(image)],
    [image.cache?.steps ? `${image.cache.cached} of ${image.cache.steps}` : ''],
    [image.buildMs === undefined ? '' : seconds(image.buildMs)],
  ])
  const head = ['Services', 'Image', 'Digest', 'Size', 'Steps cached', 'Build']
  return [{ kind: 'table', title: 'Images', head, rows }]
}

function nameOf({ name, pushed }: ImageRecord): Line {
  if (pushed.length === 0) return [name, ' (not pushed)']
  const repositories = new Set(pushed.map((one) => one.slice(0, one.lastIndexOf(':'))))
  const tagsAt = (repository: string): readonly string[] =>
    pushed
      .filter((one) => one.startsWith(`${repository}:`))
      .map((one) => one.slice(repository.length + 1))
  return [...repositories].flatMap((repository) => [
    `${repository} `,
    ...tagsAt(repository).flatMap((tag) => [code(tag), ' ']),
  ])
}

/** Less is rounded away. */
const noticedBytes = 50_000

function sizeOf({ size, before }: ImageRecord): string {
  const own = `${megabytes(size.bytes)} ${size.kind}`
  const growth = before?.growthBytes
  if (before === undefined || growth === undefined) return own
  const tag = before.reference.slice(before.reference.lastIndexOf(':') + 1)
  if (Math.abs(growth) < noticedBytes) return `${own}, as ${tag} before`
  return `${own}, ${growth > 0 ? '+' : '−'}${megabytes(Math.abs(growth))} since ${tag} before`
}

/** Only what needs a word: an image that went where it should at once stands in the table of images. */
function publishBlock({ images, publish }: TrialRecord): readonly Block[] {
  const said: Block = { kind: 'paragraph', text: [strong('Registry:'), ` ${publish}`] }
  const rows = images
    .flatMap(({ references }) => references)
    .filter((one) => !isOurs(one) || one.tries.length > 0)
    .map(({ reference, state, reason, tries }) => {
      const failed =
        tries.length === 0 ? '' : `, after ${count(tries.length, 'failed try', 'failed tries')}`
      return [[reference], [state], [`${reason}${failed}`]]
    })
  if (images.length === 0) return []
  if (rows.length === 0) return [said]
  return [said, { kind: 'table', title: '', head: ['Reference', 'State', 'Why'], rows }]
}

function servicesBlock({ services }: TrialRecord, which: 'failed' | 'ready'): readonly Block[] {
  const own = services.filter(({ verdict }) => (verdict === 'ready') === (which === 'ready'))
  if (own.length === 0) return []
  const rows = own.map(({ name, verdict, words, durationMs, restarts }) => [
    [signs[verdict]],
    [name],
    [words],
    [seconds(durationMs)],
    [String(restarts)],
  ])
  const title = which === 'ready' ? 'Services' : 'Services that did not come up'
  const time = which === 'ready' ? 'Time to ready' : 'Time'
  return [{ kind: 'table', title, head: ['', 'Service', 'State', time, 'Restarts'], rows }]
}

function passedChecksBlock({ checks }: TrialRecord): readonly Block[] {
  const passed = checks.filter(({ verdict }) => verdict === 'passed')
  if (passed.length === 0) return []
  const rows = passed.map(({ name, service, verdict, tries, durationMs }) => [
    ...[[signs[verdict]], [name], [service]],
    ...[[seconds(durationMs)], [String(tries)]],
  ])
  const head = ['', 'Check', 'Service', 'Time', 'Tries']
  return [{ kind: 'table', title: 'Checks that passed', head, rows }]
}

/** Those that failed stand above, each with its reason. */
function skippedChecksBlock({ checks }: TrialRecord): readonly Block[] {
  const skipped = checks.filter(({ verdict }) => verdict === 'skipped')
  if (skipped.length === 0) return []
  const rows = skipped.map(({ name, service, verdict, reasons }) => [
    ...[[signs[verdict]], [name], [service]],
    [reasons.map(({ what }) => what).join('; ')],
  ])
  const head = ['', 'Check', 'Service', 'Why']
  return [{ kind: 'table', title: 'Checks that were not asked', head, rows }]
}

function againBlock({ again, sha, shaReason }: TrialRecord): readonly Block[] {
  if (again === undefined) return []
  const at: Line = sha ? ['At commit ', code(sha), ` (${shaReason ?? ''})`] : []
  const blocks: readonly Block[] = [
    { kind: 'code', lines: again.split('\n'), language: 'sh' },
    ...(sha ? [{ kind: 'paragraph', text: at } as const] : []),
  ]
  return [{ kind: 'details', title: 'The same on a laptop', blocks }]
}

function stagesBlock({ steps }: TrialRecord): readonly Block[] {
  if (steps.length === 0) return []
  const rows = steps.map((step) => [[step.name], [step.verdict], [seconds(step.durationMs)]])
  const table: Block = { kind: 'table', title: '', head: ['Stage', 'Verdict', 'Time'], rows }
  return [{ kind: 'details', title: 'Stages', blocks: [table] }]
}

/** Where nothing was built or started, it is no news. */
function lintBlock(record: TrialRecord): readonly Block[] {
  const findings = isPromotion(record) || isReuse(record) ? [] : (record.plan?.lint ?? [])
  if (findings.length === 0) return []
  const rows = findings.map(({ rule, where, what, fix }) => [
    [code(rule)],
    where === null ? [] : [code(where)],
    [what],
    [fix],
  ])
  const table: Block = { kind: 'table', title: '', head: ['Rule', 'Where', 'What', 'Fix'], rows }
  return [{ kind: 'details', title: `Lint: ${count(findings.length, 'warning')}`, blocks: [table] }]
}

function notesBlock({ notes }: TrialRecord): readonly Block[] {
  if (notes.length === 0) return []
  const list: Block = { kind: 'list', items: notes.map((note) => [note]) }
  return [{ kind: 'details', title: 'Notes', blocks: [list] }]
}
