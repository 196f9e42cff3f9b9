// One walk over a Compose file as written: duplicate keys, what aliases stand for and expand to.

import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml'
import type { Failure, Place } from '../errors.ts'
import { closest } from './words.ts'

export interface SourceText {
  /** As shown to the user: relative to the repository. */
  readonly path: string
  readonly text: string
  /** Absent where the bytes are unknown: a U+FFFD in the text then counts as broken. */
  readonly invalidUtf8?: boolean
  /** Absent for the files that the command names. */
  readonly reachedBy?: 'include' | 'extends'
  /** What its references are relative to: by default its own folder. */
  readonly folder?: string
}

export const MAX_NESTING = 100
export const MAX_PROBLEMS_PER_FILE = 20
// 66,000 expanded nodes keep Compose 2.40 busy for 1.6 s, ten times as many for 14 s.
const MAX_ALIASED_NODES = 100_000

/** A text with the offsets at which its lines start, the first being 0. */
export interface LinedText extends SourceText {
  readonly lineStarts: readonly number[]
}

export function withLines(source: SourceText): LinedText {
  const lineStarts = [0]
  for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) {
    lineStarts.push(at + 1)
  }
  return { ...source, lineStarts }
}

export function placeAt({ path, lineStarts }: LinedText, offset: number): Place {
  let line = 0
  let after = lineStarts.length
  while (after - line > 1) {
    const middle = (line + after) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) line = middle
    else after = middle
  }
  return { file: path, line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 }
}

export function problem(
  source: LinedText,
  offset: number | undefined,
  what: string,
  fix: string,
): Failure {
  const where = offset === undefined ? { file: source.path } : placeAt(source, offset)
  return { stage: 'inputs', class: 'input', code: 'ST-COMPOSE', what, fix, where }
}

interface Size {
  readonly nodes: number
  readonly depth: number
}

interface Anchor {
  readonly node: Node
  size?: Size
}

export class Survey {
  readonly aliases = new Map<Alias, Node>()
  readonly keys = new Map<YAMLMap, ReadonlyMap<string, Pair>>()
  readonly problems: Failure[] = []
  private readonly source: LinedText
  private readonly anchors = new Map<string, Anchor>()
  private aliased = 0

  constructor(source: LinedText) {
    this.source = source
  }

  measure(node: unknown): Size {
    if (isAlias(node)) return this.measureAlias(node)
    const anchor = this.register(node)
    const parts: Size[] = []
    if (isMap(node)) this.indexKeys(node)
    if (isMap(node) || isSeq(node)) {
      for (const item of node.items) {
        if (!isPair(item)) parts.push(this.measure(item))
        else parts.push(this.measure(item.key), this.measure(item.value))
      }
    }
    const size = {
      nodes: parts.reduce((sum, part) => sum + part.nodes, 1),
      depth: parts.reduce((deepest, part) => Math.max(deepest, part.depth), 0) + 1,
    }
    if (anchor) anchor.size = size
    if (size.depth === MAX_NESTING + 2)
      this.refuse(
        node,
        `the YAML nests deeper than ${MAX_NESTING} levels once its aliases expand`,
        'flatten it',
      )
    return size
  }

  private register(node: unknown): Anchor | undefined {
    if (!(isMap(node) || isSeq(node) || isScalar(node)) || !node.anchor) return undefined
    const anchor: Anchor = { node }
    this.anchors.set(node.anchor, anchor)
    return anchor
  }

  private measureAlias(alias: Alias): Size {
    const anchor = this.anchors.get(alias.source)
    const one = { nodes: 1, depth: 1 }
    if (!anchor) {
      const near = closest(alias.source, this.anchors.keys())
      this.refuse(
        alias,
        `no anchor &${alias.source} stands before *${alias.source}`,
        near ? `write *${near}` : `define &${alias.source} above`,
      )
      return one
    }
    if (!anchor.size) {
      this.refuse(
        alias,
        `*${alias.source} stands inside its own anchor`,
        'move the anchor to a key of its own',
      )
      return one
    }
    this.aliases.set(alias, anchor.node)
    const within = this.aliased <= MAX_ALIASED_NODES
    this.aliased += anchor.size.nodes
    if (within && this.aliased > MAX_ALIASED_NODES) {
      this.refuse(
        alias,
        `the aliases of this file expand to more than ${MAX_ALIASED_NODES} values`,
        'write the repeated part out, or repeat less',
      )
    }
    return anchor.size
  }

  private indexKeys(map: YAMLMap): void {
    const index = new Map<string, Pair>()
    for (const pair of map.items) {
      if (!isScalar(pair.key)) continue
      const name = String(pair.key.value)
      const first = index.get(name)?.key
      if (!isScalar(first)) index.set(name, pair)
      else {
        const { line } = placeAt(this.source, first.range?.[0] ?? 0)
        const what = `the key ${name} is there twice, first in line ${line}`
        this.refuse(pair.key, what, 'keep one of them')
      }
    }
    this.keys.set(map, index)
  }

  private refuse(node: unknown, what: string, fix: string): void {
    if (this.problems.length >= MAX_PROBLEMS_PER_FILE) return
    const at = isScalar(node) || isAlias(node) || isMap(node) || isSeq(node) ? node.range?.[0] : 0
    this.problems.push(problem(this.source, at, what, fix))
  }
}
