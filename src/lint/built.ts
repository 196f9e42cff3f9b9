// The Dockerfiles of the images that a stack builds, stage by stage, as the rules of `lint` read them.
import type { Build } from '../compose/build.ts'
import { type BuildFiles, dockerfileOf, isLocal } from '../compose/builds.ts'
import { foreignFrontend } from '../compose/dockerfile.ts'
import { type Escape, type Instruction, readInstructions } from '../compose/instructions.ts'
import type { Service, Stack } from '../compose/model.ts'
import type { Path } from '../compose/places.ts'
import type { Place } from '../errors.ts'
import { readStages } from '../mounts/stages.ts'

export interface LintFiles {
  /** Dockerfiles by path, as the user knows them. */
  readonly shown: ReadonlyMap<string, string>
  /** The ignore files that are there. */
  readonly ignores: ReadonlySet<string>
}

export interface BuiltFile {
  readonly service: Service & { readonly build: Build }
  readonly escape: Escape
  readonly stages: readonly Stage[]
  /** The stage that becomes the image, and those of this file below it. */
  readonly chain: readonly Stage[]
  /** Whether a build from this machine's folder takes all that lies in it. */
  readonly ignoresNothing: boolean
  readonly placeOf: (instruction: Instruction) => Path | Place
}

export interface Stage {
  readonly name?: string
  readonly from: Instruction
  /** Undefined where it can't be told from the file alone. */
  readonly base?: string
  /** The base where it is an earlier stage. */
  readonly below?: Stage
  /** Without its FROM. */
  readonly instructions: readonly Instruction[]
}

/** BuildKit takes the one that is named like the Dockerfile before that of the folder. */
export function ignoreFiles(stack: Stack): readonly string[] {
  return [...new Set(stack.services.flatMap(({ build }) => (build ? ignoresOf(build) : [])))]
}

function ignoresOf(build: Build): readonly string[] {
  if (!isLocal(build.context)) return []
  const dockerfile = dockerfileOf(build)
  const own = dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`]
  return [...own, `${build.context.replace(/\/+$/, '')}/.dockerignore`]
}

/** Those that can be read here, and that no frontend of someone else reads. */
export function builtFiles(
  stack: Stack,
  dockerfiles: BuildFiles['dockerfiles'],
  files: LintFiles,
): readonly BuiltFile[] {
  return stack.services.flatMap((service) => {
    const { build } = service
    if (!build) return []
    const path = dockerfileOf(build)
    const file = path === undefined ? undefined : dockerfiles.get(path)
    const text = build.dockerfileInline ?? (file?.kind === 'text' ? file.text : undefined)
    if (text === undefined) return []
    const read = readInstructions(text)
    if (foreignFrontend(read) !== undefined) return []
    const stages = stagesOf(text, build)
    const inline: Path = ['services', service.name, 'build', 'dockerfile_inline']
    const shown = path === undefined ? undefined : (files.shown.get(path) ?? path)
    return {
      service: { ...service, build },
      escape: read.escape,
      stages,
      chain: chainOf(stages, build.target),
      ignoresNothing:
        isLocal(build.context) && !ignoresOf(build).some((one) => files.ignores.has(one)),
      placeOf: ({ line, column }) => (shown === undefined ? inline : { file: shown, line, column }),
    }
  })
}

function stagesOf(text: string, { args }: Build): readonly Stage[] {
  const read = readInstructions(text)
  const given = new Map(
    [...args].flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
  const named = readStages(read, { given, automatic: new Map() })
  const stages: (Stage & { readonly instructions: Instruction[] })[] = []
  for (const instruction of read.instructions) {
    if (instruction.word !== 'FROM') stages.at(-1)?.instructions.push(instruction)
    else {
      const { name, base } = named[stages.length] ?? {}
      const below = stages.findLast((one) => one.name && one.name === base?.toLowerCase())
      stages.push({
        from: instruction,
        instructions: [],
        ...(name !== undefined && { name }),
        ...(base !== undefined && { base }),
        ...(below && { below }),
      })
    }
  }
  return stages
}

function chainOf(stages: readonly Stage[], target: string | undefined): readonly Stage[] {
  const named = stages.findLast(({ name }) => name === target?.toLowerCase())
  const chain: Stage[] = []
  let stage = target === undefined ? stages.at(-1) : (named ?? stages[Number(target)])
  while (stage) {
    chain.push(stage)
    stage = stage.below
  }
  return chain
}
