// A manifest as a registry sends it: its bytes are its name.
import { createHash } from 'node:crypto'

export interface Manifest {
  readonly digest: string
  /** Of the image's configuration; an index has none. */
  readonly configDigest?: string
}

/** The text must be the very bytes of the registry. */
export function parseManifest(text: string): Manifest {
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
  const value: unknown = JSON.parse(text)
  const config = typeof value === 'object' && value && 'config' in value ? value.config : undefined
  const named =
    typeof config === 'object' && config && 'digest' in config ? config.digest : undefined
  return { digest, ...(typeof named === 'string' && { configDigest: named }) }
}
