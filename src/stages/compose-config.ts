// What Compose itself makes of the files: the one reading of them that counts.
import { explainComposeError } from '../compose/errors.ts'
import { parseStack, type Stack } from '../compose/model.ts'
import { referencedFiles } from '../compose/places.ts'
import { type ComposeRelease, judgeRelease, parseRelease } from '../compose/release.ts'
import type { Failure } from '../errors.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Outcome, World } from '../world/world.ts'
import { type Attempt, attempt, failed } from './attempt.ts'
import type { ComposeFiles } from './compose-files.ts'

/** `docker compose config` reads files only; one that hangs reads something that it should not. */
const configTimeoutMs = 60_000

export interface ResolvedStack {
  readonly stack: Stack
  /** As Compose prints it. */
  readonly modelText: string
  /** The release of Compose, where it says one. */
  readonly composeVersion?: string
}

type Asked = Pick<World, 'runner' | 'signal'>

/** What Compose makes of the files; a release that is not up to them never sees them. */
export async function resolveStack(
  inputs: Inputs,
  { files, sources }: ComposeFiles,
  world: Asked,
): Promise<Attempt<ResolvedStack>> {
  const references = referencedFiles(sources)
  const release = attempt(composeRelease(world))
  if (references.some(({ remote }) => remote)) {
    const compose = await release
    const early =
      compose.kind === 'done' ? judgeRelease(compose.value, references) : compose.problems
    if (early.length > 0) return failed(early)
  }
  const [outcome, compose] = await Promise.all([
    attempt(composeConfig(inputs, files, world)),
    release,
  ])
  if (outcome.kind === 'failed') return outcome
  const old = compose.kind === 'done' ? judgeRelease(compose.value, references) : []
  const { exitCode, stdout, stderr, timedOut } = outcome.value
  if (timedOut) return failed([...old, stuck])
  if (exitCode !== 0) return failed([...old, explainComposeError(stderr, sources)])
  if (old.length > 0) return failed(old)
  const composeVersion = compose.kind === 'done' ? compose.value?.shown : undefined
  return {
    kind: 'done',
    value: {
      stack: parseStack(stdout),
      modelText: stdout,
      ...(composeVersion !== undefined && { composeVersion }),
    },
  }
}

const stuck: Failure = {
  stage: 'plan',
  class: 'infrastructure',
  code: 'ST-COMPOSE-SILENT',
  what: `docker compose config did not end within ${configTimeoutMs / 1000}s`,
  why: 'it only reads files, so one of them is a pipe or lies on a disk that does not answer',
  fix: 'look at the env files and at what the Compose files include and extend',
}

async function composeRelease(world: Asked): Promise<ComposeRelease | undefined> {
  const outcome = await world.runner.run(
    { program: 'docker', argv: ['compose', 'version', '--short'] },
    { signal: world.signal, timeoutMs: configTimeoutMs },
  )
  // Without Compose, `config` fails too and says so.
  return outcome.exitCode === 0 ? parseRelease(outcome.stdout) : undefined
}

function composeConfig(inputs: Inputs, files: readonly string[], world: Asked): Promise<Outcome> {
  const argv = [
    'compose',
    ...files.flatMap((file) => ['--file', file]),
    ...inputs.profiles.flatMap((profile) => ['--profile', profile]),
    ...inputs.envFiles.flatMap((file) => ['--env-file', file]),
    'config',
    ...inputs.services,
  ]
  return world.runner.run(
    { program: 'docker', argv },
    { signal: world.signal, timeoutMs: configTimeoutMs },
  )
}
