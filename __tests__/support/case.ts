// A case: inputs, event, git and files in one YAML file, and what the plan stage says to them.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'
import { renderFailure, TrialError } from '../../src/errors.ts'
import type { GitFacts } from '../../src/event/commit.ts'
import { parseArguments } from '../../src/inputs/arguments.ts'
import { inputsOfEnvironment, withDefaults } from '../../src/inputs/environment.ts'
import { type ParsedInputs, parseInputs } from '../../src/inputs/inputs.ts'
import { sameDisk } from '../../src/io/engine-disk.ts'
import { diskFiles } from '../../src/io/files.ts'
import { noOwners } from '../../src/io/owners.ts'
import { ProcessRunner } from '../../src/io/runner.ts'
import { type PlanDocument, planDocument } from '../../src/plan/document.ts'
import { makePlan } from '../../src/plan/plan.ts'
import { renderPlan } from '../../src/plan/text.ts'
import { parseLogins } from '../../src/publish/logins.ts'
import { observe } from '../../src/stages/observe.ts'
import type { Command, Outcome, Runner, World } from '../../src/world/world.ts'
import { rawOf } from './given-inputs.ts'

export interface Case {
  readonly inputs?: Readonly<Record<string, unknown>>
  /** The command line of a laptop, in place of inputs. */
  readonly argv?: readonly string[]
  /** GITHUB_EVENT_NAME; `local` is a laptop. */
  readonly event?: string
  readonly payload?: unknown
  readonly env?: Readonly<Record<string, string>>
  /** Over a clean checkout of `sha` on main; null where there is no repository. */
  readonly git?: Partial<GitFacts> | null
  /** What `docker compose version` answers, where it is not the real one. */
  readonly compose?: string
  /** What `docker compose config` answers, where it is not the real one. */
  readonly config?: Partial<Outcome>
  /** What `docker buildx ls` lists. */
  readonly builders?: string
  /** null: does not answer. */
  readonly engine?: { readonly version: string; readonly containerdStore: boolean } | null
  /** Text by path; `bytes` as base64. */
  readonly files?: Readonly<Record<string, string | { readonly base64: string }>>
}

export const sha = '4f1c9e0b7d6a5f3e2c1b0a9f8e7d6c5b4a392817'

export type CaseResult =
  | { readonly kind: 'plan'; readonly document: PlanDocument; readonly text: string }
  | { readonly kind: 'problems'; readonly text: string }

export function readCase(file: string): Case {
  return parse(readFileSync(file, 'utf8')) as Case
}

/** Runs all of the plan stage on real files with the real `docker compose config`. */
export async function runCase(given: Case): Promise<CaseResult> {
  const parent = mkdtempSync(path.join(tmpdir(), 'sea-trial-case-'))
  const folder = path.join(parent, 'harbor')
  try {
    writeFiles(folder, given)
    return await plan(given, folder)
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    return { kind: 'problems', text: error.failures.map(renderFailure).join('\n') }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

async function plan(given: Case, folder: string): Promise<CaseResult> {
  const env = environmentOf(given)
  const { inputs: parsed, problems } = parseCaseInputs(given, env)
  const workdir = path.resolve(folder, parsed.workdir)
  const inputs = { ...parsed, workdir }
  const world = worldOf(given, env, workdir, folder)
  const git = gitOf(given, folder)
  const around = {
    env,
    payload: given.payload ?? { repository: { default_branch: 'main', full_name: 'acme/harbor' } },
    git,
    ...(git?.allTags && { releases: git.allTags }),
    folder: '/run-folder',
    runId: '4711',
    now: new Date('2026-03-05T10:00:00Z'),
  }
  const made = makePlan(inputs, around, await observe(inputs, around, world), problems)
  const document = planDocument(made, (file) => world.files.shown(file))
  return { kind: 'plan', document, text: renderPlan(document) }
}

export function writeFiles(folder: string, { files = {} }: Case): void {
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files)) {
    const target = path.join(folder, name)
    mkdirSync(path.dirname(target), { recursive: true })
    const bytes = typeof content === 'string' ? content : Buffer.from(content.base64, 'base64')
    writeFileSync(target, bytes)
  }
}

function environmentOf({ event = 'push', env }: Case): Readonly<Record<string, string>> {
  const github = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: sha,
    GITHUB_REPOSITORY: 'acme/harbor',
    GITHUB_SERVER_URL: 'https://github.com',
  }
  const found = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' }
  return { ...found, ...(event === 'local' ? {} : github), ...env }
}

function parseCaseInputs(given: Case, env: Readonly<Record<string, string>>): ParsedInputs {
  const { inputs: read, problems } = readCaseInputs(given, env)
  // A case that is not about lint keeps its files short.
  const inputs = given.inputs?.['lint'] === undefined ? { ...read, lint: new Map() } : read
  return { inputs, problems: [...problems, ...parseLogins(inputs).problems] }
}

function readCaseInputs({ inputs = {}, argv }: Case, env: Readonly<Record<string, string>>) {
  if (argv) {
    const { raw, problems } = parseArguments(argv)
    return parseInputs(withDefaults(raw, inputsOfEnvironment(env)), problems)
  }
  const given = Object.entries(inputs).map(([name, value]) => [name, String(value)] as const)
  return parseInputs(rawOf(Object.fromEntries(given)))
}

function gitOf({ git }: Case, root: string): GitFacts | undefined {
  if (git === null) return undefined
  return {
    sha,
    branch: 'main',
    tags: [],
    dirty: 0,
    shallow: false,
    detached: false,
    commitDate: '2026-03-04T12:00:00Z',
    parents: [],
    root,
    ...git,
  }
}

function worldOf(given: Case, env: Case['env'] & object, workdir: string, folder: string): World {
  const real = new ProcessRunner({ env, cwd: workdir, untrusted: [folder] })
  const runner: Runner = {
    run(command, options) {
      if (!readsOnly(command)) throw new Error(`the plan started ${command.argv.join(' ')}`)
      if (command.argv[0] === 'buildx') {
        const stdout = given.builders ?? ''
        return Promise.resolve({ exitCode: 0, stdout, stderr: '', timedOut: false })
      }
      const isVersion = command.argv[1] === 'version'
      const version = given.compose === undefined ? undefined : { stdout: `${given.compose}\n` }
      const scripted = isVersion ? version : given.config
      if (scripted === undefined) return real.run(command, options)
      const silent: Outcome = { exitCode: 0, stdout: '', stderr: '', timedOut: false }
      return Promise.resolve({ ...silent, ...scripted })
    },
  }
  const engine = { version: () => engineAnswer(given) } as unknown as World['engine']
  const files = diskFiles(workdir, folder)
  const unused = {} as unknown as World['http'] &
    World['clock'] &
    World['log'] &
    World['registry'] &
    World['uploads'] &
    World['inside'] &
    World['sockets'] &
    World['sigstore'] &
    World['store'] &
    World['processes']
  return {
    runner,
    engine,
    files,
    http: unused,
    inside: unused,
    sockets: unused,
    sigstore: unused,
    matchPattern: () => ({ kind: 'none' }),
    registry: unused,
    uploads: unused,
    store: unused,
    processes: unused,
    owners: noOwners,
    engineDisk: sameDisk,
    left: { list: async () => [], imageNames: async () => [] },
    clock: unused,
    log: unused,
    trace: { buildSteps: () => {} },
    random: () => 0,
    prepare: async () => {},
    signal: new AbortController().signal,
  }
}

/** Commands of Compose that start and change nothing. */
const verbs = ['config', 'version']

function readsOnly({ program, argv }: Command): boolean {
  if (program === 'docker' && argv[0] === 'buildx') return argv[1] === 'ls'
  return program === 'docker' && argv[0] === 'compose' && verbs.some((verb) => argv.includes(verb))
}

function engineAnswer({ engine }: Case) {
  if (engine !== null)
    return Promise.resolve({
      platform: 'linux/amd64',
      ...(engine ?? { version: '28.5.2', containerdStore: true }),
    })
  const what = 'the Docker Engine does not answer'
  return Promise.reject(
    new TrialError({ stage: 'plan', class: 'infrastructure', code: 'ST-ENGINE', what }),
  )
}
