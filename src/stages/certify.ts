// Writes down what passed together: the lock for those who deploy, and the certificate beside each image.
import {
  bundleMediaType,
  digestOf,
  makeArtifact,
  statementMediaType,
} from '../certificate/artifact.ts'
import { Attachments } from '../certificate/attachments.ts'
import { lockOf } from '../certificate/lock.ts'
import type { IssuedCertificate } from '../certificate/papers.ts'
import type { CertificatePlan } from '../certificate/plan.ts'
import {
  type Certificate,
  type CertificateDetails,
  type CertifiedImage,
  renderCertificate,
  testResultType,
} from '../certificate/statement.ts'
import { type Failure, messageOf, TrialError } from '../errors.ts'
import { treeTag } from '../promotion/tags.ts'
import type { Published } from '../publish/publication.ts'
import { inputsTag, type KnownInputs } from '../reuse/reuse.ts'
import { isWhatRan } from '../reuse/what-ran.ts'
import { version } from '../version.ts'
import type { World } from '../world/world.ts'
import type { PassedTrial } from './smoke.ts'
import type { Tools } from './tools.ts'

export interface Papers {
  readonly lock: string
  readonly certificate?: IssuedCertificate
  /** Why there is no certificate although there was to be one. */
  readonly missing?: readonly Failure[]
  /** Why the certificate is not signed; `failed` where that was tried. */
  readonly unsigned?: { readonly why: string; readonly failed: boolean }
}

export interface Certifying {
  readonly plan: CertificatePlan
  readonly project: string
  /** What was not built here and tried along. */
  readonly others: () => Promise<readonly CertifiedImage[]>
  readonly passed: PassedTrial
  readonly published: readonly Published[]
  readonly progress: Pick<CertificateDetails, 'durationMs' | 'stages'>
  readonly tools: Promise<Tools>
  /** What went in, where that is known. */
  readonly inputs?: KnownInputs
  /** What the images were built on, with the digests that were found. */
  readonly bases: readonly string[]
}

export async function certify(certifying: Certifying, world: World): Promise<Papers> {
  const { plan, published } = certifying
  const others = await certifying.others()
  const lock = lockOf(lockTitle(plan), published, others)
  if (plan.kind === 'none') return { lock }
  const certificate = await describe(certifying, plan, others, world)
  return { lock, ...(await issue(certificate, published, plan, world)) }
}

/** Signs it where that can be, and puts it beside each image. */
export async function issue(
  certificate: Certificate,
  published: readonly Published[],
  plan: Making,
  world: World,
): Promise<Omit<Papers, 'lock'>> {
  const text = renderCertificate(certificate)
  const signed = await sign(text, plan, world)
  try {
    await attach({ text, ...signed }, { certificate, published }, plan, world)
  } catch (error) {
    if (!(error instanceof TrialError) || plan.mustBeSigned) throw error
    return { missing: error.failures } // the images are there, and they passed
  }
  const digest = digestOf(signed.bundle ?? text)
  const how = signed.bundle === undefined ? '' : ', signed'
  world.log.info(`✓ certificate ${digest}${how}, beside ${published.length} images`)
  return { certificate: { digest, text, ...withBundle(signed) }, ...withReason(signed) }
}

interface Signed {
  readonly bundle?: string
  readonly unsigned?: NonNullable<Papers['unsigned']>
}

function withBundle({ bundle }: Signed): Pick<Signed, 'bundle'> {
  return bundle === undefined ? {} : { bundle }
}

function withReason({ unsigned }: Signed): Pick<Signed, 'unsigned'> {
  return unsigned === undefined ? {} : { unsigned }
}

async function sign(
  text: string,
  { signing, mustBeSigned }: Making,
  { sigstore, signal }: World,
): Promise<Signed> {
  if (signing.kind === 'none') return { unsigned: { why: signing.reason, failed: false } }
  try {
    return { bundle: await sigstore.sign(text, signing.instance, signal) }
  } catch (error) {
    signal.throwIfAborted()
    const why = messageOf(error)
    if (!mustBeSigned) return { unsigned: { why: `${signing.where} failed: ${why}`, failed: true } }
    throw new TrialError({
      stage: 'certify',
      class: 'infrastructure',
      code: 'ST-NOT-SIGNED',
      what: `${signing.where} did not sign the certificate, so no tag moves`,
      why,
      fix: 'run it again; certificate: on goes on without a signature',
    })
  }
}

export type Making = Extract<CertificatePlan, { kind: 'make' }>

async function attach(
  { text, bundle }: { readonly text: string; readonly bundle?: string },
  {
    certificate: { inputs, details },
    published,
  }: { readonly certificate: Certificate; readonly published: readonly Published[] },
  { budgetMs, source }: Making,
  world: World,
): Promise<void> {
  const attachments = new Attachments(world, budgetMs)
  const { commit, commitDate: date } = source
  const on = date === undefined ? {} : { date }
  const content = {
    mediaType: bundle === undefined ? statementMediaType : bundleMediaType,
    predicateType: testResultType,
    created: world.clock.date().toISOString(),
    text: bundle ?? text,
    // Its images say another commit of themselves.
    ...(details.basis !== undefined && commit !== undefined && { standsFor: { commit, ...on } }),
  } as const
  await Promise.all(
    published.map(async ({ berth: { repository }, manifest }) => {
      await attachments.attach(repository, makeArtifact(manifest, content))
      // By this a release finds the image when its commit is another one with the same content.
      if (source.tree) await attachments.put(repository, treeTag(source.tree), manifest)
      if (inputs) await attachments.put(repository, inputsTag(inputs), manifest)
    }),
  )
}

async function describe(
  { project, passed, published, progress, tools, bases, inputs }: Certifying,
  { source: { stack, ...source } }: Making,
  others: readonly CertifiedImage[],
  world: World,
): Promise<Certificate> {
  return {
    result: 'PASSED',
    failedTests: [],
    ...source,
    ...(inputs && isWhatRan(inputs, bases, others) && { inputs: inputs.hash }),
    images: imagesOf(published),
    others,
    details: {
      stack: stack || project,
      finishedOn: world.clock.date().toISOString(),
      ...progress,
      tools: { 'sea-trial': version, ...(await tools) },
      checks: passed.results.map(({ name, service, kind, tries, durationMs }) => ({
        ...{ name, service, kind, tries },
        durationMs: Math.round(durationMs),
      })),
    },
  }
}

/** Once for each digest: an image has the same one at every registry, unless the engine's store is classic. */
export function imagesOf(published: readonly Published[]): readonly CertifiedImage[] {
  const images = published.map(({ berth: { repository, image }, manifest }) => ({
    services: image.services,
    name: repository,
    digest: manifest.digest,
  }))
  return images.filter(
    ({ digest, services }, index) =>
      images.findIndex((one) => one.digest === digest && one.services === services) === index,
  )
}

function lockTitle(plan: CertificatePlan): string {
  const commit = plan.kind === 'make' ? plan.source.commit : undefined
  return `What passed its trial together${commit === undefined ? '' : `, of commit ${commit}`}.`
}
