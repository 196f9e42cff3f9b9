// What a shard leaves for the job that joins all of them, as a file: the digests that it tried, and
// the results of its checks.
import type { CertifiedImage } from '../certificate/statement.ts'
import type { TrialRecord } from '../report/record.ts'
import type { CheckResult } from '../stages/smoke.ts'
import { lineOf, linesOf, listOf, numberOf, parse, recordOf, textOf } from '../text/json.ts'
import type { Likeness } from './likeness.ts'
import type { SharePlan } from './plan.ts'
import { parseShard, type Shard } from './share.ts'

export interface ShardReport {
  readonly shard: Shard
  readonly verdict: 'passed' | 'failed' | 'cancelled'
  readonly like: Likeness
  readonly images: readonly TriedImage[]
  /** What was not built here and tried along. */
  readonly others: readonly CertifiedImage[]
  readonly results: readonly CheckResult[]
  /** What failed, where it was not a check. */
  readonly failures: readonly string[]
  readonly durationMs: number
}

export interface TriedImage {
  readonly services: readonly string[]
  readonly digest: string
}

/** A run that failed leaves its report too: then the job that joins knows why. */
export function withShard(
  record: TrialRecord,
  share: SharePlan | undefined,
  results: readonly CheckResult[],
  others: readonly CertifiedImage[],
): TrialRecord {
  if (share?.kind !== 'shard') return record
  const { verdict, durationMs, images, failures } = record
  const { shard, like } = share
  const tried = images.map(({ services, digest }) => ({ services, digest }))
  const whats = failures.map(({ what }) => what)
  const report = {
    shard,
    verdict,
    like,
    images: tried,
    others,
    results,
    failures: whats,
    durationMs,
  }
  return { ...record, shard: report }
}

/** Each shard's file has a name of its own, so that all of them fit into one folder. */
export function fileOfShard({ index, count }: Shard): string {
  return `smoke-shard-${index}-of-${count}.json`
}

export const shardFiles = /^smoke-shard-\d+-of-\d+\.json$/

export function renderShardReport({ shard, ...report }: ShardReport): string {
  return JSON.stringify({ version: 1, shard: `${shard.index}/${shard.count}`, ...report }, null, 2)
}

/** Undefined for anything but a report of this kind. */
export function parseShardReport(text: string): ShardReport | undefined {
  const report = recordOf(parse(text))
  const shard = parseShard(lineOf(report['shard']) ?? '')
  const verdict = lineOf(report['verdict'])
  if (report['version'] !== 1 || shard.kind === 'bad') return undefined
  return {
    shard: shard.value,
    // Only a word that is known to mean so says that it passed.
    verdict: verdict === 'passed' || verdict === 'cancelled' ? verdict : 'failed',
    like: readLikeness(report['like']),
    images: listOf(report['images']).map(readImage),
    others: listOf(report['others']).map((one) => ({
      ...readImage(one),
      name: lineOf(recordOf(one)['name']) ?? '',
    })),
    results: listOf(report['results']).map(readResult),
    failures: linesOf(report['failures']),
    durationMs: numberOf(report['durationMs']),
  }
}

function readLikeness(value: unknown): Likeness {
  const like = recordOf(value)
  const [commit, tree] = [lineOf(like['commit']), lineOf(like['tree'])]
  return {
    ...(commit !== undefined && { commit }),
    ...(tree !== undefined && { tree }),
    services: readHashes(like['services']),
    checks: readHashes(like['checks']),
  }
}

function readHashes(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).map(([name, hash]) => [name, lineOf(hash) ?? '']),
  )
}

function readImage(value: unknown): TriedImage {
  const image = recordOf(value)
  return { services: linesOf(image['services']), digest: lineOf(image['digest']) ?? '' }
}

const kinds: readonly CheckResult['kind'][] = [
  ...(['http', 'tcp', 'exec', 'run', 'service', 'logs', 'image'] as const),
]

function readResult(value: unknown): CheckResult {
  const result = recordOf(value)
  const verdict = lineOf(result['verdict'])
  const kind = lineOf(result['kind'])
  return {
    name: textOf(result['name']) ?? '', // known names are looked for, no other is shown
    service: lineOf(result['service']) ?? '',
    kind: kinds.find((one) => one === kind) ?? 'run',
    verdict: verdict === 'passed' || verdict === 'skipped' ? verdict : 'failed',
    tries: numberOf(result['tries']),
    durationMs: numberOf(result['durationMs']),
    startedAtDate: numberOf(result['startedAtDate']),
    reasons: listOf(result['reasons']).map((one) => ({
      what: lineOf(recordOf(one)['what']) ?? '',
    })),
    request: lineOf(result['request']) ?? '',
    seen: linesOf(result['seen']),
  }
}
