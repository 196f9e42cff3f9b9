// What to type on a laptop for the same trial as in a workflow: its inputs as flags.
import type { RawInputs } from './reader.ts'
import { type InputGroup, type InputRow, inputTable } from './table.ts'

/** Those that decide what is tried; where it is pushed and told is another matter. */
const groups: readonly InputGroup[] = ['stack', 'build', 'health', 'smoke']
/** What they hold may be secret, and the command is shown to everybody who sees the run. */
const hidden: readonly string[] = ['build-args', 'set']
/** It would make the name of another run's stack. */
const left: readonly string[] = ['project-name']

export function laptopCommand(raw: RawInputs): string {
  const flags = inputTable
    .filter(({ name, group, secret }) => groups.includes(group) && !secret && !left.includes(name))
    .flatMap((row) => flagOf(row, raw.get(row.name)?.value.trim() ?? ''))
  return ['node sea-trial/dist/cli/index.js trial', ...flags].join(' ')
}

function flagOf(row: InputRow, value: string): readonly string[] {
  if (value === '' || value === (row.default ?? '')) return []
  if (row.kind === 'boolean') return [/^true$/i.test(value) ? `--${row.name}` : `--no-${row.name}`]
  const shown = hidden.includes(row.name) ? withoutValues(value) : value
  return [`--${row.name}=${quoted(row.kind === 'list' ? shown.replace(/\s*\n\s*/g, ',') : shown)}`]
}

function withoutValues(value: string): string {
  return value
    .split('\n')
    .map((line) => line.replace(/=.*/, '=...'))
    .join('\n')
}

/** For a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
