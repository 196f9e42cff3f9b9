// The flags of the command line that are no inputs, and the commands to which they say something.
import type { Failure } from '../errors.ts'
import type { CommandName } from './arguments.ts'

export const ownFlags = ['yes', 'json', 'logs', 'timings', 'help', 'version'] as const

type OwnFlag = (typeof ownFlags)[number]

export type Flags = Readonly<Record<OwnFlag, boolean>>

interface Reach {
  readonly commands: readonly CommandName[]
  readonly fix: string
}

/** The others say something to every command. */
const reaches: Partial<Readonly<Record<OwnFlag, Reach>>> = {
  yes: { commands: ['init'], fix: 'leave it out; init alone asks before it writes' },
  logs: { commands: ['trial'], fix: 'leave it out; a trial has logs' },
  timings: {
    commands: ['trial', 'plan', 'build', 'promote'],
    fix: 'leave it out; it is about the time of a run',
  },
}

export function flagsOf(given: ReadonlySet<string>): Flags {
  return Object.fromEntries(ownFlags.map((name) => [name, given.has(name)])) as Flags
}

export function idleFlags(
  given: ReadonlySet<string>,
  command: CommandName = 'trial',
): readonly Pick<Failure, 'what' | 'fix'>[] {
  return ownFlags.flatMap((name) => {
    const reach = reaches[name]
    if (!given.has(name) || !reach || reach.commands.includes(command)) return []
    return [{ what: `--${name} says nothing to the command ${command}`, fix: reach.fix }]
  })
}
