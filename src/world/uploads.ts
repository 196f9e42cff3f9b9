// What a run asks of the engine for its registries; io/engine-uploads.ts implements it. Types only.

export type Upload =
  | { readonly kind: 'done' }
  /** In the words of the engine, or of the registry. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'late' }

export interface UploadedBytes {
  readonly done: number
  /** Of the layers that the registry lacks, as far as they are known yet. */
  readonly all: number
}

export interface UploadOptions {
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly onProgress: (bytes: UploadedBytes) => void
}

export interface Uploads {
  /** Throws when the run was cancelled; whatever else happens is an answer. */
  push(reference: string, options: UploadOptions): Promise<Upload>
}
