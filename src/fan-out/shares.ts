// Which images are built together on one machine, where a matrix of jobs builds a stack.
import type { ImagePlan } from '../build/bake.ts'
import type { Build } from '../compose/build.ts'
import { groupBy } from '../text/group-by.ts'
import { isSamePlatform } from './platforms.ts'

/** What one job builds. */
export interface Share {
  readonly name: string
  /** The images that it hands over. */
  readonly targets: readonly string[]
  /** Undefined: that of the machine. */
  readonly platform?: string
}

/** GitHub makes no more jobs of one matrix. */
export const mostShares = 256

export function planShares(images: readonly ImagePlan[], most: number): readonly Share[] {
  const bundles = kinOf(images).flatMap(byPlatform)
  const lanes = groupBy(bundles, ({ platform }) => platform ?? '')
  const packed = bundles.length <= most ? bundles : pack(lanes, most)
  return named(packed, images)
}

/** Each platform has at least one, since a machine is of one kind. */
export function leastShares(images: readonly ImagePlan[]): number {
  return groupBy(kinOf(images).flatMap(byPlatform), ({ platform }) => platform ?? '').size
}

interface Bundle {
  readonly images: readonly ImagePlan[]
  readonly platform?: string
  /** The images are built for other platforms elsewhere. */
  readonly isSplit: boolean
}

/** Images that share stages, or of which one is the base of another, are built in one go. */
export function kinOf(images: readonly ImagePlan[]): readonly (readonly ImagePlan[])[] {
  const heads = new Map(images.map(({ target }) => [target, target]))
  const headOf = (target: string): string => {
    const next = heads.get(target) ?? target
    return next === target ? target : headOf(next)
  }
  const join = (one: string, other: string): void => {
    heads.set(headOf(other), headOf(one))
  }
  for (const kin of groupBy(images, ({ build }) => stagesOf(build)).values()) {
    for (const { target } of kin) join(kin[0]?.target ?? target, target)
  }
  const builders = new Map(images.flatMap((image) => image.services.map((name) => [name, image])))
  for (const { target, build } of images) {
    for (const base of basesOf(build)) join(builders.get(base)?.target ?? target, target)
  }
  return [...groupBy(images, ({ target }) => headOf(target)).values()]
}

/** With other arguments a Dockerfile gives other stages. */
function stagesOf({ context, dockerfile, dockerfileInline, args }: Build): string {
  return JSON.stringify([context, dockerfile ?? 'Dockerfile', dockerfileInline, [...args]])
}

/** The services whose images a build starts from. */
export function basesOf({ contexts }: Build): readonly string[] {
  return [...contexts.values()].flatMap((context) => /^service:(.+)$/.exec(context)?.[1] ?? [])
}

/** What names no platform is built for that of the machine, and so on one of its own. */
function byPlatform(images: readonly ImagePlan[]): readonly Bundle[] {
  const platforms = images.flatMap(({ build }) => build.platforms)
  const kinds = platforms.filter(
    (platform, index) => platforms.findIndex((one) => isSamePlatform(one, platform)) === index,
  )
  const plain = images.filter(({ build }) => build.platforms.length === 0)
  const split = kinds.map((platform) => ({
    platform,
    isSplit: kinds.length > 1,
    images: images.filter(({ build }) => isBuiltFor(build, platform)),
  }))
  return plain.length === 0 ? split : [{ images: plain, isSplit: false }, ...split]
}

export function isBuiltFor({ platforms }: Build, platform: string): boolean {
  return platforms.some((one) => isSamePlatform(one, platform))
}

/** As many shares for each platform as its part of all bundles; the largest bundles are laid first. */
function pack(lanes: ReadonlyMap<string, readonly Bundle[]>, most: number): readonly Bundle[] {
  const rooms = new Map([...lanes.keys()].map((lane) => [lane, 1]))
  for (let left = most - lanes.size; left > 0; left--) {
    const crowd = (lane: string): number => (lanes.get(lane)?.length ?? 0) / (rooms.get(lane) ?? 1)
    const [fullest = ''] = [...lanes.keys()].toSorted((one, other) => crowd(other) - crowd(one))
    rooms.set(fullest, (rooms.get(fullest) ?? 0) + 1)
  }
  return [...lanes].flatMap(([lane, bundles]) => {
    const bins: Bundle[][] = Array.from({ length: rooms.get(lane) ?? 1 }, () => [])
    const weight = (bin: readonly Bundle[]): number =>
      bin.reduce((sum, { images }) => sum + images.length, 0)
    for (const bundle of bundles.toSorted((a, b) => b.images.length - a.images.length)) {
      bins.reduce((light, bin) => (weight(bin) < weight(light) ? bin : light)).push(bundle)
    }
    return bins.filter((bin) => bin.length > 0).map(merged)
  })
}

function merged(bundles: readonly Bundle[]): Bundle {
  const [first] = bundles
  return {
    images: bundles.flatMap(({ images }) => images),
    isSplit: bundles.some(({ isSplit }) => isSplit),
    ...(first?.platform !== undefined && { platform: first.platform }),
  }
}

/** After its first image, in the order of the stack. */
function named(bundles: readonly Bundle[], all: readonly ImagePlan[]): readonly Share[] {
  const taken = new Set<string>()
  const places = new Map(all.map(({ target }, index) => [target, index]))
  const placeOf = (target: string): number => places.get(target) ?? 0
  const sorted = bundles
    .map(({ images, ...bundle }) => {
      const targets = images.map(({ target }) => target).toSorted((a, b) => placeOf(a) - placeOf(b))
      return { ...bundle, targets }
    })
    .toSorted((one, other) => placeOf(one.targets[0] ?? '') - placeOf(other.targets[0] ?? ''))
  return sorted.map(({ targets, platform, isSplit }) => {
    const suffix = isSplit && platform !== undefined ? `-${platform.replaceAll('/', '-')}` : ''
    const wanted = `${targets[0] ?? 'share'}${suffix}`
    let name = wanted
    for (let nth = 2; taken.has(name); nth++) name = `${wanted}-${nth}`
    taken.add(name)
    return { name, targets, ...(platform !== undefined && { platform }) }
  })
}
