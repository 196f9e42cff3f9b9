// JSON of others, read without believing anything about its shape.

import { runnerSafe } from './plain-text.ts'

export type Json = Readonly<Record<string, unknown>>

export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined // whoever wrote it, it says nothing
  }
}

export function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((one) => textOf(one) ?? [])
}

/** A text that may be shown in a log: it says what it says, and commands nothing. */
export function lineOf(value: unknown): string | undefined {
  const text = textOf(value)
  return text === undefined ? undefined : textOf(runnerSafe(text))
}

export function linesOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((one) => lineOf(one) ?? [])
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
