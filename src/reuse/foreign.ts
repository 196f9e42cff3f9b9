// What the build of an image takes from elsewhere: images by their names, and what no name can hold fast.
import type { Build } from '../compose/build.ts'
import { type BuildFiles, isLocal } from '../compose/builds.ts'
import { foreignFrontend } from '../compose/dockerfile.ts'
import { type DockerfileText, readInstructions } from '../compose/instructions.ts'
import { automaticArgs, givenArgs, textOf } from '../mounts/plan.ts'
import { readStages } from '../mounts/stages.ts'

export interface Foreign {
  /** Bases, images that files are copied from, the frontend. */
  readonly images: readonly string[]
  /** Why nobody can say before the build what it will take. */
  readonly unknown: readonly string[]
}

export interface ForeignQuestion {
  readonly build: Build
  readonly dockerfiles: BuildFiles['dockerfiles']
  readonly env: Readonly<Record<string, string | undefined>>
}

export function foreignOf({ build, dockerfiles, env }: ForeignQuestion): Foreign {
  const contexts = contextsOf(build)
  const text = textOf(build, dockerfiles)
  if (text === undefined) {
    const unknown = isLocal(build.context) ? ['its Dockerfile was not read'] : []
    return { images: contexts.images, unknown: [...contexts.unknown, ...unknown] }
  }
  const dockerfile = readInstructions(text)
  const found = inDockerfile(dockerfile, build, env)
  const frontend = dockerfile.syntax
  const images = [...contexts.images, ...found.images, ...(frontend ? [frontend] : [])]
  const own = foreignFrontend(dockerfile)
  return {
    images: [...new Set(images)],
    unknown: [
      ...contexts.unknown,
      ...(own === undefined ? found.unknown : [`its Dockerfile is read by ${own}`]),
    ],
  }
}

const imageContext = /^docker-image:\/\/(.+)$/

function contextsOf({ context, contexts }: Build): Foreign {
  const all = [context, ...contexts.values()].filter(
    (one) => !isLocal(one) && !one.startsWith('service:'),
  )
  return {
    images: all.flatMap((one) => imageContext.exec(one)?.[1] ?? []),
    unknown: all
      .filter((one) => !imageContext.test(one))
      .map((one) => `it builds from ${one.replace(/\/\/[^/@]*@/, '//')}, which may change`),
  }
}

function inDockerfile(
  dockerfile: DockerfileText,
  build: Build,
  env: ForeignQuestion['env'],
): Foreign {
  const args = { given: givenArgs(build), automatic: automaticArgs(build, env) }
  const stages = readStages(dockerfile, args)
  const images: string[] = []
  const unknown = dockerfile.instructions.flatMap(({ word, rest }) => unknownIn(word, rest))
  for (const [at, { base, sources }] of stages.entries()) {
    if (base === undefined) unknown.push('one of its bases is named by a variable without a value')
    const names = stages.slice(0, at).flatMap(({ name }) => name ?? [])
    const here = (one: string): boolean => names.includes(one.toLowerCase()) || /^\d+$/.test(one)
    const taken = [...(base === undefined ? [] : [base]), ...sources]
    images.push(...taken.filter((one) => one !== 'scratch' && !here(one) && !isContext(one, build)))
  }
  return { images, unknown }
}

/** A name of `additional_contexts` stands for that context. */
function isContext(name: string, { contexts }: Build): boolean {
  return contexts.has(name)
}

/** BuildKit asks for such a file with each build; with a checksum it can be but one. */
function unknownIn(word: string, rest: string): readonly string[] {
  const isFetched =
    word === 'ADD' && /(?:^|\s|["'[,])(?:https?:\/\/|git@|git:\/\/|ssh:\/\/)/.test(rest)
  if (isFetched && !/(?:^|\s)--checksum=/.test(rest)) {
    return ['its Dockerfile adds a file from the network, without a checksum']
  }
  const from = /(?:^|\s)--from=(\S+)/.exec(rest)?.[1]
  const mounted = /--mount=\S*\bfrom=([^,\s]+)/.exec(rest)?.[1]
  const open = [from, mounted].some((one) => one?.includes('$'))
  return open ? ['its Dockerfile copies from an image that a variable names'] : []
}
