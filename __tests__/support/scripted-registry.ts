// A registry in memory, for faults of the run around it; what real registries do is tried on a real one.
import type { Manifest, Registry, RegistryAnswer } from '../../src/world.ts'

export class ScriptedRegistry implements Registry {
  readonly manifests = new Map<string, Manifest>()
  readonly #did: (deed: string) => void
  /** A later answer instead of what is there, by `repository:tag`. */
  readonly #answers: (readonly [RegExp, RegistryAnswer<Manifest>])[] = []

  constructor(did: (deed: string) => void) {
    this.#did = did
  }

  on(reference: RegExp, answer: RegistryAnswer<Manifest>): void {
    this.#answers.unshift([reference, answer])
  }

  /** As `docker push` leaves it. */
  take(reference: string, digest: string): void {
    this.manifests.set(reference, { digest, mediaType: 'application/json', text: '{}' })
  }

  async manifest(repository: string, reference: string): Promise<RegistryAnswer<Manifest>> {
    const name = `${repository}:${reference}`
    this.#did(`registry read ${name}`)
    const value = this.manifests.get(name)
    if (value === undefined) return { kind: 'absent' }
    const [, answer] = this.#answers.find(([pattern]) => pattern.test(name)) ?? []
    return answer ?? { kind: 'ok', value }
  }

  async putManifest(
    repository: string,
    tag: string,
    manifest: Manifest,
  ): Promise<RegistryAnswer<undefined>> {
    this.#did(`registry put ${repository}:${tag}`)
    this.manifests.set(`${repository}:${tag}`, manifest)
    return { kind: 'ok', value: undefined }
  }

  async blob(): Promise<RegistryAnswer<string>> {
    return { kind: 'ok', value: '{}' }
  }

  async tryUpload(repository: string): Promise<RegistryAnswer<undefined>> {
    this.#did(`registry ask ${repository}`)
    return { kind: 'ok', value: undefined }
  }
}
