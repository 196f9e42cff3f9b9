// The `key=value,…` lines of tag rules and flavors: every problem of a line is kept, none thrown.

import { splitCsv } from '../inputs/csv.ts'
import { nearestWord, type Parsed, quoted } from '../inputs/values.ts'
import { parseTemplate, type Template, textTemplate, type Vocabulary } from './expressions.ts'
import { parsePattern, type UserPattern } from './patterns.ts'

export interface SourcedLine {
  readonly text: string
  /** Within the input, from 1. */
  readonly line: number
}

export interface TagProblem {
  readonly what: string
  readonly fix: string
  readonly line?: number
}

export class Attributes {
  readonly text: string
  readonly fields: readonly (readonly [key: string | undefined, value: string])[]
  readonly #problems: TagProblem[] = []

  constructor(text: string) {
    this.text = text.trim()
    const fields = splitCsv(this.text)
    if (fields.kind === 'bad') this.#problems.push({ what: fields.what, fix: fields.fix })
    // A template of a workflow often leaves an empty field behind; it asks for nothing.
    const given = fields.kind === 'ok' ? fields.value.filter((field) => field !== '') : []
    this.fields = given.map(splitField)
  }

  get sound(): boolean {
    return this.#problems.length === 0
  }

  problemsAt(line: number): readonly TagProblem[] {
    return this.#problems.map((problem) => ({ ...problem, line }))
  }

  refuse(what: string, fix: string): undefined {
    this.#problems.push({ what, fix })
  }

  template(text: string, vocabulary: Vocabulary = 'global'): Template {
    return this.#valueOf(parseTemplate(text, vocabulary)) ?? textTemplate(text)
  }

  pattern(text: string, form: 'plain' | 'slashes'): UserPattern | undefined {
    return this.#valueOf(parsePattern(text, form))
  }

  choice<T extends string>(key: string, given: string, choices: readonly T[]): T | undefined {
    const found = choices.find((choice) => choice === given)
    if (found !== undefined) return found
    const near = nearestWord(given, choices)
    const fix = near ? `did you mean ${key}=${near}?` : `write one of ${choices.join(', ')}`
    return this.refuse(`${key} is ${quoted(given)}`, fix)
  }

  #valueOf<T>(parsed: Parsed<T>): T | undefined {
    return parsed.kind === 'ok' ? parsed.value : this.refuse(parsed.what, parsed.fix)
  }
}

function splitField(field: string): readonly [string | undefined, string] {
  const equals = field.indexOf('=')
  // The `=` of {{date 'YYYY' tz='UTC'}} parts no attribute from its value.
  if (equals <= 0 || field.slice(0, equals).includes('{{')) return [undefined, field]
  return [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1).trim()]
}
