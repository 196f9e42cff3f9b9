// The two builds that move the content of a mount: into the builder before the build, and out of it
// behind it. Each runs in the base image of a stage that has the mount: no other image is needed.
import type { BuilderChoice } from '../build/builder.ts'
import type { Command } from '../world/world.ts'
import type { FoundMount } from './find.ts'

/** One archive for each mount: files that are copied out one by one lose their owners. */
export const ARCHIVE = 'mount.tar'
/** Beside the archive, or alone where there is none: what was found. */
export const ACCOUNT = 'account'

export type Account =
  | { readonly kind: 'kept' | 'large'; readonly bytes: number }
  | { readonly kind: 'empty' }

const PLACE = '/sea-trial/mount'
const SEED = '/sea-trial/seed'
const OUT = '/sea-trial/out'
const toolless = 42
/** Of `du -k`. */
const duUnit = 1024

export interface MountWays {
  readonly mount: FoundMount
  readonly builder: BuilderChoice
  readonly folder: string
  /** Another one for each run: nothing of this may come from the cache of layers. */
  readonly runId: string
}

/** Into an empty mount only: what the builder itself has kept is as good, and may be in use. */
export function fillCommand(ways: MountWays): Command {
  const script = [
    ...['set -e', `command -v tar >/dev/null || exit ${toolless}`, `cd ${PLACE}`],
    'if [ -n "$(ls -A)" ]; then echo "sea-trial: the builder has it"; exit 0; fi',
    // Moved into place when all of it is there: a build must never meet half a file.
    ...['mkdir .sea-trial', 'cd .sea-trial', 'trap "rm -rf ../.sea-trial" EXIT'],
    `tar --numeric-owner -xpf ${SEED}/${ARCHIVE}`,
    "for some in '*' '.[!.]*' '..?*'; do set -- $some",
    'if [ -e "$1" ] || [ -L "$1" ]; then mv -- "$@" ..; fi; done',
    'set -- $(stat -c "%u:%g %a" .); chown "$1" ..; chmod "$2" ..',
  ]
  const seed = `--mount=type=bind,target=${SEED}`
  const lines = [...head(ways), runLine(ways, [seed], script)]
  return build(ways, lines, ['--output', 'type=cacheonly', '--file', '-', ways.folder])
}

export function drainCommand(ways: MountWays, maxBytes: number): Command {
  const script = [
    ...['set -e', 'for one in tar du', `do command -v $one >/dev/null || exit ${toolless}`, 'done'],
    ...[`mkdir ${OUT}`, `cd ${PLACE}`],
    `if [ -z "$(ls -A)" ]; then echo empty >${OUT}/${ACCOUNT}; exit 0; fi`,
    'set -- $(du -sk .)',
    `if [ "$1" -gt ${Math.floor(maxBytes / duUnit)} ]; then echo "large $1" >${OUT}/${ACCOUNT}; exit 0; fi`,
    `tar --numeric-owner -cf ${OUT}/${ARCHIVE} .`,
    `echo "kept $1" >${OUT}/${ACCOUNT}`,
  ]
  const lines = [
    ...head(ways),
    runLine(ways, [], script),
    'FROM scratch',
    `COPY --from=0 ${OUT}/ /`,
  ]
  return build(ways, lines, ['--output', `type=local,dest=${ways.folder}`, '-'])
}

/** Undefined where it says nothing that we know. */
export function parseAccount(text: string): Account | undefined {
  const [, kind, size] = /^(empty|large|kept)(?: (\d+))?\s*$/.exec(text) ?? []
  if (kind === 'empty') return { kind }
  if ((kind !== 'large' && kind !== 'kept') || size === undefined) return undefined
  return { kind, bytes: Number(size) * duUnit }
}

export function filledBefore(said: string): boolean {
  // Not where the command itself is shown.
  return /^#\d+ [\d.]+ sea-trial: the builder has it$/m.test(said)
}

/** The base image has no shell, or no tar. */
export function lacksTools(said: string): boolean {
  return (
    new RegExp(`exit code: ${toolless}\\b`).test(said) || /"\/bin\/sh".*no such file/.test(said)
  )
}

/** What tar or the engine said, not the program that it was said of. */
export function whyBroken(said: string): string {
  const lines = said.split('\n').map((line) => line.replace(/^#\d+ (?:\d+\.\d+ )?/, '').trim())
  const told = lines.findLast((line) => /^(?:tar|mv|rm|mkdir|du|chown|chmod|stat): /.test(line))
  return told ?? lines.findLast((line) => line.startsWith('ERROR:')) ?? 'buildx failed'
}

function head({ mount }: MountWays): readonly string[] {
  const args = ['SEA_TRIAL_RUN', ...mount.args]
  return [`FROM ${mount.base}`, 'USER 0:0', ...args.map((name) => `ARG ${name}`)]
}

function runLine({ mount }: MountWays, more: readonly string[], script: readonly string[]): string {
  const { id, owner } = mount
  const owned = owner ? `,uid=${owner.uid},gid=${owner.gid},mode=0${owner.mode.toString(8)}` : ''
  const flags = [`--mount=type=cache,id=${id},target=${PLACE}${owned}`, ...more]
  // As a list: the image may have a SHELL of its own.
  const argv = JSON.stringify(['/bin/sh', '-c', script.join('\n')])
  return `RUN ${flags.join(' ')} ${argv}`
}

function build(
  { mount, builder, runId }: MountWays,
  dockerfile: readonly string[],
  more: readonly string[],
): Command {
  const { namespace } = mount
  return {
    program: 'docker',
    argv: [
      ...['buildx', 'build', '--progress', 'plain', '--provenance=false'],
      ...(builder.name === undefined ? [] : ['--builder', builder.name]),
      ...['--build-arg', `SEA_TRIAL_RUN=${runId}`],
      ...(namespace === undefined ? [] : ['--build-arg', `BUILDKIT_CACHE_MOUNT_NS=${namespace}`]),
      ...more,
    ],
    stdin: `${dockerfile.join('\n')}\n`,
  }
}
