// Entry of the workflow step: environment → inputs → trial → outputs, summary, exit code.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as core from '@actions/core'
import { bugFailure, exitCodeOf, messageOf, TrialError } from './errors.ts'
import { type Inputs, parseInputs } from './inputs/inputs.ts'
import { laptopCommand } from './inputs/laptop.ts'
import type { RawInputs } from './inputs/reader.ts'
import { secretsOf } from './inputs/secrets.ts'
import { cancellation } from './io/cancellation.ts'
import { systemClock } from './io/clock.ts'
import { makeWorld, nameRun, readSurroundings } from './io/docker-world.ts'
import { diskFiles } from './io/files.ts'
import { githubLog } from './io/github.ts'
import { reportFolder, writeReport } from './io/report-files.ts'
import { endAllPrograms } from './io/runner.ts'
import { type StepFiles, stepFiles } from './io/step-files.ts'
import { actionsStore } from './io/store.ts'
import { parseLogins } from './publish/logins.ts'
import { docsPlace } from './report/docs-place.ts'
import { earlyRecord } from './report/early-record.ts'
import { shortenOutputs } from './report/outputs-limit.ts'
import type { TrialRecord } from './report/record.ts'
import { outputsOf } from './report/results.ts'
import { renderSummary } from './report/summary.ts'
import { renderText } from './report/text.ts'
import { runTrial, type TrialRun } from './trial.ts'
import type { Log } from './world/world.ts'

const undoState = 'undo'

/** The runner names inputs in upper case, with spaces as underscores; hyphens stay. */
function rawInputs(env: NodeJS.ProcessEnv): RawInputs {
  const inputs = Object.entries(env).flatMap(([variable, value]) => {
    const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase()
    return name === undefined || value === undefined ? [] : [[name, value] as const]
  })
  return new Map(inputs.map(([name, value]) => [name, { value, where: `input ${name}` }]))
}

async function main(): Promise<number> {
  const log = githubLog()
  const step = stepFiles(process.env, (text) => log.warning(text))
  const signal = cancellation(() => {
    log.warning('the end took too long: the post step removes what is left')
    step.setOutput('verdict', 'cancelled')
    step.addSummary('## 🚫 Sea Trial cancelled\n')
  })
  const raw = rawInputs(process.env)
  const parsed = parseInputs(raw)
  for (const secret of secretsOf(parsed.inputs, process.env)) core.setSecret(secret)
  const inputs = { ...parsed.inputs, workdir: path.resolve(parsed.inputs.workdir) }
  const told = await run({ inputs, problems: parsed.problems }, { log, step, signal })
  const record = { ...told, again: laptopCommand(raw) }
  await tell(record, inputs, log, step)
  return record.verdict === 'passed' ? 0 : exitCodeOf(record.failures)
}

interface Surface {
  readonly log: Log
  readonly step: StepFiles
  readonly signal: AbortSignal
}

async function run(
  { inputs, problems }: Pick<TrialRun, 'inputs' | 'problems'>,
  { log, step, signal }: Surface,
): Promise<TrialRecord> {
  const startedAt = systemClock.date()
  const startedAtMs = systemClock.now()
  try {
    const { logins, problems: bad } = parseLogins(inputs)
    for (const { password } of logins.values()) core.setSecret(password)
    const identity = nameRun(process.env, temporaryFolder())
    const means = { identity, log, signal, store: actionsStore }
    const world = makeWorld({ env: process.env, inputs, logins, ...means })
    const around = await readSurroundings(process.env, inputs, identity, await payload())
    const undoStore = { save: (undos: unknown) => step.saveState(undoState, JSON.stringify(undos)) }
    const logFolder = path.join(reportFolder(inputs), 'logs')
    const all = [...problems, ...bad]
    return await runTrial({ inputs, problems: all, around, undoStore, logFolder }, world)
  } catch (error) {
    const failures = error instanceof TrialError ? error.failures : [bugFailure(error, 'plan')]
    log.failures(failures)
    const durationMs = systemClock.now() - startedAtMs
    return earlyRecord(failures, { mode: inputs.mode, startedAt, durationMs })
  }
}

function temporaryFolder(): string {
  return process.env['RUNNER_TEMP'] ?? process.env['TMPDIR'] ?? '/tmp'
}

async function payload(): Promise<unknown> {
  const file = process.env['GITHUB_EVENT_PATH']
  if (!file) return undefined
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown
  } catch (error) {
    core.warning(`the event file could not be read: ${messageOf(error)}`)
    return undefined
  }
}

async function tell(record: TrialRecord, inputs: Inputs, log: Log, step: StepFiles): Promise<void> {
  const files = diskFiles(inputs.workdir, process.env['GITHUB_WORKSPACE'] ?? process.cwd())
  log.info(renderText(record))
  const folder = reportFolder(inputs)
  // A report that can't be written must not turn a good run red, nor cost the outputs.
  const docs = docsPlace(process.env)
  const options = docs === undefined ? {} : { docs }
  const report = await writeReport(folder, record, files, options).catch((error: unknown) => {
    log.warning(`the report could not be written: ${messageOf(error)}`)
    return ''
  })
  const outputs = shortenOutputs(outputsOf(record, report))
  for (const [name, value] of Object.entries(outputs)) step.setOutput(name, value)
  if (inputs.summary) step.addSummary(renderSummary(record, options))
}

process.on('exit', endAllPrograms)
main().then(
  // Not `process.exitCode`: an upload that was given up must not keep the step waiting.
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    core.setFailed(error instanceof Error ? (error.stack ?? error.message) : String(error))
    process.exit()
  },
)
