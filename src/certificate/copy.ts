// Brings an image to another repository by its digests, with all that stands beside it.
import type { Manifest } from '../world/world.ts'
import { type Descriptor, fallbackTag, partsOf } from './artifact.ts'
import type { Attachments } from './attachments.ts'

export interface Route {
  readonly from: string
  readonly to: string
}

/** How cosign names what belongs to an image where it does not use referrers. */
const cosignSuffixes = ['.sig', '.att', '.sbom']

export async function copyImage(
  route: Route,
  manifest: Manifest,
  attachments: Attachments,
): Promise<void> {
  await copyAll(route, manifest, attachments, new Set())
}

/** `seen`: what refers to each other in a circle, on purpose or not, is copied once. */
async function copyAll(
  route: Route,
  manifest: Manifest,
  attachments: Attachments,
  seen: Set<string>,
): Promise<void> {
  if (seen.has(manifest.digest)) return
  seen.add(manifest.digest)
  const { from, to } = route
  const { blobs, manifests, subject } = partsOf(manifest.text)
  await Promise.all([
    ...blobs.filter(isKept).map((blob) => attachments.copyBlob(from, to, blob)),
    ...manifests.map(async ({ digest }) => {
      const inner = await attachments.manifest(from, digest)
      // An index may name platforms that were never copied there.
      if (inner) await copyAll(route, inner, attachments, seen)
    }),
  ])
  if (subject === undefined) await attachments.put(to, manifest.digest, manifest)
  else await attachments.enlist(to, manifest)
  await copyBesides(route, manifest, attachments, seen)
}

async function copyBesides(
  route: Route,
  { digest }: Manifest,
  attachments: Attachments,
  seen: Set<string>,
): Promise<void> {
  const { from, to } = route
  for (const referrer of await attachments.referrers(from, digest)) {
    const beside = await attachments.manifest(from, referrer.digest)
    if (beside) await copyAll(route, beside, attachments, seen)
  }
  for (const suffix of cosignSuffixes) {
    const tag = `${fallbackTag(digest)}${suffix}`
    const beside = await attachments.manifest(from, tag)
    if (!beside) continue
    await copyAll(route, beside, attachments, seen)
    await attachments.put(to, tag, beside)
  }
}

/** Layers that registries must not hold are fetched from where they belong. */
function isKept({ mediaType }: Descriptor): boolean {
  return !/nondistributable|foreign/.test(mediaType)
}
