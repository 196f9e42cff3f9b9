// The forms in which a secret is found again: as it is, and as programs commonly write it.

/** Shorter ones are words that stand in many places by chance. */
export const shortest = { whole: 6, part: 12 } as const

/** Whether a text is the secret, or has it somewhere, also encoded. */
export function holdsSecret(text: string, value: string): boolean {
  const trimmed = text.trim()
  if (trimmed === value || trimmed === base64(value)) return true
  return value.length >= shortest.part && formsOf(value).some((form) => text.includes(form))
}

/** What can't be there by chance, for values that are long enough. */
export function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value)
  const inBase64 = [0, 1, 2].map((offset) => base64Core(bytes, offset))
  // From the bytes: half a character of two halves is no text, and throws.
  const percent = encodeURIComponent(bytes.toString())
  const inForms = new URLSearchParams([['', bytes.toString()]]).toString().slice('='.length)
  const forms = [
    value,
    JSON.stringify(value).slice(1, -1),
    ...inBase64,
    ...inBase64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (sign) => sign.toLowerCase()),
    inForms,
  ]
  return [...new Set(forms)]
}

function base64(value: string): string {
  return Buffer.from(value).toString('base64')
}

/**
 * The letters that stand for nothing but the secret where it begins at this byte of three, as in the
 * `user:password` of a header: those at both ends hold bits of what is beside it.
 */
function base64Core(bytes: Buffer, offset: number): string {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  return padded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
}
