// A page as data: what it is made of, before it becomes Markdown or HTML. All text is foreign until
// a renderer has escaped it.
import type { Lane } from './lanes.ts'

export type Piece =
  | string
  | { readonly kind: 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }

export type Line = readonly Piece[]

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: Line }
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | { readonly kind: 'code'; readonly lines: readonly string[]; readonly language?: 'sh' }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | Table
  | Timeline
  /** What is cut or left out together. */
  | { readonly kind: 'group'; readonly blocks: readonly Block[] }
  /** Folded until somebody asks for it. */
  | { readonly kind: 'details'; readonly title: string; readonly blocks: readonly Block[] }

export interface Table {
  readonly kind: 'table'
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly Line[])[]
}

export interface Timeline {
  readonly kind: 'timeline'
  readonly title: string
  readonly lanes: readonly Lane[]
  readonly totalMs: number
}

export function code(text: string): Piece {
  return { kind: 'code', text }
}

export function strong(text: string): Piece {
  return { kind: 'strong', text }
}

export function link(text: string, url: string): Piece {
  return { kind: 'link', text, url }
}
