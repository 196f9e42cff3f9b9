// A service without a build may run the image that another one builds: Compose runs what was built.
import { groupBy } from '../text/group-by.ts'
import type { Service, Stack } from './model.ts'

/** Such a service gets the build of the other one, and with it, as all that share one, its image. */
export function shareBuilds(stack: Stack): Stack {
  const builders = groupBy(
    stack.services.filter(({ build, image }) => build !== undefined && image !== undefined),
    nameOf,
  )
  const services = stack.services.map((service): Service => {
    if (service.build || service.provider || service.image === undefined) return service
    const build = builders.get(nameOf(service))?.[0]?.build
    return build ? { ...service, build } : service
  })
  return { ...stack, services }
}

/** `app` is short for `app:latest`. */
function nameOf({ image = '' }: Service): string {
  return image.replace(/:latest$/, '')
}
