// Takes secrets out of what tools say, for the places that GitHub's own masking does not reach.

/** A shorter piece occurs by chance; masking it would only garble the log. */
const shortest = 4
export const mask = '***'

export type Redact = (text: string) => string

export function redacting(secrets: readonly string[]): Redact {
  const words = secretWords(secrets)
  return (text) => words.reduce((rest, word) => rest.replaceAll(word, mask), text)
}

/** What is looked for, the longest first: of a secret of many lines, each line. */
export function secretWords(secrets: readonly string[]): readonly string[] {
  const pieces = secrets.flatMap((secret) => [secret, ...secret.split('\n')])
  return [...new Set(pieces.map((piece) => piece.trim()))]
    .filter((piece) => piece.length >= shortest)
    .toSorted((one, other) => other.length - one.length)
}
