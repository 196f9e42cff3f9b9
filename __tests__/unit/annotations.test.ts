// Ten annotations reach a reader: what they are spent on.
import { describe, expect, test } from '@jest/globals'
import type { Failure } from '../../src/errors.ts'
import { annotationsOf } from '../../src/report/annotations.ts'

const most = 10

function check(name: string, line: number, reason = 'connect ECONNREFUSED'): Failure {
  return {
    stage: 'smoke',
    class: 'test',
    code: 'ST-CHECK',
    what: `check "${name}" failed: ${reason}`,
    why: 'it was tried once in 0.1s',
    fix: `ask for it yourself: curl ${name}`,
    where: { file: 'compose.yaml', line },
  }
}

function rule(service: string, line: number): Failure {
  return {
    stage: 'inputs',
    class: 'input',
    code: 'ST-LINT',
    what: `${service} has no healthcheck`,
    why: 'the rule healthcheck of the input lint forbids it',
    fix: 'give it one',
    where: { file: 'compose.yaml', line },
  }
}

const engine: Failure = {
  stage: 'health',
  class: 'infrastructure',
  code: 'ST-ENGINE',
  what: 'the Docker Engine went away',
  where: { file: 'compose.yaml', line: 3 },
}

const many = <Value>(count: number, make: (index: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_, index) => make(index))

describe('annotations', () => {
  test('are one for each place, which says all that is wrong there', () => {
    const { shown, beyond } = annotationsOf([check('a', 5), check('b', 7), check('c', 5)], most)
    expect(shown.map(({ title }) => title)).toEqual([
      'compose.yaml:5: check "a" failed: connect ECONNREFUSED [ST-CHECK] (and 1 more)',
      'compose.yaml:7: check "b" failed: connect ECONNREFUSED [ST-CHECK]',
    ])
    expect(shown[0]?.lines).toContain('also compose.yaml:5: check "c" failed: connect ECONNREFUSED')
    expect(beyond).toBe(0)
  })

  test('are one for each cause where the places are too many', () => {
    const failures = [...many(8, (index) => check(`c${index}`, index)), check('odd', 99, 'got 500')]
    expect(annotationsOf(failures, most).shown).toHaveLength(9)
    const { shown, beyond } = annotationsOf(
      [...failures, ...many(6, (index) => rule(`s${index}`, 100 + index))],
      most,
    )
    expect(shown.map(({ where, title }) => [where?.line, title.match(/\(.*\)/)?.[0]])).toEqual([
      [0, '(and 7 more)'],
      [99, undefined],
      [100, '(and 5 more)'],
    ])
    expect(beyond).toBe(0)
  })

  test('count what fits in none of them', () => {
    const failures = many(50, (index) => check('a', index, `got ${index}`))
    const { shown, beyond } = annotationsOf(failures, most)
    expect([shown.length, beyond]).toEqual([9, 41])
  })

  test('leave out what the machine did, or name no file for it where it is all there is', () => {
    expect(annotationsOf([engine, check('a', 5)], most).shown).toMatchObject([
      { where: { line: 5 } },
    ])
    const { shown } = annotationsOf([engine], most)
    expect(shown).toEqual([
      { title: 'the Docker Engine went away [ST-ENGINE]', lines: ['the Docker Engine went away'] },
    ])
  })
})
