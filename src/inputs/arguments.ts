// The command line and the environment of a laptop become the same raw inputs as in a workflow.

import type { Failure } from '../errors.ts'
import type { CodeOf } from '../failure-codes.ts'
import { variableOf } from './environment.ts'
import { type Flags, flagsOf, idleFlags, ownFlags } from './own-flags.ts'
import type { RawInput, RawInputs } from './reader.ts'
import { type InputRow, inputTable } from './table.ts'
import { nearestWord, quoted } from './values.ts'

export const commands = [
  'trial',
  'plan',
  'build',
  'promote',
  'down',
  'doctor',
  'init',
  'verify',
] as const

/** What the word behind a command is about: `promote v1.4.0`. */
const subjects: Partial<Readonly<Record<CommandName, string>>> = { promote: 'release' }

export type CommandName = (typeof commands)[number]

export interface Arguments {
  readonly command: CommandName
  readonly raw: RawInputs
  readonly flags: Flags
  /** The image that verify is asked about. */
  readonly image?: string
  /** Whose images those of verify must be. */
  readonly repository?: string
  /** For parseInputs, which tells them together with its own. */
  readonly problems: readonly Failure[]
}

const rows: ReadonlyMap<string, InputRow> = new Map(inputTable.map((row) => [row.name, row]))
const shortFlags: ReadonlyMap<string, string> = new Map([
  ['-f', '--files'],
  ['-h', '--help'],
])

/** The commands that are a `mode` of a run; the others read inputs but run nothing. */
const modeCommands: readonly string[] = ['trial', 'plan', 'build', 'promote']

interface State {
  readonly argv: readonly string[]
  at: number
  command: CommandName | undefined
  readonly raw: Map<string, RawInput>
  readonly flags: Set<string>
  readonly own: Map<string, string>
  readonly problems: Failure[]
}

/** `argv`: without the program's own name. */
export function parseArguments(argv: readonly string[]): Arguments {
  const state: State = {
    argv,
    at: 0,
    command: undefined,
    raw: new Map(),
    flags: new Set(),
    own: new Map(),
    problems: [],
  }
  while (state.at < argv.length) readNext(state)
  applyCommand(state)
  return {
    command: state.command ?? 'trial',
    raw: state.raw,
    flags: flagsOf(state.flags),
    ...Object.fromEntries(state.own),
    problems: state.problems,
  }
}

function readNext(state: State): void {
  const word = state.argv[state.at++] ?? ''
  const equals = word.indexOf('=')
  const typed = equals < 0 ? word : word.slice(0, equals)
  const flag = shortFlags.get(typed) ?? typed
  const value = equals < 0 ? undefined : word.slice(equals + 1)
  if (!flag.startsWith('-')) readCommand(word, state)
  else readFlag({ typed, name: flag.replace(/^--/, ''), value }, state)
}

function readCommand(word: string, state: State): void {
  const command = commands.find((known) => known === word)
  const subject = state.command && subjects[state.command]
  if (subject !== undefined && !state.raw.has(subject) && command === undefined) {
    state.raw.set(subject, { value: word, where: quoted(word) })
  } else if (state.command === 'verify' && !state.own.has('image')) {
    state.own.set('image', word)
  } else if (command === undefined) refuseWord(word, state)
  else if (state.command === undefined) state.command = command
  else problem(state, `${state.command} and ${word} are both commands`, 'give one of them')
}

function refuseWord(word: string, state: State): void {
  const before = state.argv[state.at - 2] ?? ''
  const row = before.startsWith('--') ? rows.get(before.slice(2)) : undefined
  if (row !== undefined && standsAlone(row)) {
    problem(state, `${before} takes its value after "="`, `write ${before}=${quoted(word)}`)
    return
  }
  const near = nearestWord(word, commands)
  const fix = near === undefined ? `write one of ${commands.join(', ')}` : `write ${near}`
  problem(state, `${quoted(word)} is not a command`, fix, 'ST-INPUT-UNKNOWN')
}

interface Flag {
  readonly typed: string
  readonly name: string
  readonly value: string | undefined
}

function readFlag(flag: Flag, state: State): void {
  const { name, typed, value } = flag
  const row = rows.get(name)
  const negated = name.startsWith('no-') ? rows.get(name.slice(3)) : undefined
  if (state.command === 'verify' && name === 'repository') {
    const given = value ?? takeValue(state)
    if (given === undefined) problem(state, `${typed} has no value`, `write ${typed}=…`)
    else state.own.set(name, given)
  } else if (ownFlags.some((own) => own === name)) {
    if (value === undefined) state.flags.add(name)
    else problem(state, `${typed} takes no value`, `write ${typed} alone`)
  } else if (row?.secret) refuseSecret(row, flag, state)
  else if (row !== undefined) keep(row, flag, state)
  else if (negated !== undefined && standsAlone(negated)) {
    if (value === undefined) add(negated, { typed, name, value: 'false' }, state)
    else problem(state, `${typed} takes no value`, `write --${negated.name}=${quoted(value)}`)
  } else refuseUnknown(flag, state)
}

/** Such a flag says "true" by itself, so the next word is never its value. */
function standsAlone({ kind, name, choices }: InputRow): boolean {
  return kind === 'boolean' || choices?.includes('true') === true || alsoBoolean.has(name)
}

/** Texts that may be `true`. */
const alsoBoolean: ReadonlySet<string> = new Set(['provenance', 'sbom'])

function keep(row: InputRow, flag: Flag, state: State): void {
  if (flag.value !== undefined) add(row, flag, state)
  else if (standsAlone(row)) add(row, { ...flag, value: 'true' }, state)
  else {
    const next = takeValue(state)
    if (next !== undefined) add(row, { ...flag, value: next }, state)
    else problem(state, `${flag.typed} has no value`, `write ${flag.typed}=…`)
  }
}

function takeValue(state: State): string | undefined {
  const next = state.argv[state.at]
  if (next === undefined || (next.startsWith('-') && next !== '-')) return undefined
  state.at++
  return next
}

function add(row: InputRow, { typed, value = '' }: Flag, state: State): void {
  const earlier = state.raw.get(row.name)
  const repeats = row.kind === 'list' || row.kind === 'lines' || row.kind === 'map'
  if (earlier !== undefined && !repeats) {
    problem(state, `${typed} is given twice`, 'give it once')
    return
  }
  const joined = earlier === undefined ? value : `${earlier.value}\n${value}`
  state.raw.set(row.name, { value: joined, where: earlier?.where ?? typed })
}

function refuseSecret(row: InputRow, flag: Flag, state: State): void {
  if (flag.value === undefined) takeValue(state)
  const login = row.name === 'secrets' ? 'use secret-files or secret-envs' : 'use docker login'
  problem(
    state,
    `${flag.typed} would show a secret to every process of this machine`,
    `set ${variableOf(row.name)} in the environment, or ${login}`,
    'ST-SECRET-SHOWN',
  )
}

function refuseUnknown({ typed, name, value }: Flag, state: State): void {
  // What follows may be a secret behind a misspelt flag: it is taken, and not shown.
  if (value === undefined) takeValue(state)
  const near = nearestWord(name, [...rows.keys(), ...ownFlags])
  const fix = near === undefined ? 'see --help for all flags' : `write --${near}`
  problem(state, `${quoted(typed)} is unknown`, fix, 'ST-INPUT-UNKNOWN')
}

function applyCommand(state: State): void {
  const { command, raw, flags } = state
  for (const { what, fix = '' } of idleFlags(flags, command)) problem(state, what, fix)
  if (command === undefined || !modeCommands.includes(command)) return
  const mode = raw.get('mode')
  if (mode !== undefined && mode.value !== command) {
    problem(
      state,
      `the command ${command} contradicts ${mode.where}`,
      `leave out ${mode.where}`,
      'ST-CONTRADICTION',
    )
  } else raw.set('mode', { value: command, where: `the command ${command}` })
}

function problem(
  { problems }: State,
  what: string,
  fix: string,
  code: CodeOf<'input'> = 'ST-INPUT',
): void {
  problems.push({ stage: 'inputs', class: 'input', code, what, fix })
}
