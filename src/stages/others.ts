// What was tried and not built here, by the digests by which its registry knows it.
import type { CertifiedImage } from '../certificate/statement.ts'
import type { Service } from '../compose/model.ts'
import { parseReference, repositoryOf } from '../images/reference.ts'
import type { World } from '../world/world.ts'
import type { HealthyStack } from './health.ts'

export async function othersOf(
  services: readonly Service[],
  { states }: Pick<HealthyStack, 'states'>,
  { engine }: Pick<World, 'engine'>,
): Promise<readonly CertifiedImage[]> {
  const pulled = services.filter(({ build, provider }) => !build && !provider)
  const found = await Promise.all(
    pulled.map(async ({ name: service, image: name }): Promise<readonly CertifiedImage[]> => {
      if (name === undefined) return []
      const ran = states.find((state) => state.service === service)?.image
      const known = await engine.image(ran ?? name)
      const digest = registryDigest(name, known?.repoDigests ?? [])
      return digest === undefined ? [] : [{ services: [service], name, digest }]
    }),
  )
  return found.flat()
}

function registryDigest(name: string, repoDigests: readonly string[]): string | undefined {
  const wanted = nameOf(name)
  return repoDigests.flatMap((one) => {
    const [repository = '', digest] = one.split('@')
    return digest !== undefined && nameOf(repository) === wanted ? digest : []
  })[0]
}

function nameOf(image: string): string | undefined {
  const parsed = parseReference(image)
  return parsed.kind === 'ok' ? repositoryOf(parsed.reference) : undefined
}
