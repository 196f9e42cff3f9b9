// What a manifest says of the image that it is about.

/** An index has no configuration of its own. */
export function configDigestOf(manifest: string): string | undefined {
  const value: unknown = JSON.parse(manifest)
  const config = typeof value === 'object' && value && 'config' in value ? value.config : undefined
  const digest =
    typeof config === 'object' && config && 'digest' in config ? config.digest : undefined
  return typeof digest === 'string' ? digest : undefined
}
