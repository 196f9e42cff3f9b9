// The inputs by which jobs share the checks of a stack, and one of them joins the results.
import { parseShard, type Shard } from '../shards/share.ts'
import type { Inputs } from './inputs.ts'
import type { Reader } from './reader.ts'
import type { Rule } from './rules.ts'
import type { InputRow } from './table.ts'

export const shardInputs: readonly InputRow[] = [
  {
    name: 'smoke-shard',
    group: 'smoke',
    kind: 'text',
    description:
      'Which share of the checks this job asks, as `2/5`; it pushes nothing, and leaves its results in `report-dir` for the job that joins them.',
  },
  {
    name: 'smoke-shards',
    group: 'smoke',
    kind: 'text',
    description:
      'Folder with the reports of all shards: the stack is not started here, and what passed in them, with the same digests, is published.',
  },
]

export interface ShardInputs {
  readonly smokeShard?: Shard
  /** The folder with the reports. */
  readonly smokeShards?: string
}

export function readShards(read: Reader): ShardInputs {
  const smokeShard = read.parsed('smoke-shard', parseShard)
  const smokeShards = read.text('smoke-shards')
  return {
    ...(smokeShard === undefined ? {} : { smokeShard }),
    ...(smokeShards === undefined ? {} : { smokeShards }),
  }
}

/** Nothing of a stack that other jobs have started can be set here. */
const unusedByJoining = ['keep', 'smoke-timeout', 'wait-timeout', 'stable-for', 'quick-probes']

export function shardRules(inputs: Inputs, read: Reader): readonly Rule[] {
  const { mode, push, smoke, smokeShard } = inputs
  const joins = inputs.smokeShards !== undefined
  const effectless = (name: string): Rule => ({
    name,
    broken: read.isSet(name) && (mode === 'build' || mode === 'promote'),
    what: `it has no effect with mode: ${mode}, which runs no check`,
    fix: 'write mode: trial, or leave it out',
  })
  const unchecked = (name: string): Rule => ({
    name,
    broken: read.isSet(name) && smoke.kind === 'none',
    what: 'it has no effect with smoke: none',
    fix: `leave out smoke or ${name}`,
  })
  return [
    ...['smoke-shard', 'smoke-shards'].flatMap((name) => [effectless(name), unchecked(name)]),
    {
      name: 'smoke-shards',
      broken: joins && smokeShard !== undefined,
      what: 'it is given together with smoke-shard, and a job either asks a share or joins all of them',
      fix: 'leave out one of the two',
    },
    {
      name: 'smoke-shard',
      broken: smokeShard !== undefined && push === 'true',
      what: 'it contradicts push: true, as a share of the checks is no passed trial',
      fix: 'let the job with smoke-shards push',
    },
    ...unusedByJoining.map((name) => ({
      name,
      broken: joins && read.isSet(name),
      what: 'it has no effect with smoke-shards, which starts no stack',
      fix: `give ${name} to the jobs with smoke-shard`,
    })),
  ]
}
