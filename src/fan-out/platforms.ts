// Platforms as people write them, and the machines that GitHub has for them.

/** `linux/arm64/v8` is another word for `linux/arm64`, as is `linux/amd64/v1` for `linux/amd64`. */
export function plainPlatform(platform: string): string {
  return platform.toLowerCase().replace(/\/(?:arm64\/v8|amd64\/v1)$/, (end) => {
    return end.slice(0, end.lastIndexOf('/'))
  })
}

export function isSamePlatform(one: string, other: string): boolean {
  return plainPlatform(one) === plainPlatform(other)
}

/** As an index names it. */
export function descriptorPlatform(platform: string): Readonly<Record<string, string>> {
  const [os = '', architecture = '', variant] = plainPlatform(platform).split('/')
  return { architecture, os, ...(variant !== undefined && { variant }) }
}

/** Of the hosted ones; what neither kind runs by itself is built by emulation. */
export function runnerFor(platform: string | undefined): string {
  const isArm = platform !== undefined && /^linux\/arm(?:64)?(?:\/|$)/.test(platform.toLowerCase())
  return isArm ? 'ubuntu-26.04-arm' : 'ubuntu-26.04'
}
