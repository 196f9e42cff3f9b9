// Which images come from a registry, and whether the engine's own copy of one will do.
import type { Service, Stack } from '../compose/model.ts'
import type { PulledImage, PullPlan } from '../stages/pull.ts'
import { groupBy } from '../text/group-by.ts'

const pullTimeoutMs = 10 * 60_000

/** `always`: the user wants newer versions where there are any. */
export function planPulls(stack: Stack, always: boolean): PullPlan {
  const pulled = stack.services.filter(
    ({ build, provider, image, pullPolicy }) =>
      !build && !provider && image !== undefined && pullPolicy !== 'never',
  )
  const groups = groupBy(pulled, ({ image, platform }) => JSON.stringify([image, platform]))
  const images = [...groups.values()].flatMap((group): readonly PulledImage[] => {
    const [first] = group
    if (first?.image === undefined) return []
    const { image: reference, platform } = first
    const services = group.map(({ name }) => name)
    const when = group.some((service) => isWanted(service, always)) ? 'always' : 'missing'
    return [{ reference, services, when, ...(platform !== undefined && { platform }) }]
  })
  return { images, timeoutMs: pullTimeoutMs }
}

/** What the services of the early part run is pulled first, for whoever else runs it too. */
export function splitPulls(
  { images, timeoutMs }: PullPlan,
  early: readonly string[],
): { readonly early: PullPlan; readonly rest: PullPlan } {
  const isEarly = ({ services }: PulledImage): boolean =>
    services.some((service) => early.includes(service))
  return {
    early: { images: images.filter(isEarly), timeoutMs },
    rest: { images: images.filter((image) => !isEarly(image)), timeoutMs },
  }
}

function isWanted({ pullPolicy, image = '' }: Service, always: boolean): boolean {
  // What a digest names never changes.
  if (image.includes('@')) return false
  return always || pullPolicy === 'always'
}
