// Where things are at a registry: one resource of one repository.

export interface Place {
  readonly registry: string
  readonly repository: string
  readonly url: URL
  /** Of the registry itself, which alone gets our login. */
  readonly home: string
}

/** `name`: the repository with its registry. */
export async function placeOf(
  name: string,
  rest: string,
  isPlain: (registry: string) => Promise<boolean>,
): Promise<Place> {
  const slash = name.indexOf('/')
  const [registry, repository] = [name.slice(0, slash), name.slice(slash + 1)]
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry
  const scheme = (await isPlain(registry)) ? 'http' : 'https'
  const url = new URL(`${scheme}://${host}/v2/${repository}/${rest}`)
  return { registry, repository, url, home: url.origin }
}

/** What a token is for. */
export function scopeOf({ registry, repository }: Place): string {
  return `${registry}/${repository}`
}

/** The registry's own parameters of an upload stay. */
export function uploadTo(place: Place, digest: string): Place {
  const url = new URL(place.url)
  url.searchParams.set('digest', digest)
  return { ...place, url }
}
