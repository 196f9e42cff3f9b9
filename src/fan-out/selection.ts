// A share of the images, as the build takes it: a selection of the plan that decides nothing anew.
import type { ImagePlan } from '../build/bake.ts'
import { concerns } from '../build/overrides.ts'
import type { BakeOverride } from '../inputs/inputs.ts'
import { plainPlatform } from './platforms.ts'
import { basesOf, isBuiltFor, type Share } from './shares.ts'

export interface Selection<Image extends ImagePlan> {
  readonly images: readonly Image[]
  /** Built on the way only: what images of the share start from, and another share hands over. */
  readonly bases: readonly Image[]
  readonly overrides: readonly BakeOverride[]
  /** Tells the cache of these builds from that of other platforms. */
  readonly cacheSuffix: string
}

export function selectShare<Image extends ImagePlan>(
  share: Share,
  all: readonly Image[],
  overrides: readonly BakeOverride[],
): Selection<Image> {
  const { targets, platform } = share
  const images = all.filter(({ target }) => targets.includes(target))
  const bases = basesBelow(images, all)
  const known = all.map(({ target }) => target)
  const own = [...images, ...bases].map(({ target }) => target)
  const isSplit = images.some(({ build }) => build.platforms.length > 1)
  return {
    images: images.map((image) => narrow(image, platform)),
    bases: bases.map((image) => narrow(image, platform)),
    // One that is about no image at all is a mistake that the build tells of.
    overrides: overrides.filter(({ target }) => concerns(target, own) || !concerns(target, known)),
    cacheSuffix: isSplit && platform ? `-${plainPlatform(platform).replaceAll('/', '-')}` : '',
  }
}

function basesBelow<Image extends ImagePlan>(
  images: readonly Image[],
  all: readonly Image[],
): readonly Image[] {
  const found = new Set<Image>(images)
  // The set grows while it is walked.
  for (const { build } of found) {
    for (const service of basesOf(build)) {
      const base = all.find(({ services }) => services.includes(service))
      if (base) found.add(base)
    }
  }
  return [...found].filter((image) => !images.includes(image))
}

/** One platform of the image; what is said of its index is said when that is made. */
export function narrow<Image extends ImagePlan>(image: Image, platform: string | undefined): Image {
  const { build, annotations } = image
  if (platform === undefined || !isBuiltFor(build, platform)) return image
  const kept = [...annotations].filter(([key]) => !key.startsWith(indexLevel))
  return {
    ...image,
    build: { ...build, platforms: [platform] },
    annotations: build.platforms.length > 1 ? new Map(kept) : annotations,
  }
}

const indexLevel = 'index:'

/** What is said of the index of an image. */
export function indexAnnotations({ annotations }: ImagePlan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...annotations].flatMap(([key, value]) =>
      key.startsWith(indexLevel) ? [[key.slice(indexLevel.length), value]] : [],
    ),
  )
}
