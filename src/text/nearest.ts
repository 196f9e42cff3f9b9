// "Did you mean": the closest known word, for every place that rejects an unknown one.

export function nearest(word: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

// Optimal string alignment: a swap of neighbours, the commonest slip, counts once.
function editDistance(from: string, to: string): number {
  const width = to.length + 1
  const cells = new Uint16Array((from.length + 1) * width)
  const at = (row: number, column: number): number => cells[row * width + column] ?? 0
  for (let row = 0; row <= from.length; row++) {
    for (let column = 0; column <= to.length; column++) {
      if (row === 0 || column === 0) {
        cells[row * width + column] = row + column
        continue
      }
      const same = from[row - 1] === to[column - 1] ? 0 : 1
      let cost = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + same,
      )
      const swapped =
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1]
      if (swapped) cost = Math.min(cost, at(row - 2, column - 2) + 1)
      cells[row * width + column] = cost
    }
  }
  return at(from.length, to.length)
}
