// Folders that outlive the run; io/store.ts implements it where there is such a store. Types only.

export type Restored =
  | { readonly kind: 'hit'; readonly key: string }
  | { readonly kind: 'miss' }
  | { readonly kind: 'failed'; readonly why: string }

/** Folders that outlive the run; neither call throws, and both end at their deadline. */
export interface Store {
  restore(
    folder: string,
    from: {
      readonly key: string
      readonly restoreKeys: readonly string[]
      readonly timeoutMs: number
    },
  ): Promise<Restored>
  /** Gives the reason where it could not be saved. */
  save(
    folder: string,
    as: { readonly key: string; readonly timeoutMs: number },
  ): Promise<string | undefined>
}
