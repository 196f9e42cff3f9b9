// A build that failed for what builds it, not for what is built: whose move it is depends on it.

import type { CodeOf } from '../failure-codes.ts'

export interface EngineTrouble {
  readonly code: CodeOf<'infrastructure'>
  readonly what: string
  readonly why: string
  readonly fix: string
}

interface Symptom {
  readonly says: RegExp
  readonly code: CodeOf<'infrastructure'>
  readonly what: string
  readonly fix: string
}

/** Of buildx 0.29 and Docker 28 and 29; `failed to solve` begins what BuildKit says of a step. */
const symptoms: readonly Symptom[] = [
  {
    says: /^ERROR: (?!failed to solve).*permission denied while trying to connect/i,
    code: 'ST-ENGINE',
    what: 'the Docker Engine may not be used by this user',
    fix: 'add the user to the group docker, or run as one that may open the socket',
  },
  {
    says: /^ERROR: (?!failed to solve).*(cannot connect to the docker daemon|failed to connect|error during connect)/i,
    code: 'ST-ENGINE',
    what: 'the Docker Engine could not be reached for the build',
    fix: 'start Docker, or check DOCKER_HOST and the context in use (docker info tells)',
  },
  {
    says: /^ERROR: (?!failed to solve: process).*(code = Unavailable|error reading from server|closing transport)/,
    code: 'ST-BUILDER',
    what: 'the connection to the builder broke during the build',
    fix: 'see why Docker or BuildKit ended (its log, the memory of the machine), then run again',
  },
  {
    says: /^ERROR: no builder /,
    code: 'ST-BUILDER',
    what: 'the builder is not there',
    fix: 'create it (docker buildx create --name ...), or unset BUILDX_BUILDER and DOCKER_CONTEXT',
  },
  {
    says: /^unknown flag: --file$|'buildx' is not a docker command/,
    code: 'ST-TOOL',
    what: 'the docker CLI has no buildx',
    fix: 'install the buildx plugin of Docker (docker buildx version tells)',
  },
]

const fullDisk: Symptom = {
  says: /no space left on device/i,
  code: 'ST-DISK-FULL',
  what: 'the disk of the engine is full',
  fix: 'free space on it (docker system df tells, docker builder prune removes old cache)',
}

/** A command of the user's is quoted when it fails, with whatever words it holds. */
const quotesCommand = /^ERROR: failed to solve: process "/

/**
 * `words`: what buildx said beside its progress. `log`: of the step that failed. There only a full
 * disk is believed: a step may try to reach an engine of its own.
 */
export function engineTrouble(
  words: readonly string[],
  log: readonly string[],
): EngineTrouble | undefined {
  const said = words.filter((word) => !quotesCommand.test(word))
  for (const { says, ...trouble } of symptoms) {
    const why = said.findLast((word) => says.test(word))
    if (why !== undefined) return { ...trouble, why }
  }
  const why = [...said.filter((word) => word.startsWith('ERROR: ')), ...log].findLast((line) =>
    fullDisk.says.test(line),
  )
  const { says: _, ...trouble } = fullDisk
  return why === undefined ? undefined : { ...trouble, why: why.trim() }
}
