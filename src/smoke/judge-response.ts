// Expected against actual: what a response lacks to pass its check.
import type { HttpResponse } from '../world/world.ts'
import { query } from './captures.ts'
import { isMap, show } from './entry.ts'
import type { HttpExpectation } from './kinds.ts'
import { judgeSize } from './size-rule.ts'
import { judgeText, type MatchPattern } from './text-rules.ts'

export interface Lack {
  /** One sentence: "expected status 200, got 500". */
  readonly what: string
  /** For the small diff of a JSON value. */
  readonly diff?: { readonly at: string; readonly expected: unknown; readonly actual: unknown }
}

type Judged = Pick<
  HttpResponse,
  'status' | 'headers' | 'body' | 'bytes' | 'sha256' | 'truncated' | 'elapsedMs'
>

export function judgeResponse(
  expect: HttpExpectation,
  response: Judged,
  match: MatchPattern,
): readonly Lack[] {
  return [
    ...judgeStatus(expect, response),
    ...judgeHeaders(expect, response, match).map(sentence),
    ...judgeText('the body', expect.body, response.body, match).map(sentence),
    ...judgeJson(expect, response),
    ...judgeBytes(expect, response).map(sentence),
    ...judgeTime(expect.withinMs, response.elapsedMs).map(sentence),
  ]
}

export function sentence(what: string): Lack {
  return { what }
}

function judgeStatus({ status }: HttpExpectation, response: Judged): readonly Lack[] {
  if (status.some(({ least, most }) => response.status >= least && response.status <= most))
    return []
  const wanted = status.map(({ shown }) => shown).join(' or ')
  return [sentence(`expected status ${wanted}, got ${response.status}`)]
}

function judgeHeaders(
  expect: HttpExpectation,
  { headers }: Judged,
  match: MatchPattern,
): readonly string[] {
  return Object.entries(expect.headers).flatMap(([name, rules]) => {
    const actual = headers[name]
    if (actual !== undefined) return judgeText(`header ${name}`, rules, actual, match)
    return rules.some(({ wanted }) => wanted === 'yes') ? [`expected header ${name}, got none`] : []
  })
}

function judgeBytes({ size, sha256 }: HttpExpectation, response: Judged): readonly string[] {
  if (response.truncated && (size || sha256)) {
    return [
      `expected a body that can be measured, got one that was cut after ${response.bytes} bytes`,
    ]
  }
  const other = sha256 !== undefined && sha256 !== response.sha256
  return [
    ...(size ? judgeSize('the body', size, response.bytes) : []),
    ...(other ? [`expected the body to have sha256 ${sha256}, got ${response.sha256}`] : []),
  ]
}

export function judgeTime(withinMs: number | undefined, elapsedMs: number): readonly string[] {
  if (withinMs === undefined || elapsedMs <= withinMs) return []
  return [`expected an answer within ${withinMs} ms, it took ${Math.round(elapsedMs)} ms`]
}

function judgeJson({ json, queries }: HttpExpectation, response: Judged): readonly Lack[] {
  if (json === undefined && queries.length === 0) return []
  if (response.truncated) return [sentence('expected JSON, got a body that is too large to read')]
  let actual: unknown
  try {
    actual = JSON.parse(response.body)
  } catch {
    return [sentence(`expected JSON, got ${show(response.body) || 'nothing'}`)]
  }
  const asked = queries.flatMap(({ expression, value }) => judgeQuery(actual, expression, value))
  return [...(json === undefined ? [] : missing(json, actual, '')), ...asked]
}

function judgeQuery(json: unknown, expression: string, value: unknown): readonly Lack[] {
  try {
    return missing(value, query(json, expression), `json.${expression}`)
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error)
    return [sentence(`json.${expression} could not be asked: ${told}`)]
  }
}

/** A subset: maps may hold more than was named, lists must agree item by item. */
export function missing(expected: unknown, actual: unknown, at: string): readonly Lack[] {
  const place = at === '' ? 'the JSON' : at
  const lack = (what: string): readonly Lack[] => [
    { what: `expected ${place} ${what}`, diff: { at: place, expected, actual } },
  ]
  if (isMap(expected)) {
    if (!isMap(actual)) return lack(`to be a map, got ${show(actual)}`)
    return Object.entries(expected).flatMap(([key, value]) => {
      const below = at === '' ? key : `${at}.${key}`
      if (Object.hasOwn(actual, key)) return missing(value, actual[key], below)
      const what = `expected ${below} to be ${show(value)}, it is not there`
      return [{ what, diff: { at: below, expected: value, actual: undefined } }]
    })
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return lack(`to be a list, got ${show(actual)}`)
    if (actual.length !== expected.length) {
      return lack(`to have ${expected.length} items, got ${actual.length}`)
    }
    return expected.flatMap((item, index) => missing(item, actual[index], `${at}[${index}]`))
  }
  return Object.is(expected, actual) ? [] : lack(`to be ${show(expected)}, got ${show(actual)}`)
}

/** The differences as a diff: what was expected, below it what came. */
export function renderDiff(lacks: readonly Lack[]): readonly string[] {
  const lines = lacks.flatMap(({ diff }) => {
    if (!diff) return []
    const actual = diff.actual === undefined ? '(not there)' : show(JSON.stringify(diff.actual))
    return [`- ${diff.at}: ${show(JSON.stringify(diff.expected))}`, `+ ${diff.at}: ${actual}`]
  })
  return lines.length > 0 ? ['expected (-) and actual (+):', ...lines] : []
}
