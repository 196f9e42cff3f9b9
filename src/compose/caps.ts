// YAML text becomes nodes under limits that hold before anything recurses or expands.

import { Composer, type Document, Lexer, Parser, type YAMLError } from 'yaml'

export interface Limits {
  readonly nesting: number
  readonly tokens: number
}

export type Capped =
  | {
      readonly kind: 'parsed'
      readonly documents: readonly Document.Parsed[]
      readonly error?: YAMLError
    }
  | { readonly kind: 'refused'; readonly limit: 'nesting' | 'tokens'; readonly offset: number }

/**
 * The lexer and the parser of `yaml` keep their own stack, the composer recurses: so the depth is
 * known, exactly and for free, before the first recursive call.
 */
export function parseCapped(text: string, limits: Limits): Capped {
  const parser = new Parser()
  const tokens = []
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1
    const start = parser.offset
    if (lexemes > limits.tokens) return { kind: 'refused', limit: 'tokens', offset: start }
    for (const token of parser.next(lexeme)) tokens.push(token)
    // The document itself and the scalar at hand stand on the stack too.
    if (parser.stack.length > limits.nesting + 2) {
      return { kind: 'refused', limit: 'nesting', offset: start }
    }
  }
  for (const token of parser.end()) tokens.push(token)
  // Pretty errors copy the text once per error, which is quadratic for a hostile file; duplicate
  // keys are found by readers of the nodes, since the parser compares each key with every other.
  const options = {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  } as const
  const documents = [...new Composer(options).compose(tokens, true, text.length)]
  const error = documents.flatMap((document) => document.errors).at(0)
  return { kind: 'parsed', documents, ...(error ? { error } : {}) }
}
