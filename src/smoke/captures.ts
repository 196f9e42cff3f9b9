// Values that a check takes from an answer for the checks after it.

import type { JSONValue } from '@jmespath-community/jmespath'
import { compile, search } from '@jmespath-community/jmespath'
import { messageOf } from '../errors.ts'
import { type Entry, isMap, show } from './entry.ts'
import type { Capture } from './kinds.ts'
import { checkPattern, type MatchPattern } from './text-rules.ts'

export interface Captured {
  readonly values: ReadonlyMap<string, string>
  /** Why a value could not be taken. */
  readonly lacks: readonly string[]
}

export function readCaptures(entry: Entry): readonly Capture[] {
  return entry.entries('capture: { token: json.access_token }').flatMap(([name, one]) => {
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      one.complain(`${show(name)} is no name for a value`, 'write letters, digits and _')
      return []
    }
    const from = readSource(one)
    return from ? [{ name, from }] : []
  })
}

function readSource(one: Entry): Capture['from'] | undefined {
  if (isMap(one.value)) return readSourceMap(one)
  const text = one.text('json.access_token')
  if (text === undefined) return undefined
  if (text.startsWith('json.')) return jsonSource(one, text.slice('json.'.length))
  if (text.startsWith('header.')) {
    return { kind: 'header', header: text.slice('header.'.length).toLowerCase() }
  }
  return one.complain(
    `${one.label} is ${show(text)}`,
    'write json.<expression>, header.<name> or { regex: <expression> }',
  )
}

function readSourceMap(one: Entry): Capture['from'] | undefined {
  one.rejectUnknown(['header', 'json', 'regex'])
  const header = one.get('header').text('location')
  const expression = one.get('json').text('items[0].id')
  const regex = one.get('regex')
  const pattern = regex.text('id=(\\d+)')
  if (pattern !== undefined) checkPattern(regex, pattern)
  if (expression !== undefined) return jsonSource(one, expression)
  if (header !== undefined) {
    const source = { kind: 'header', header: header.toLowerCase() } as const
    return pattern === undefined ? source : { ...source, pattern }
  }
  if (pattern !== undefined) return { kind: 'regex', pattern }
  return one.complain(`${one.label} takes nothing`, 'write header, json or regex')
}

function jsonSource(one: Entry, expression: string): Capture['from'] | undefined {
  const wrong = expressionError(expression)
  if (wrong) return one.complain(wrong, 'correct the JMESPath expression')
  return { kind: 'json', expression }
}

export function expressionError(expression: string): string | undefined {
  try {
    compile(expression)
    return undefined
  } catch (error) {
    return `${show(expression)} is not JMESPath: ${messageOf(error).split('\n')[0]}`
  }
}

/** What an expression finds; a throw says why it could not be asked. */
export function query(json: unknown, expression: string): unknown {
  return search(json as JSONValue, expression)
}

export interface Answer {
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export function capture(
  captures: readonly Capture[],
  answer: Answer,
  match: MatchPattern,
): Captured {
  const values = new Map<string, string>()
  const lacks: string[] = []
  for (const { name, from } of captures) {
    const value = take(from, answer, match)
    if (value === undefined) lacks.push(`nothing to capture as ${name}: ${describe(from)}`)
    else values.set(name, value)
  }
  return { values, lacks }
}

function describe(from: Capture['from']): string {
  switch (from.kind) {
    case 'header':
      return `header ${from.header}${from.pattern ? ` with ${show(from.pattern)}` : ''}`
    case 'json':
      return `json.${from.expression}`
    case 'regex':
      return show(from.pattern)
  }
}

function take(
  from: Capture['from'],
  { headers, text }: Answer,
  match: MatchPattern,
): string | undefined {
  switch (from.kind) {
    case 'header': {
      const value = headers[from.header]
      if (value === undefined || from.pattern === undefined) return value
      return group(match(from.pattern, value))
    }
    case 'regex':
      return group(match(from.pattern, text))
    case 'json':
      return scalarText(tryQuery(text, from.expression))
  }
}

function group(answer: ReturnType<MatchPattern>): string | undefined {
  return answer.kind === 'match' ? (answer.groups[1] ?? answer.groups[0]) : undefined
}

function tryQuery(text: string, expression: string): unknown {
  try {
    return query(JSON.parse(text) as unknown, expression)
  } catch {
    return undefined // not JSON, or of another shape: told as "nothing to capture"
  }
}

function scalarText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
