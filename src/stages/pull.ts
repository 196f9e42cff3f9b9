// Fetches the images that are not built here, while the build runs.
import { explainKnown, type ImageUser } from '../compose/create-errors.ts'
import { type Failure, TrialError } from '../errors.ts'
import type { Outcome, World } from '../world/world.ts'

export interface PullPlan {
  readonly images: readonly PulledImage[]
  readonly timeoutMs: number
}

export interface PulledImage {
  readonly reference: string
  readonly services: readonly string[]
  readonly platform?: string
  /** `missing`: only where the engine has none of that name. */
  readonly when: 'missing' | 'always'
}

/** Waits between tries; a registry that limits pulls asks for about this long. */
const waitsMs = [1_000, 4_000, 15_000]

export async function pull(
  plan: PullPlan,
  users: readonly ImageUser[],
  world: World,
): Promise<void> {
  const failures = await Promise.all(
    plan.images.map(async (image) => {
      const missed = await pullOne(image, plan.timeoutMs, world)
      return missed && pullFailure(image, missed, users)
    }),
  )
  const all = failures.filter((failure) => failure !== undefined)
  if (all.length > 0) throw new TrialError(all)
}

async function pullOne(
  image: PulledImage,
  timeoutMs: number,
  world: World,
): Promise<Missed | undefined> {
  const { engine, runner, log, clock, signal } = world
  const { reference, platform, when } = image
  if (when === 'missing' && (await engine.image(reference))) return undefined
  const argv = ['pull', '--quiet', ...(platform ? ['--platform', platform] : []), reference]
  for (let tries = 0; ; tries++) {
    const outcome = await runner.run({ program: 'docker', argv }, { signal, timeoutMs })
    if (outcome.exitCode === 0) {
      log.info(`✓ pulled ${reference}`)
      return undefined
    }
    const waitMs = waitsMs[tries]
    const words = lastWords(outcome)
    if (waitMs === undefined || !isPassing(words)) return { outcome, words, tries: tries + 1 }
    log.info(`${reference}: ${words}; another try in ${waitMs / 1000}s`)
    await clock.sleep(waitMs, signal)
  }
}

/** The network, a limit or a fault of the registry: the same pull may work a moment later. */
export function isPassing(words: string): boolean {
  return /timeout|timed out|time was up|connection re(?:set|fused)|no such host|temporary failure|EOF|TLS handshake|too ?many ?requests|\b(?:429|50[0234])\b|unavailable|bad gateway/i.test(
    words,
  )
}

interface Missed {
  readonly outcome: Outcome
  readonly words: string
  readonly tries: number
}

function pullFailure(
  image: PulledImage,
  { outcome, words, tries }: Missed,
  users: readonly ImageUser[],
): Failure {
  const known = explainKnown(outcome, users)
  if (known) return { ...known, stage: 'build' }
  const limited = /too ?many ?requests|429|rate limit/i.test(words)
  const denied = /denied|unauthorized|authentication/i.test(words)
  const times = tries === 1 ? '' : ` (${tries} tries)`
  return {
    stage: 'build',
    class: 'infrastructure',
    code: 'ST-PULL',
    what: `${image.services.join(', ')}: ${image.reference} could not be pulled${times}`,
    why: words,
    fix: limited
      ? 'log in to that registry before this step: it limits anonymous pulls'
      : denied
        ? 'check the name, and log in to its registry before this step if it is private'
        : 'check the name and the tag, and whether the registry is reached from here',
  }
}

function lastWords({ stderr, stdout, exitCode, timedOut }: Outcome): string {
  if (timedOut) return 'its time was up'
  return `${stdout}\n${stderr}`.trim().split('\n').at(-1) || `exit code ${exitCode}`
}
