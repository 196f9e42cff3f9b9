import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { type JUnitCase, renderJUnit } from '../../src/smoke/junit.ts'

function caseOf(over: Partial<JUnitCase>): JUnitCase {
  return {
    name: 'GET /',
    service: 'api',
    kind: 'http',
    verdict: 'passed',
    tries: 1,
    durationMs: 1234,
    reasons: [],
    request: '',
    seen: [],
    ...over,
  }
}

describe('JUnit XML', () => {
  test('has a suite per service, and counts', () => {
    const reasons = [{ what: 'expected status 2xx, got 500' }]
    const xml = renderJUnit('harbor', [
      caseOf({}),
      caseOf({
        verdict: 'failed',
        reasons,
        request: 'curl -i http://a/',
        seen: ['HTTP 500'],
        tries: 3,
      }),
      caseOf({ service: '', kind: 'run', name: 'suite', verdict: 'skipped', reasons }),
    ])
    expect(xml).toContain(
      '<testsuites name="harbor" tests="3" failures="1" skipped="1" errors="0" time="3.702">',
    )
    expect(xml).toContain(
      '<testsuite name="api" tests="2" failures="1" skipped="0" errors="0" time="2.468">',
    )
    expect(xml).toContain('<testcase classname="api.http" name="GET /" time="1.234"/>')
    expect(xml).toContain('got 500\ntries: 3\n$ curl -i http://a/\nHTTP 500</failure>')
    expect(xml).toContain(
      '<testcase classname="harbor.run" name="suite" time="1.234"><skipped message=',
    )
  })

  test('is XML whatever a container says', () => {
    const evil = '\u0000\u001b[31m<&>"\'\ud800]]>\uffff\u0085'
    const xml = renderJUnit(evil, [
      caseOf({
        name: evil,
        kind: evil,
        service: evil,
        verdict: 'failed',
        reasons: [{ what: evil }],
        seen: [evil],
      }),
    ])
    expect(xml).not.toMatch(/[[\p{Cc}\p{Cs}\uffff]--\n]/v)
    const script = 'import sys,xml.dom.minidom;xml.dom.minidom.parseString(sys.stdin.buffer.read())'
    execFileSync('python3', ['-c', script], { input: xml, stdio: ['pipe', 'ignore', 'pipe'] })
  })
})
