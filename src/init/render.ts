// Checks as YAML that a person would have written: one key per line, what is below in one line.
import { isMap, type Json } from '../smoke/entry.ts'
import type { Suggestion } from './suggest.ts'

/** The lines of `x-smoke` and its list, with that many spaces before the key. */
export function renderBlock({ checks, comment }: Suggestion, indent: number): readonly string[] {
  const space = ' '.repeat(indent)
  return [
    `${space}x-smoke:`,
    ...(comment === undefined ? [] : [`${space}  # ${comment}`]),
    ...checks.flatMap((check) =>
      Object.entries(check).map(
        ([key, value], at) => `${space}  ${at === 0 ? '- ' : '  '}${key}: ${renderInline(value)}`,
      ),
    ),
  ]
}

export function renderFlow({ checks }: Suggestion): string {
  return `x-smoke: ${renderInline(checks)}`
}

function renderInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderInline).join(', ')}]`
  if (isMap(value)) return renderMap(value)
  return typeof value === 'string' ? renderText(value) : JSON.stringify(value)
}

function renderMap(map: Json): string {
  const pairs = Object.entries(map).map(([key, value]) => `${key}: ${renderInline(value)}`)
  return `{ ${pairs.join(', ')} }`
}

/** Words that YAML 1.1 or 1.2 reads as something else. */
const taken = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i
const plainWords = /^[A-Za-z/_][\w./@%+=-]*(?: [\w./@%+=-]+)*$/
const plainOthers = /^(?:-[A-Za-z]|--[a-z][\w-]*(?:=[\w.-]+)?|\d+(?:\.\d+){3}|[1-5]xx)$/

/** To Compose, one `$` begins a variable. */
function renderText(text: string): string {
  const plain = !taken.test(text) && (plainWords.test(text) || plainOthers.test(text))
  return plain ? text : JSON.stringify(text.replaceAll('$', '$$$$'))
}
