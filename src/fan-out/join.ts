// The parts of an image, each for a platform, under one index; byte for byte as BuildKit writes it.
import { digestOf, indexType } from '../certificate/artifact.ts'
import { listOf, parse, recordOf } from '../text/json.ts'
import type { Manifest } from '../world/world.ts'
import { descriptorPlatform } from './platforms.ts'

export interface PartManifest {
  readonly platform?: string
  readonly manifest: Manifest
}

const listType = 'application/vnd.docker.distribution.manifest.list.v2+json'
const dockerType = 'application/vnd.docker.distribution.manifest.v2+json'

export function joinParts(
  parts: readonly PartManifest[],
  annotations: Readonly<Record<string, string>>,
): Manifest {
  const all = parts.flatMap(entriesOf)
  const entries = [...all.filter((one) => !isAttestation(one)), ...all.filter(isAttestation)]
  const noted = Object.keys(annotations).length > 0
  const isDocker = !noted && entries.every(({ mediaType }) => mediaType === dockerType)
  const mediaType = isDocker ? listType : indexType
  const index = {
    ...{ schemaVersion: 2, mediaType, manifests: entries },
    ...(noted && { annotations }),
  }
  const text = JSON.stringify(index, null, 2)
  return { digest: digestOf(text), mediaType, text }
}

type Entry = Readonly<Record<string, unknown>>

/** What is an index itself, since it has attestations, gives what it lists. */
function entriesOf({ manifest, platform = '' }: PartManifest): readonly Entry[] {
  const { manifests } = recordOf(parse(manifest.text))
  if (manifests !== undefined) return listOf(manifests).map(recordOf)
  const { mediaType, digest, text } = manifest
  const size = Buffer.byteLength(text)
  return [{ mediaType, digest, size, platform: descriptorPlatform(platform) }]
}

function isAttestation({ annotations }: Entry): boolean {
  return recordOf(annotations)['vnd.docker.reference.type'] === 'attestation-manifest'
}

/** In an index, the manifest of an image for a platform. */
export function nativeIn(index: string, platform: string): string | undefined {
  const wanted = JSON.stringify(descriptorPlatform(platform))
  const found = listOf(recordOf(parse(index))['manifests'])
    .map(recordOf)
    .find((entry) => {
      const { os, architecture, variant } = recordOf(entry['platform'])
      const own = [os, architecture, variant].filter((word) => word !== undefined).join('/')
      return JSON.stringify(descriptorPlatform(own)) === wanted && !isAttestation(entry)
    })
  return typeof found?.['digest'] === 'string' ? found['digest'] : undefined
}
