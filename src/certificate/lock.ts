// A Compose override that pins every service to what was tried: for those who deploy with Compose.
import type { Published } from '../publish/publication.ts'
import type { CertifiedImage } from './statement.ts'

export interface LockedService {
  readonly service: string
  /** `name:tag@digest`. */
  readonly image: string
  readonly origin: 'built' | 'pulled'
}

export const lockName = 'sea-trial.lock.yaml'

export function lockOf(
  about: string,
  published: readonly Published[],
  others: readonly CertifiedImage[],
): string {
  return renderLock(about, lockedServices(published, others))
}

function lockedServices(
  published: readonly Published[],
  others: readonly CertifiedImage[],
): readonly LockedService[] {
  const built = published.flatMap(({ berth, manifest }) => {
    const tag = berth.fixed[0]?.name ?? berth.staging
    const image = `${berth.repository}:${tag}@${manifest.digest}`
    return berth.image.services.map((service) => ({ service, image, origin: 'built' as const }))
  })
  const pulled = others.flatMap(({ services, name, digest }) =>
    services.map((service) => {
      const image = name.includes('@') ? name : `${name}@${digest}`
      return { service, image, origin: 'pulled' as const }
    }),
  )
  // Of an image at several registries the first counts.
  return [...new Map([...pulled, ...built.toReversed()].map((one) => [one.service, one])).values()]
}

export function renderLock(about: string, services: readonly LockedService[]): string {
  const sorted = services.toSorted((one, other) => (one.service < other.service ? -1 : 1))
  const lines = sorted.flatMap(({ service, image, origin }) => [
    `  ${JSON.stringify(service)}:`,
    `    image: ${JSON.stringify(image)}`,
    // With a build section Compose would build what it does not find, instead of pulling it.
    ...(origin === 'built' ? ['    build: !reset null'] : []),
  ])
  return `${[`# ${about}`, `# docker compose -f compose.yaml -f ${lockName} up`, 'services:', ...lines].join('\n')}\n`
}
