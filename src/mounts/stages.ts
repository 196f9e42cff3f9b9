// The stages of a Dockerfile as far as cache mounts need them: from what each starts, of which others
// it takes files, and what its RUN instructions collect between builds.
import {
  type DockerfileText,
  type Escape,
  type Instruction,
  rawWords,
  unquoted,
} from '../compose/instructions.ts'
import { type MountFlag, readMountFlags } from './flags.ts'
import { expand, openNames, type Variables } from './variables.ts'

export interface DockerfileStage {
  /** In lower case, as BuildKit compares them. */
  readonly name?: string
  /** Undefined where it can't be told from the file alone. */
  readonly base?: string
  /** Names or numbers of stages, or images, of which it takes files. */
  readonly sources: readonly string[]
  readonly mounts: readonly StageMount[]
}

/** `args`: ARGs that BuildKit sets itself, and that this mount is named by. */
export type StageMount = MountFlag & { readonly args: readonly string[] }

export interface BuildArguments {
  readonly given: ReadonlyMap<string, string>
  /** What BuildKit sets itself in FROM lines. */
  readonly automatic: ReadonlyMap<string, string>
}

/** Each platform has its own values of these, so in a stage they stay as they are written. */
const AUTOMATIC: readonly string[] = ['TARGET', 'BUILD'].flatMap((side) =>
  ['PLATFORM', 'OS', 'ARCH', 'VARIANT'].map((part) => `${side}${part}`),
)

export function readStages(
  { instructions, escape: mark }: DockerfileText,
  { given, automatic }: BuildArguments,
): readonly DockerfileStage[] {
  const global = new Map(automatic)
  const stages: OpenStage[] = []
  for (const instruction of instructions) {
    const current = stages.at(-1)
    if (instruction.word === 'FROM') stages.push(openStage(instruction, stages, global, mark))
    else if (current) readInstruction(instruction, current, { global, given, mark })
    else if (instruction.word === 'ARG') {
      declare(instruction, { values: global, others: 'unset' }, { given, global, mark })
    }
  }
  return stages.map(({ variables: _, ...stage }) => stage)
}

type Values = Map<string, string>

interface OpenStage extends DockerfileStage {
  readonly sources: string[]
  readonly mounts: StageMount[]
  /** ARG and ENV as they stand at this point of the file. */
  readonly variables: { readonly values: Values; readonly others: 'open' }
}

interface Scope {
  readonly global: ReadonlyMap<string, string>
  readonly given: ReadonlyMap<string, string>
  readonly mark: Escape
}

function openStage(
  { rest }: Instruction,
  earlier: readonly OpenStage[],
  global: ReadonlyMap<string, string>,
  mark: Escape,
): OpenStage {
  const words = rawWords(rest, mark).filter((word) => !word.startsWith('--'))
  const [image = '', as = '', name] = words
  const base = expand(image, { values: global, others: 'unset' }, mark)
  const parent = earlier.findLast((stage) => stage.name && stage.name === base?.toLowerCase())
  return {
    ...(/^as$/i.test(as) && name !== undefined && { name: name.toLowerCase() }),
    ...(base && { base }),
    sources: [],
    mounts: [],
    variables: { values: new Map(parent?.variables.values), others: 'open' },
  }
}

function readInstruction(instruction: Instruction, stage: OpenStage, scope: Scope): void {
  const { word, rest } = instruction
  const { variables, sources, mounts } = stage
  const { mark } = scope
  const expanded = (text: string): string | undefined => expand(text, variables, mark)
  if (word === 'ARG') declare(instruction, variables, scope)
  if (word === 'ENV') {
    for (const [name, value] of settings(rest, mark)) {
      variables.values.set(name, expanded(value) ?? unreadable)
    }
  }
  if (word === 'COPY') {
    const flags = rawWords(rest, mark).flatMap((flag) => /^--from=(.+)$/.exec(flag)?.[1] ?? [])
    sources.push(...flags.flatMap((from) => expanded(from) ?? []))
  }
  if (word === 'RUN') {
    const found = readMountFlags(rest, expanded, mark)
    sources.push(...found.sources)
    mounts.push(...found.cache.map((mount) => ({ ...mount, args: argsOf(mount, variables) })))
  }
}

/** No id may have such a sign, so no mount is named by it. */
const unreadable = '\\'

function declare(
  { rest }: Instruction,
  variables: Variables & { readonly values: Values },
  { given, global, mark }: Scope,
): void {
  for (const word of rawWords(rest, mark)) {
    const [, name = '', written] = /^([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? []
    const initial = written === undefined ? undefined : expand(written, variables, mark)
    const value = given.get(name) ?? (written === undefined ? global.get(name) : initial)
    if (variables.others === 'open' && AUTOMATIC.includes(name)) {
      variables.values.set(name, `\${${name}}`)
    } else if (value !== undefined) variables.values.set(name, value)
    else if (written !== undefined) variables.values.set(name, unreadable)
  }
}

/** The old form `ENV name value` has one name and no `=` in it. */
function settings(rest: string, mark: Escape): readonly (readonly [string, string])[] {
  const words = rawWords(rest, mark)
  const [first = ''] = words
  if (!first.includes('=')) return [[first, rest.slice(first.length).trim()]]
  return words.map((word) => {
    const at = word.indexOf('=')
    return at < 0 ? [word, ''] : [unquoted(word.slice(0, at), mark), word.slice(at + 1)]
  })
}

function argsOf(mount: MountFlag, { values }: OpenStage['variables']): readonly string[] {
  return openNames(mount.id).filter((name) => AUTOMATIC.includes(name) && values.has(name))
}
