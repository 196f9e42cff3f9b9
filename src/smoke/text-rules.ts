// What a text must hold or must not hold: contains, equals, matches, and their opposites.
import { type Entry, isMap, show } from './entry.ts'

export interface TextRule {
  readonly kind: 'contains' | 'equals' | 'matches'
  readonly text: string
  readonly wanted: 'yes' | 'no'
}

export type PatternAnswer =
  | { readonly kind: 'match'; readonly groups: readonly string[] }
  | { readonly kind: 'none' }
  /** The expression took longer than any sound one does. */
  | { readonly kind: 'slow' }

/** Runs an expression of the user's with a limit to its time. */
export type MatchPattern = (pattern: string, text: string) => PatternAnswer

const words = ['contains', 'equals', 'matches'] as const

/** A text alone must be contained; a list is all of its items. */
export function readTextRules(
  entry: Entry,
  wanted: TextRule['wanted'] = 'yes',
): readonly TextRule[] {
  return entry.oneOrMore().flatMap((one) => {
    if (!isMap(one.value)) {
      const text = one.text('a part of the text')
      return text === undefined ? [] : [{ kind: 'contains' as const, text, wanted }]
    }
    one.rejectUnknown([...words, 'not'])
    const rules = words.flatMap((kind) =>
      one
        .get(kind)
        .oneOrMore()
        .flatMap((value) => {
          const text = value.text('a text')
          if (text === undefined) return []
          if (kind === 'matches') checkPattern(value, text)
          return [{ kind, text, wanted }]
        }),
    )
    const negated = readTextRules(one.get('not'), wanted === 'yes' ? 'no' : 'yes')
    if (rules.length + negated.length === 0) {
      one.complain(`${entry.label} says nothing`, `write ${words.join(', ')} or not`)
    }
    return [...rules, ...negated]
  })
}

export function checkPattern(entry: Entry, pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'mu')
    return pattern
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error)
    return entry.complain(
      told,
      'correct the expression; a sign that is meant itself has a \\ before it',
    )
  }
}

const opposites = { contains: 'contain', equals: 'equal', matches: 'match' } as const

/** What the text lacks, each as one sentence; `name` is what the text is called. */
export function judgeText(
  name: string,
  rules: readonly TextRule[],
  text: string,
  match: MatchPattern,
): readonly string[] {
  return rules.flatMap((rule) => {
    const verb = opposites[rule.kind]
    const holds = ruleHolds(rule, text, match)
    if (holds === 'slow')
      return [`matching ${name} with ${show(rule.text)} took too long: simplify the expression`]
    if (holds === rule.wanted) return []
    const not = rule.wanted === 'no' ? 'not to ' : 'to '
    return [`expected ${name} ${not}${verb} ${show(rule.text)}, got ${show(text) || 'nothing'}`]
  })
}

function ruleHolds(rule: TextRule, text: string, match: MatchPattern): 'yes' | 'no' | 'slow' {
  switch (rule.kind) {
    case 'contains':
      return text.includes(rule.text) ? 'yes' : 'no'
    case 'equals':
      return text.replace(/\r?\n$/, '') === rule.text.replace(/\r?\n$/, '') ? 'yes' : 'no'
    case 'matches': {
      const answer = match(rule.text, text)
      return answer.kind === 'slow' ? 'slow' : answer.kind === 'match' ? 'yes' : 'no'
    }
  }
}
