// Whether the reports of shards are, together, those of one whole trial.
import type { BuiltImage } from '../build/bake.ts'
import type { CertifiedImage } from '../certificate/statement.ts'
import type { Failure } from '../errors.ts'
import type { Check } from '../smoke/kinds.ts'
import type { CheckResult } from '../stages/smoke.ts'
import type { Likeness } from './likeness.ts'
import { parseShardReport, type ShardReport } from './shard-report.ts'
import { nameOfShard, shareOf } from './share.ts'

type Problem = Pick<Failure, 'what' | 'why' | 'fix' | 'evidence'>

export interface ShardFile {
  readonly path: string
  readonly text: string
}

/** What a job takes from the shards in place of trying the stack by itself. */
export interface JoinPlan {
  readonly folder: string
  /** One of each, in their order. */
  readonly reports: readonly ShardReport[]
  readonly checks: readonly Check[]
}

export interface JoinQuestion {
  readonly folder: string
  readonly files: readonly ShardFile[]
  /** What this job would try. */
  readonly like: Likeness
  readonly checks: readonly Check[]
}

/** What can be known before anything is built; that a check failed is told with all the results. */
export function planJoin({ folder, files, like, checks }: JoinQuestion): {
  readonly join: JoinPlan
  readonly problems: readonly Failure[]
} {
  const known = new Set(checks.map(({ name }) => name))
  const read = files.map(({ path, text }) => ({ path, report: parseShardReport(text) }))
  const reports = read
    .flatMap(({ report }) => report ?? [])
    .map((one) => ({ ...one, results: one.results.filter(({ name }) => known.has(name)) }))
    .sort((one, other) => one.shard.index - other.shard.index)
  const unreadable = read
    .filter(({ report }) => report === undefined)
    .map(({ path }) => ({
      what: `${path} is no report of a shard that this version knows`,
      fix: 'let every job use the same version of the action',
    }))
  const problems = [
    ...unreadable,
    ...(unreadable.length > 0 ? [] : missingShards(reports, folder)),
    ...reports.flatMap((report) => unlike(report, like)),
  ]
  return {
    join: { folder, reports, checks },
    problems: problems.map((one) => asFailure(one, 'plan')),
  }
}

function asFailure(problem: Problem, stage: 'plan' | 'smoke'): Failure {
  return { stage, class: 'test', code: 'ST-SHARDS', ...problem }
}

function missingShards(reports: readonly ShardReport[], folder: string): readonly Problem[] {
  const [first] = reports
  const download =
    'let every shard upload its report-dir also on failure, and download all of them into this folder'
  if (!first) return [{ what: `there is no report of a shard in ${folder}`, fix: download }]
  const counts = [...new Set(reports.map(({ shard }) => shard.count))]
  if (counts.length > 1) {
    const what = `the reports in ${folder} are of ${counts.join(' and of ')} shards`
    return [
      { what, fix: 'give every job the same number of shards, and download only their reports' },
    ]
  }
  const indices = Array.from({ length: first.shard.count }, (_, at) => at + 1)
  return indices.flatMap((index): readonly Problem[] => {
    const found = reports.filter(({ shard }) => shard.index === index).length
    if (found === 1) return []
    const name = nameOfShard({ index, count: first.shard.count })
    if (found === 0)
      return [{ what: `the report of shard ${name} is missing in ${folder}`, fix: download }]
    return [{ what: `there are ${found} reports of shard ${name} in ${folder}`, fix: 'keep one' }]
  })
}

/** Of another commit, stack or list of checks, a result says nothing of this one. */
function unlike({ shard, like }: ShardReport, own: Likeness): readonly Problem[] {
  const name = `shard ${nameOfShard(shard)}`
  if (like.commit !== own.commit || like.tree !== own.tree) {
    const of = ({ commit, tree }: Likeness): string =>
      `${commit?.slice(0, 7) ?? 'an unknown commit'}${tree === undefined ? ' with changed files' : ''}`
    return [
      {
        what: `${name} tried ${of(like)}, and this is ${of(own)}`,
        fix: 'check out the same commit in every job, and change no file before the trial',
      },
    ]
  }
  const parts = [
    ...different(like.services, own.services).map((one) => `the service ${one}`),
    ...different(like.checks, own.checks).map((one) => `the check "${one}"`),
  ]
  if (parts.length === 0) return []
  return [
    {
      what: `${name} had another idea of ${parts.slice(0, 5).join(', ')}${parts.length > 5 ? ', …' : ''}`,
      why: 'inputs, env files or variables that the Compose files name differ between the jobs',
      fix: 'give every job the same of them',
    },
  ]
}

function different(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return names.filter((name) => one[name] !== other[name])
}

/** In the order of the checks; one that every shard asked is as bad as its worst answer. */
export function joinedResults({ reports, checks }: JoinPlan): readonly CheckResult[] {
  const all = new Map<string, CheckResult>()
  for (const result of reports.flatMap(({ results }) => results)) {
    if (all.get(result.name)?.verdict !== 'failed') all.set(result.name, result)
  }
  return checks.flatMap(({ name }) => all.get(name) ?? [])
}

/** Every shard passed, and asked all that it was to ask. */
export function failedShards({ reports, checks }: JoinPlan): readonly Failure[] {
  return reports.flatMap((report): readonly Failure[] => {
    const { shard, verdict, results, failures } = report
    const name = nameOfShard(shard)
    const passed = new Set(results.flatMap((one) => (one.verdict === 'passed' ? [one.name] : [])))
    const open = shareOf(checks, shard).filter((check) => !passed.has(check.name))
    if (verdict === 'passed' && open.length === 0) return []
    const unpassed = results.filter((one) => one.verdict === 'failed')
    const told = [
      ...unpassed.map((one) => `"${one.name}": ${one.reasons.map(({ what }) => what).join('; ')}`),
      ...(unpassed.length === 0 ? failures : []),
    ]
    const missing = open.filter((check) => !results.some((one) => one.name === check.name))
    const unasked =
      missing.length > 0 ? `${missing.length} of its checks were not asked` : undefined
    return [
      asFailure(
        {
          what:
            verdict === 'passed'
              ? `shard ${name} passed without all of its checks`
              : `shard ${name} ${verdict}`,
          ...(unasked !== undefined && { why: unasked }),
          fix: 'look at the report of that job, and run it again',
          evidence: told,
        },
        'smoke',
      ),
    ]
  })
}

/** The bytes that are about to be published must be those that every shard tried. */
export function otherBytes(
  { reports }: JoinPlan,
  images: readonly Pick<BuiltImage, 'services' | 'digest'>[],
): readonly Failure[] {
  const ofBuilt = reports.flatMap((report) =>
    images.flatMap(({ services, digest }) => {
      const service = services.join(', ')
      const tried = report.images.find((image) => image.services.join(', ') === service)
      if (tried?.digest === digest) return []
      const seen = tried ? `tried ${tried.digest}` : 'did not try it'
      return [
        {
          what: `${service}: shard ${nameOfShard(report.shard)} ${seen}, and the image here is ${digest}`,
          fix: 'build once and hand over (mode: build), or make builds repeat: see docs/shards.md',
        },
      ]
    }),
  )
  return [...ofBuilt, ...differentOthers(reports)].map((one) => asFailure(one, 'smoke'))
}

function differentOthers(reports: readonly ShardReport[]): readonly Problem[] {
  const [first, ...rest] = reports
  return rest.flatMap((report) =>
    (first?.others ?? []).flatMap(({ services, name, digest }) => {
      const other = report.others.find((one) => one.services[0] === services[0])
      if (!first || other?.digest === digest) return []
      const [one, two] = [nameOfShard(first.shard), nameOfShard(report.shard)]
      return [
        {
          what: `${name} was ${digest} in shard ${one}, and ${other?.digest ?? 'unknown'} in shard ${two}`,
          fix: 'run all shards again, or name the image by its digest',
        },
      ]
    }),
  )
}

export function othersOfAll({ reports }: JoinPlan): readonly CertifiedImage[] {
  return reports[0]?.others ?? []
}
