// What is raced over: stacks as files, and what changes between one round and the next.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../support/harbour.ts'

export interface Check {
  readonly service: string
  readonly port: number
  readonly path: string
}

export interface Case {
  readonly name: string
  readonly folder: string
  /** Services that are built, by whose names their images go. */
  readonly built: readonly string[]
  readonly checks: readonly Check[]
  readonly rebuild: 'nothing' | 'everything'
  /** Done to the folder before each run of each contestant. */
  readonly change: (folder: string, run: number) => void
  /** Of ours, besides those of every case. */
  readonly inputs?: Readonly<Record<string, string>>
  /** The goal for ours, as a ratio to the floor. */
  readonly goal: number
  /** What takes minutes the usual way is run there once. */
  readonly contestants: readonly ('floor' | 'usual' | 'ours')[]
}

const all = ['floor', 'usual', 'ours'] as const
const nothing = (): void => {}

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-bench-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return folder
}

function copyOf(example: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-bench-'))
  cpSync(path.join(root, 'examples', example), folder, { recursive: true })
  return folder
}

const ownProbe = `  interval: 5s
  timeout: 3s
  retries: 5
  start_period: 30s
  start_interval: 250ms
`

/** The example asks its services often while they start; most stacks ask each second at best. */
function harbor(
  probes: 'each second' | 'as written',
): Omit<Case, 'name' | 'rebuild' | 'change' | 'goal'> {
  const folder = copyOf('harbor')
  const file = path.join(folder, 'compose.yaml')
  const compose = readFileSync(file, 'utf8')
  if (!compose.includes(ownProbe)) throw new Error('harbor has other healthchecks by now')
  const probe = '  interval: 1s\n  timeout: 3s\n  retries: 30\n'
  if (probes === 'each second') writeFileSync(file, compose.replace(ownProbe, probe))
  return {
    folder,
    built: ['web', 'api', 'migrate'],
    checks: [
      { service: 'web', port: 80, path: '/' },
      { service: 'web', port: 80, path: '/api/harbor' },
      { service: 'api', port: 3000, path: '/api/health' },
    ],
    contestants: all,
  }
}

/** By service: the port on this machine, and a page that the script asks for; ours asks all it has. */
const fleets: Readonly<Record<string, Pick<Case, 'built' | 'checks'>>> = {
  depot: {
    built: ['discovery', 'dispatch', 'console', 'dashboard'],
    checks: [
      { service: 'discovery', port: 4860, path: '/cgi-bin/v1/health' },
      { service: 'dispatch', port: 4890, path: '/cgi-bin/v1/health' },
      { service: 'console', port: 4870, path: '/cgi-bin/v1/overview' },
      { service: 'dashboard', port: 4880, path: '/' },
    ],
  },
  magi: {
    built: ['backend', 'discover', 'frontend'],
    checks: [
      { service: 'frontend', port: 5173, path: '/' },
      { service: 'backend', port: 8000, path: '/health' },
    ],
  },
  thoth: {
    built: ['api', 'discovery', 'mcp', 'monitor'],
    checks: [
      { service: 'api', port: 8000, path: '/health' },
      { service: 'discovery', port: 8083, path: '/services' },
    ],
  },
  ucotron: {
    built: ['ucotron'],
    checks: [{ service: 'ucotron', port: 8420, path: '/api/v1/health' }],
  },
  vai: {
    built: ['core', 'voice', 'warden'],
    checks: [
      { service: 'core', port: 7000, path: '/health' },
      { service: 'warden', port: 7001, path: '/containers' },
    ],
  },
}

/** The examples besides harbor, where nothing has changed but the commit. */
function fleetCases(): readonly Case[] {
  return Object.entries(fleets).map(([name, { built, checks }]) => ({
    ...{ name: `fleet ${name}`, folder: copyOf(name), built, checks, goal: 0.9 },
    ...{ rebuild: 'nothing', change: nothing, contestants: ['floor', 'ours'] },
  }))
}

/** Small web servers that are healthy at once; with `interval`, asked for it that seldom. */
function generated(count: number, interval = '1s'): Omit<Case, 'name' | 'goal'> {
  const names = Array.from({ length: count }, (_, index) => `s${index + 1}`)
  const service = (name: string): string => `  ${name}:
    build: { context: ., args: { NAME: ${name} } }
    init: true
    ports: ["80"]
    healthcheck: { test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1/"], interval: ${interval}, timeout: 5s }
    x-smoke: [{ get: /, expect: { body: ${name} } }]
`
  const dockerfile = `FROM busybox:1
ARG NAME
COPY run /run-number
RUN mkdir -p /w && echo "$NAME" > /w/index.html
CMD ["httpd", "-f", "-p", "80", "-h", "/w"]
`
  return {
    folder: folderOf({
      'compose.yaml': `name: generated\nservices:\n${names.map(service).join('')}`,
      Dockerfile: dockerfile,
      run: '0\n',
    }),
    built: names,
    checks: names.map((name) => ({ service: name, port: 80, path: '/' })),
    rebuild: 'nothing',
    change: nothing,
    contestants: all,
  }
}

/** A gigabyte that no compression makes smaller, in a layer of its own below what changes. */
function large(): Omit<Case, 'name' | 'goal'> {
  const dockerfile = `FROM busybox:1
RUN mkdir -p /w && dd if=/dev/urandom of=/model bs=1M count=1024 2>/dev/null
COPY run /w/index.html
CMD ["httpd", "-f", "-p", "80", "-h", "/w"]
`
  const compose = `name: large
services:
  model:
    build: .
    init: true
    ports: ["80"]
    healthcheck: { test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1/"], interval: 1s }
    x-smoke: [{ get: / }]
`
  return {
    folder: folderOf({ 'compose.yaml': compose, Dockerfile: dockerfile, run: '0\n' }),
    built: ['model'],
    checks: [{ service: 'model', port: 80, path: '/' }],
    rebuild: 'nothing',
    change: write('run'),
    contestants: ['floor', 'ours'],
  }
}

function write(file: string): Case['change'] {
  return (folder, run) => writeFileSync(path.join(folder, file), `${run}\n`)
}

export function makeCases(): readonly Case[] {
  return [
    {
      name: 'harbor, nothing changed',
      ...harbor('each second'),
      rebuild: 'nothing',
      change: nothing,
      goal: 0.6,
    },
    {
      ...{
        name: 'harbor, one file changed',
        ...harbor('each second'),
        rebuild: 'nothing',
        goal: 0.6,
      },
      change: write('api/src/changed.txt'),
    },
    {
      ...{ name: 'harbor, built anew', ...harbor('each second'), rebuild: 'everything', goal: 0.7 },
      change: nothing,
    },
    {
      ...{ name: 'harbor, nothing changed, reuse: auto', ...harbor('each second'), goal: 0.6 },
      ...{ rebuild: 'nothing', change: nothing, inputs: { reuse: 'auto' } },
    },
    {
      ...{ name: 'harbor as it is, asked every 250 ms', ...harbor('as written'), goal: 0.9 },
      ...{ rebuild: 'nothing', change: nothing },
    },
    ...[1, 5, 20, 50].map((count): Case => {
      const stack = generated(count)
      const contestants = count > 5 ? stack.contestants.filter((one) => one !== 'usual') : all
      const name = `${count} small ${count === 1 ? 'service' : 'services'}`
      return { name, goal: 0.9, ...stack, contestants }
    }),
    ...fleetCases(),
    { name: 'asked every 30 s, ready after 1 s', goal: 0.1, ...generated(1, '30s') },
    { name: '1 GB image, top layer changed', goal: 1, ...large() },
  ]
}
