import { describe, expect, test } from '@jest/globals'
import { codeOf, exitCodeOf, type Failure, renderFailure } from '../../src/errors.ts'

const failure: Failure = {
  stage: 'health',
  class: 'test',
  code: 'ST-UNHEALTHY',
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
        'compose.yaml:14:5: api did not become healthy in 60s [ST-UNHEALTHY]',
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
    expect(exitCodeOf([{ stage: 'build', class: kind, what: 'broke' }])).toBe(code)
  })

  test('that nobody named has the general code of its class', () => {
    expect(codeOf({ stage: 'publish', class: 'registry', what: 'broke' })).toBe('ST-REGISTRY')
    expect(codeOf(failure)).toBe('ST-UNHEALTHY')
  })
})
