// What the runner takes of outputs: 1 MB for all of a job, counted as UTF-16.
import type { Outputs } from './results.ts'

/** Steps of the same job that pass ours on need room too. */
const maxBytes = 900_000

/** The report holds all of these, so they go first, in this order; `json` repeats the others. */
const inReport = ['json', 'plan', 'endpoints', 'images', 'digests', 'matrix', 'tags'] as const

/** Whole values only: half of a JSON is none, and half a list of tags is another list. */
export function shortenOutputs(outputs: Outputs, limit = maxBytes): Outputs {
  let shortened = outputs
  for (const name of inReport) {
    if (sizeOf(shortened) <= limit) break
    const { report } = outputs
    const stub = { shortened: `${outputs[name].length} characters are too long`, report }
    const told = name === 'tags' ? `see ${report}` : JSON.stringify(stub)
    if (told.length < outputs[name].length) shortened = { ...shortened, [name]: told }
  }
  return shortened
}

function sizeOf(outputs: Outputs): number {
  return Object.values(outputs).reduce((sum, value) => sum + 2 * value.length, 0)
}
