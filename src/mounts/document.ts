// The cache mounts of a plan as people and tools read them.
import type { FoundMount } from './find.ts'
import type { MountsPlan } from './plan.ts'

export interface MountsDocument {
  /** off, builder, kept. */
  readonly kind: string
  readonly reason: string
  readonly mounts: readonly MountDocument[]
  readonly left: readonly { readonly id: string; readonly image: string; readonly why: string }[]
}

export interface MountDocument {
  readonly id: string
  /** As in the Dockerfile, or null where none is given. */
  readonly owner: string | null
  readonly images: readonly string[]
  readonly base: string
  /** Null where nothing is carried from run to run. */
  readonly key: string | null
  readonly restoreKeys: readonly string[]
  readonly locks: readonly string[]
  readonly read: boolean
  readonly write: boolean
}

export function mountsDocument({
  kind,
  reason,
  mounts,
  left,
  read,
  write,
}: MountsPlan): MountsDocument {
  return {
    kind,
    reason,
    mounts: mounts.map((mount) => ({
      id: mount.id,
      owner: ownerOf(mount),
      images: mount.images,
      base: mount.base,
      key: kind === 'kept' ? mount.key : null,
      restoreKeys: kind === 'kept' ? mount.restoreKeys : [],
      locks: mount.locks,
      read,
      write,
    })),
    left: left.map(({ id, image, why }) => ({ id, image, why })),
  }
}

function ownerOf({ owner }: FoundMount): string | null {
  return owner ? `uid=${owner.uid},gid=${owner.gid},mode=0${owner.mode.toString(8)}` : null
}

/** Nothing where nobody asked. */
export function mountsLine({ kind, reason }: MountsDocument): readonly string[] {
  return kind === 'off' ? [] : [`cache mounts ${kind}: ${reason}`]
}

export function mountRows({ mounts, left }: MountsDocument): readonly (readonly string[])[] {
  return [
    ...mounts.map(({ id, owner, images, key, locks }) => [
      owner === null ? id : `${id} (${owner})`,
      `of ${images.join(', ')}`,
      key === null ? '' : `${key} by ${locks.length > 0 ? locks.join(', ') : 'the Dockerfile'}`,
    ]),
    ...left.map(({ id, image, why }) => [id, `of ${image}`, `not kept: ${why}`]),
  ]
}
