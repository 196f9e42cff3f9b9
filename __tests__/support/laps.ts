// One run of a program on this machine: how long it took, and the most memory that Node needed for it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from './harbour.ts'

export interface Lap {
  readonly seconds: number
  readonly stdout: string
}

export interface NodeLap extends Lap {
  readonly megabytes: number
}

export function lap(program: string, argv: readonly string[], cwd: string, env = {}): Lap {
  const startedAt = performance.now()
  const { status, stdout, stderr } = spawnSync(program, argv, {
    ...{ cwd, encoding: 'utf8', maxBuffer: 1024 ** 3 },
    env: { ...process.env, NO_COLOR: '1', CI: 'true', ...env },
  })
  const seconds = (performance.now() - startedAt) / 1000
  if (status !== 0) throw new Error(`${program} ${argv.join(' ')} ended with ${status}: ${stderr}`)
  return { seconds, stdout }
}

/** The packed command line, with the memory of its own process alone. */
export function lapOfOurs(argv: readonly string[], cwd: string): NodeLap {
  const folder = mkdtempSync(path.join(tmpdir(), 'sea-trial-lap-'))
  const [told, probe] = [path.join(folder, 'kilobytes'), path.join(folder, 'probe.mjs')]
  writeFileSync(
    probe,
    `import { writeFileSync } from 'node:fs'
     process.on('exit', () => writeFileSync(${JSON.stringify(told)}, String(process.resourceUsage().maxRSS)))`,
  )
  try {
    const cli = path.join(root, 'dist/cli/index.js')
    const ours = lap(
      path.join(root, 'node_modules/.bin/node'),
      ['--import', probe, cli, ...argv],
      cwd,
    )
    return { ...ours, megabytes: Number(readFileSync(told, 'utf8')) / 1024 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
