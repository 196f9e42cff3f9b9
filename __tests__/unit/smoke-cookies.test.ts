// Which cookies are kept, for whom, and until when.
import { describe, expect, test } from '@jest/globals'
import { cookiesFor, placeOf, received } from '../../src/smoke/cookies.ts'
import type { Ground } from '../../src/smoke/route.ts'
import { stateOf } from '../support/smoke-world.ts'

const now = Date.UTC(2026, 0, 1)
const at = (path: string, site = 'api') => ({ site, path })

function kept(lines: readonly string[], asked = at('/a/b'), given = at('/a/b')): string[] {
  return cookiesFor(received([], lines, given, now), asked)
}

describe('a cookie', () => {
  test.each<[string, string[], string[]]>([
    ['is kept with all that is in its value', ['a=b=c'], ['a=b=c']],
    ['may be empty', ['a='], ['a=']],
    ['without a name is none', ['=b', ''], []],
    ['is replaced by one of its name and path', ['a=1; Path=/', 'a=2; path=/'], ['a=2']],
    ['of a longer path comes first', ['a=1; Path=/', 'a=2; Path=/a'], ['a=2', 'a=1']],
    ['without a path is for the folder of its page', ['a=1'], ['a=1']],
    ['whose path is no path is for that folder too', ['a=1; Path=x'], ['a=1']],
    ['of a path beside is not sent', ['a=1; Path=/a/bc'], []],
    ['of that very path is sent', ['a=1; Path=/a/b'], ['a=1']],
    ['without age is taken back', ['a=1', 'a=2; Max-Age=0'], []],
    ['that ended is taken back', ['a=1', 'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], []],
    ['that will end is kept', ['a=1; Expires=Fri, 01 Jan 2027 00:00:00 GMT'], ['a=1']],
    [
      'with an age is kept, whatever its end',
      ['a=1; Max-Age=9; Expires=Thu, 01 Jan 1970'],
      ['a=1'],
    ],
    ['with an end that is no date is kept', ['a=1; Expires=soon'], ['a=1']],
  ])('%s', (_, lines, sent) => {
    expect(kept(lines)).toEqual(sent)
  })

  test('of one service is not sent to another', () => {
    expect(kept(['a=1; Path=/'], at('/', 'web'))).toEqual([])
  })
})

describe('the site of a cookie', () => {
  const ground: Ground = {
    host: 'engine.example',
    bridge: 'reached',
    states: [stateOf(32_768), stateOf(32_769, { service: 'web' })],
    services: ['api', 'web'].map((service) => ({ service, ports: [] })),
    network: () => Promise.reject(new Error('not asked')),
  }

  test.each([
    ['http://localhost:32768/x', 'api'],
    ['http://localhost:32769/x', 'web'],
    ['http://engine.example:32769/x', 'web'],
    ['http://api/x', 'api'],
    ['http://api:8080/x', 'api'],
    ['http://localhost:1/x', 'localhost'],
    ['http://elsewhere:32768/x', 'elsewhere'],
  ])('%s is %s', (url, site) => {
    expect(placeOf(new URL(url), ground)).toEqual({ site, path: '/x' })
  })
})
