// What the certificate of an image says, and whether it holds: for gates in front of a deployment.
import { Attachments, type AttachmentWorld } from './certificate/attachments.ts'
import { whyNotPassed, whyNotRepository } from './certificate/judge.ts'
import { type Paper, papersBeside } from './certificate/papers.ts'
import type { SignatureDemand } from './certificate/signing.ts'
import {
  type Certificate,
  type CertifiedImage,
  parseCertificate,
  testResultType,
} from './certificate/statement.ts'
import { type Failure, TrialError } from './errors.ts'
import { parseReference, printReference, repositoryOf } from './images/reference.ts'
import { parseRelease, type ReleaseNote, releaseType } from './promotion/release.ts'
import { type SignatureWorld, signatureJudge } from './stages/check-signatures.ts'
import { count } from './text/count.ts'
import { seconds } from './text/seconds.ts'

export interface VerifyRequest {
  readonly image?: string
  /** `owner/name`, or the address of the repository that the image must be of, where one is asked for. */
  readonly repository?: string
  /** Set where the certificate must be signed. */
  readonly signature?: SignatureDemand
}

export interface Verification {
  readonly image: string
  readonly digest: string
  readonly verdict: 'holds' | 'does not hold'
  /** Every reason against it. */
  readonly reasons: readonly string[]
  readonly certificate?: Certificate & {
    readonly digest: string
    readonly signature: 'none' | 'not checked' | 'holds' | 'does not hold'
  }
  readonly releases: readonly ReleaseNote[]
}

const budgetMs = 2 * 60_000

export async function verify(
  request: VerifyRequest,
  world: AttachmentWorld & SignatureWorld,
): Promise<Verification> {
  const signatures = await signatureJudge(demandIn(request), world)
  const { image, repository, reference } = readImage(request.image ?? '')
  const attachments = new Attachments(world, budgetMs)
  const manifest = await attachments.manifest(repository, reference)
  if (manifest === undefined) throw new TrialError(absent(image))
  const { digest } = manifest
  const place = { repository, digest }
  const [papers, releases] = await Promise.all([
    papersBeside(place, { type: testResultType, read: parseCertificate }, attachments),
    papersBeside(place, { type: releaseType, read: parseRelease }, attachments),
  ])
  const judged = await Promise.all(
    papers.map(async (paper) => {
      const against = await signatures.whyNot(paper)
      const signature = signatureOf(paper, request, against)
      return {
        certificate: { digest: paper.digest, ...paper.content, signature },
        reasons: [...whyNotDeploy(paper.content, digest, request.repository), ...against],
      }
    }),
  )
  const [best] = judged.toSorted((one, other) => one.reasons.length - other.reasons.length)
  const reasons = best?.reasons ?? ['there is no certificate beside it']
  return {
    image,
    digest,
    verdict: reasons.length === 0 ? 'holds' : 'does not hold',
    reasons,
    ...(best && { certificate: best.certificate }),
    releases: releases.map(({ content }) => content),
  }
}

function demandIn({ signature, repository }: VerifyRequest): SignatureDemand | undefined {
  if (signature === undefined) return undefined
  if (repository !== undefined) return { ...signature, repository: addressOf(repository) }
  throw new TrialError({
    stage: 'inputs',
    class: 'input',
    code: 'ST-SIGNER',
    what: 'whose signature the certificate must have is not said',
    fix: 'give --repository owner/name; anybody can sign what is of somebody else',
  })
}

function signatureOf(
  { bundle }: Paper<unknown>,
  { signature }: VerifyRequest,
  against: readonly string[],
): NonNullable<Verification['certificate']>['signature'] {
  if (bundle === undefined) return 'none'
  if (signature === undefined) return 'not checked'
  return against.length === 0 ? 'holds' : 'does not hold'
}

function whyNotDeploy(
  certificate: Certificate,
  digest: string,
  repository: string | undefined,
): readonly string[] {
  const isTried = certificate.images.some((one) => one.digest === digest)
  return [
    ...whyNotPassed(certificate),
    ...(isTried ? [] : ['it does not name this image']),
    ...(repository === undefined ? [] : whyNotRepository(certificate, addressOf(repository))),
  ]
}

/** `owner/name` is one of github.com. */
function addressOf(repository: string): string {
  return /^[^/:]+\/[^/:]+$/.test(repository) ? `https://github.com/${repository}` : repository
}

function readImage(text: string) {
  const parsed = parseReference(text)
  if (parsed.kind === 'bad') {
    throw new TrialError({
      stage: 'inputs',
      class: 'input',
      code: 'ST-IMAGE-NAME',
      what: parsed.what,
      fix: parsed.fix,
    })
  }
  const { tag, digest } = parsed.reference
  return {
    image: printReference(parsed.reference),
    repository: repositoryOf(parsed.reference),
    reference: digest ?? tag ?? 'latest',
  }
}

function absent(image: string): Failure {
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-IMAGE-ABSENT',
    what: `${image} is not at its registry`,
    fix: 'correct the name; a registry that wants a login says the same without one',
  }
}

export function renderVerification(verification: Verification): string {
  const { image, digest, verdict, reasons, certificate, releases } = verification
  const mark = verdict === 'holds' ? '✓' : '✗'
  return [
    `${mark} ${image} (${digest}): its certificate ${verdict}`,
    ...reasons.map((reason) => `  why: ${reason}`),
    ...(certificate ? certificateLines(certificate) : []),
    ...releases.map(
      ({ version, promotedOn, order }) =>
        `  released    as ${version} on ${promotedOn}${order === 'any' ? ', with force' : ''}`,
    ),
  ].join('\n')
}

const signatureWords = {
  none: 'not signed',
  'not checked': 'signed, which certificate: signed would check',
  holds: 'signed by a workflow of its repository',
  'does not hold': 'with a signature that does not hold',
}

function certificateLines(
  certificate: NonNullable<Verification['certificate']>,
): readonly string[] {
  const {
    digest,
    signature,
    result,
    repository,
    commit,
    tree,
    inputs,
    url,
    images,
    others,
    details,
  } = certificate
  const { finishedOn, durationMs, checks, tools } = details
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['certificate', `${digest}, ${signatureWords[signature]}`],
    [
      'result',
      `${result}, ${count(checks.length, 'check')} in ${seconds(durationMs)}, ${finishedOn}`,
    ],
    ['repository', repository],
    ['commit', commit],
    ['tree', tree],
    ['inputs', inputs],
    ['relies on', details.basis && `certificate ${details.basis}`],
    ['run', url],
    ...images.map((one) => ['built', pinned(one)] as const),
    ...others.map((one) => ['along with', pinned(one)] as const),
    ...checks.map(({ name }) => ['check', name] as const),
    [
      'tools',
      Object.entries(tools)
        .map((tool) => tool.join(' '))
        .join(', '),
    ],
  ]
  return lines.flatMap(([name, text]) => (text ? [`  ${name.padEnd(11)} ${text}`] : []))
}

function pinned({ services, name, digest }: CertifiedImage): string {
  return `${services.join(', ')}: ${name}@${digest}`
}
