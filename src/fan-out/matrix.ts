// The shares as GitHub reads them: `strategy.matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}`.
import type { ImagePlan } from '../build/bake.ts'
import { runnerFor } from './platforms.ts'
import type { Share } from './shares.ts'

export interface Matrix {
  readonly include: readonly MatrixEntry[]
}

/** Names stand with commas between them, for steps that take lists. */
export interface MatrixEntry {
  readonly share: string
  /** Each by the name of its first service. */
  readonly image: string
  readonly services: string
  /** Empty: that of the machine. */
  readonly platform: string
  /** A machine that builds it without emulation, if GitHub has one. */
  readonly runner: string
}

export function matrixOf(shares: readonly Share[], images: readonly ImagePlan[]): Matrix {
  const known = new Map(images.map((image) => [image.target, image]))
  const include = shares.map(({ name, targets, platform }) => {
    const own = targets.flatMap((target) => known.get(target) ?? [])
    return {
      share: name,
      image: own.map(({ services, target }) => services[0] ?? target).join(','),
      services: own.flatMap(({ services }) => services).join(','),
      platform: platform ?? '',
      runner: runnerFor(platform),
    }
  })
  return { include }
}
