// Whether this run asks all checks, a share of them, or none because it joins the shards of others.
import type { Stack } from '../compose/model.ts'
import type { Failure } from '../errors.ts'
import type { Facts } from '../event/event.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Check } from '../smoke/kinds.ts'
import { count } from '../text/count.ts'
import { type JoinPlan, planJoin, type ShardFile } from './join.ts'
import { type Likeness, likenessOf } from './likeness.ts'
import { isEmpty, nameOfShard, type Shard, shareOf } from './share.ts'

export type SharePlan = { readonly reason: string } & (
  | { readonly kind: 'whole' }
  | { readonly kind: 'shard'; readonly shard: Shard; readonly like: Likeness }
  | { readonly kind: 'join'; readonly join: JoinPlan }
)

export interface ShareQuestion {
  readonly inputs: Inputs
  readonly facts: Facts
  readonly stack: Stack
  /** All of the stack. */
  readonly checks: readonly Check[]
  /** Of a drafted stack nothing is certain enough to be compared. */
  readonly model: 'resolved' | 'drafted'
  readonly files: readonly ShardFile[]
}

export interface PlannedShare {
  readonly share: SharePlan
  /** Those that are asked in this run, or were in the shards that it joins. */
  readonly checks: readonly Check[]
  readonly problems: readonly Failure[]
}

export function planShare({
  inputs,
  facts,
  stack,
  checks,
  model,
  files,
}: ShareQuestion): PlannedShare {
  const { smokeShard: shard, smokeShards: folder, scale } = inputs
  if (folder !== undefined && model === 'resolved') {
    const like = likenessOf(facts, stack, scale, checks)
    const { join, problems } = planJoin({ folder, files, like, checks })
    const reason = `asked in ${count(join.reports.length, 'shard')}, by the reports in ${folder}; no service is started here`
    return { share: { kind: 'join', join, reason }, checks, problems }
  }
  if (!shard) return { share: { kind: 'whole', reason: 'all checks' }, checks, problems: [] }
  const own = shareOf(checks, shard)
  const like = likenessOf(facts, stack, scale, checks)
  const share: SharePlan = { kind: 'shard', shard, like, reason: reasonOf(own, checks, shard) }
  return { share, checks: own, problems: [] }
}

function reasonOf(own: readonly Check[], all: readonly Check[], shard: Shard): string {
  const name = `shard ${nameOfShard(shard)}`
  if (isEmpty(all, shard)) {
    const along = own.length > 0 ? ' but what every shard looks for in the logs' : ''
    return `${name} has nothing to ask${along}: there are more shards than groups of checks that belong together`
  }
  return `${name} asks ${own.length} of ${all.length}; those that are linked by needs stay together`
}
