// The checks as JUnit XML, which test reporters of every CI read.
import { markupText } from '../text/plain-text.ts'

export interface JUnitCase {
  readonly name: string
  readonly service: string
  readonly kind: string
  readonly verdict: 'passed' | 'failed' | 'skipped'
  readonly tries: number
  readonly durationMs: number
  readonly reasons: readonly { readonly what: string }[]
  readonly request: string
  readonly seen: readonly string[]
}

/** One suite per service; checks of the whole stack are the suite of the stack. */
export function renderJUnit(stack: string, cases: readonly JUnitCase[]): string {
  const names = [...new Set(cases.map(({ service }) => service || stack))]
  const suites = names.map((name) =>
    renderSuite(
      name,
      cases.filter(({ service }) => (service || stack) === name),
    ),
  )
  const head = `<testsuites name="${markupText(stack)}"${counts(cases)}>`
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n')
}

function renderSuite(name: string, cases: readonly JUnitCase[]): string {
  const lines = cases.map((one) => renderCase(name, one))
  return [
    `  <testsuite name="${markupText(name)}"${counts(cases)}>`,
    ...lines,
    '  </testsuite>',
  ].join('\n')
}

function counts(cases: readonly JUnitCase[]): string {
  const count = (verdict: JUnitCase['verdict']): number =>
    cases.filter((one) => one.verdict === verdict).length
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0))
  const total = `tests="${cases.length}" failures="${count('failed')}" skipped="${count('skipped')}"`
  return ` ${total} errors="0" time="${time}"`
}

function renderCase(suite: string, one: JUnitCase): string {
  const open = `    <testcase classname="${markupText(suite)}.${markupText(one.kind)}" name="${markupText(one.name)}" time="${seconds(one.durationMs)}"`
  const why = one.reasons.map(({ what }) => what).join('; ')
  switch (one.verdict) {
    case 'passed':
      return `${open}/>`
    case 'skipped':
      return `${open}><skipped message="${markupText(why)}"/></testcase>`
    case 'failed': {
      const asked = one.request === '' ? [] : [`$ ${one.request}`]
      const lines = [
        ...one.reasons.map(({ what }) => what),
        `tries: ${one.tries}`,
        ...asked,
        ...one.seen,
      ]
      const body = lines.map(markupText).join('\n')
      return `${open}><failure message="${markupText(why)}" type="${markupText(one.kind)}">${body}</failure></testcase>`
    }
  }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}
