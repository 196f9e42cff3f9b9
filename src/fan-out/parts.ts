// What the shares hand over: each image once for each platform, under a name that every job can tell.
import { createHash } from 'node:crypto'
import type { ImagePlan } from '../build/bake.ts'
import type { Facts } from '../event/event.ts'
import type { PlannedImage } from '../images/plan.ts'
import type { BakeOverride } from '../inputs/inputs.ts'
import { plainPlatform } from './platforms.ts'
import type { Share } from './shares.ts'

export interface Part {
  readonly target: string
  readonly services: readonly string[]
  readonly share: string
  readonly platform?: string
  /** Undefined for an image that has no name at any registry. */
  readonly repository?: string
  /** Under which it waits there. */
  readonly tag: string
  /** Equal in two jobs that would build the same. */
  readonly plan: string
}

export interface PartsQuestion {
  readonly images: readonly PlannedImage[]
  readonly shares: readonly Share[]
  readonly facts: Pick<Facts, 'sha'>
  readonly overrides: readonly BakeOverride[]
  /** The folder that holds the stack: it has another name on another machine. */
  readonly root: string
  /** What all jobs of a workflow run have in common. */
  readonly run: string
}

/** One for each platform of an image, if several are asked for. */
export function partsOfShares(question: PartsQuestion): readonly Part[] {
  const known = new Map(question.images.map((image) => [image.target, image]))
  return question.shares.flatMap(({ name, targets, platform }) =>
    targets.flatMap((target): readonly Part[] => {
      const image = known.get(target)
      const platforms = platform === undefined ? [] : [platform]
      return image === undefined ? [] : [partOf(image, platforms, name, question)]
    }),
  )
}

/** What a job is called that is given no share. */
export const wholeShare = 'all'

/** Each image with all its platforms, as a job builds them that is given no share. */
export function wholeParts(question: PartsQuestion): readonly Part[] {
  return question.images.map((image) => partOf(image, image.build.platforms, wholeShare, question))
}

function partOf(
  image: PlannedImage,
  platforms: readonly string[],
  share: string,
  question: PartsQuestion,
): Part {
  const { target, services, repositories } = image
  const plan = fingerprint(image, platforms.map(plainPlatform), question)
  const [repository] = repositories
  const [platform] = platforms.length === 1 ? platforms : []
  return {
    ...{ target, services, share, plan },
    ...(platform !== undefined && { platform }),
    ...(repository !== undefined && { repository }),
    tag: candidateTag(question.run, platform, plan),
  }
}

/** A repository may hold several images, and each may be built by several plans of one run. */
function candidateTag(run: string, platform: string | undefined, plan: string): string {
  const kind = platform === undefined ? '' : `${plainPlatform(platform).replaceAll('/', '-')}-`
  return `candidate-${run}-${kind}${plan.slice(0, 12)}`
}

export function partName({ services, target, platform }: Omit<Part, 'plan' | 'tag'>): string {
  return `${services[0] ?? target}${platform === undefined ? '' : ` for ${platform}`}`
}

/** All that decides what an image will be; not what a job alone has, such as secrets and cache. */
function fingerprint(
  { target, services, build }: ImagePlan,
  platforms: readonly string[],
  { facts, overrides, root }: PartsQuestion,
): string {
  const own = { secrets: [], ssh: [], cacheFrom: [], cacheTo: [], noCache: false, pull: false }
  const content = { ...build, ...own, platforms }
  const set = overrides.map((override) => Object.values(override))
  const plan = [facts.sha, target, services, content, set]
  const text = JSON.stringify(plan, (_, value: unknown) =>
    value instanceof Map ? [...value] : value,
  )
  return createHash('sha256').update(text.replaceAll(root, '')).digest('hex')
}
