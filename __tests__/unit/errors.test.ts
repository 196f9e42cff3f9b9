import { describe, expect, test } from '@jest/globals'
import { exitCodeOf, type Failure, renderFailure } from '../../src/errors.ts'

const failure: Failure = {
  stage: 'health',
  class: 'test',
  what: 'api did not become healthy in 60s',
  why: '7 probes failed',
  fix: 'read its log below',
  where: { file: 'compose.yaml', line: 14, column: 5 },
  evidence: ['connection refused'],
}

describe('a failure', () => {
  test('says where and what first, then why, fix and evidence', () => {
    expect(renderFailure(failure)).toBe(
      [
        'compose.yaml:14:5: api did not become healthy in 60s',
        '  why: 7 probes failed',
        '  fix: read its log below',
        '  | connection refused',
      ].join('\n'),
    )
  })

  test.each([
    ['input', 2],
    ['build', 1],
    ['test', 1],
    ['registry', 3],
    ['infrastructure', 3],
    ['cancelled', 130],
  ] as const)('of class %s ends the command with %i', (kind, code) => {
    expect(exitCodeOf([{ ...failure, class: kind }])).toBe(code)
  })
})
