// Brings an image from the engine to a registry, by the engine's own push.
import type { Attachments } from '../certificate/attachments.ts'
import { copyImage } from '../certificate/copy.ts'
import type { Cleanup } from '../cleanup.ts'
import type { UploadedBytes } from '../world/uploads.ts'
import type { World } from '../world/world.ts'
import type { Berth } from './berths.ts'
import { type Try, tryOfUpload } from './persist.ts'

/** Makes the image be there under its staging tag; each try of it is in the record. */
export type Bring = (
  berth: Berth,
  means: {
    readonly persist: (
      deed: string,
      reference: string,
      attempt: () => Promise<Try<undefined>>,
    ) => Promise<undefined>
    /** On the run's clock. */
    readonly untilMs: number
  },
) => Promise<void>

/** What a registry has goes on as it is: its parts to other repositories, its manifest under a name. */
export function moveInRegistry(attachments: Attachments): Bring {
  return async ({ image: { origin, target }, repository, staging }) => {
    if (origin === undefined) throw new Error(`${target} is at no registry yet`)
    const { repository: from, manifest } = origin
    if (from !== repository) await copyImage({ from, to: repository }, manifest, attachments)
    await attachments.put(repository, staging, manifest)
  }
}

export function pushFromEngine(world: World, cleanup: Cleanup): Bring {
  const { uploads, engine, signal, clock, log } = world
  return async ({ image, repository, staging }, { persist, untilMs }) => {
    const reference = `${repository}:${staging}`
    cleanup.add({ kind: 'image-tag', reference })
    await engine.tag(image.reference, repository, staging)
    await persist('push', reference, async () => {
      const timeoutMs = Math.max(1, untilMs - clock.now())
      const onProgress = (bytes: UploadedBytes): void =>
        log.progress({ kind: 'push', name: reference, state: 'pushing', bytes })
      return tryOfUpload(
        await uploads.push(reference, { signal, timeoutMs, onProgress }),
        repository,
      )
    })
  }
}
