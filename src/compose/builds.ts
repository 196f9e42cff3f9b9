// What a build needs before it can start: its folders, its Dockerfile, the stage that it asks for.

import type { Failure } from '../errors.ts'
import type { Build } from './build.ts'
import { parseDockerfile } from './dockerfile.ts'
import type { Service, Stack } from './model.ts'
import { locateNearest, type Path } from './places.ts'
import type { Source } from './sources.ts'
import { closest } from './words.ts'

/** What stands on the disk where builds point to, each path as the model has it. */
export interface BuildFiles {
  readonly folders: ReadonlyMap<string, 'there' | 'missing'>
  readonly dockerfiles: ReadonlyMap<string, BuildFile>
}

export type BuildFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable' }

/** The folders and Dockerfiles of this machine that the builds of a stack need. */
export function neededFiles(stack: Stack): {
  readonly folders: readonly string[]
  readonly dockerfiles: readonly string[]
} {
  const builds = stack.services.flatMap(({ build }) => build ?? [])
  const contexts = builds.flatMap((build) => [build.context, ...build.contexts.values()])
  const dockerfiles = builds.flatMap((build) => dockerfileOf(build) ?? [])
  return { folders: [...new Set(contexts.filter(isLocal))], dockerfiles: [...new Set(dockerfiles)] }
}

export function judgeBuilds(
  stack: Stack,
  files: BuildFiles,
  shown: (path: string) => string,
  sources: readonly Source[],
): readonly Failure[] {
  return stack.services.flatMap((service) => {
    if (!service.build) return []
    const about: About = { service, build: service.build, files, shown, sources }
    const missing = [...judgeFolders(about), ...judgeFrom(about, stack)]
    return missing.length > 0 ? missing : judgeDockerfile(about)
  })
}

interface About {
  readonly service: Service
  readonly build: Build
  readonly files: BuildFiles
  readonly shown: (path: string) => string
  readonly sources: readonly Source[]
}

function judgeFolders(about: About): readonly Failure[] {
  const { service, build, files, shown } = about
  const further = [...build.contexts].map(([name, folder]) => ({
    folder,
    key: ['additional_contexts', name],
    as: ` as ${name}`,
  }))
  return [{ folder: build.context, key: ['context'], as: '' }, ...further]
    .filter(({ folder }) => files.folders.get(folder) === 'missing')
    .map(({ folder, key, as }) =>
      fault(about, key, {
        what: `${service.name} builds from ${shown(folder)}${as}, which does not exist`,
        fix: 'correct the path: it is relative to the folder of the Compose file',
      }),
    )
}

/** `service:x` is the image that x builds, so x must build one. */
function judgeFrom(about: About, stack: Stack): readonly Failure[] {
  return [...about.build.contexts].flatMap(([name, context]) => {
    const needed = /^service:(.+)$/.exec(context)?.[1]
    const from = stack.services.find((service) => service.name === needed)
    if (from === undefined || from.build !== undefined) return []
    const image = from.image === undefined ? '' : `: write docker-image://${from.image}`
    return fault(about, ['additional_contexts', name], {
      what: `${about.service.name} builds from ${needed} as ${name}, and ${needed} is not built`,
      fix: image ? `name its image${image.slice(1)}` : `give ${needed} a build`,
    })
  })
}

function judgeDockerfile(about: About): readonly Failure[] {
  const { service, build, files, shown } = about
  if (build.dockerfileInline !== undefined) {
    return judgeTarget(about, build.dockerfileInline, 'its dockerfile_inline')
  }
  const path = dockerfileOf(build)
  const file = path === undefined ? undefined : files.dockerfiles.get(path)
  if (path === undefined || file === undefined || file.kind === 'unreadable') return []
  if (file.kind === 'text') return judgeTarget(about, file.text, shown(path))
  const named = build.dockerfile !== undefined && build.dockerfile !== DEFAULT
  const missing = fault(about, ['dockerfile'], {
    what: `${service.name} builds from ${shown(path)}, which does not exist`,
    fix: named
      ? 'correct `dockerfile`: it is relative to the context'
      : 'add it to the context, or name another one with `dockerfile`',
  })
  return [missing]
}

function judgeTarget(about: About, text: string, name: string): readonly Failure[] {
  const { service, build } = about
  const parsed = parseDockerfile(text)
  if (build.target === undefined || parsed.kind === 'foreign') return []
  const { names } = parsed
  if (names.includes(build.target.toLowerCase())) return []
  const near = closest(build.target.toLowerCase(), names)
  const all =
    names.length > 0 ? `its stages are ${names.join(', ')}` : 'none of its stages is named'
  const choice = names.length > 0 ? `write one of ${names.join(', ')}` : 'leave out target'
  const unknown = fault(about, ['target'], {
    what: `${service.name} builds the stage ${build.target}, which ${name} does not have`,
    why: all,
    fix: near ? `write ${near}` : choice,
  })
  return [unknown]
}

const DEFAULT = 'Dockerfile'

/** Undefined where the Dockerfile is inline, or in a context that only BuildKit can read. */
export function dockerfileOf({ context, dockerfile, dockerfileInline }: Build): string | undefined {
  if (dockerfileInline !== undefined || !isLocal(context)) return undefined
  const name = dockerfile ?? DEFAULT
  if (name.startsWith('/')) return name
  return isLocal(name) ? `${context.replace(/\/+$/, '')}/${name}` : undefined
}

/** The CLI prints the folders of this machine as absolute paths; everything else is fetched. */
export function isLocal(context: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:/i.test(context) || context.startsWith('git@')) return false
  return !context.startsWith('github.com/')
}

function fault(
  { service, sources }: About,
  key: Path,
  words: { readonly what: string; readonly why?: string; readonly fix: string },
): Failure {
  const where = locateNearest(sources, ['services', service.name, 'build', ...key])
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-BUILD-SOURCE',
    ...words,
    ...(where ? { where } : {}),
  }
}
