import { describe, expect, test } from '@jest/globals'
import { exitCodeOf, type Failure, renderFailure } from '../../src/errors.ts'

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
    [{ class: 'input', code: 'ST-INPUT' }, 2],
    [{ class: 'build', code: 'ST-BUILD' }, 1],
    [{ class: 'test', code: 'ST-CHECK' }, 1],
    [{ class: 'registry', code: 'ST-REGISTRY' }, 3],
    [{ class: 'infrastructure', code: 'ST-ENGINE' }, 3],
    [{ class: 'cancelled', code: 'ST-CANCELLED' }, 130],
  ] as const)('of class $class ends the command with its own exit code', (kind, exitCode) => {
    expect(exitCodeOf([{ stage: 'build', ...kind, what: 'broke' }])).toBe(exitCode)
  })
})
