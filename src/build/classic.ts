// What the classic image store of an engine can't keep.
import type { Problem } from '../errors.ts'
import type { ImagePlan } from './bake.ts'
import { isOn } from './given.ts'

const containerdFix =
  'use ubuntu-26.04, or set {"features":{"containerd-snapshotter":true}} in daemon.json'

/** The classic store keeps one platform of one image, and no manifest to annotate or attest. */
export function checkClassic(images: readonly ImagePlan[]): readonly Problem[] {
  return images.flatMap(({ target, build, annotations }) => {
    const impossible = [
      ...(build.platforms.length > 1 ? [`the platforms ${build.platforms.join(', ')}`] : []),
      ...(isOn(build.provenance) || isOn(build.sbom) ? ['attestations'] : []),
      ...(annotations.size > 0 ? ['annotations'] : []),
    ]
    return impossible.map((what) => ({
      code: 'ST-STORE',
      what: `${target}: ${what} can't be kept by the classic image store of this engine`,
      why: 'it holds one platform of an image and makes the manifest anew with each push',
      fix: containerdFix,
    }))
  })
}
