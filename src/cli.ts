#!/usr/bin/env node
// Entry on a laptop: arguments → the same inputs → the same trial; plain text and an exit code.

import { tmpdir } from 'node:os'
import path from 'node:path'
import { exitCodeOf, renderFailure, TrialError } from './errors.ts'
import {
  type Arguments,
  inputsOfEnvironment,
  parseArguments,
  withDefaults,
} from './inputs/arguments.ts'
import { parseInputs } from './inputs/inputs.ts'
import { notYet, refuseCommand } from './inputs/not-yet.ts'
import { makeWorld, nameRun, readSurroundings } from './io/docker-world.ts'
import { noStore } from './io/no-store.ts'
import { writeReport } from './io/report-files.ts'
import { terminalLog } from './io/terminal.ts'
import { parseLogins } from './publish/logins.ts'
import { renderJson, renderText } from './report.ts'
import { runTrial } from './trial.ts'
import { version } from './version.ts'

const usage = `sea-trial ${version}

  sea-trial [trial] [flags]   build the stack, bring it up, check it; push with --push

Every input of the action is a flag of the same name (--wait-timeout 90s); -f names a Compose file.
  --json      print the report as JSON
  --version   print the version
  --help      print this
`

async function main(argv: readonly string[]): Promise<number> {
  const args = parseArguments(argv)
  if (args.flags.help) return print(usage)
  if (args.flags.version) return print(`${version}\n`)
  try {
    return await trial(args)
  } catch (error) {
    if (!(error instanceof TrialError)) throw error
    process.stderr.write(`${error.failures.map(renderFailure).join('\n')}\n`)
    return exitCodeOf(error.failures)
  }
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

async function trial(args: Arguments): Promise<number> {
  const refused = refuseCommand(args.command)
  if (refused.length > 0) throw new TrialError(refused)
  const raw = withDefaults(args.raw, inputsOfEnvironment(process.env))
  const { inputs: given, problems } = parseInputs(raw, args.problems, notYet)
  const inputs = { ...given, workdir: path.resolve(given.workdir) }
  const cancelled = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => cancelled.abort(new Error(signal)))
  }
  const log = terminalLog({
    write: (text) => (args.flags.json ? process.stderr : process.stdout).write(text),
    colour: process.stdout.isTTY && !process.env['NO_COLOR'],
    verbose: process.env['SEA_TRIAL_DEBUG'] === '1',
  })
  const { logins, problems: bad } = parseLogins(inputs)
  const identity = nameRun(process.env, tmpdir())
  const means = { identity, log, signal: cancelled.signal, store: noStore }
  const world = makeWorld({ env: process.env, inputs, logins, ...means })
  const around = await readSurroundings(process.env, inputs, identity, undefined)
  const run = { inputs, problems: [...problems, ...bad], around, undoStore: { save: () => {} } }
  const record = await runTrial(run, world)
  log.info(renderText(record))
  const folder = path.resolve(inputs.workdir, inputs.reportDir)
  const report = await writeReport(folder, record, world.files)
  log.info(`report: ${path.relative(process.cwd(), report)}`)
  if (args.flags.json) process.stdout.write(`${renderJson(record)}\n`)
  return record.verdict === 'passed' ? 0 : exitCodeOf(record.failures)
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exitCode = 3
  },
)
