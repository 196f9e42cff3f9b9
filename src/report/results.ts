// A trial as outputs and as JSON, for programs.
import path from 'node:path'
import { lockName } from '../certificate/lock.ts'
import { codeOf, renderFailure } from '../errors.ts'
import { groupBy } from '../text/group-by.ts'
import type { OutputName } from './output-table.ts'
import type { TrialRecord } from './record.ts'
import { isPromotion } from './text.ts'

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
    promoted: String(isPromotion(record) && record.verdict === 'passed' && record.mode !== 'plan'),
    report: reportPath,
    lock: record.lock && reportPath ? path.join(path.dirname(reportPath), lockName) : '',
    'hand-over': record.handOver ?? '',
    endpoints: JSON.stringify(endpoints),
    'cache-hit-ratio': record.cacheHitRatio === undefined ? '' : record.cacheHitRatio.toFixed(2),
    version: record.plan?.images[0]?.tags[0]?.name ?? '',
    plan: record.plan ? JSON.stringify(record.plan) : '',
    matrix: JSON.stringify(record.plan?.matrix ?? { include: [] }),
    json: renderJson(record),
  }
}

export function renderJson(record: TrialRecord): string {
  const failures = record.failures.map((failure) => ({ ...failure, code: codeOf(failure) }))
  const text = record.failures.map(renderFailure)
  return JSON.stringify({ version: 1, ...record, failures, text })
}
