// What a stack sees of the machine's files, and where each stands in the user's.
import type { Named, Service, Stack } from './model.ts'
import type { Path } from './places.ts'

export interface Mount {
  readonly source: string
  readonly path: Path
}

/** Every path of the machine that the stack names. */
export function hostPaths(stack: Stack): readonly string[] {
  return [
    ...new Set(stack.services.flatMap((one) => mountsOf(one, stack).map(({ source }) => source))),
  ]
}

/** Of the machine's files: bind mounts, and volumes, secrets and configs that are such files. */
export function mountsOf(service: Service, stack: Stack): readonly Mount[] {
  const { access, bindMounts, volumeMounts } = service
  const named = (section: 'volumes' | 'secrets' | 'configs', keys: readonly string[]) =>
    stack[section]
      .filter(({ key }) => keys.includes(key))
      .flatMap(({ key, hostPath }: Named) =>
        hostPath === undefined ? [] : [{ source: hostPath, path: [section, key] }],
      )
  return [
    ...bindMounts.map(({ source, index }) => ({
      source,
      path: ['services', service.name, 'volumes', index],
    })),
    ...named('volumes', volumeMounts),
    ...named('secrets', access.secrets),
    ...named('configs', access.configs),
  ]
}
