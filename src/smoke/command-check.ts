// Reads checks that are commands: in a container, on the host, or a one-off service.
import { readCaptures } from './captures.ts'
import { splitCommand } from './command-words.ts'
import { type Entry, show } from './entry.ts'
import type { CheckBase, CommandCheck, CommandExpectation } from './kinds.ts'
import { readTextRules } from './text-rules.ts'

export function readCommand(
  item: Entry,
  kind: CommandCheck['kind'],
  base: CheckBase,
): CommandCheck | undefined {
  const oneOff = kind === 'service' ? item.get('service').text('e2e') : undefined
  const shell = item.get('shell').text('bash')
  const argv = readArgv(item.get(kind === 'service' ? 'command' : kind), shell)
  const user = item.get('user').text('root')
  const workdir = item.get('workdir').text('tests')
  const service = base.from ?? base.service
  if (kind === 'exec' && service === undefined) {
    item
      .get('exec')
      .complain('no service stands above exec', 'write it below a service, or from: <service>')
  }
  const check: CommandCheck = {
    ...base,
    kind,
    ...(service !== undefined && { service }),
    argv: argv ?? [],
    ...(shell !== undefined && { shell }),
    ...(user !== undefined && { user }),
    ...(workdir !== undefined && { workdir }),
    ...(oneOff !== undefined && { oneOff }),
    env: item.get('env').texts('env: { BASE: /api }'),
    captures: readCaptures(item.get('capture')),
    expect: readExpect(item.get('expect')),
  }
  return argv === undefined && kind !== 'service' ? undefined : check
}

function readArgv(entry: Entry, shell: string | undefined): readonly string[] | undefined {
  if (entry.absent) return undefined
  if (Array.isArray(entry.value)) {
    const argv = entry.list('[redis-cli, ping]').flatMap((one) => one.text('a word') ?? [])
    if (shell !== undefined) return entry.complain('a list has no use for shell', 'leave out shell')
    return argv.length > 0 ? argv : entry.complain(`${entry.label} is empty`, 'name a program')
  }
  const line = entry.text('redis-cli ping')
  if (line === undefined || shell !== undefined) return line === undefined ? undefined : [line]
  return entry.parsed(splitCommand)
}

function readExpect(entry: Entry): CommandExpectation {
  entry.entries('expect: { exit: 0 }')
  entry.rejectUnknown(['exit', 'stdout', 'stderr', 'within'])
  const exits = entry.get('exit').oneOrMore()
  const withinMs = entry.get('within').duration()
  return {
    exit: entry.has('exit') ? exits.flatMap((one) => readExit(one) ?? []) : [0],
    stdout: readTextRules(entry.get('stdout')),
    stderr: readTextRules(entry.get('stderr')),
    ...(withinMs !== undefined && { withinMs }),
  }
}

function readExit(one: Entry): number | undefined {
  const { value } = one
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255)
    return value
  return one.complain(`exit is ${show(value)}`, 'write a whole number from 0 to 255')
}
