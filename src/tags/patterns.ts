// Regular expressions that users write into tag rules.

import { bad, ok, type Parsed, quoted } from '../inputs/values.ts'

export interface UserPattern {
  /** As the user wrote it. */
  readonly text: string
  readonly expression: RegExp
  /** Number of its groups, the whole match not counted. */
  readonly groups: number
}

/** GitHub's refs are shorter: what a careless expression costs grows with the text it is put to. */
export const longestSubject = 255

const nothing = ''

/** `slashes`: may also be written as `/expression/flags`. */
export function parsePattern(text: string, form: 'plain' | 'slashes'): Parsed<UserPattern> {
  const [, source = text, flags = ''] = (form === 'slashes' && /^\/(.+)\/(.*)$/s.exec(text)) || []
  try {
    const expression = new RegExp(source, flags)
    // An alternative that is empty matches anything, and so tells how many groups there are.
    const [, ...groups] = new RegExp(`${source}|`, flags).exec(nothing) ?? []
    return ok({ text, expression, groups: groups.length })
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /s, '') : String(error)
    return bad(
      `${quoted(text)} is not a regular expression: ${reason}`,
      'correct it, and put the whole attribute in quotes if it holds a comma: "pattern=v\\d{1,2}"',
    )
  }
}

/** As String.match: with the flag g the entries are all matches instead of the groups of one. */
export function matchPattern(pattern: UserPattern, subject: string): readonly string[] | undefined {
  return subject.match(pattern.expression) ?? undefined
}
