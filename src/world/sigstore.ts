// What a run asks of Sigstore; io/sigstore.ts implements it. Types only.

/** Addresses of the services that one instance consists of: a CA, and a log or a clock or both. */
export interface SigstoreInstance {
  readonly fulcio: string
  readonly rekor?: string
  readonly tsa?: string
}

/** Who signed, as the certificate of the signature says. */
export interface Signer {
  /** Who vouched for it. */
  readonly issuer?: string
  /** Address of the repository whose workflow it was. */
  readonly repository?: string
  readonly workflow?: string
}

export type SignatureAnswer =
  | { readonly kind: 'holds'; readonly statement: string; readonly signer: Signer }
  | { readonly kind: 'fails'; readonly reason: string }
  /** Whom to trust is not known, so nothing is known of the signature. */
  | { readonly kind: 'no-root'; readonly reason: string; readonly given: boolean }

export interface Sigstore {
  /** A bundle with the statement, signed as this workflow run; throws an Error with the reason. */
  sign(statement: string, instance: SigstoreInstance, signal: AbortSignal): Promise<string>
  /** `trustedRoot`: text of a file with one root or several; without it that of the public instance. */
  verify(bundle: string, trustedRoot: string | undefined): Promise<SignatureAnswer>
}
