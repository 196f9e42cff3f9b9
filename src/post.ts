// Entry of the post step: undoes what a killed run left behind. It reads no input and never fails.
import { setTimeout as sleep } from 'node:timers/promises'
import * as core from '@actions/core'
import { undoUntilQuiet } from './cleanup.ts'
import { messageOf } from './errors.ts'
import { DockerEngine } from './io/engine.ts'
import { addressOf } from './io/engine-address.ts'
import { diskFiles } from './io/files.ts'
import { ownersAs } from './io/owners.ts'
import { systemProcesses } from './io/processes.ts'
import { ProcessRunner } from './io/runner.ts'
import { parseUndos, type Undo } from './undo.ts'

const deadlineMs = 60_000

async function main(): Promise<void> {
  const undos: readonly Undo[] = parseUndos(core.getState('undo'))
  if (undos.length === 0) {
    if (core.isDebug()) core.debug('nothing to undo')
    return
  }
  core.info(`undoing what the run left behind (${undos.length})`)
  const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd()
  const address = addressOf(process.env, [workspace])
  const world = {
    engine: new DockerEngine(address),
    owners: ownersAs(process.getuid?.(), address),
    files: diskFiles(process.cwd()),
    processes: systemProcesses,
    runner: new ProcessRunner({
      env: process.env,
      cwd: process.cwd(),
      untrusted: [process.env['GITHUB_WORKSPACE']].filter((folder) => folder !== undefined),
    }),
  }
  const options = { hurry: true, deadline: AbortSignal.timeout(deadlineMs) }
  const { left, told } = await undoUntilQuiet(undos, world, options, (ms) => sleep(ms))
  for (const line of told) core.info(line)
  for (const remaining of left) core.warning(`not removed: ${remaining}`)
}

main().catch((error: unknown) => core.warning(`cleanup: ${messageOf(error)}`))
