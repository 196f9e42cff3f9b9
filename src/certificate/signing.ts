// Whether a run can sign its certificate, at which Sigstore, and whose signature a release asks for.
import type { Failure } from '../errors.ts'
import type { Facts } from '../event/event.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Promotion } from '../promotion/promotion.ts'
import type { Signer, SigstoreInstance } from '../world/sigstore.ts'
import type { CertificatePlan } from './plan.ts'

export type Signing =
  | { readonly kind: 'sign'; readonly instance: SigstoreInstance; readonly where: string }
  | { readonly kind: 'none'; readonly reason: string }

export interface SigningQuestion {
  readonly facts: Pick<Facts, 'event' | 'server' | 'repository'>
  readonly sigstore: Inputs['sigstore']
  readonly env: Readonly<Record<string, string | undefined>>
}

const publicInstance: SigstoreInstance = {
  fulcio: 'https://fulcio.sigstore.dev',
  rekor: 'https://rekor.sigstore.dev',
}

export function planSigning({ facts, sigstore, env }: SigningQuestion): Signing {
  const { event, server, repository } = facts
  if (event === 'local') {
    return { kind: 'none', reason: 'only a workflow run has an identity to sign with' }
  }
  // What GitHub sets for jobs with that permission alone.
  if (!env['ACTIONS_ID_TOKEN_REQUEST_URL'] || !env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']) {
    return { kind: 'none', reason: 'this job has no identity to sign with' }
  }
  if (sigstore) return at(sigstore, new URL(sigstore.fulcio).host)
  if (server.kind === 'ghes') {
    const reason = `${server.host} has no Sigstore of its own, and the input sigstore names none`
    return { kind: 'none', reason }
  }
  // The public log is read by everybody: only what is public for sure is written there.
  const isPublic = server.kind === 'github.com' && repository?.private === false
  if (isPublic) return at(publicInstance, 'the public Sigstore')
  const host = server.kind === 'github.com' ? 'githubapp.com' : server.host
  const instance = { fulcio: `https://fulcio.${host}`, tsa: `https://timestamp.${host}` }
  return at(instance, "GitHub's own Sigstore")
}

function at(instance: SigstoreInstance, where: string): Signing {
  return { kind: 'sign', instance, where }
}

/** Before minutes are spent on a trial whose certificate nobody can sign. */
export function unsignable(
  plan: CertificatePlan,
  promotion: Pick<Promotion, 'kind'> & { readonly otherwise?: string },
): readonly Failure[] {
  // Such a run tries nothing itself.
  if (promotion.kind === 'try' && promotion.otherwise === 'refuse') return []
  if (plan.kind === 'none' || !plan.mustBeSigned || plan.signing.kind === 'sign') return []
  return [
    {
      stage: 'inputs',
      class: 'input',
      code: 'ST-CANNOT-SIGN',
      what: 'certificate is signed, and this run can sign none',
      why: plan.signing.reason,
      fix: 'give the job permissions: id-token: write, beside those that it has; or write certificate: on',
    },
  ]
}

/** Whose signature is asked for. */
export interface SignatureDemand {
  /** Absent where nobody knows it, which nothing can satisfy. */
  readonly repository?: string
  /** A file; without it the root of the public Sigstore is fetched. */
  readonly trustedRoot?: string
}

export function demandOf(
  { certificate, trustedRoot }: Pick<Inputs, 'certificate' | 'trustedRoot'>,
  repository: string | undefined,
): SignatureDemand | undefined {
  if (certificate !== 'signed') return undefined
  return {
    ...(repository !== undefined && { repository }),
    ...(trustedRoot !== undefined && { trustedRoot }),
  }
}

export function whyNotSigner(
  { issuer, repository }: Signer,
  expected: string | undefined,
): readonly string[] {
  if (expected === undefined) return ['whose signature it must have is not known here']
  const wanted = issuerFor(expected)
  // An enterprise may have its name behind it.
  if (issuer !== wanted && !issuer?.startsWith(`${wanted}/`)) {
    return [`who signed it was named by ${issuer ?? 'nobody'}, not by ${wanted}`]
  }
  if (repository?.toLowerCase() === expected.toLowerCase()) return []
  return [`it was signed by a workflow of ${repository ?? 'no repository'}, not of ${expected}`]
}

/** Who says at that server which workflow it is that asks. */
function issuerFor(repository: string): string {
  const { origin, host } = new URL(repository)
  if (host === 'github.com') return 'https://token.actions.githubusercontent.com'
  return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : `${origin}/_services/token`
}
