// Programs of our own in a folder of PATH, where a real docker or git would be.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ProcessRunner, type RunnerOptions } from '../../src/io/runner.ts'

export class ProgramFolder {
  readonly root = mkdtempSync(path.join(tmpdir(), 'sea-trial-programs-'))

  path(name: string): string {
    return path.join(this.root, name)
  }

  /** A program in JavaScript, run by the Node that runs the tests. */
  program(script: string, name = 'bin/docker'): string {
    const file = this.path(name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, `#!${process.execPath}\n${script}\n`)
    chmodSync(file, 0o755)
    return file
  }

  runner(options: Partial<RunnerOptions> = {}): ProcessRunner {
    const env = { PATH: this.path('bin') }
    return new ProcessRunner({ env, cwd: this.root, untrusted: [], ...options })
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8')
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** Resolves when it holds; a test that waits in vain ends at Jest's own time limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false // no such process
  }
  // A zombie that nobody has waited for yet is dead to everyone but its parent.
  return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}
