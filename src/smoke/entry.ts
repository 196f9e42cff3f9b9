// One value of a smoke check with the place where it stands: reads the shape asked for, notes any other.
import type { Failure, Place } from '../errors.ts'
import { nearestWord, type Parsed, parseDuration, quoted } from '../inputs/values.ts'

export type Path = readonly (string | number)[]
export type Locate = (path: Path) => Place | undefined

export type Json = Readonly<Record<string, unknown>>

export class Entry {
  readonly value: unknown
  readonly path: Path
  readonly #locate: Locate
  readonly #problems: Failure[]

  constructor(value: unknown, path: Path, locate: Locate, problems: Failure[]) {
    this.value = value
    this.path = path
    this.#locate = locate
    this.#problems = problems
  }

  get absent(): boolean {
    return this.value === undefined || this.value === null
  }

  /** The key as the user wrote it, for sentences. */
  get label(): string {
    const names = this.path.filter((part) => typeof part === 'string')
    return names.at(-1) ?? 'this'
  }

  get place(): Place | undefined {
    return this.#locate(this.path)
  }

  get(key: string | number): Entry {
    return this.#below(
      key,
      isMap(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined,
    )
  }

  has(key: string): boolean {
    return isMap(this.value) && Object.hasOwn(this.value, key)
  }

  /** Notes a problem; gives undefined, so that a reader can end with it. */
  complain(what: string, fix: string): undefined {
    const where = this.place
    this.#problems.push({
      stage: 'inputs',
      class: 'input',
      code: 'ST-CHECKS',
      what,
      fix,
      ...(where && { where }),
    })
    return undefined
  }

  keys(): readonly string[] {
    return isMap(this.value) ? Object.keys(this.value) : []
  }

  entries(example: string): readonly (readonly [string, Entry])[] {
    if (this.absent) return []
    if (!isMap(this.value))
      return this.complain(`${this.label} is not a map`, `write one, such as: ${example}`) ?? []
    return Object.entries(this.value).map(([key, value]) => [key, this.#below(key, value)])
  }

  list(example: string): readonly Entry[] {
    if (this.absent) return []
    if (!Array.isArray(this.value))
      return this.complain(`${this.label} is not a list`, `write one, such as: ${example}`) ?? []
    return this.value.map((value: unknown, index) => this.#below(index, value))
  }

  /** One item where several are allowed. */
  oneOrMore(): readonly Entry[] {
    if (this.absent) return []
    return Array.isArray(this.value) ? this.list('') : [this]
  }

  /** Numbers and booleans count as text: YAML needs no quotes for them. */
  text(example: string): string | undefined {
    if (this.absent) return undefined
    if (isScalar(this.value)) return String(this.value)
    return this.complain(`${this.label} is not a text`, `write one, such as: ${example}`)
  }

  integer(least: number, most: number): number | undefined {
    if (this.absent) return undefined
    if (typeof this.value === 'number' && Number.isInteger(this.value)) {
      if (this.value >= least && this.value <= most) return this.value
    }
    return this.complain(
      `${this.label} is ${show(this.value)}`,
      `write a whole number from ${least} to ${most}`,
    )
  }

  duration(): number | undefined {
    return this.parsed(parseDuration)
  }

  parsed<T>(parse: (text: string) => Parsed<T>): T | undefined {
    const text = this.text('10s')
    if (text === undefined) return undefined
    const parsed = parse(text)
    if (parsed.kind === 'ok') return parsed.value
    return this.complain(parsed.what, parsed.fix)
  }

  choice<T extends string>(allowed: readonly T[]): T | undefined {
    const found = allowed.find((word) => word === this.value)
    if (this.absent || found !== undefined) return found
    const near = typeof this.value === 'string' ? nearestWord(this.value, allowed) : undefined
    const fix = near ? `write ${near}` : `write one of ${allowed.join(', ')}`
    return this.complain(`${this.label} is ${show(this.value)}`, fix)
  }

  flag(): boolean | undefined {
    if (this.absent || typeof this.value === 'boolean') return this.value as boolean | undefined
    return this.complain(`${this.label} is ${show(this.value)}`, 'write true or false')
  }

  texts(example: string): Readonly<Record<string, string>> {
    const pairs = this.entries(example).map(
      ([key, one]) => [key, one.text('a text') ?? ''] as const,
    )
    return Object.fromEntries(pairs)
  }

  rejectUnknown(known: readonly string[]): void {
    for (const key of this.keys()) {
      if (known.includes(key)) continue
      const near = nearestWord(key, known)
      const fix = near ? `write ${near}` : `known are ${known.join(', ')}`
      this.get(key).complain(`unknown key ${quoted(key).slice(1, -1)}`, fix)
    }
  }

  #below(key: string | number, value: unknown): Entry {
    return new Entry(value, [...this.path, key], this.#locate, this.#problems)
  }
}

export function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** How a value of the user's or of a response is quoted in a sentence: short and on one line. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}
