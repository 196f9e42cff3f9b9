// `${name}` in the texts of a check: what it refers to, and the texts with the values in.

export type Variables = ReadonlyMap<string, string>

// `$${name}` is the text `${name}` itself, as in a Compose file.
const reference = /(\$?)\$\{([A-Za-z_][\w.-]*)\}/g

/** The names that any text in a value refers to, each once. */
export function referencesIn(value: unknown): readonly string[] {
  const names = new Set<string>()
  walk(value, (text) => {
    for (const [, escaped, name = ''] of text.matchAll(reference)) {
      if (escaped === '') names.add(name)
    }
    return text
  })
  return [...names]
}

/** The value with every reference filled in; an unknown one stays as it is. */
export function filled<T>(value: T, variables: Variables): T {
  return walk(value, (text) =>
    text.replace(reference, (whole: string, escaped: string, name: string) =>
      escaped === '' ? (variables.get(name) ?? whole) : whole.slice(1),
    ),
  ) as T
}

function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => walk(item, change))
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).map(([key, item]) => [key, walk(item, change)] as const)
  return Object.fromEntries(pairs)
}
