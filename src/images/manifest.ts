// What a manifest says of the image that it is about.

/** An index has no configuration of its own. */
export function configDigestOf(manifest: string): string | undefined {
  const value: unknown = JSON.parse(manifest)
  const config = typeof value === 'object' && value && 'config' in value ? value.config : undefined
  const digest =
    typeof config === 'object' && config && 'digest' in config ? config.digest : undefined
  return typeof digest === 'string' ? digest : undefined
}

/** The bytes of its layers, packed as they are; undefined where it is the manifest of no image. */
export function packedSize(manifest: string): number | undefined {
  const value: unknown = JSON.parse(manifest)
  const layers = typeof value === 'object' && value && 'layers' in value ? value.layers : undefined
  if (!Array.isArray(layers)) return undefined
  const sizes = layers.map((layer: unknown) =>
    typeof layer === 'object' && layer && 'size' in layer ? Number(layer.size) : Number.NaN,
  )
  const sum = sizes.reduce((all, size) => all + size, 0)
  return Number.isFinite(sum) ? sum : undefined
}
