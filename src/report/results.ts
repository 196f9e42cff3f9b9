// A trial as outputs and as JSON, for programs.
import path from 'node:path'
import { lockName } from '../certificate/lock.ts'
import { renderFailure } from '../errors.ts'
import { groupBy } from '../text/group-by.ts'
import { renderOtlp } from '../timings/otlp.ts'
import { version } from '../version.ts'
import type { OutputName } from './output-table.ts'
import type { TrialRecord } from './record.ts'
import { isPromotion, isReuse } from './text.ts'

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
    reused: String(isReuse(record) && record.verdict === 'passed' && record.mode !== 'plan'),
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

/** As a collector of OpenTelemetry takes it. */
export function renderTrace({ timings, sha, project, plan }: TrialRecord): string {
  const { spans, startedAt, seed } = timings
  const resource = {
    ...(sha !== undefined && { 'vcs.ref.head.revision': sha }),
    ...(project !== undefined && { 'sea_trial.project': project }),
    ...(plan && { 'sea_trial.stack': plan.stack }),
  }
  return renderOtlp(spans, { startedAt, seed, version, resource })
}

export function renderJson(record: TrialRecord): string {
  const text = record.failures.map(renderFailure)
  // In files of their own, in forms that other programs know.
  const { timings: _, shard: __, ...told } = record
  return JSON.stringify({ version: 1, ...told, text })
}
