// The job summary within what GitHub takes: 1 MiB for a step, or the whole of it is refused.

/** Far below: what nobody reads must not cost the rest. In UTF-8 bytes, as GitHub counts. */
const summaryLimits: SummaryLimits = { totalBytes: 512 * 1024, partBytes: 64 * 1024 }

export interface SummaryLimits {
  readonly totalBytes: number
  readonly partBytes: number
}

const notice = '_Shortened here; the JSON report has all of it._'
const between = '\n\n'

/** Parts of Markdown, the most important first. A long one is cut alone; what does not fit is left out. */
export function joinWithin(parts: readonly string[], limits = summaryLimits): string {
  const room = limits.totalBytes - bytesOf(`${between}${notice}\n`)
  let text = ''
  for (const whole of parts) {
    const part = cutPart(whole, limits.partBytes)
    const longer = text === '' ? part : text + between + part
    if (bytesOf(longer) > room) return `${text}${between}${notice}\n`
    text = longer
  }
  return `${text}\n`
}

function cutPart(part: string, maxBytes: number): string {
  if (bytesOf(part) <= maxBytes) return part
  const [opening = '', fence = ''] = /^(`{3,})[a-z]+$/m.exec(part) ?? []
  const folded = part.startsWith('<details>') ? `${between}</details>` : ''
  const room = maxBytes - bytesOf(`\n${fence}${between}${notice}${folded}`)
  const cut = firstBytes(part, room)
  const lines = cut.includes('\n') ? cut.slice(0, cut.lastIndexOf('\n')) : cut
  const isOpen = opening !== '' && lines.includes(opening)
  return `${lines}${isOpen ? `\n${fence}` : ''}${between}${notice}${folded}`
}

/** The longest beginning that fits, of whole characters. */
function firstBytes(text: string, maxBytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, maxBytes)))
  return text.slice(0, read)
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
