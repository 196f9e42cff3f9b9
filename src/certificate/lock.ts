// A Compose override that pins every service to what was tried: for those who deploy with Compose.

export interface LockedService {
  readonly service: string
  /** `name:tag@digest`. */
  readonly image: string
  readonly origin: 'built' | 'pulled'
}

export const lockName = 'sea-trial.lock.yaml'

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
