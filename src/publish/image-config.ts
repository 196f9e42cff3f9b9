// What an image says of itself, from its manifest and config as a registry gives them.
import type { Current } from './forward.ts'

/** The digest of the config, or of the manifest that has it where this is an index of several. */
export type ConfigPlace =
  | { readonly kind: 'config'; readonly digest: string }
  | { readonly kind: 'manifest'; readonly digest: string }
  | { readonly kind: 'none' }

export function configPlace(manifest: string): ConfigPlace {
  const { config, manifests } = parse(manifest)
  if (config?.digest) return { kind: 'config', digest: config.digest }
  // Attestations stand in an index as manifests of the platform unknown/unknown.
  const first = manifests?.find(({ platform }) => platform?.os !== 'unknown')
  return first?.digest ? { kind: 'manifest', digest: first.digest } : { kind: 'none' }
}

interface ManifestJson {
  readonly config?: { readonly digest?: string }
  readonly manifests?: readonly {
    readonly digest?: string
    readonly platform?: { readonly os?: string }
  }[]
}

function parse(text: string): ManifestJson {
  try {
    return JSON.parse(text) as ManifestJson
  } catch {
    return {} // an image that nobody can read has no version that could be higher
  }
}

export function labelsOf(config: string): Omit<Current, 'digest'> {
  const { config: inner } = parse(config) as {
    readonly config?: { readonly Labels?: Readonly<Record<string, string>> | null }
  }
  const label = (name: string): string | undefined =>
    inner?.Labels?.[`org.opencontainers.image.${name}`]
  const [version, revision, created] = [label('version'), label('revision'), label('created')]
  return {
    ...(version && { version }),
    ...(revision && { revision }),
    ...(created && { created }),
  }
}
