// A registry in memory, for faults of the run around it; what real registries do is tried on a real one.
import type {
  Blob,
  BlobCopy,
  Manifest,
  Receipt,
  Registry,
  RegistryAnswer,
} from '../../src/world/world.ts'

export class ScriptedRegistry implements Registry {
  readonly manifests = new Map<string, Manifest>()
  /** What it says of a manifest that it took. */
  receipt: Receipt = {}
  /** Of a manifest that is put by its digest; as any other one without it. */
  takesArtifacts: RegistryAnswer<Receipt> | undefined
  readonly #configs = new Map<string, string>()
  readonly #did: (deed: string) => void
  /** A later answer instead of what is there, by `repository:tag`. */
  readonly #answers: (readonly [RegExp, RegistryAnswer<Manifest>])[] = []

  constructor(did: (deed: string) => void) {
    this.#did = did
  }

  on(reference: RegExp, answer: RegistryAnswer<Manifest>): void {
    this.#answers.unshift([reference, answer])
  }

  /** What another run has left there. */
  inherit(from: ScriptedRegistry): void {
    for (const [name, manifest] of from.manifests) this.manifests.set(name, manifest)
    for (const [digest, text] of from.#configs) this.#configs.set(digest, text)
  }

  forget(reference: RegExp): void {
    for (const name of this.manifests.keys()) if (reference.test(name)) this.manifests.delete(name)
  }

  /** As `docker push` leaves it. */
  take(reference: string, digest: string): void {
    this.manifests.set(reference, { digest, mediaType: 'application/json', text: '{}' })
  }

  /** As another run leaves it, with the commit that its image names. */
  takeFrom(reference: string, digest: string, revision: string): void {
    const labels = { 'org.opencontainers.image.revision': revision }
    this.#configs.set(`config of ${digest}`, JSON.stringify({ config: { Labels: labels } }))
    const text = JSON.stringify({ config: { digest: `config of ${digest}` } })
    this.manifests.set(reference, { digest, mediaType: 'application/json', text })
  }

  async manifest(repository: string, reference: string): Promise<RegistryAnswer<Manifest>> {
    const name = `${repository}:${reference}`
    this.#did(`registry read ${name}`)
    const value = this.manifests.get(name)
    if (value === undefined) return { kind: 'absent' }
    const [, answer] = this.#answers.find(([pattern]) => pattern.test(name)) ?? []
    return answer ?? { kind: 'ok', value }
  }

  async digest(repository: string, reference: string): Promise<RegistryAnswer<string>> {
    const answer = await this.manifest(repository, reference)
    return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.digest } : answer
  }

  async putManifest(
    repository: string,
    tag: string,
    manifest: Manifest,
  ): Promise<RegistryAnswer<Receipt>> {
    this.#did(`registry put ${repository}:${tag}`)
    if (tag.includes(':') && this.takesArtifacts) return this.takesArtifacts
    this.manifests.set(`${repository}:${tag}`, manifest)
    return { kind: 'ok', value: this.receipt }
  }

  async deleteManifest(repository: string, digest: string): Promise<RegistryAnswer<undefined>> {
    this.#did(`registry delete ${repository}@${digest}`)
    for (const [name, manifest] of this.manifests) {
      if (name.startsWith(`${repository}:`) && manifest.digest === digest)
        this.manifests.delete(name)
    }
    return { kind: 'ok', value: undefined }
  }

  async putBlob(_repository: string, { digest, text }: Blob): Promise<RegistryAnswer<undefined>> {
    this.#configs.set(digest, text)
    return { kind: 'ok', value: undefined }
  }

  async copyBlob({ from, to, digest }: BlobCopy): Promise<RegistryAnswer<undefined>> {
    this.#did(`registry copy ${digest} from ${from} to ${to}`)
    return { kind: 'ok', value: undefined }
  }

  async referrers(): Promise<RegistryAnswer<string>> {
    return { kind: 'absent' }
  }

  async blob(_repository: string, digest: string): Promise<RegistryAnswer<string>> {
    return { kind: 'ok', value: this.#configs.get(digest) ?? '{}' }
  }

  async tryUpload(repository: string): Promise<RegistryAnswer<undefined>> {
    this.#did(`registry ask ${repository}`)
    return { kind: 'ok', value: undefined }
  }

  /** When, among the deeds. */
  async abandonUploads(): Promise<void> {
    this.abandonedUploads = true
  }

  abandonedUploads = false
}
