// Limits on YAML text before any parser sees it, found by one pass over the characters.

export interface Nesting {
  readonly tooDeep: boolean
  readonly line: number
  readonly column: number
}

/** An upper bound: brackets inside quotes or block text may count, real nesting always does. */
export function nestingOf(text: string, limit: number): Nesting {
  const columns: number[] = []
  let flow = 0
  let line = 0
  for (const row of text.split('\n')) {
    line += 1
    const content = row.search(/[^ ]/)
    if (content < 0) continue
    while ((columns.at(-1) ?? -1) >= content) columns.pop()
    columns.push(content)
    for (let at = 0; at < row.length; at++) {
      const character = row[at]
      if (character === '[' || character === '{') flow += 1
      else if ((character === ']' || character === '}') && flow > 0) flow -= 1
      if (columns.length + flow > limit) return { tooDeep: true, line, column: at + 1 }
    }
  }
  return { tooDeep: false, line: 1, column: 1 }
}
