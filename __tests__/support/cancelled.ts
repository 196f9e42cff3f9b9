// Runs of the action that are interrupted at a known place, and what they leave on this machine.
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { leftovers, run, type Workspace } from './harbour.ts'
import { until } from './programs.ts'
import { type RunnerUser, type StartedStep, type StepResult, startStep } from './workflow-step.ts'

export interface Interrupted {
  readonly main: StepResult
  readonly post: StepResult
  /** From the signal to the end of the process. */
  readonly tookMs: number
  /** What was there between main and post. */
  readonly betweenThem: readonly string[]
  readonly atTheEnd: readonly string[]
}

export interface Interruption {
  readonly workspace: Workspace
  readonly inputs: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly as?: RunnerUser
  /** Resolves when the run is where it is to be interrupted. */
  readonly reached: (step: StartedStep) => Promise<void>
  readonly interrupt: (pid: number) => void | Promise<void>
}

export async function interruptedRun(interruption: Interruption): Promise<Interrupted> {
  const { workspace, inputs, env, as, reached, interrupt } = interruption
  const temp = mkdtempSync(path.join(tmpdir(), 'sea-trial-temp-'))
  if (as) chownSync(temp, as.uid, as.gid)
  const step = startStep({
    ...{ workspace: workspace.directory, inputs, ...(as && { as }) },
    env: {
      GITHUB_SHA: workspace.sha,
      GITHUB_RUN_ID: workspace.runId,
      GITHUB_REPOSITORY: `acme/trio-${workspace.runId}`,
      RUNNER_TEMP: temp,
      ...env,
    },
  })
  try {
    await Promise.race([reached(step), step.finished])
    const signalledAt = performance.now()
    await interrupt(step.pid)
    const main = await step.finished
    const tookMs = performance.now() - signalledAt
    const betweenThem = remains(workspace, temp)
    const post = await step.runPost(main)
    return { main, post, tookMs, betweenThem, atTheEnd: remains(workspace, temp) }
  } finally {
    step.remove()
    rmSync(temp, { recursive: true, force: true })
  }
}

/** Of the run: what the engine has, programs that go on, and the folder with its credentials. */
export function remains({ runId }: Workspace, temp: string): readonly string[] {
  const folders = readdirSync(temp).filter((name) => name.startsWith('sea-trial-'))
  return [...leftovers(runId), ...folders, ...programsWith(`-${runId}-`), ...programsOf(runId)]
}

/** Programs with this text among their arguments, in containers of this machine too. */
export function programsWith(text: string): readonly string[] {
  return processes().flatMap((pid) => {
    const line = about(pid, 'cmdline').replaceAll('\0', ' ').trim()
    return line.includes(text) ? [`${pid} ${line}`] : []
  })
}

function programsOf(runId: string): readonly string[] {
  const mark = new RegExp(`(?:^|\\0)SEA_TRIAL=${runId}-`)
  return processes().filter((pid) => mark.test(about(pid, 'environ')))
}

function processes(): readonly string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
}

function about(pid: string, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // it has ended
  }
}

export function running(text: string): Promise<void> {
  return until(() => programsWith(text).length > 0)
}

export function containersUp({ runId }: Workspace, number: number): Promise<void> {
  const format = '{{.Label "com.docker.compose.project"}}'
  return until(() => {
    const up = run('docker', ['ps', '--format', format]).split('\n')
    return up.filter((project) => project.includes(`-${runId}-`)).length >= number
  })
}
