// One reader for the Action, the command line and tests: typed values out, every problem kept.

import type { Failure } from '../errors.ts'
import { parseList, parseMap, type Separator } from './lists.ts'
import {
  type Bad,
  bad,
  nearestWord,
  type Parsed,
  parseBoolean,
  parseChoice,
  parseDuration,
  parseInteger,
  parseSize,
  parseText,
  quoted,
  type Range,
} from './values.ts'

export interface RawInput {
  readonly value: string
  /** How the user wrote it: "input wait-timeout", "--wait-timeout", "SEA_TRIAL_WAIT_TIMEOUT". */
  readonly where: string
}

export type RawInputs = ReadonlyMap<string, RawInput>

export interface KnownInput {
  readonly name: string
  readonly default?: string
  readonly secret?: boolean
}

export class Reader {
  readonly #raw: RawInputs
  readonly #known: ReadonlyMap<string, KnownInput>
  readonly #problems: Failure[]

  /** `earlier`: problems that belong into the same message. */
  constructor(raw: RawInputs, known: readonly KnownInput[], earlier: readonly Failure[] = []) {
    this.#raw = raw
    this.#problems = [...earlier]
    this.#known = new Map(known.map((input) => [input.name, input]))
  }

  get problems(): readonly Failure[] {
    return this.#problems
  }

  /** Any parser: `undefined` when the input is absent or bad; a bad one is kept as a problem. */
  parsed<T>(name: string, parse: (text: string) => Parsed<T>): T | undefined {
    const text = this.#textOf(name)
    if (text === undefined) return undefined
    const clean = parseText(text)
    const result = clean.kind === 'bad' ? clean : parse(text)
    if (result.kind === 'ok') return result.value
    this.problem(name, result)
    return undefined
  }

  text(name: string): string | undefined {
    return this.parsed(name, parseText)
  }

  /** Entries of one line each, in which commas are content. */
  lines(name: string): readonly string[] {
    return this.#entries(name, 'line')
  }

  list(name: string): readonly string[] {
    return this.#entries(name, 'comma')
  }

  map(name: string, separator: Separator): ReadonlyMap<string, string> {
    const secret = this.#known.get(name)?.secret ?? false
    return this.parsed(name, (text) => parseMap(text, { separator, secret })) ?? new Map()
  }

  duration(name: string, least: { readonly leastMs: number } = { leastMs: 0 }): number {
    return this.#required(name, 0, (text) => {
      const ms = parseDuration(text)
      if (ms.kind === 'bad' || ms.value >= least.leastMs) return ms
      return bad(`${quoted(text.trim())} is too short`, `write at least ${least.leastMs}ms`)
    })
  }

  size(name: string): number | undefined {
    return this.parsed(name, parseSize)
  }

  integer(name: string, range?: Range): number | undefined {
    return this.parsed(name, (text) => parseInteger(text, range))
  }

  boolean(name: string): boolean {
    return this.#required(name, false, parseBoolean)
  }

  choice<const T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
    return this.#required(name, allowed[0], (text) => parseChoice(text, allowed))
  }

  /** Given, and other than what GitHub passes by itself from the default in action.yml. */
  isSet(name: string): boolean {
    const text = this.#given(name)
    return text !== undefined && text.trim() !== this.#known.get(name)?.default
  }

  whereOf(name: string): string {
    return this.#raw.get(name)?.where ?? `input ${name}`
  }

  problem(name: string, { what, fix, code = 'ST-INPUT' }: Omit<Bad, 'kind'>): void {
    this.#problems.push({
      stage: 'inputs',
      class: 'input',
      code,
      what: `${this.whereOf(name)}: ${what}`,
      fix,
    })
  }

  rejectUnknown(): void {
    const names = [...this.#known.keys()]
    for (const [name, { where }] of this.#raw) {
      if (this.#known.has(name)) continue
      const near = nearestWord(name, names)
      const fix = near === undefined ? 'remove it' : `write ${near}`
      // The entry may carry a secret under a misspelt name, so its value is not shown.
      this.#problems.push({
        ...{ stage: 'inputs', class: 'input', code: 'ST-INPUT-UNKNOWN' },
        ...{ what: `${where} is unknown`, fix },
      })
    }
  }

  // GitHub passes an input that is not set as ''.
  #given(name: string): string | undefined {
    const value = this.#raw.get(name)?.value
    return value === undefined || value.trim() === '' ? undefined : value
  }

  #textOf(name: string): string | undefined {
    return this.#given(name) ?? this.#known.get(name)?.default
  }

  #entries(name: string, separator: Separator): readonly string[] {
    const entries = this.parsed(name, (text) => parseList(text, separator)) ?? []
    return entries.map((entry) => entry.text)
  }

  #required<T>(name: string, placeholder: T, parse: (text: string) => Parsed<T>): T {
    const absent = this.#textOf(name) === undefined
    if (absent) this.problem(name, bad('no value', 'give it a value'))
    return this.parsed(name, parse) ?? placeholder
  }
}
