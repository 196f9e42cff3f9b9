// Runs the action as GitHub's runner does: what action.yml names as main, then as post, on Node 24,
// with inputs in the environment and real files for outputs, state and summary.
import { spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'

const root = path.resolve(import.meta.dirname, '../../..')
const node24 = path.join(root, 'node_modules/.bin/node')

/** A step that goes on for so long has come to a stop, on any machine. */
export const stepLimitMs = 8 * 60_000

export interface Step {
  readonly inputs?: Readonly<Record<string, string>>
  /** GITHUB_* and others, over the defaults of a push to main. */
  readonly env?: Readonly<Record<string, string>>
  readonly event?: unknown
  readonly workspace: string
  /** Put before the program: what makes it run in another network namespace. */
  readonly within?: readonly string[]
  /** Who runs it, where that is not who runs the tests. */
  readonly as?: RunnerUser
}

export interface RunnerUser {
  readonly uid: number
  readonly gid: number
}

export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly properties: Readonly<Record<string, string>>
}

export interface StepResult {
  readonly exitCode: number
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly summary: string
  readonly annotations: readonly Annotation[]
  readonly masks: readonly string[]
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
  readonly runs: { readonly main: string; readonly post: string }
}

export const actionFile = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as ActionFile

/**
 * Stacks of tests are as short as can be: what they lack is told where a test asks for it. And a
 * trial is what they are about, also where nothing has changed.
 */
const defaults: Readonly<Record<string, string>> = { lint: 'off', reuse: 'off' }

/** main, then post with the state that main saved, as at the end of a job. */
export async function runStep(
  step: Step,
  onStarted?: (started: StartedStep) => void,
): Promise<{ main: StepResult; post: StepResult }> {
  const started = startStep(step)
  onStarted?.(started)
  const main = await started.finished
  const post = await started.runPost(main)
  const left = started.left()
  started.remove()
  // Whatever a trial is about: credentials, secrets and overrides end with the run.
  if (left.length > 0) throw new Error(`the run left ${left.join(', ')} in its temporary folder`)
  return { main, post }
}

export interface StartedStep {
  readonly pid: number
  readonly finished: Promise<StepResult>
  /** So far. */
  readonly log: () => string
  /** Resolves when the log holds the text. */
  readonly said: (text: string) => Promise<void>
  readonly runPost: (main: StepResult) => Promise<StepResult>
  /** What the run has kept in its temporary folder. */
  readonly left: () => readonly string[]
  readonly remove: () => void
}

/** For tests that interrupt the step; `remove` deletes its temporary folder. */
export function startStep(step: Step): StartedStep {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-step-'))
  const env = stepEnvironment(step, folder)
  if (step.as) giveTo(step.as, folder)
  const main = startProcess(actionFile.runs.main, env, step)
  return {
    pid: main.pid,
    log: main.log,
    said: main.said,
    finished: main.ended.then((exitCode) => collect(exitCode, main.log(), env)),
    async runPost({ state }) {
      const saved = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])
      const postEnv = { ...env, ...Object.fromEntries(saved) }
      const post = startProcess(actionFile.runs.post, postEnv, step)
      return collect(await post.ended, post.log(), postEnv)
    },
    left: () => readdirSync(folder).filter((name) => name.startsWith('sea-trial-')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function giveTo({ uid, gid }: RunnerUser, folder: string): void {
  for (const name of ['', ...readdirSync(folder)]) chownSync(path.join(folder, name), uid, gid)
}

function stepEnvironment(step: Step, folder: string): Record<string, string> {
  const file = (name: string): string => {
    const target = path.join(folder, name)
    writeFileSync(target, '')
    return target
  }
  const eventPath = path.join(folder, 'event.json')
  writeFileSync(eventPath, JSON.stringify(step.event ?? { repository: { default_branch: 'main' } }))
  const inputs = Object.entries(actionFile.inputs).map(
    ([name, input]) =>
      [name, step.inputs?.[name] ?? defaults[name] ?? input.default ?? ''] as const,
  )
  const unknown = Object.entries(step.inputs ?? {}).filter(([name]) => !(name in actionFile.inputs))
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '/root',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'acme/harbor',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'trial',
    GITHUB_WORKSPACE: step.workspace,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: folder,
    RUNNER_OS: 'Linux',
    ...Object.fromEntries([...inputs, ...unknown].map(([n, v]) => [`INPUT_${n.toUpperCase()}`, v])),
    ...step.env,
  }
}

function startProcess(
  script: string,
  env: Record<string, string>,
  { workspace, within, as }: Step,
) {
  const [program = node24, ...argv] = [...(within ?? []), node24, path.join(root, script)]
  const child = spawn(program, argv, { env, cwd: workspace, stdio: 'pipe', ...as })
  let log = ''
  let listeners: (() => void)[] = []
  const heard = (chunk: Buffer): void => {
    log += chunk.toString()
    for (const listener of listeners) listener()
  }
  child.stdout.on('data', heard)
  child.stderr.on('data', heard)
  const ended = new Promise<number>((resolve, reject) => {
    const limit = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`no end after ${stepLimitMs / 60_000} minutes; it had said:\n${log}`))
    }, stepLimitMs)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(limit)
      resolve(code ?? (signal === 'SIGKILL' ? 137 : 128))
    })
  })
  const said = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (log.includes(text)) resolve()
      }
      listeners = [...listeners, look]
      look()
      ended.then(() => reject(new Error(`ended without saying "${text}":\n${log}`)), reject)
    })
  return { pid: child.pid ?? 0, ended, said, log: () => log }
}

function collect(exitCode: number, log: string, env: Record<string, string>): StepResult {
  return {
    exitCode,
    log,
    outputs: readCommandFile(env['GITHUB_OUTPUT']),
    state: readCommandFile(env['GITHUB_STATE']),
    summary: readText(env['GITHUB_STEP_SUMMARY']),
    annotations: [...log.matchAll(/^::(error|warning|notice)(?: (.*?))?::(.*)$/gm)].map(
      ([, kind, properties, message]) => ({
        kind: kind as Annotation['kind'],
        message: unescapeData(message ?? ''),
        properties: readProperties(properties ?? ''),
      }),
    ),
    masks: [...log.matchAll(/^::add-mask::(.*)$/gm)].map(([, mask]) => unescapeData(mask ?? '')),
  }
}

function readText(file: string | undefined): string {
  return file && existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** `name<<delimiter`, lines, delimiter: a later value of a name replaces an earlier one. */
function readCommandFile(file: string | undefined): Record<string, string> {
  const lines = readText(file).split('\n')
  const values: Record<string, string> = {}
  for (let at = 0; at < lines.length; at++) {
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(lines[at] ?? '') ?? []
    if (name === undefined || delimiter === undefined) continue
    const end = lines.indexOf(delimiter, at + 1)
    values[name] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return values
}

function readProperties(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.split('='))
  return Object.fromEntries(
    pairs.map(([name, ...value]) => [name, unescapeProperty(value.join('='))]),
  )
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','))
}
