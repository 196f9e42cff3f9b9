// Looks into an event payload without believing anything about its shape.

/** The value at a path of own keys, or undefined: neither prototypes nor getters are ever reached. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current: unknown = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined
    current = Object.getOwnPropertyDescriptor(current, key)?.value
  }
  return current
}

/** A string that says something: an empty one is absent. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  return present(at(value, ...path))
}

export function flagAt(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path)
  return typeof found === 'boolean' ? found : undefined
}

/** A number as GitHub counts: a positive whole one. */
export function countAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' && Number.isSafeInteger(found) && found > 0 ? found : undefined
}

/** A variable that is set to something: runners export absent values as empty strings. */
export function present(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
