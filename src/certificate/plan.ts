// Whether a trial that passes gets a certificate, and what it will say of its source.
import type { Facts } from '../event/event.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { PublishPlan } from '../publish/berths.ts'
import type { Signing } from './signing.ts'

export type CertificatePlan =
  | { readonly kind: 'none'; readonly reason: string }
  | {
      readonly kind: 'make'
      readonly reason: string
      readonly source: CertifiedSource
      readonly signing: Signing
      /** Then no tag moves before its signature is there. */
      readonly mustBeSigned: boolean
      /** For all of it, retries included. */
      readonly budgetMs: number
    }

export interface CertifiedSource {
  readonly stack: string
  readonly repository?: string
  readonly commit?: string
  readonly commitDate?: string
  /** Absent where files were changed after the checkout: then no hash names what was tried. */
  readonly tree?: string
  readonly ref?: string
  readonly url?: string
}

export interface CertificateQuestion {
  readonly wish: Inputs['certificate']
  readonly mode: Inputs['mode']
  readonly publish: PublishPlan
  readonly facts: Facts
  readonly stack: string
  readonly signing: Signing
}

/** Kilobytes; a registry that needs longer than this for them is down. */
const budgetMs = 5 * 60_000

export function planCertificate(question: CertificateQuestion): CertificatePlan {
  const { wish, mode, publish, signing } = question
  if (mode === 'promote') return { kind: 'none', reason: 'mode: promote tries nothing' }
  if (wish === 'off') return { kind: 'none', reason: 'certificate is off' }
  if (publish.kind === 'skip') return { kind: 'none', reason: 'nothing is pushed' }
  return {
    kind: 'make',
    reason: `beside each pushed image, ${signing.kind === 'sign' ? `signed by ${signing.where}` : 'unsigned'}`,
    signing,
    mustBeSigned: wish === 'signed',
    source: sourceOf(question),
    budgetMs,
  }
}

function sourceOf({ facts, stack }: CertificateQuestion): CertifiedSource {
  // What was tried is what was checked out: on a pull request the merge, not its head.
  const commit = facts.checkedOut ?? facts.sha
  const { repository, treeSha, dirty, ref, commitDate } = facts
  const url = runUrl(facts)
  return {
    stack,
    ...(repository && { repository: repository.url }),
    ...(commit !== undefined && { commit }),
    ...(commitDate !== undefined && { commitDate }),
    ...(treeSha !== undefined && dirty === 0 && { tree: treeSha }),
    ...(ref !== undefined && { ref }),
    ...(url !== undefined && { url }),
  }
}

export function runUrl({ repository, runId, runAttempt }: Facts): string | undefined {
  if (repository === undefined || runId === undefined) return undefined
  return `${repository.url}/actions/runs/${runId}/attempts/${runAttempt ?? 1}`
}
