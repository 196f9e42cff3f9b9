// What the certificate of an image says, and whether it holds: for gates in front of a deployment.
import { Attachments, type AttachmentWorld } from './certificate/attachments.ts'
import { whyNotPassed, whyNotRepository } from './certificate/judge.ts'
import { papersBeside } from './certificate/papers.ts'
import {
  type Certificate,
  type CertifiedImage,
  parseCertificate,
  testResultType,
} from './certificate/statement.ts'
import { type Failure, TrialError } from './errors.ts'
import { parseReference, printReference, repositoryOf } from './images/reference.ts'
import { parseRelease, type ReleaseNote, releaseType } from './promotion/release.ts'
import { count } from './text/count.ts'
import { seconds } from './text/seconds.ts'

export interface VerifyRequest {
  readonly image?: string
  /** `owner/name`, or the address of the repository that the image must be of, where one is asked for. */
  readonly repository?: string
}

export interface Verification {
  readonly image: string
  readonly digest: string
  readonly verdict: 'holds' | 'does not hold'
  /** Every reason against it. */
  readonly reasons: readonly string[]
  readonly certificate?: Certificate & { readonly digest: string }
  readonly releases: readonly ReleaseNote[]
}

const budgetMs = 2 * 60_000

export async function verify(
  request: VerifyRequest,
  world: AttachmentWorld,
): Promise<Verification> {
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
  const judged = papers.map((paper) => ({
    certificate: { digest: paper.digest, ...paper.content },
    reasons: whyNotDeploy(paper.content, digest, request.repository),
  }))
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

function certificateLines(
  certificate: NonNullable<Verification['certificate']>,
): readonly string[] {
  const { digest, result, repository, commit, tree, url, images, others, details } = certificate
  const { finishedOn, durationMs, checks, tools } = details
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['certificate', `${digest}, not signed`],
    [
      'result',
      `${result}, ${count(checks.length, 'check')} in ${seconds(durationMs)}, ${finishedOn}`,
    ],
    ['repository', repository],
    ['commit', commit],
    ['tree', tree],
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
