// The time that an image is given: the one of its commit, so that an unchanged tree gives the same bytes.
import type { Build } from '../compose/build.ts'
import { type BuildFiles, dockerfileOf } from '../compose/builds.ts'
import { readInstructions } from '../compose/instructions.ts'
import type { Facts } from '../event/event.ts'

const variable = 'SOURCE_DATE_EPOCH'

/** In seconds. Who sets the variable for this step means it, and Buildx hands it on by itself. */
export function commitTime(
  env: Readonly<Record<string, string | undefined>>,
  { commitDate }: Pick<Facts, 'commitDate'>,
): number {
  const set = env[variable] ?? ''
  if (/^\d{1,12}$/.test(set)) return Number(set)
  return Math.floor(Date.parse(commitDate ?? '1970-01-01T00:00:00Z') / 1000)
}

/**
 * A Dockerfile that declares the argument reads it; any other gets none, as it would be part of its
 * WORKDIR, and each commit would build anew what comes after that.
 */
export function withCommitTime(
  build: Build,
  dockerfiles: BuildFiles['dockerfiles'],
  seconds: number,
): Build {
  if (build.args.has(variable) || !declares(build, dockerfiles)) return build
  return { ...build, args: new Map([...build.args, [variable, String(seconds)]]) }
}

function declares(build: Build, dockerfiles: BuildFiles['dockerfiles']): boolean {
  const file = dockerfiles.get(dockerfileOf(build) ?? '')
  const text = build.dockerfileInline ?? (file?.kind === 'text' ? file.text : '')
  return readInstructions(text).instructions.some(
    ({ word, rest }) =>
      word === 'ARG' && rest.split(/\s+/).some((one) => one.split('=')[0] === variable),
  )
}
