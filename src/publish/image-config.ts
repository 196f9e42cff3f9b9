// What an image says of itself, from its manifest and config as a registry gives them.
import { listOf, parse, recordOf, textOf, textsOf } from '../text/json.ts'
import type { Current } from './forward.ts'

/** The digest of the config, or of the manifest that has it where this is an index of several. */
export type ConfigPlace =
  | { readonly kind: 'config'; readonly digest: string }
  | { readonly kind: 'manifest'; readonly digest: string }
  | { readonly kind: 'none' }

export function configPlace(manifest: string): ConfigPlace {
  const { config, manifests } = recordOf(parse(manifest))
  const own = textOf(recordOf(config)['digest'])
  if (own !== undefined) return { kind: 'config', digest: own }
  const inner = listOf(manifests).map(recordOf)
  // Attestations stand in an index as manifests of the platform unknown/unknown.
  const first = inner.find(({ platform }) => recordOf(platform)['os'] !== 'unknown')
  const digest = textOf(first?.['digest'])
  return digest === undefined ? { kind: 'none' } : { kind: 'manifest', digest }
}

export function labelsOf(config: string): Omit<Current, 'digest'> {
  const labels = recordOf(recordOf(recordOf(parse(config))['config'])['Labels'])
  const label = (name: string): string | undefined =>
    textOf(labels[`org.opencontainers.image.${name}`])
  const [version, revision, created] = [label('version'), label('revision'), label('created')]
  return {
    ...(version && { version }),
    ...(revision && { revision }),
    ...(created && { created }),
  }
}

/** The digests of the unpacked layers. */
export function diffIdsOf(config: string): readonly string[] {
  return textsOf(recordOf(recordOf(parse(config))['rootfs'])['diff_ids'])
}
