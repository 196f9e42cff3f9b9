// The plan as people and tools read it: plain data without anything secret, and a page of text.
import type { CertificatePlan } from '../certificate/plan.ts'
import { isLocal } from '../compose/builds.ts'
import { renderPlace } from '../errors.ts'
import { type DutyDocument, dutyDocument } from '../fan-out/duty.ts'
import { type Matrix, matrixOf } from '../fan-out/matrix.ts'
import { quickenedByFile } from '../health/plan.ts'
import { quickenedText } from '../health/probes.ts'
import { findingRow } from '../lint/practices.ts'
import { type MountsDocument, mountsDocument } from '../mounts/document.ts'
import type { Promotion } from '../promotion/promotion.ts'
import { type ReuseDocument, reuseDocument } from '../reuse/document.ts'
import type { Check } from '../smoke/kinds.ts'
import type { Plan } from './plan.ts'

/** Published as docs/plan.schema.json; grows, and changes its version when something goes. */
export interface PlanDocument {
  readonly version: 1
  readonly stack: string
  readonly commit: {
    readonly sha: string | null
    readonly reason: string
    readonly tree: string
  }
  readonly event: { readonly name: string; readonly ref: string | null; readonly fork: boolean }
  readonly engine: { readonly version: string; readonly containerdStore: boolean }
  readonly builder: {
    readonly name: string
    readonly reason: string
    /** Why its nodes build what they build; null where it has one. */
    readonly spread: string | null
    readonly nodes: readonly { readonly node: string; readonly images: readonly string[] }[]
  }
  readonly cache: { readonly kind: string; readonly reason: string }
  readonly cacheMounts: MountsDocument
  readonly images: readonly ImageDocument[]
  readonly services: readonly ServiceDocument[]
  readonly checks: readonly {
    readonly name: string
    readonly service: string
    readonly request: string
    readonly where: string | null
  }[]
  /** How the checks are spread over jobs. */
  readonly share: { readonly kind: 'whole' | 'shard' | 'join'; readonly reason: string }
  /** Where several jobs build: what this one does. */
  readonly duty: DutyDocument
  readonly publish: { readonly push: boolean; readonly reason: string }
  readonly certificate: { readonly kind: 'none' | 'unsigned' | 'signed'; readonly reason: string }
  readonly promotion: PromotionDocument
  readonly reuse: ReuseDocument
  /** Of the rules of `lint` that warn. */
  readonly lint: readonly ReturnType<typeof findingRow>[]
  readonly notes: readonly { readonly what: string; readonly why: string }[]
  /** For `strategy.matrix`: one entry per share. */
  readonly matrix: Matrix
}

export interface ImageDocument {
  readonly image: string
  readonly services: readonly string[]
  readonly context: string
  readonly dockerfile: string
  readonly target: string | null
  readonly repositories: readonly string[]
  readonly reason: string
  readonly platforms: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  readonly tags: readonly {
    readonly name: string
    readonly kind: 'immutable' | 'floating'
    readonly reason: string
  }[]
}

export interface ServiceDocument {
  readonly service: string
  /** The image that it runs, or null where it is built here. */
  readonly image: string | null
  readonly built: string | null
  readonly replicas: number
  readonly role: 'long-running' | 'one-shot'
  /** Comes up while the images of others are still being built. */
  readonly besideBuild: boolean
  readonly ready: string
  readonly after: readonly { readonly service: string; readonly condition: string }[]
  readonly ports: readonly string[]
}

export interface PromotionDocument {
  /** `try` where the registry was not asked yet, `trial` where it was asked in vain. */
  readonly kind: Promotion['kind']
  readonly reason: string
  /** Whether tags that move may go back. */
  readonly force: boolean
  /** Digest of the certificate that holds. */
  readonly certificate: string | null
  readonly images: readonly {
    readonly image: string
    readonly from: string
    readonly digest: string
  }[]
}

/** In place of a path, where the Compose file holds the Dockerfile itself. */
export const inlineDockerfile = '(inline)'

/** A path as the user knows it. */
type Shown = (path: string) => string

export function planDocument(plan: Plan, shown: Shown): PlanDocument {
  const { facts, engine } = plan
  const images = plan.images.map((image) => imageDocument(image, plan, shown))
  return {
    version: 1,
    stack: plan.stackModel.name,
    commit: { sha: facts.sha ?? null, reason: facts.shaReason, tree: facts.tree.reason },
    event: { name: facts.event, ref: facts.ref ?? null, fork: facts.fork },
    engine: { version: engine.version, containerdStore: engine.containerdStore },
    builder: builderDocument(plan),
    cache: { kind: plan.build.cache.kind, reason: plan.build.cache.reason },
    cacheMounts: mountsDocument(plan.build.mounts),
    images,
    services: plan.health.services.map((service) => serviceDocument(service.service, plan)),
    checks: plan.smoke.checks.map((check) => ({
      name: check.name,
      service: check.service ?? '',
      request: requestOf(check),
      where: check.where ? renderPlace(check.where) : null,
    })),
    share: { kind: plan.share.kind, reason: plan.share.reason },
    duty: dutyDocument(plan.fanOut.duty),
    publish: { push: plan.publish.kind === 'push', reason: plan.publish.reason },
    certificate: {
      kind: certificateKind(plan.certificate),
      reason: plan.certificate.reason,
    },
    promotion: promotionDocument(plan),
    reuse: reuseDocument(plan.reuse),
    lint: plan.lint.map(findingRow),
    notes: plan.notes.map(({ what, why }) => ({ what, why })),
    matrix: matrixOf(plan.fanOut.shares, plan.images),
  }
}

function certificateKind(certificate: CertificatePlan): PlanDocument['certificate']['kind'] {
  if (certificate.kind === 'none') return 'none'
  return certificate.signing.kind === 'sign' ? 'signed' : 'unsigned'
}

function promotionDocument({ promotion, publish }: Plan): PromotionDocument {
  const { kind, reason } = promotion
  const found = promotion.kind === 'promote' ? promotion : undefined
  return {
    kind,
    reason,
    force: publish.kind === 'push' && publish.order === 'any',
    certificate: found?.certificate.digest ?? null,
    images: (found?.images ?? []).map(({ target, services, repository, tag, manifest }) => ({
      image: services[0] ?? target,
      from: `${repository}:${tag}`,
      digest: manifest.digest,
    })),
  }
}

function requestOf(check: Check): string {
  switch (check.kind) {
    case 'http':
      return `${check.method} ${check.target}`
    case 'tcp':
      return `tcp ${check.target}`
    case 'exec':
    case 'run':
    case 'service':
      return [check.kind, check.oneOff, ...check.argv]
        .filter((word) => word !== undefined)
        .join(' ')
    case 'logs':
    case 'image':
      return `${check.kind} of ${check.service ?? ''}`
  }
}

function builderDocument({ build: { builder, spread } }: Plan): PlanDocument['builder'] {
  const parts = spread.kind === 'spread' ? spread.parts : []
  return {
    name: builder.name ?? "the engine's own",
    reason: builder.reason,
    spread: spread.reason ?? null,
    nodes: parts.map(({ node, targets }) => ({ node: node.name, images: targets })),
  }
}

function imageDocument(
  image: Plan['images'][number],
  { build: { cache } }: Plan,
  shown: Shown,
): ImageDocument {
  const { build, repositories, tags } = image
  const { from = [], to = [] } = cache.images.get(image.target) ?? {}
  return {
    image: image.services[0] ?? image.target,
    services: image.services,
    context: isLocal(build.context) ? shown(build.context) || '.' : build.context,
    dockerfile:
      build.dockerfileInline === undefined ? (build.dockerfile ?? 'Dockerfile') : inlineDockerfile,
    target: build.target ?? null,
    repositories,
    reason: image.nameReason,
    platforms: build.platforms,
    cacheFrom: from,
    cacheTo: to,
    tags: tags.map(({ name, kind, reason }) => ({ name, kind, reason })),
  }
}

function serviceDocument(name: string, plan: Plan): ServiceDocument {
  const service = plan.stackModel.services.find((candidate) => candidate.name === name)
  const health = plan.health.services.find((candidate) => candidate.service === name)
  const image = plan.images.find(({ services }) => services.includes(name))
  const oneShot = health?.oneShot === true
  const steady = (health?.stableForMs ?? plan.health.stableForMs) / 1000
  const besideBuild = plan.early?.stack.services.includes(name) === true
  const { quickProbes } = besideBuild ? plan.early.stack : plan.stack
  const quick = quickenedByFile(quickProbes, name)
  return {
    service: name,
    image: image ? null : (service?.image ?? null),
    built: image?.services[0] ?? null,
    replicas: health?.replicas ?? 1,
    role: oneShot ? 'one-shot' : 'long-running',
    besideBuild,
    ready: oneShot
      ? 'it exits with code 0'
      : health?.hasHealthcheck
        ? `its healthcheck succeeds${quick ? `, ${quickenedText(quick)}` : ''}`
        : `it runs ${steady}s without a restart, unless its image has a healthcheck`,
    after: (health?.dependsOn ?? []).map((one) => ({
      service: one.service,
      condition: one.condition,
    })),
    ports: (service?.ports ?? []).map(({ target, published, protocol }) =>
      published === undefined ? `${target}/${protocol}` : `${published}:${target}/${protocol}`,
    ),
  }
}
