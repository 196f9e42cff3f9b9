// The smoke checks of a stack: what the user wrote becomes checks, every mistake with its place.
import type { Failure, Place } from '../errors.ts'
import { parseDuration } from '../inputs/values.ts'
import { nearest } from '../text/nearest.ts'

export interface HttpCheck {
  readonly kind: 'http'
  readonly name: string
  readonly service: string
  readonly method: string
  /** A path below the service's first port. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly expect: HttpExpectation
  readonly where?: Place
}

export type Check = HttpCheck

export interface HttpExpectation {
  readonly status: number
  /** A subset: what is named must be there, what else is there does not matter. */
  readonly json?: unknown
  readonly body?: string
  readonly headers: Readonly<Record<string, string>>
  readonly withinMs?: number
}

type Path = readonly (string | number)[]
export type Locate = (path: Path) => Place | undefined

export interface ParsedChecks {
  readonly checks: readonly Check[]
  readonly problems: readonly Failure[]
}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const
const checkKeys = [...methods, 'name', 'headers', 'body', 'expect']
const expectKeys = ['status', 'json', 'body', 'headers', 'within']

type Json = Readonly<Record<string, unknown>>

/** Reads the `x-smoke` of one service; `path` is where it stands in the Compose file. */
export function parseChecks(
  value: unknown,
  service: string,
  path: Path,
  locate: Locate,
): ParsedChecks {
  const checks: Check[] = []
  const problems: Failure[] = []
  const complain: Complain = (at, what, fix) => {
    const where = locate(at)
    problems.push({ stage: 'inputs', class: 'input', what, fix, ...(where && { where }) })
  }
  if (!Array.isArray(value)) {
    complain(path, 'x-smoke is not a list', 'write a list of checks, such as: - get: /health')
    return { checks, problems }
  }
  value.forEach((item: unknown, index) => {
    const check = parseCheck(item, service, [...path, index], complain)
    const where = locate([...path, index])
    if (check) checks.push(where ? { ...check, where } : check)
  })
  return { checks, problems }
}

type Complain = (at: Path, what: string, fix: string) => void

function parseCheck(
  item: unknown,
  service: string,
  at: Path,
  complain: Complain,
): Check | undefined {
  if (!isMap(item)) {
    complain(at, 'a check is not a map', 'write one, such as: get: /health')
    return undefined
  }
  rejectUnknown(item, checkKeys, at, complain)
  const named = methods.filter((method) => method in item)
  const [method] = named
  if (method === undefined || named.length > 1) {
    const what = method ? `a check has ${named.join(' and ')}` : 'a check says nothing to check'
    complain(at, what, `write exactly one of ${methods.join(', ')}`)
    return undefined
  }
  const path = item[method]
  if (typeof path !== 'string' || !path.startsWith('/')) {
    complain(
      [...at, method],
      `${method} is not a path`,
      'write a path that begins with /, such as /health',
    )
    return undefined
  }
  const { body, contentType } = bodyOf(item['body'])
  return {
    kind: 'http',
    name:
      typeof item['name'] === 'string'
        ? item['name']
        : `${service}: ${method.toUpperCase()} ${path}`,
    service,
    method: method.toUpperCase(),
    path,
    headers: { ...contentType, ...textMap(item['headers'], [...at, 'headers'], complain) },
    ...(body !== undefined && { body }),
    expect: parseExpect(item['expect'], [...at, 'expect'], complain),
  }
}

function bodyOf(value: unknown): { body?: string; contentType: Record<string, string> } {
  if (value === undefined || value === null) return { contentType: {} }
  if (typeof value === 'string') return { body: value, contentType: {} }
  return { body: JSON.stringify(value), contentType: { 'content-type': 'application/json' } }
}

function parseExpect(value: unknown, at: Path, complain: Complain): HttpExpectation {
  if (value === undefined) return { status: 200, headers: {} }
  if (!isMap(value)) {
    complain(at, 'expect is not a map', 'write one, such as: expect: { status: 200 }')
    return { status: 200, headers: {} }
  }
  rejectUnknown(value, expectKeys, at, complain)
  const { status = 200, json, body, within } = value
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599) {
    complain(
      [...at, 'status'],
      `${show(status)} is no HTTP status`,
      'write a number from 100 to 599',
    )
  }
  if (body !== undefined && typeof body !== 'string') {
    complain(
      [...at, 'body'],
      'body is not a text',
      'write a part of the body, or use json for data',
    )
  }
  const duration = within === undefined ? undefined : parseDuration(String(within))
  if (duration?.kind === 'bad') complain([...at, 'within'], duration.what, duration.fix)
  return {
    status: Number(status),
    ...(json !== undefined && { json }),
    ...(typeof body === 'string' && { body }),
    headers: textMap(value['headers'], [...at, 'headers'], complain),
    ...(duration?.kind === 'ok' && { withinMs: duration.value }),
  }
}

function textMap(value: unknown, at: Path, complain: Complain): Readonly<Record<string, string>> {
  if (value === undefined) return {}
  if (!isMap(value)) {
    complain(at, 'headers is not a map', 'write one, such as: headers: { accept: text/html }')
    return {}
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) => [key.toLowerCase(), String(text)]),
  )
}

function rejectUnknown(value: Json, known: readonly string[], at: Path, complain: Complain): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue
    const near = nearest(key, known)
    const fix = near ? `write ${near}` : `known are ${known.join(', ')}`
    complain([...at, key], `unknown key ${key}`, fix)
  }
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** How a value of the user's or of a response is quoted in a sentence: short and on one line. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}
