// Which cache mounts the images of a stack use: those of the stages on the way to what is built.
import { foreignFrontend } from '../compose/dockerfile.ts'
import { type DockerfileText, readInstructions } from '../compose/instructions.ts'
import { groupBy } from '../text/group-by.ts'
import type { Owner } from './flags.ts'
import { type BuildArguments, type DockerfileStage, readStages, type StageMount } from './stages.ts'
import { openNames } from './variables.ts'

export interface MountedImage {
  readonly target: string
  readonly services: readonly string[]
  /** Undefined where only BuildKit can read it. */
  readonly dockerfile: string | undefined
  /** The stage that is built; without it the last one. */
  readonly stage?: string
  readonly args: BuildArguments
  /** Named contexts, which stand in the place of stages and images of that name. */
  readonly contexts: ReadonlyMap<string, string>
}

export interface FoundMount {
  readonly id: string
  readonly target: string
  readonly owner?: Owner
  readonly args: readonly string[]
  /** BUILDKIT_CACHE_MOUNT_NS, which keeps the mounts of builds apart. */
  readonly namespace?: string
  /** Has the shell that packs and unpacks; the builder has it anyway. */
  readonly base: string
  /** Targets of the images that use it. */
  readonly images: readonly string[]
}

export interface LeftMount {
  readonly id: string
  readonly image: string
  readonly why: string
}

export interface FoundMounts {
  readonly mounts: readonly FoundMount[]
  readonly left: readonly LeftMount[]
}

export function findMounts(images: readonly MountedImage[]): FoundMounts {
  const read = images.map(readImage)
  const found = read.flatMap((image) =>
    waysTo(image).flatMap((at) =>
      (image.stages[at]?.mounts ?? []).map((mount) => judge(mount, image, at, read)),
    ),
  )
  const unread = images.flatMap(unreadable)
  const mounts = found.flatMap((one) => (one.kind === 'found' ? one.mount : []))
  const left = found.flatMap((one) => (one.kind === 'left' ? one.mount : []))
  return {
    mounts: [...groupBy(mounts, identityOf).values()].flatMap(merged),
    left: [...groupBy([...unread, ...left], (one) => JSON.stringify(one)).values()].flatMap(
      ([first]) => first ?? [],
    ),
  }
}

/** What BuildKit knows a mount by; what is left open in the id, its base image closes. */
export function identityOf({ id, owner, namespace, args, base }: FoundMount): string {
  const open = openNames(id).some((name) => !args.includes(name))
  const { uid, gid, mode } = owner ?? {}
  return JSON.stringify([namespace ?? '', id, uid, gid, mode, args, open ? base : ''])
}

function merged(same: readonly FoundMount[]): readonly FoundMount[] {
  const [first] = same
  return first ? [{ ...first, images: [...new Set(same.flatMap(({ images }) => images))] }] : []
}

interface ReadImage extends MountedImage {
  readonly stages: readonly DockerfileStage[]
}

function readImage(image: MountedImage): ReadImage {
  const text = image.dockerfile === undefined ? undefined : readInstructions(image.dockerfile)
  const foreign = text === undefined || foreignFrontend(text) !== undefined
  return { ...image, stages: foreign ? [] : readStages(text, image.args) }
}

function unreadable({ target, dockerfile }: MountedImage): readonly LeftMount[] {
  const left = (why: string): LeftMount[] => [{ id: 'any', image: target, why }]
  if (dockerfile === undefined) return left('its Dockerfile is not on this machine')
  const text: DockerfileText = readInstructions(dockerfile)
  const frontend = foreignFrontend(text)
  return frontend === undefined ? [] : left(`its Dockerfile is read by ${frontend}`)
}

function startOf({ stages, stage }: ReadImage): number {
  return stage === undefined ? stages.length - 1 : stageAt(stages, stage, stages.length)
}

/** A stage by its name or number, among those before another one; -1 where it is none of them. */
function stageAt(stages: readonly DockerfileStage[], reference: string, before: number): number {
  const earlier = stages.slice(0, before)
  const named = earlier.findLastIndex(({ name }) => name === reference.toLowerCase())
  if (named >= 0) return named
  return /^\d+$/.test(reference) && Number(reference) < before ? Number(reference) : -1
}

/** In the order of the file. */
function waysTo(image: ReadImage): readonly number[] {
  const { stages, contexts } = image
  const reached = new Set<number>()
  const open = [startOf(image)]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const stage = stages[at]
    if (stage === undefined || reached.has(at)) continue
    if (stage.name !== undefined && contexts.has(stage.name)) continue
    reached.add(at)
    const before = at
    const needed = [...(stage.base === undefined ? [] : [stage.base]), ...stage.sources]
    open.push(...needed.map((reference) => stageAt(stages, reference, before)))
  }
  return [...reached].sort((one, other) => one - other)
}

type Judged =
  | { readonly kind: 'found'; readonly mount: FoundMount }
  | { readonly kind: 'left'; readonly mount: LeftMount }

function judge(mount: StageMount, image: ReadImage, at: number, all: readonly ReadImage[]): Judged {
  const left = (why: string): Judged => {
    return { kind: 'left', mount: { id: mount.id, image: image.target, why } }
  }
  if (mount.kind === 'left') return left(mount.why)
  const base = baseOf(image, at, all)
  if (base.kind === 'none') return left(base.why)
  const { kind: _, ...rest } = mount
  const namespace = image.args.given.get('BUILDKIT_CACHE_MOUNT_NS')
  const named = namespace === undefined ? {} : { namespace }
  return {
    kind: 'found',
    mount: { ...rest, ...named, base: base.image, images: [image.target] },
  }
}

type Base =
  | { readonly kind: 'image'; readonly image: string }
  | { readonly kind: 'none'; readonly why: string }

/** The image from which a stage starts in the end, through other stages and other images. */
function baseOf(
  image: ReadImage,
  at: number,
  all: readonly ReadImage[],
  passed: readonly ReadImage[] = [],
): Base {
  const { stages, contexts } = image
  const base = stages[at]?.base
  if (base === undefined || /[\s\\]/.test(base)) {
    return { kind: 'none', why: 'the image from which its stage starts is not known' }
  }
  const context = contexts.get(base) ?? contexts.get(base.toLowerCase())
  if (context !== undefined) return baseOfContext(context, all, [...passed, image])
  const next = stageAt(stages, base, at)
  if (next >= 0 && !/^\d+$/.test(base)) return baseOf(image, next, all, passed)
  if (base === 'scratch') {
    return { kind: 'none', why: 'its stage starts from scratch, where no shell and no tar are' }
  }
  return { kind: 'image', image: base }
}

function baseOfContext(
  context: string,
  all: readonly ReadImage[],
  passed: readonly ReadImage[],
): Base {
  const [, kind, name = ''] = /^(docker-image:\/\/|service:)(.+)$/.exec(context) ?? []
  if (kind === 'docker-image://') return { kind: 'image', image: name }
  const other = kind && all.find(({ services }) => services.includes(name))
  if (!other || passed.includes(other)) {
    return { kind: 'none', why: `its stage starts from ${context}, which is no image` }
  }
  return baseOf(other, startOf(other), all, passed)
}
