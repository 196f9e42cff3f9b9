#!/usr/bin/env node
// Entry on a laptop: arguments → the same inputs → the same trial; plain text and an exit code.

import { tmpdir } from 'node:os'
import path from 'node:path'
import { demandOf } from './certificate/signing.ts'
import { examine, renderFinding } from './doctor.ts'
import { takeDown } from './down.ts'
import { exitCodeOf, type Failure, messageOf, renderFailure, TrialError } from './errors.ts'
import { proposeChecks, writeChecks } from './init.ts'
import { type Arguments, parseArguments } from './inputs/arguments.ts'
import { inputsOfEnvironment, withDefaults } from './inputs/environment.ts'
import { type Inputs, parseInputs } from './inputs/inputs.ts'
import { usage } from './inputs/usage.ts'
import { cancellation } from './io/cancellation.ts'
import { dockerConfig, makeWorld, nameRun, runFolder } from './io/docker-world.ts'
import { DockerEngine } from './io/engine.ts'
import { addressOf } from './io/engine-address.ts'
import { EngineConnection } from './io/engine-connection.ts'
import { diskFiles, freeBytes } from './io/files.ts'
import { liveLogFor, logFor } from './io/laptop-log.ts'
import { EngineLeftStacks } from './io/left-stacks.ts'
import { noStore } from './io/no-store.ts'
import { noOwners } from './io/owners.ts'
import { systemProcesses } from './io/processes.ts'
import { reportFolder, writeReport } from './io/report-files.ts'
import { endAllPrograms, ProcessRunner } from './io/runner.ts'
import { liveShortly } from './io/short-life.ts'
import { askYes } from './io/terminal.ts'
import { launch } from './launch.ts'
import { parseLogins } from './publish/logins.ts'
import { renderJson } from './report/results.ts'
import { renderText } from './report/text.ts'
import { renderVerification, verify } from './verify.ts'
import { version } from './version.ts'

async function main(argv: readonly string[]): Promise<number> {
  liveShortly()
  const args = parseArguments(argv)
  if (args.flags.help) return print(usage)
  if (args.flags.version) return print(`${version}\n`)
  try {
    return await run(args)
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

function run(args: Arguments): Promise<number> {
  switch (args.command) {
    case 'down':
      return down(args)
    case 'doctor':
      return doctor(args)
    case 'init':
      return init(args)
    case 'verify':
      return verifyImage(args)
    default:
      return trial(args)
  }
}

const downInputs: readonly string[] = ['project-name']

/** What another command reads says nothing to this one. */
function others({ command, raw }: Arguments, known: readonly string[]): readonly Failure[] {
  return [...raw]
    .filter(([name]) => !known.includes(name))
    .map(([, { where }]) => ({
      stage: 'inputs',
      class: 'input',
      code: 'ST-INPUT-UNKNOWN',
      what: `${where} says nothing to the command ${command}`,
      fix: `leave it out; ${command} reads ${known.map((name) => `--${name}`).join(', ')}`,
    }))
}

/** Exit code 3 where something is still there. */
async function down(args: Arguments): Promise<number> {
  const parsed = parseInputs(args.raw, [...args.problems, ...others(args, downInputs)])
  if (parsed.problems.length > 0) throw new TrialError(parsed.problems)
  const { projectName } = parsed.inputs
  const log = logFor(args.flags)
  const address = addressOf(process.env, [process.cwd()])
  const runner = new ProcessRunner({ env: process.env, cwd: process.cwd(), untrusted: [] })
  const ways = { files: diskFiles(process.cwd()), runner, processes: systemProcesses }
  // Whose the files of a dead run were before it, nobody knows any more.
  const world = { engine: new DockerEngine(address), ...ways, owners: noOwners, log }
  const request = {
    folderOf: (runId: string) => runFolder(runId, tmpdir()),
    ...(projectName !== undefined && { project: projectName }),
  }
  const stacks = new EngineLeftStacks(new EngineConnection(address))
  const downed = await takeDown(request, stacks, world)
  for (const line of downed.removed) log.info(`✓ removed ${line}`)
  for (const line of downed.left) log.warning(`not removed: ${line}`)
  if (downed.removed.length + downed.left.length === 0) log.info('no stack of a trial is up')
  if (args.flags.json) process.stdout.write(`${JSON.stringify(downed)}\n`)
  return downed.left.length === 0 ? 0 : 3
}

function readInputs(
  args: Arguments,
  known: readonly string[],
): { readonly inputs: Inputs; readonly problems: readonly Failure[] } {
  const given = withDefaults(args.raw, inputsOfEnvironment(process.env))
  const { inputs, problems } = parseInputs(given, [...args.problems, ...others(args, known)])
  return { inputs: { ...inputs, workdir: path.resolve(inputs.workdir) }, problems }
}

const initInputs: readonly string[] = ['files', 'profiles', 'env-files', 'services', 'workdir']

/** Exit code 0 also where nothing had to be written, or nobody said yes to it. */
async function init(args: Arguments): Promise<number> {
  const { inputs, problems } = readInputs(args, initInputs)
  if (problems.length > 0) throw new TrialError(problems)
  const log = logFor(args.flags)
  const runner = new ProcessRunner({ env: process.env, cwd: inputs.workdir, untrusted: [] })
  const files = diskFiles(inputs.workdir, process.cwd())
  const world = { runner, files, signal: new AbortController().signal }
  const { changes, notes } = await proposeChecks(inputs, process.env, world)
  for (const line of changes.flatMap(({ diff }) => diff)) log.info(line)
  for (const note of notes) log.info(note)
  const isTyped = process.stdin.isTTY && process.stdout.isTTY && !args.flags.json
  const write = changes.length > 0 && (args.flags.yes || (isTyped && (await askYes('Write it?'))))
  if (write) await writeChecks(changes, world)
  log.info(
    initEnd(
      changes.map(({ path: file }) => file),
      write,
    ),
  )
  if (args.flags.json) {
    const told = changes.map(({ path: file, diff }) => ({ path: file, diff }))
    process.stdout.write(`${JSON.stringify({ written: write, changes: told, notes })}\n`)
  }
  return 0
}

function initEnd(files: readonly string[], written: boolean): string {
  if (files.length === 0) return 'there is no check to add'
  if (written) return `✓ wrote ${files.join(', ')}; look the checks over and run the trial`
  return 'nothing is written; --yes writes it without asking'
}

const doctorInputs: readonly string[] = ['registry', 'username', 'workdir']

/** Exit code 3 where something lacks. */
async function doctor(args: Arguments): Promise<number> {
  const { inputs, log, world, config } = laptopWorld(args, doctorInputs)
  const findings = await examine(inputs.registry, {
    ...world,
    freeBytes,
    userAt: async (registry) => (await config.credentialsFor(registry))?.username,
  })
  for (const finding of findings) log.info(renderFinding(finding))
  if (args.flags.json) process.stdout.write(`${JSON.stringify(findings)}\n`)
  return findings.every(({ verdict }) => verdict === 'ready') ? 0 : 3
}

/** For commands that ask and change nothing. */
function laptopWorld(args: Arguments, known: readonly string[]) {
  const { inputs, problems: own } = readInputs(args, known)
  const { logins, problems } = parseLogins(inputs)
  const all = [...own, ...problems]
  if (all.length > 0) throw new TrialError(all)
  const log = logFor(args.flags)
  const options = { env: process.env, inputs, logins, identity: nameRun(process.env, tmpdir()) }
  const { signal } = new AbortController()
  const world = makeWorld({ ...options, log, signal, store: noStore })
  return { inputs, log, world, config: dockerConfig(options) }
}

const verifyInputs: readonly string[] = [
  ...['registry', 'username', 'workdir', 'certificate', 'trusted-root'],
]

async function verifyImage(args: Arguments): Promise<number> {
  const { inputs, world, log } = laptopWorld(args, verifyInputs)
  const signature = demandOf(inputs, undefined)
  const verification = await verify({ ...args, ...(signature && { signature }) }, world)
  log.info(renderVerification(verification))
  if (args.flags.json) process.stdout.write(`${JSON.stringify(verification)}\n`)
  return verification.verdict === 'holds' ? 0 : 1
}

/** The program ends, whatever hangs; another one takes down what is then left. */
const overdue = 'the end took too long: sea-trial down takes down what is left'

async function trial(args: Arguments): Promise<number> {
  const raw = withDefaults(args.raw, inputsOfEnvironment(process.env))
  const { inputs: given, problems } = parseInputs(raw, args.problems)
  const inputs = { ...given, workdir: path.resolve(given.workdir) }
  const { log, end } = liveLogFor(args.flags)
  const signal = cancellation(() => log.warning(overdue))
  const record = await launch({
    ...{ env: process.env, inputs, problems, log, signal, temporaryFolder: tmpdir() },
    ...{ undoStore: { save: () => {} }, store: noStore },
    ...(args.flags.logs && { over: { logs: 'live' } }),
  }).finally(end)
  log.info(renderText(record, args.flags))
  const files = diskFiles(inputs.workdir, process.cwd())
  const report = await writeReport(reportFolder(inputs), record, files).catch((error: unknown) => {
    log.warning(`the report could not be written: ${messageOf(error)}`)
  })
  if (report) log.info(`report: ${path.relative(process.cwd(), report)}`)
  if (args.flags.json) process.stdout.write(`${renderJson(record)}\n`)
  return record.verdict === 'passed' ? 0 : exitCodeOf(record.failures)
}

// A reader that goes away, as head does, must not end a trial before its cleanup.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // EIO: the window is gone.
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
  })
}

process.on('exit', endAllPrograms)
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
