// One value of the resolved Compose file with its path: reads the shape asked for, notes any other.

import { type Failure, messageOf } from '../errors.ts'
import { parseCapped } from './caps.ts'

// The resolved file is as long as the stack is; only its depth could hurt.
const LIMITS = { nesting: 120, tokens: Number.POSITIVE_INFINITY }
const MILLISECONDS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ns: 1e-6,
}
const BYTE_POWERS = 'bkmgtp'

export class Item {
  readonly value: unknown
  readonly path: string
  readonly problems: Failure[]

  constructor(value: unknown, path: string, problems: Failure[]) {
    this.value = value
    this.path = path
    this.problems = problems
  }

  get absent(): boolean {
    return this.value === undefined || this.value === null
  }

  get(key: string): Item {
    const value = this.value instanceof Map ? this.value.get(key) : undefined
    if (!this.absent && !(this.value instanceof Map)) this.wrong('a mapping')
    return new Item(value, this.below(key), this.problems)
  }

  entries(): readonly (readonly [string, Item])[] {
    if (this.absent) return []
    if (!(this.value instanceof Map)) return this.wrong('a mapping') ?? []
    return [...this.value].map(([key, value]) => {
      const name = keyText(key)
      return [name, new Item(value, this.below(name), this.problems)]
    })
  }

  list(): readonly Item[] {
    if (this.absent) return []
    if (!Array.isArray(this.value)) return this.wrong('a list') ?? []
    return this.value.map((value, at) => new Item(value, `${this.path}[${at}]`, this.problems))
  }

  /** Numbers and booleans count as text: the CLI quotes only what needs it. */
  text(): string | undefined {
    if (this.absent) return undefined
    if (isScalar(this.value)) return String(this.value)
    return this.wrong('text')
  }

  texts(): readonly string[] {
    return this.list().flatMap((item) => item.text() ?? [])
  }

  /** Several options of `build` may be one text or a list. */
  textOrTexts(): readonly string[] {
    if (isScalar(this.value)) return [String(this.value)]
    return this.texts()
  }

  number(): number | undefined {
    if (this.absent) return undefined
    const number = isScalar(this.value) && this.value !== '' ? Number(this.value) : Number.NaN
    return Number.isFinite(number) ? number : this.wrong('a number')
  }

  flag(): boolean {
    if (this.absent) return false
    if (this.value === true || this.value === 'true') return true
    if (this.value === false || this.value === 'false') return false
    return this.wrong('true or false') ?? false
  }

  durationMs(): number | undefined {
    if (this.absent) return undefined
    const text = this.text()
    if (text === undefined) return undefined
    return durationMs(text) ?? this.wrong('a duration such as 1m30s')
  }

  bytes(): number | undefined {
    if (this.absent) return undefined
    const text = this.text()
    if (text === undefined) return undefined
    return bytesOf(text) ?? this.wrong('a size such as 512m')
  }

  /** Both `KEY: value` and `- KEY=value`; a key without a value is null. */
  pairs(): ReadonlyMap<string, string | null> {
    if (Array.isArray(this.value)) {
      return new Map(this.texts().map((line) => splitPair(line)))
    }
    return new Map(this.entries().map(([key, item]) => [key, item.text() ?? null] as const))
  }

  wrong(expected: string): undefined {
    this.problems.push({
      stage: 'plan',
      class: 'infrastructure',
      code: 'ST-COMPOSE-OUTPUT',
      what: `the resolved Compose file has ${describe(this.value)} at ${this.path}, where ${expected} belongs`,
      fix: 'run `docker compose config` and compare this key with the Compose specification',
    })
    return undefined
  }

  private below(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`
  }
}

/** The whole file as an Item; text that is no YAML becomes an empty one with the problem noted. */
export function itemOf(yaml: string, problems: Failure[]): Item {
  const refuse = (why: string): Item => {
    problems.push({
      stage: 'plan',
      class: 'infrastructure',
      code: 'ST-COMPOSE-OUTPUT',
      what: 'the output of `docker compose config` cannot be read',
      why,
      fix: 'run `docker compose config` by hand and check that it prints the resolved file',
    })
    return new Item(undefined, '', problems)
  }
  const read = parseCapped(undouble(yaml), LIMITS)
  if (read.kind === 'refused') return refuse(`it nests deeper than ${LIMITS.nesting} levels`)
  if (read.error) return refuse(read.error.message)
  try {
    // The CLI prints no aliases, so none may expand here.
    const value = read.documents.at(0)?.toJS({ mapAsMap: true, maxAliasCount: 0 })
    return new Item(value, '', problems)
  } catch (error) {
    return refuse(messageOf(error))
  }
}

/** `config` doubles every `$` of its output, so that the output is again a Compose file. */
function undouble(yaml: string): string {
  return yaml.replaceAll('$$', () => '$')
}

/** Maps become plain objects again; a key such as `__proto__` stays an own property. */
export function plain(value: unknown): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, inner]) => [keyText(key), plain(inner)]))
  }
  return Array.isArray(value) ? value.map(plain) : value
}

/** Go's notation: `1h0m0s`, `1m30s`, `1.5s`, `0`. */
export function durationMs(text: string): number | undefined {
  if (text === '0') return 0
  if (!/^(?:\d+(?:\.\d*)?(?:h|ms|m|s|us|µs|μs|ns))+$/.test(text)) return undefined
  let total = 0
  for (const [, amount, unit] of text.matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    total += Number(amount) * (MILLISECONDS[unit ?? ''] ?? Number.NaN)
  }
  return Number.isFinite(total) ? total : undefined
}

function bytesOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([bkmgtp]?)i?b?$/i.exec(text)
  if (!match) return undefined
  const power = Math.max(0, BYTE_POWERS.indexOf((match[2] ?? '').toLowerCase()))
  return Math.round(Number(match[1]) * 1024 ** power)
}

function splitPair(line: string): readonly [string, string | null] {
  const at = line.indexOf('=')
  return at < 0 ? [line, null] : [line.slice(0, at), line.slice(at + 1)]
}

function isScalar(value: unknown): value is string | number | boolean | bigint {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value)
}

function keyText(key: unknown): string {
  return isScalar(key) || key === null ? String(key) : JSON.stringify(plain(key))
}

// Never the value itself: a wrong shape may stand where a secret does.
function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (value instanceof Map) return 'a mapping'
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`
}
