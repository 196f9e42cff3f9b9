// Expected against actual: what a response lacks to pass its check, each as one sentence.

import type { HttpResponse } from '../world.ts'
import type { HttpExpectation } from './checks.ts'
import { show } from './checks.ts'

export function judgeResponse(expect: HttpExpectation, response: HttpResponse): readonly string[] {
  const lacks: string[] = []
  if (response.status !== expect.status) {
    lacks.push(`expected status ${expect.status}, got ${response.status}`)
  }
  for (const [name, part] of Object.entries(expect.headers)) {
    const actual = response.headers[name]
    if (actual === undefined) lacks.push(`expected header ${name}, got none`)
    else if (!actual.includes(part)) {
      lacks.push(`expected header ${name} to contain ${show(part)}, got ${show(actual)}`)
    }
  }
  if (expect.body !== undefined && !response.body.includes(expect.body)) {
    lacks.push(`expected the body to contain ${show(expect.body)}, got ${show(response.body)}`)
  }
  if (expect.json !== undefined) lacks.push(...judgeJson(expect.json, response))
  if (expect.withinMs !== undefined && response.elapsedMs > expect.withinMs) {
    const took = Math.round(response.elapsedMs)
    lacks.push(`expected an answer within ${expect.withinMs} ms, it took ${took} ms`)
  }
  return lacks
}

function judgeJson(expected: unknown, response: HttpResponse): readonly string[] {
  if (response.truncated) return ['expected JSON, got a body that is too large to read']
  let actual: unknown
  try {
    actual = JSON.parse(response.body)
  } catch {
    return [`expected JSON, got ${show(response.body)}`]
  }
  return missing(expected, actual, '')
}

/** A subset: maps may hold more than was named, lists must agree item by item. */
function missing(expected: unknown, actual: unknown, at: string): readonly string[] {
  const place = at === '' ? 'the JSON' : at
  if (isMap(expected)) {
    if (!isMap(actual)) return [`expected ${place} to be a map, got ${show(actual)}`]
    return Object.entries(expected).flatMap(([key, value]) =>
      Object.hasOwn(actual, key)
        ? missing(value, actual[key], at === '' ? key : `${at}.${key}`)
        : [`expected ${at === '' ? key : `${at}.${key}`} to be ${show(value)}, it is not there`],
    )
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`expected ${place} to be a list, got ${show(actual)}`]
    if (actual.length !== expected.length) {
      return [`expected ${place} to have ${expected.length} items, got ${actual.length}`]
    }
    return expected.flatMap((item, index) => missing(item, actual[index], `${at}[${index}]`))
  }
  return Object.is(expected, actual)
    ? []
    : [`expected ${place} to be ${show(expected)}, got ${show(actual)}`]
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
