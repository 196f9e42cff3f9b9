// Takes secrets out of what tools say, for the places that GitHub's own masking does not reach.

/** A shorter piece occurs by chance; masking it would only garble the log. */
const shortest = 4

export type Redact = (text: string) => string

export function redacting(secrets: readonly string[]): Redact {
  const pieces = secrets.flatMap((secret) => [secret, ...secret.split('\n')])
  const words = [...new Set(pieces.map((piece) => piece.trim()))]
    .filter((piece) => piece.length >= shortest)
    .toSorted((one, other) => other.length - one.length)
  return (text) => words.reduce((rest, word) => rest.replaceAll(word, '***'), text)
}
