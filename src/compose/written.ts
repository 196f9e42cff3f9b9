// What the user wrote, before Compose put values in the place of variables.
import { isScalar } from 'yaml'
import { nodeAt, type Path } from './places.ts'
import type { Source } from './sources.ts'

/** An entry of a list such as `- KEY=value` is given whole; undefined where no file has it as text. */
export function writtenText(sources: readonly Source[], path: Path): string | undefined {
  const node = nodeAt(sources, path)?.node
  return isScalar(node) && node.value !== null ? String(node.value) : undefined
}

/** What stays when variables are gone: `$$` is a dollar sign. */
export function hasVariable(text: string): boolean {
  return text.replaceAll('$$', '').includes('$')
}
