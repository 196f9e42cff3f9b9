// What images are called in a bake file, where fewer signs may stand in a name than in Compose.

/** Each of the names is there once; so is each target. */
export function targetNames(names: readonly string[]): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  const taken = new Set<string>()
  // Names that may stand as they are come first: none of them gives way to another one's stand-in.
  for (const name of names.toSorted((a, b) => Number(isOdd(a)) - Number(isOdd(b)))) {
    const safe = name.replace(/[^a-zA-Z0-9_-]/g, '_')
    let target = safe
    for (let nth = 2; taken.has(target); nth++) target = `${safe}-${nth}`
    taken.add(target)
    targets.set(name, target)
  }
  return targets
}

function isOdd(name: string): boolean {
  return /[^a-zA-Z0-9_-]/.test(name)
}
