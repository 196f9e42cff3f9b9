// What a run asks of a registry; io/registry.ts implements it. Types only.

export interface Manifest {
  readonly digest: string
  readonly mediaType: string
  /** As the registry keeps it, byte for byte; its hash is the digest. */
  readonly text: string
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
  putManifest(
    repository: string,
    tag: string,
    manifest: Manifest,
    signal: AbortSignal,
  ): Promise<RegistryAnswer<undefined>>
  blob(repository: string, digest: string, signal: AbortSignal): Promise<RegistryAnswer<string>>
  /** Begins an upload and takes it back: whoever may do that may push. */
  tryUpload(repository: string, signal: AbortSignal): Promise<RegistryAnswer<undefined>>
}
