// What a trial costs as it grows, measured through the packed command line: tables for docs/scale.md.
//   node build/__tests__/bench/scale.js [--write docs/scale.md]
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { registry, run, workspaceWith } from '../support/harbour.ts'
import { lap, lapOfOurs } from '../support/laps.ts'
import { type FleetSize, simulatedFleet } from '../support/simulated-fleet.ts'

const { values: options } = parseArgs({ options: { write: { type: 'string' } } })

const plannedSizes = [50, 100, 200, 500, 1000]
const triedSizes: readonly FleetSize[] = [
  { services: 5 },
  { services: 10 },
  { services: 25 },
  { services: 50 },
  { services: 5, layers: 10 },
  { services: 5, layers: 40 },
]

type Row = readonly (string | number)[]

function table(head: readonly string[], rows: readonly Row[]): string {
  return [head, head.map(() => '---:'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function within<T>(size: FleetSize, work: (directory: string) => T): T {
  const { directory } = workspaceWith(simulatedFleet(size), 'fleet')
  try {
    return work(directory)
  } finally {
    rmSync(path.dirname(directory), { recursive: true, force: true })
  }
}

function progress(words: string): void {
  process.stderr.write(`${words}\n`)
}

/** The faster of three laps in turns: another process on the machine slows down either. */
function planned(services: number): Row {
  return within({ services }, (directory) => {
    const rounds = [1, 2, 3].map(() => ({
      config: lap('docker', ['compose', 'config'], directory),
      ours: lapOfOurs(['plan', '--lint', 'off'], directory),
    }))
    const config = Math.min(...rounds.map((round) => round.config.seconds))
    const ours = Math.min(...rounds.map((round) => round.ours.seconds))
    const memory = Math.min(...rounds.map((round) => round.ours.megabytes))
    const { matrix } = JSON.parse(
      readFileSync(path.join(directory, 'sea-trial-report/plan.json'), 'utf8'),
    ) as { readonly matrix: { readonly include: readonly unknown[] } }
    progress(`${services} planned in ${ours.toFixed(2)} s`)
    return [
      services,
      config.toFixed(2),
      ours.toFixed(2),
      (ours / config).toFixed(1),
      Math.round(memory),
      matrix.include.length,
    ]
  })
}

interface Told {
  readonly durationMs: number
  readonly steps: readonly { readonly name: string; readonly durationMs: number }[]
}

/** `registries`: 0 for a trial alone; the same registry under two names counts as two. */
function tried(size: FleetSize, registries: number): Row {
  return within(size, (directory) => {
    const names = [registry, registry.replace('localhost', '127.0.0.1')].slice(0, registries)
    const images = names.map((name) => `${name}/scale/{service}`).join(',')
    const push = registries > 0 ? ['--push', '--images', images] : []
    const ours = lapOfOurs(['trial', '--lint', 'off', '--json', ...push], directory)
    const report = JSON.parse(ours.stdout) as Told
    const of = (name: string): string =>
      ((report.steps.find((step) => step.name === name)?.durationMs ?? 0) / 1000).toFixed(1)
    progress(`${size.services} tried, ${registries} registries, in ${ours.seconds.toFixed(1)} s`)
    const stages = ['plan', 'build', 'stack', 'health', 'smoke', 'publish', 'cleanup'].map(of)
    return [
      size.services,
      size.layers ?? 1,
      registries,
      ...stages,
      ours.seconds.toFixed(1),
      Math.round(ours.megabytes),
    ]
  })
}

function curve(rows: readonly Row[]): string {
  const column = (at: number): string => rows.map((row) => row[at]).join(', ')
  return [
    '```mermaid',
    'xychart-beta',
    '  title "Seconds until the plan stands (upper line), and of docker compose config alone"',
    `  x-axis "services" [${column(0)}]`,
    '  y-axis "seconds"',
    `  line [${column(2)}]`,
    `  line [${column(1)}]`,
    '```',
  ].join('\n')
}

function machine(): string {
  const engine = run('docker', ['version', '--format', '{{.Server.Version}}'])
  const compose = run('docker', ['compose', 'version', '--short'])
  const load = (loadavg()[0] ?? 0).toFixed(0)
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `Measured on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${memory} GB, Engine ${engine}, Compose ${compose}, Node ${process.versions.node}, with a registry on localhost; the load was ${load} at the end, of which two are ours.`
}

const plans = plannedSizes.map(planned)
const trials = [
  ...triedSizes.map((size) => tried(size, 0)),
  ...[1, 2].flatMap((registries) => [5, 10, 25].map((services) => tried({ services }, registries))),
]
const found = [
  machine(),
  curve(plans),
  table(
    ['Services', '`compose config`, s', 'Plan, s', 'Ratio', 'Memory, MB', 'Jobs of the matrix'],
    plans,
  ),
  table(
    [
      'Services',
      'Layers',
      'Registries',
      ...'Plan Build Stack Health Smoke Publish Cleanup'.split(' '),
      'All, s',
      'Memory, MB',
    ],
    trials,
  ),
].join('\n\n')
console.log(found)
if (options.write) {
  const page = readFileSync(options.write, 'utf8')
  const [before, , after] = page.split(/<!-- (?:measured|end of measured) -->/)
  if (after === undefined) throw new Error(`${options.write} lacks the marks of what is measured`)
  writeFileSync(
    options.write,
    `${before}<!-- measured -->\n\n${found}\n\n<!-- end of measured -->${after}`,
  )
}
