// How a process ended, in words: exit codes, signals, lack of memory.

export interface Exit {
  readonly exitCode: number
  readonly oomKilled: boolean
}

const signals: Readonly<Record<number, string>> = {
  129: 'SIGHUP',
  130: 'SIGINT',
  132: 'SIGILL, an instruction this processor lacks',
  134: 'SIGABRT, it gave itself up',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV, it touched memory that is not its own',
  143: 'SIGTERM',
}

const mebibyte = 1024 * 1024

export function deathOf({ exitCode, oomKilled }: Exit, memoryLimit: number): string {
  if (!oomKilled) return `exited with code ${exitCode}${meaningOf(exitCode)}`
  const limit = memoryLimit > 0 ? `, its limit is ${sizeText(memoryLimit)}` : ''
  return `was killed for lack of memory (OOM, exit code ${exitCode}${limit})`
}

export function sizeText(bytes: number): string {
  return `${Math.round((bytes / mebibyte) * 10) / 10} MiB`
}

function meaningOf(exitCode: number): string {
  if (exitCode === 126) return ' (the command is not executable)'
  if (exitCode === 127) return ' (the command was not found)'
  const signal = signals[exitCode]
  return signal === undefined ? '' : ` (${signal})`
}
