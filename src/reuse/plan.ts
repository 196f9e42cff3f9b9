// Whether it is looked up if this very trial has passed before, and what is compared for that.
import type { SignatureDemand } from '../certificate/signing.ts'
import type { BuildFiles } from '../compose/builds.ts'
import type { Stack } from '../compose/model.ts'
import { cellOf } from '../event/cell.ts'
import type { Facts } from '../event/event.ts'
import type { PlannedImage } from '../images/plan.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Check } from '../smoke/kinds.ts'
import { comparedOf } from './compared.ts'
import type { Reuse } from './reuse.ts'
import { unknownOf } from './unknown.ts'

export interface ReuseQuestion {
  readonly inputs: Inputs
  readonly facts: Facts
  readonly images: readonly PlannedImage[]
  readonly stack: Stack
  /** What Compose made of the files. */
  readonly model: string
  /** What the input `smoke` names or holds. */
  readonly smoke?: string
  readonly checks: readonly Check[]
  /** What checks take from the environment. */
  readonly variables: Readonly<Record<string, string>>
  readonly dockerfiles: BuildFiles['dockerfiles']
  readonly env: Readonly<Record<string, string | undefined>>
  readonly engine: { readonly platform: string; readonly place: 'here' | 'elsewhere' }
  /** Another builder than the engine's own knows nothing of the engine's images. */
  readonly builder: 'engine' | 'other'
  readonly workspace: string
  /** What no hash is made of. */
  readonly secrets: readonly string[]
  readonly signature?: SignatureDemand
}

/** A registry that needs longer to say what it has is slower than a trial. */
const budgetMs = 10_000

export function planReuse(question: ReuseQuestion): Reuse {
  const { images, facts, signature } = question
  const unwanted = whyUnwanted(question)
  if (unwanted !== undefined) return { kind: 'no', reason: unwanted }
  const unknown = unknownOf(question)
  if (unknown.length > 0) return { kind: 'trial', reason: unknown.join('; ') }
  return {
    kind: 'try',
    reason: 'the registry is asked for a certificate of the same trial',
    compared: comparedOf(question),
    source: { ...(facts.repository && { repository: facts.repository.url }) },
    images: images.map(({ target, services, repositories }) => ({
      ...{ target, services, repositories },
    })),
    ...(signature && { signature }),
    budgetMs,
  }
}

function whyUnwanted({ inputs, facts, images }: ReuseQuestion): string | undefined {
  if (inputs.reuse === 'off') return 'reuse is off'
  if (inputs.mode === 'build' || inputs.mode === 'promote') return `mode: ${inputs.mode}`
  if (inputs.keep === 'always') return 'keep: always asks for a stack that runs'
  if (inputs.certificate === 'off') return 'certificate is off, so nothing says what passed'
  if (images.length === 0) return 'nothing is built here, so no image has a certificate'
  if (images.some(({ repositories }) => repositories.length === 0)) return 'no registry is named'
  return whyTriedAgain(facts)
}

/** Whoever asks for a trial by hand or by the clock gets one. */
function whyTriedAgain(facts: Facts): string | undefined {
  const { event, runAttempt = 1 } = facts
  if (runAttempt > 1) return 'a run that is started again tries again'
  switch (cellOf(facts)) {
    case 'pull-request':
    case 'fork':
    case 'dependabot':
    case 'merge-queue':
      return undefined
    case 'branch':
      return event === 'push' ? undefined : `${event} asks for a trial`
    case 'laptop':
      return 'who types a trial gets one'
    case 'release':
      return 'a release is tried, unless it is promoted'
    default:
      return `${event} asks for a trial`
  }
}
