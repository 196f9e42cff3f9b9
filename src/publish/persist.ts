// Tries something at a registry until it succeeds, is refused for good, or its time is up.
import { type Failure, TrialError } from '../errors.ts'
import type { Upload } from '../world/uploads.ts'
import type { RegistryAnswer, World } from '../world/world.ts'
import { adviceFor, codeFor, registryOf, repositoryOf, sortRefusal } from './refusals.ts'
import { isPassingRefusal, nextTry, parseRetryAfter, registryRetries } from './retry.ts'

export type Try<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | {
      readonly kind: 'failed'
      readonly reason: string
      readonly passing: boolean
      readonly askedMs?: number
    }

export interface Persistence {
  /** As it stands in a sentence: "push ghcr.io/a/b:main". */
  readonly what: string
  readonly reference: string
  /** On the run's clock, for all tries of all references together. */
  readonly untilMs: number
  readonly onFailed?: (reason: string) => void
}

export async function persist<Value>(
  { what, reference, untilMs, onFailed }: Persistence,
  world: Pick<World, 'clock' | 'log' | 'signal' | 'random'>,
  attempt: () => Promise<Try<Value>>,
): Promise<Value> {
  const { clock, log, signal } = world
  const said: string[] = []
  for (let number = 1; ; number++) {
    signal.throwIfAborted()
    const tried = await attempt()
    if (tried.kind === 'done') return tried.value
    said.push(`try ${number}: ${tried.reason}`)
    onFailed?.(tried.reason)
    const { askedMs } = tried
    const next = nextTry(registryRetries, {
      number,
      chance: world.random(),
      leftMs: untilMs - clock.now(),
      ...(askedMs !== undefined && { askedMs }),
    })
    if (!tried.passing) throw new TrialError(failureOf(what, reference, said, 'not tried again'))
    if (next.kind === 'give-up') throw new TrialError(failureOf(what, reference, said, next.reason))
    log.info(`… ${what} again in ${(next.afterMs / 1000).toFixed(1)}s: ${tried.reason}`)
    await clock.sleep(next.afterMs, signal)
  }
}

function failureOf(
  what: string,
  reference: string,
  said: readonly string[],
  given: string,
): Failure {
  const last = said.at(-1)?.replace(/^try \d+: /, '') ?? ''
  const refusal = sortRefusal(last, repositoryOf(reference))
  return {
    stage: 'publish',
    class: 'registry',
    code: codeFor(refusal),
    what: `could not ${what}`,
    why: `${last} (${given})`,
    fix: adviceFor(refusal, registryOf(reference)),
    evidence: said,
  }
}

/** An answer of the registry as a try; `absent` means what the caller says it means. */
export function tryOf<Value>(
  answer: RegistryAnswer<Value>,
  absent: Try<Value>,
  now: Date,
): Try<Value> {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'done', value: answer.value }
    case 'absent':
      return absent
    case 'unreachable':
      return { kind: 'failed', reason: answer.reason, passing: sortRefusal(answer.reason).passing }
    case 'refused': {
      const { status, message, retryAfter } = answer.refusal
      const askedMs = parseRetryAfter(retryAfter, now.getTime())
      return {
        kind: 'failed',
        reason: message,
        passing: isPassingRefusal({ status, message }),
        ...(askedMs !== undefined && { askedMs }),
      }
    }
  }
}

export function tryOfUpload(upload: Upload, repository: string): Try<undefined> {
  switch (upload.kind) {
    case 'done':
      return { kind: 'done', value: undefined }
    case 'late':
      return { kind: 'failed', reason: 'its time was up', passing: false }
    case 'failed': {
      const { reason } = upload
      return { kind: 'failed', reason, passing: sortRefusal(reason, repository).passing }
    }
  }
}
