// What a run does with files; io/files.ts implements it. Types only.

export type Fingerprint =
  | { readonly kind: 'known'; readonly digest: string }
  /** It can't be read, or is more than can be read in good time. */
  | { readonly kind: 'unknown'; readonly why: string }

/** Of a path within a folder. */
export type LeftOut = (relative: string) => 'no' | 'yes' | 'with all in it'

export interface Files {
  read(path: string): Promise<string>
  readBytes(path: string): Promise<Uint8Array>
  exists(path: string): Promise<boolean>
  /** Files whose name matches, in a folder and those near below it, as paths from the folder. */
  find(folder: string, name: RegExp): Promise<readonly string[]>
  /** Of a file or a folder with all in it but what is left out, named from there. */
  fingerprint(path: string, leftOut: LeftOut): Promise<Fingerprint>
  write(path: string, text: string): Promise<void>
  /** Removes a folder of ours and all in it; a missing one is no error. */
  removeFolder(path: string): Promise<void>
  /** Puts one folder in the place of another, which may be missing. */
  replaceFolder(fresh: string, used: string): Promise<void>
  /** The absolute path with all links followed; a missing one as it is named. */
  real(path: string): Promise<string>
  /** A path as the user knows it: relative to the working directory where it is inside. */
  shown(path: string): string
  /** The way back from such a path. */
  absolute(shown: string): string
}
