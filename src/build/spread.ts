// Which node of a builder builds which images. Buildx itself chooses a node by platform alone, and
// always the first that fits: images of one platform would all be built on one machine.
import { plainPlatform } from '../fan-out/platforms.ts'
import { kinOf } from '../fan-out/shares.ts'
import type { ImagePlan } from './bake.ts'
import type { Builder, BuilderFacts, BuilderNode } from './builder.ts'

export type SpreadPlan =
  | { readonly kind: 'whole'; readonly reason?: string }
  | { readonly kind: 'spread'; readonly reason: string; readonly parts: readonly SpreadPart[] }

export interface SpreadPart {
  readonly node: BuilderNode
  /** A builder of this node alone, made for the run. */
  readonly builder: string
  readonly targets: readonly string[]
}

export interface SpreadQuestion {
  /** The name of the chosen builder. */
  readonly builder: string | undefined
  readonly builders: BuilderFacts
  readonly images: readonly ImagePlan[]
  /** That of the engine. */
  readonly platform: string | undefined
  readonly isOverridden: boolean
  readonly keepsMounts: boolean
  readonly runId: string
}

export function planSpread(question: SpreadQuestion): SpreadPlan {
  const { builders, images, runId } = question
  const builder = builders.known?.find(({ name }) => name === question.builder)
  if (!builder?.nodes || images.length < 2) return { kind: 'whole' }
  const platform = plainPlatform(question.platform ?? '')
  const fit = builder.nodes.filter(({ platforms: [own] }) => plainPlatform(own ?? '') === platform)
  const hindrance = hindranceOf(builder, fit, platform, question)
  if (hindrance !== undefined) {
    return {
      kind: 'whole',
      reason: `not spread over its ${builder.nodes.length} nodes: ${hindrance}`,
    }
  }
  const groups = [...kinOf(images)].sort((one, other) => other.length - one.length)
  const lanes = fit.map((): string[] => [])
  for (const group of groups) {
    const least = Math.min(...lanes.map(({ length }) => length))
    lanes.find(({ length }) => length === least)?.push(...group.map(({ target }) => target))
  }
  const parts = fit.map((node, at) => ({
    ...{ node, builder: `sea-trial-${runId}-${at}`, targets: lanes[at] ?? [] },
  }))
  const away = builder.nodes.length - fit.length
  const others =
    away === 0 ? '' : `; ${away} of its nodes are for other platforms, or do not answer`
  const reason = `images without common stages are spread over ${fit.length} nodes of ${platform}${others}`
  return { kind: 'spread', reason, parts }
}

function hindranceOf(
  { driver }: Builder,
  fit: readonly BuilderNode[],
  platform: string,
  { images, isOverridden, keepsMounts }: SpreadQuestion,
): string | undefined {
  const foreign = images.find(({ build: { platforms } }) =>
    platforms.some((one) => plainPlatform(one) !== platform),
  )
  if (driver !== 'remote')
    return `only those of the driver remote can be named, and it is ${driver}`
  if (foreign) return `buildx gives each platform of ${foreign.target} to a node of its own`
  if (keepsMounts) return 'the content of cache mounts is kept in one place'
  if (isOverridden) return 'the input set is for one build of all images'
  if (fit.length < 2) return `${fit.length} of them answers for ${platform}`
  if (kinOf(images).length < 2) return 'all images have common stages'
  return undefined
}
