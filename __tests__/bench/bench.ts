// Races the packed action against scripts, in turns on one engine: only ratios mean anything.
//   node build/__tests__/bench/bench.js [--rounds N] [--only TEXT] [--ways floor,ours] [--json FILE] [--write]
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { root, run } from '../support/harbour.ts'
import { type Case, makeCases } from './cases.ts'
import { type Lap, sail } from './contestants.ts'
import type { Cost } from './cost.ts'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    ways: { type: 'string', default: 'floor,usual,ours' },
  },
})

type Way = Case['contestants'][number]

/** Those that are left out have no number in the table. */
const ways = options.ways.split(',')

export interface Outcome {
  readonly name: string
  readonly goal: number
  readonly laps: Readonly<Partial<Record<Way, readonly Lap[]>>>
}

/** For the garbage of a lap, which the engine collects behind its end: else the next one pays, or finds what it can use. */
const restMs = 2500

async function race(one: Case, rounds: number): Promise<Outcome> {
  const laps = new Map<Way, Lap[]>()
  // The first round of each fills caches that a runner's image has filled too; it does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const way of one.contestants.filter((way) => ways.includes(way))) {
      await sleep(restMs)
      const lap = await sail(way, one, round * 10 + one.contestants.indexOf(way))
      if (round > 0) laps.set(way, [...(laps.get(way) ?? []), lap])
      process.stderr.write(`${one.name}: ${way} ${lap.seconds.toFixed(1)} s\n`)
    }
  }
  return { name: one.name, goal: one.goal, laps: Object.fromEntries(laps) }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]]
  return (low + high) / 2
}

function cell(outcome: Outcome, way: Way): string {
  const laps = outcome.laps[way]
  return laps ? `${median(laps.map(({ seconds }) => seconds)).toFixed(1)} s` : '–'
}

function ratio(
  { laps: { ours = [], floor = [] } }: Outcome,
  of: 'seconds' | 'untilPushed',
): number {
  return median(ours.map((lap) => lap[of])) / median(floor.map((lap) => lap[of]))
}

function costCell({ laps: { ours = [] } }: Outcome, of: keyof Cost, digits: number): string {
  const costs = ours.flatMap(({ cost }) => (cost ? [cost[of]] : []))
  return costs.length > 0 ? median(costs).toFixed(digits) : '–'
}

function table(outcomes: readonly Outcome[]): string {
  const head = [
    'Case',
    'Script',
    'Usual chain',
    'Sea Trial',
    '÷ script',
    'until pushed',
    'Goal',
    'CPU, s',
    'MB',
  ]
  const rows = outcomes.map((one) => [
    one.name,
    ...(['floor', 'usual', 'ours'] as const).map((way) => cell(one, way)),
    `**${ratio(one, 'seconds').toFixed(2)}**`,
    ratio(one, 'untilPushed').toFixed(2),
    `≤ ${one.goal.toFixed(2)}`,
    costCell(one, 'cpuSeconds', 2),
    costCell(one, 'megabytes', 0),
  ])
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function machine(): string {
  const version = (argv: readonly string[]): string => run('docker', argv)
  const engine = version(['version', '--format', '{{.Server.Version}}'])
  const compose = version(['compose', 'version', '--short'])
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Engine ${engine}, Compose ${compose}, Node ${process.versions.node}`
}

/** The page keeps its words; the numbers between its marks are those of the last race. */
function writePage(numbers: string): void {
  const page = path.join(root, 'docs/performance.md')
  const before = readFileSync(page, 'utf8')
  const marked = /(<!-- race: begin -->\n)[\s\S]*(<!-- race: end -->)/
  if (!marked.test(before)) throw new Error(`${page} has no place for the numbers`)
  writeFileSync(
    page,
    before.replace(marked, (_, begin, end) => `${begin}\n${numbers}\n\n${end}`),
  )
}

const outcomes: Outcome[] = []
for (const one of makeCases().filter(({ name }) => name.includes(options.only)))
  outcomes.push(await race(one, Number(options.rounds)))
const numbers = `${machine()}; medians of ${options.rounds} rounds, in turns.\n\n${table(outcomes)}`
console.log(numbers)
if (options.write) writePage(numbers)
if (options.json) {
  const found = { machine: machine(), rounds: Number(options.rounds), outcomes }
  writeFileSync(options.json, `${JSON.stringify(found, null, 2)}\n`)
}
