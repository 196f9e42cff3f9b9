// Entry of the workflow step: environment → inputs → trial → outputs, summary, exit code.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as core from '@actions/core'
import { exitCodeOf, messageOf } from './errors.ts'
import { type Inputs, parseInputs } from './inputs/inputs.ts'
import { laptopCommand } from './inputs/laptop.ts'
import type { RawInputs } from './inputs/reader.ts'
import { secretsOf } from './inputs/secrets.ts'
import { cancellation } from './io/cancellation.ts'
import { systemClock } from './io/clock.ts'
import { diskFiles } from './io/files.ts'
import { githubLog } from './io/github.ts'
import { reportFolder, writeReport } from './io/report-files.ts'
import { endAllPrograms } from './io/runner.ts'
import { liveShortly } from './io/short-life.ts'
import { type StepFiles, stepFiles } from './io/step-files.ts'
import { actionsStore } from './io/store.ts'
import { launch } from './launch.ts'
import { docsPlace } from './report/docs-place.ts'
import { shortenOutputs } from './report/outputs-limit.ts'
import { overdueRecord } from './report/overdue.ts'
import type { PageOptions } from './report/page.ts'
import type { TrialRecord } from './report/record.ts'
import type { Recorder } from './report/recorder.ts'
import { outputsOf } from './report/results.ts'
import { renderSummary } from './report/summary.ts'
import { renderText } from './report/text.ts'
import { version } from './version.ts'
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
  log.info(`sea-trial ${version}`) // at once: a step that says nothing looks like one that hangs
  liveShortly()
  const step = stepFiles(process.env, (text) => log.warning(text))
  const startedAt = systemClock.date()
  const startedAtMs = systemClock.now()
  let recorder: Recorder | undefined
  const raw = rawInputs(process.env)
  const parsed = parseInputs(raw)
  const inputs = { ...parsed.inputs, workdir: path.resolve(parsed.inputs.workdir) }
  const signal = cancellation((reason) => {
    log.warning('the end took too long: the post step removes what is left')
    const beginning = { mode: inputs.mode, startedAt, durationMs: systemClock.now() - startedAtMs }
    tell(overdueRecord(recorder, reason, beginning), '', inputs, step)
  })
  for (const secret of secretsOf(parsed.inputs, process.env)) core.setSecret(secret)
  const told = await launch({
    ...{ env: process.env, inputs, problems: parsed.problems, log, signal, payload },
    temporaryFolder: process.env['RUNNER_TEMP'] ?? process.env['TMPDIR'] ?? '/tmp',
    undoStore: { save: (undos: unknown) => step.saveState(undoState, JSON.stringify(undos)) },
    store: actionsStore,
    onLogins: (logins) => {
      for (const { password } of logins.values()) core.setSecret(password)
    },
    onBegun: (begun) => {
      recorder = begun
    },
  })
  const record = { ...told, again: laptopCommand(raw) }
  log.info(renderText(record))
  tell(record, await report(record, inputs, log), inputs, step)
  return record.verdict === 'passed' ? 0 : exitCodeOf(record.failures)
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

/** A report that can't be written must not turn a good run red, nor cost the outputs. */
function report(record: TrialRecord, inputs: Inputs, log: Log): Promise<string> {
  const files = diskFiles(inputs.workdir, process.env['GITHUB_WORKSPACE'] ?? process.cwd())
  return writeReport(reportFolder(inputs), record, files, pageOptions()).catch((error: unknown) => {
    log.warning(`the report could not be written: ${messageOf(error)}`)
    return ''
  })
}

function pageOptions(): PageOptions {
  const docs = docsPlace(process.env)
  return docs === undefined ? {} : { docs }
}

function tell(record: TrialRecord, reportPath: string, inputs: Inputs, step: StepFiles): void {
  const outputs = shortenOutputs(outputsOf(record, reportPath))
  for (const [name, value] of Object.entries(outputs)) step.setOutput(name, value)
  if (inputs.summary) step.addSummary(renderSummary(record, pageOptions()))
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
