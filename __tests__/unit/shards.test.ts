import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { failedShards, joinedResults, otherBytes, planJoin } from '../../src/shards/join.ts'
import type { Likeness } from '../../src/shards/likeness.ts'
import { fileOfShard, renderShardReport, type ShardReport } from '../../src/shards/shard-report.ts'
import { isEmpty, parseShard, type Shard, shareOf } from '../../src/shards/share.ts'
import type { Check } from '../../src/smoke/kinds.ts'

const check = (name: string, ...needs: readonly string[]): Check =>
  ({ kind: 'exec', name, needs }) as unknown as Check
const look = (name: string, ...needs: readonly string[]): Check =>
  ({ kind: 'logs', name, needs, never: ['panic'] }) as unknown as Check

const namesOf = (checks: readonly Check[]): readonly string[] => checks.map(({ name }) => name)
const shardsOf = (count: number): readonly Shard[] =>
  Array.from({ length: count }, (_, at) => ({ index: at + 1, count }))

/** Checks that need some of those before them. */
const checksOfAnyKind = fc
  .array(fc.array(fc.nat(20), { maxLength: 2 }), { maxLength: 25 })
  .map((rows) =>
    rows.map((needs, at) =>
      check(`c${at}`, ...needs.filter((need) => need < at).map((need) => `c${need}`)),
    ),
  )

describe('a share of the checks', () => {
  test.each([['1/1'], ['2/5'], [' 12/256 ']])('may be written as %s', (text) => {
    expect(parseShard(text).kind).toBe('ok')
  })

  test.each([['0/5'], ['6/5'], ['1/257'], ['2'], ['a/b'], ['1/0'], ['']])(
    'may not be written as "%s"',
    (text) => {
      expect(parseShard(text)).toMatchObject({ kind: 'bad', fix: expect.stringContaining('2/5') })
    },
  )

  test('is asked by exactly one shard, with all that it is linked to', () => {
    fc.assert(
      fc.property(checksOfAnyKind, fc.integer({ min: 1, max: 6 }), (checks, count) => {
        const shares = shardsOf(count).map((shard) => namesOf(shareOf(checks, shard)))
        expect(shares.flat().sort()).toEqual([...namesOf(checks)].sort())
        for (const { name, needs } of checks) {
          const share = shares.find((names) => names.includes(name))
          for (const need of needs) expect(share).toContain(need)
        }
      }),
    )
  })

  test('is about as large as the others where nothing is linked', () => {
    const checks = Array.from({ length: 10 }, (_, at) => check(`c${at}`))
    expect(shardsOf(3).map((shard) => shareOf(checks, shard).length)).toEqual([4, 3, 3])
  })

  test('may be empty', () => {
    const checks = [check('a'), check('b', 'a')]
    expect(shardsOf(2).map((shard) => isEmpty(checks, shard))).toEqual([false, true])
  })

  test('has every look for what must never be in a log, unless it is linked to others', () => {
    const checks = [check('a'), check('b'), look('never'), look('later', 'a')]
    const shares = shardsOf(2).map((shard) => namesOf(shareOf(checks, shard)))
    expect(shares.map((names) => names.includes('never'))).toEqual([true, true])
    expect(shares.filter((names) => names.includes('later'))).toEqual([
      expect.arrayContaining(['a', 'later']),
    ])
  })
})

const checks = [check('a'), check('b'), check('c', 'b')]
const like: Likeness = {
  commit: 'c0ffee0'.padEnd(40, '0'),
  tree: '7ree',
  services: { web: '1', db: '2' },
  checks: { a: '1', b: '2', c: '3' },
}
const images = [{ services: ['web'], digest: 'sha256:built' }]

function reportOf(shard: Shard, overrides: Partial<ShardReport> = {}): ShardReport {
  const results = shareOf(checks, shard).map(({ name }) => ({
    ...{ name, service: 'web', kind: 'exec', verdict: 'passed', tries: 1, durationMs: 5 },
    ...{ startedAtDate: 0, reasons: [], request: '', seen: [] },
  })) as ShardReport['results']
  const others = [{ services: ['db'], name: 'redis:7', digest: 'sha256:pulled' }]
  return {
    ...{ shard, verdict: 'passed', like, images, others, results, failures: [], durationMs: 9 },
    ...overrides,
  }
}

function joined(reports: readonly ShardReport[]) {
  const files = reports.map((report) => ({
    path: `shards/${fileOfShard(report.shard)}`,
    text: renderShardReport(report),
  }))
  return planJoin({ folder: 'shards', files, like, checks })
}

const [first, second] = [
  { index: 1, count: 2 },
  { index: 2, count: 2 },
]

function refusals(reports: readonly ShardReport[]): readonly string[] {
  const { join, problems } = joined(reports)
  if (problems.length > 0) return problems.map(({ what }) => what)
  return [...failedShards(join), ...otherBytes(join, images)].map(({ what }) => what)
}

describe('the reports of all shards', () => {
  test('are one trial where each passed with the same of everything', () => {
    const reports = [reportOf(second), reportOf(first)]
    expect(refusals(reports)).toEqual([])
    expect(joinedResults(joined(reports).join).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })

  const bad: readonly (readonly [string, readonly ShardReport[], string])[] = [
    ['there are none', [], 'there is no report of a shard in shards'],
    ['one is missing', [reportOf(first)], 'the report of shard 2/2 is missing in shards'],
    [
      'one is there twice',
      [reportOf(first), reportOf(first), reportOf(second)],
      'there are 2 reports of shard 1/2 in shards',
    ],
    [
      'they are shares of different sizes',
      [reportOf(first), reportOf({ index: 2, count: 3 })],
      'the reports in shards are of 2 and of 3 shards',
    ],
    [
      'one is of another commit',
      [reportOf(first), reportOf(second, { like: { ...like, commit: 'd'.repeat(40) } })],
      'shard 2/2 tried ddddddd, and this is c0ffee0',
    ],
    [
      'one had changed files',
      [reportOf(first), reportOf(second, { like: { ...like, tree: '' } })],
      'shard 2/2 tried c0ffee0 with changed files, and this is c0ffee0',
    ],
    [
      'one had another service and another check',
      [
        reportOf(first, {
          like: { ...like, services: { ...like.services, db: '9' }, checks: { a: '1', b: '2' } },
        }),
        reportOf(second),
      ],
      'shard 1/2 had another idea of the service db, the check "c"',
    ],
    [
      'one failed before it asked anything',
      [
        reportOf(first, { verdict: 'failed', results: [], failures: ['web died'] }),
        reportOf(second),
      ],
      'shard 1/2 failed',
    ],
    [
      'one says that it passed, and left out a check',
      [reportOf(first), reportOf(second, { results: [] })],
      'shard 2/2 passed without all of its checks',
    ],
    [
      'one tried other bytes',
      [
        reportOf(first),
        reportOf(second, { images: [{ services: ['web'], digest: 'sha256:else' }] }),
      ],
      'web: shard 2/2 tried sha256:else, and the image here is sha256:built',
    ],
    [
      'one did not try an image',
      [reportOf(first, { images: [] }), reportOf(second)],
      'web: shard 1/2 did not try it, and the image here is sha256:built',
    ],
    [
      'a pulled image was another one',
      [
        reportOf(first),
        reportOf(second, {
          others: [{ services: ['db'], name: 'redis:7', digest: 'sha256:newer' }],
        }),
      ],
      'redis:7 was sha256:pulled in shard 1/2, and sha256:newer in shard 2/2',
    ],
  ]

  test.each(bad)('are none where %s', (_, reports, what) => {
    expect(refusals(reports)).toEqual([what])
  })

  test('are none where a file is something else', () => {
    const files = [{ path: 'shards/smoke-shard-1-of-1.json', text: '{"version":2}' }]
    const { problems } = planJoin({ folder: 'shards', files, like, checks })
    expect(problems.map(({ what }) => what)).toEqual([
      'shards/smoke-shard-1-of-1.json is no report of a shard that this version knows',
    ])
  })
})
