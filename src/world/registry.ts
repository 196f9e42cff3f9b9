// What a run asks of a registry; io/registry.ts implements it. Types only.

export interface Manifest {
  readonly digest: string
  readonly mediaType: string
  /** As the registry keeps it, byte for byte; its hash is the digest. */
  readonly text: string
}

/** What a registry says of a manifest that it took. */
export interface Receipt {
  /** Set where the registry itself lists the manifest with what it refers to. */
  readonly subject?: string
}

export interface Blob {
  readonly digest: string
  readonly text: string
  /** Made just now, so that no registry is asked whether it has it. */
  readonly isNew?: true
}

export interface BlobCopy {
  readonly from: string
  readonly to: string
  readonly digest: string
  readonly bytes: number
}

/** A registry answered, but not with what was asked for. */
export interface RegistryRefusal {
  readonly status: number
  readonly message: string
  readonly retryAfter?: string
}

export type RegistryAnswer<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly refusal: RegistryRefusal }
  /** No answer at all: the socket's reason. */
  | { readonly kind: 'unreachable'; readonly reason: string }

/** One request each; whoever calls decides on another try. `repository` names its registry too. */
export interface Registry {
  /** `reference` is a tag or a digest. */
  manifest(
    repository: string,
    reference: string,
    signal: AbortSignal,
  ): Promise<RegistryAnswer<Manifest>>
  /** Of a manifest, without it: registries that count what is fetched don't count this. */
  digest(
    repository: string,
    reference: string,
    signal: AbortSignal,
  ): Promise<RegistryAnswer<string>>
  /** `reference` is a tag or the manifest's own digest. */
  putManifest(
    repository: string,
    reference: string,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<RegistryAnswer<Receipt>>
  /** Every tag of the manifest goes with it: never for what may be anyone's. */
  deleteManifest(
    repository: string,
    digest: string,
    signal: AbortSignal,
  ): Promise<RegistryAnswer<undefined>>
  blob(repository: string, digest: string, signal: AbortSignal): Promise<RegistryAnswer<string>>
  putBlob(repository: string, blob: Blob, signal: AbortSignal): Promise<RegistryAnswer<undefined>>
  /** From another repository, through this machine only where the registry can't do it by itself. */
  copyBlob(blob: BlobCopy, signal: AbortSignal): Promise<RegistryAnswer<undefined>>
  /** The index of what refers to a manifest; absent where the registry has no such list. */
  referrers(
    repository: string,
    digest: string,
    signal: AbortSignal,
  ): Promise<RegistryAnswer<string>>
  /** Begins an upload, for what comes first: whoever may do that may push. */
  tryUpload(repository: string, signal: AbortSignal): Promise<RegistryAnswer<undefined>>
  /** Takes back what was begun and not used. */
  abandonUploads(signal: AbortSignal): Promise<void>
}
